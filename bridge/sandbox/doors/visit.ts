/** What is known about a request while it passes the doors; kept in Express' `res.locals`. */
import type { Response } from 'express';
import type { Token } from '../world/types.ts';
import type { Fault } from './faults.ts';
import type { LogEntry } from './request-log.ts';

export interface Visit {
	entry: LogEntry;
	startedAt: number;
	token?: Token;
	/** The injected fault that is still to come after the operation ran. */
	fault?: Fault;
}

export const visitOf = ( response: Response ): Visit => response.locals[ 'visit' ] as Visit;
