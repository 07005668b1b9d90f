/** Keeps one site from taking the bridge for itself: so many requests a second, with room for a burst. */
import { AppError } from '../errors/app-error.ts';

export interface SiteLimits {
	/** So many at once. */
	burst: number;
	/** So many come back a second. */
	perSecond: number;
	/** ms; the clock, unless a test plays it. */
	now?(): number;
}

export interface SiteLimiter {
	/** @throws AppError too_many_requests with `retryAfter` in s. */
	take( siteId: string ): void;
}

interface Bucket {
	left: number;
	at: number;
}

/** Buckets beyond this many are looked through for full ones, which say nothing. */
const MANY = 10_000;

/**
 * Counted in memory, per process: with replicas behind a balancer a site has so much at each of them. That is enough
 * for what this is for, and costs no write to the database a request.
 */
export function createSiteLimiter( { burst, perSecond, now = () => performance.now() }: SiteLimits ): SiteLimiter {
	const buckets = new Map<string, Bucket>();
	const refill = ( bucket: Bucket, at: number ) => Math.min( burst, bucket.left + ( at - bucket.at ) / 1000 * perSecond );
	return {
		take: ( siteId ) => {
			const at = now();
			const known = buckets.get( siteId );
			const left = known ? refill( known, at ) : burst;
			if ( left < 1 ) {
				const retryAfter = Math.max( 1, Math.ceil( ( 1 - left ) / perSecond ) );
				throw new AppError( 'too_many_requests', `This site sends more than the bridge takes. Try again in ${ retryAfter } second${ retryAfter === 1 ? '' : 's' }.`, { data: { retryAfter } } );
			}
			if ( ! known && buckets.size >= MANY ) {
				for ( const [ id, bucket ] of buckets ) {
					if ( refill( bucket, at ) >= burst ) {
						buckets.delete( id );
					}
				}
			}
			buckets.set( siteId, { left: left - 1, at } );
		},
	};
}
