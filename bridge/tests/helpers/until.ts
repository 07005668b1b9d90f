/** Waits for something that another process or a background loop brings about. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is there.
 *
 * @throws Error with the last failure when it is not there after `patienceMs`; far beyond what any step here takes.
 */
export async function until<T>( what: string, ask: () => Promise<T | undefined | false> | T | undefined | false, patienceMs: number = 40_000 ): Promise<T> {
	const end = Date.now() + patienceMs;
	let failure: unknown;
	do {
		try {
			const answer = await ask();
			if ( answer !== undefined && answer !== false ) {
				return answer;
			}
		} catch ( error ) {
			failure = error;
		}
		await sleep( 15 );
	} while ( Date.now() < end );
	throw new Error( `Waited in vain: ${ what }`, { cause: failure } );
}
