/** Slows down guessing: so many failures an address, and so many in all, in a window of time. */
import { AppError } from '../errors/app-error.ts';

export interface AttemptLimiter {
	/**
	 * Runs an attempt, unless its address has failed too often lately.
	 *
	 * @throws AppError too_many_requests with `retryAfter` in s; else whatever `attempt` throws.
	 */
	run<T>( address: string, attempt: () => Promise<T> ): Promise<T>;
}

export interface AttemptLimits {
	failuresPerAddress: number;
	/** Over all addresses: one attacker can have many. */
	failuresInAll: number;
	windowMs: number;
	now?(): number;
}

interface Window {
	failures: number;
	endsAt: number;
}

const ALL = '*';

/**
 * Kept in memory, per process: a code of 60 bits is out of reach with any number of replicas. An attempt counts as
 * failed until it has succeeded, so that many at the same time are no way around the limit.
 */
export function createAttemptLimiter( limits: AttemptLimits ): AttemptLimiter {
	const windows = new Map<string, Window>();
	const now = limits.now ?? Date.now;
	const open = ( key: string ): Window => {
		const known = windows.get( key );
		if ( known && known.endsAt > now() ) {
			return known;
		}
		const fresh = { failures: 0, endsAt: now() + limits.windowMs };
		windows.set( key, fresh );
		return fresh;
	};
	return {
		run: async ( address, attempt ) => {
			dropEnded( windows, now() );
			const [ own, all ] = [ open( networkOf( address ) ), open( ALL ) ];
			refuseIfFull( own, limits.failuresPerAddress, now() );
			refuseIfFull( all, limits.failuresInAll, now() );
			own.failures++;
			all.failures++;
			const result = await attempt();
			own.failures--;
			all.failures--;
			return result;
		},
	};
}

function refuseIfFull( window: Window, limit: number, now: number ): void {
	if ( window.failures >= limit ) {
		const retryAfter = Math.max( 1, Math.ceil( ( window.endsAt - now ) / 1000 ) );
		const minutes = Math.ceil( retryAfter / 60 );
		throw new AppError( 'too_many_requests', `Too many wrong pairing codes. Try again in ${ minutes } minute${ minutes === 1 ? '' : 's' }.`, { data: { retryAfter } } );
	}
}

function dropEnded( windows: Map<string, Window>, now: number ): void {
	for ( const [ key, window ] of windows ) {
		if ( window.endsAt <= now ) {
			windows.delete( key );
		}
	}
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
