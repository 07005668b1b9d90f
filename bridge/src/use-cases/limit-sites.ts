/**
 * Keeps one site from taking the bridge for itself: so many requests a second over all replicas, with room for a burst.
 *
 * A library was looked at (rate-limiter-flexible): its PostgreSQL store writes once a request, in fixed windows by each
 * process's own clock. Here a process leases room for several requests at once, which that store has no notion of.
 */
import type { Db } from '../database/client.ts';
import { takeRoom } from '../database/site-room.ts';
import { AppError } from '../errors/app-error.ts';

export interface SiteLimits {
	/** So many at once. */
	burst: number;
	/** So many come back a second. */
	perSecond: number;
}

export interface SiteLimiter {
	/**
	 * Mostly answers from what this process has leased, without a word to the database.
	 *
	 * @throws AppError too_many_requests with `retryAfter` in s; what the database throws, as every request does then.
	 */
	take( siteId: string ): Promise<void>;
}

interface Lease {
	left: number;
	/** From then on, what is left of it does not count any more. */
	endsAt: number;
	/** Nothing is there before that moment. */
	openAt: number;
	/** Requests that wait for the lease under way. */
	waiting: number;
	asking?: Promise<void>;
}

/** A lease is this part of the burst: what a replica can hold back for itself, and later give out above the limit. */
const SHARE = 1 / 60;
/** Long enough for a site that asks every few seconds, short enough that old leases do not add up. */
const LEASE_MS = 60_000;
/** A site that sends too much makes each replica ask no more often than this. */
const REST_MS = 250;
/** Beyond so many, leases that say nothing any more are dropped. */
const MANY = 10_000;

/**
 * All replicas together grant no more than burst + time × perSecond, and at most one lease a replica on top of it, which
 * was taken before that time. Only what is leased here is counted in memory.
 *
 * @param kind Which limit it is, over all replicas.
 */
export function createSiteLimiter( db: Db, kind: string, { burst, perSecond }: SiteLimits ): SiteLimiter {
	const leases = new Map<string, Lease>();
	const chunk = Math.max( 1, Math.floor( burst * SHARE ) );
	const ask = async ( siteId: string, lease: Lease ) => {
		const { granted, waitMs } = await takeRoom( db, { siteId, kind, burst, perSecond, wanted: Math.max( chunk, lease.waiting ) } );
		const at = performance.now();
		Object.assign( lease, granted > 0 ? { left: granted, endsAt: at + LEASE_MS } : { openAt: at + Math.max( waitMs, REST_MS ) } );
	};
	return {
		take: async ( siteId ) => {
			const lease = leaseOf( leases, siteId );
			while ( ! takeOne( lease ) ) {
				lease.waiting++;
				lease.asking ??= ask( siteId, lease ).finally( () => {
					lease.asking = undefined;
				} );
				await lease.asking.finally( () => {
					lease.waiting--;
				} );
			}
		},
	};
}

/** False: nothing is leased at the moment. */
function takeOne( lease: Lease ): boolean {
	const at = performance.now();
	if ( lease.left > 0 && lease.endsAt > at ) {
		lease.left--;
		return true;
	}
	if ( lease.openAt > at ) {
		const retryAfter = Math.ceil( ( lease.openAt - at ) / 1000 );
		throw new AppError( 'too_many_requests', `This site sends more than the bridge takes. Try again in ${ retryAfter } second${ retryAfter === 1 ? '' : 's' }.`, { data: { retryAfter } } );
	}
	return false;
}

function leaseOf( leases: Map<string, Lease>, siteId: string ): Lease {
	const known = leases.get( siteId );
	if ( known ) {
		return known;
	}
	if ( leases.size >= MANY ) {
		const at = performance.now();
		for ( const [ id, { endsAt, openAt, waiting } ] of leases ) {
			if ( waiting === 0 && endsAt <= at && openAt <= at ) {
				leases.delete( id );
			}
		}
	}
	const fresh: Lease = { left: 0, endsAt: 0, openAt: 0, waiting: 0 };
	leases.set( siteId, fresh );
	return fresh;
}
