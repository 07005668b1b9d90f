/** The loop behind messages that wait in a table: looks, has done what is due, rests, and ends when it is told to. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface PollLoop {
	start(): void;
	/** Ends it, after the round under way; see `graceMs`. */
	stop(): Promise<void>;
}

export interface PollLoopOptions {
	log: Logger;
	/** Said when a round fails; the next one is tried all the same. */
	failure: string;
	/** Between two rounds, in ms. */
	pollMs: number;
	/** A round that has not ended so long after `stop` is left alone, in ms; left out: it is waited for. */
	graceMs?: number;
}

/** @param round True: there may be more, so do not rest. Its signal is aborted by `stop`. */
export function createPollLoop( { log, failure, pollMs, graceMs }: PollLoopOptions, round: ( signal: AbortSignal ) => Promise<boolean> ): PollLoop {
	const stopping = new AbortController();
	const { signal } = stopping;
	let loop: Promise<void> | undefined;
	const run = async () => {
		while ( ! signal.aborted ) {
			const more = await round( signal ).catch( ( error: unknown ) => {
				log.warn( { err: error }, failure );
				return false;
			} );
			if ( ! more ) {
				await sleep( pollMs, undefined, { signal } ).catch( () => undefined );
			}
		}
	};
	return {
		start: () => {
			loop ??= run();
		},
		stop: async () => {
			stopping.abort();
			await ( graceMs === undefined ? loop : Promise.race( [ loop, sleep( graceMs, undefined, { ref: false } ) ] ) );
		},
	};
}

/** Waits for all, also when one of them fails; then fails with the first. */
export async function allOrFirstFailure( work: readonly Promise<unknown>[] ): Promise<void> {
	const failed = ( await Promise.allSettled( work ) ).find( ( result ) => result.status === 'rejected' );
	if ( failed ) {
		throw failed.reason;
	}
}
