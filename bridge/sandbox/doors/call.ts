/** What an operation gets and gives: plain values, nothing of Express. */
import type { Token } from '../world/types.ts';
import type { World } from '../world/world.ts';

export interface Call {
	world: World;
	token: Token;
	/** Parameters of the path. */
	path: Record<string, string>;
	query: Record<string, unknown>;
	/** The parsed JSON body; undefined when there was none. */
	body: unknown;
	/** The Version header. */
	version: string;
	/** Epoch ms of this call. */
	now: number;
}

export interface Answer {
	status: number;
	/** An object gets a traceId added; a list is sent as it is. */
	body: Record<string, unknown> | unknown[];
}

/** Runs without waiting for anything, so that two calls never interleave: HighLevel serialises them too. */
export type Handler = ( call: Call ) => Answer;

export const ok = ( body: Answer[ 'body' ] ): Answer => ( { status: 200, body } );
export const created = ( body: Answer[ 'body' ] ): Answer => ( { status: 201, body } );
