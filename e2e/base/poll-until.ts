/** Waits for a condition by asking again and again; the limit is a guard against hanging, never a measurement. */
import { messageOf } from './user-error.ts';

export interface PollOptions {
	/** Used in the error: "… did not happen within 60 s". */
	what: string;
	/** In milliseconds; generous, since machines differ. */
	timeoutMs?: number;
	/** In milliseconds. */
	intervalMs?: number;
	/** Ends the wait at once with its reason, e.g. when the awaited process died. */
	signal?: AbortSignal;
}

export const sleep = ( ms: number ): Promise<void> => new Promise( ( done ) => setTimeout( done, ms ) );

/**
 * Asks `probe` until it gives something other than `undefined`, `null` or `false`.
 * A probe that throws counts as "not yet"; its last words end up in the error.
 *
 * @throws Error when the time is up, or the signal's reason.
 */
export async function pollUntil<T>( probe: () => Promise<T | undefined | null | false> | T | undefined | null | false, options: PollOptions ): Promise<T> {
	const { what, timeoutMs = 60_000, intervalMs = 100, signal } = options;
	const end = Date.now() + timeoutMs;
	for ( ;; ) {
		signal?.throwIfAborted();
		let last = '';
		try {
			const answer = await probe();
			if ( answer !== undefined && answer !== null && answer !== false ) {
				return answer;
			}
		} catch ( error ) {
			last = messageOf( error );
		}
		if ( Date.now() >= end ) {
			throw new Error( `${ what } did not happen within ${ Math.round( timeoutMs / 1000 ) } s${ last ? `: ${ last }` : '' }` );
		}
		await sleep( intervalMs );
	}
}
