/** Slows down guessing: so many failures an address, and so many in all, in a window of time, over all replicas. */
import type { Db } from '../database/client.ts';
import { countFailure, uncountFailure, type FailureLimits } from '../database/pairing-failures.ts';
import { AppError } from '../errors/app-error.ts';

export interface AttemptLimiter {
	/**
	 * Runs an attempt, unless its address has failed too often lately.
	 *
	 * @throws AppError too_many_requests with `retryAfter` in s; else whatever `attempt` throws.
	 */
	run<T>( address: string, attempt: () => Promise<T> ): Promise<T>;
}

/**
 * Counted in the database, each one: attempts are few, and guessing must not gain by trying at another replica. An attempt
 * counts as failed until it has succeeded, so that many at the same time are no way around the limit. When the database does
 * not answer, there is no attempt.
 */
export function createAttemptLimiter( db: Db, limits: FailureLimits ): AttemptLimiter {
	return {
		run: async ( address, attempt ) => {
			const network = networkOf( address );
			const waitMs = await countFailure( db, network, limits );
			if ( waitMs !== null ) {
				throw tooMany( waitMs );
			}
			const result = await attempt();
			await uncountFailure( db, network );
			return result;
		},
	};
}

function tooMany( waitMs: number ): AppError {
	const retryAfter = Math.max( 1, Math.ceil( waitMs / 1000 ) );
	const minutes = Math.ceil( retryAfter / 60 );
	return new AppError( 'too_many_requests', `Too many wrong pairing codes. Try again in ${ minutes } minute${ minutes === 1 ? '' : 's' }.`, { data: { retryAfter } } );
}

/** One household or server usually has a whole /64 of IPv6 addresses, so those count as one. */
function networkOf( address: string ): string {
	const plain = address.replace( /^::ffff:(?=\d+\.)/, '' );
	if ( ! plain.includes( ':' ) ) {
		return plain;
	}
	const [ head = '', tail ] = plain.split( '::' );
	const groups = head.split( ':' ).filter( Boolean );
	const missing = tail === undefined ? 0 : 8 - groups.length - tail.split( ':' ).filter( Boolean ).length;
	return [ ...groups, ...Array<string>( Math.max( 0, missing ) ).fill( '0' ), ...( tail ?? '' ).split( ':' ).filter( Boolean ) ].slice( 0, 4 ).join( ':' );
}
