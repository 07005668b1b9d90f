/** Lets a location rest whose HighLevel keeps failing: after a growing pause one single call finds out whether it is back. */
import { claimProbe, countFailure, forgetFailures, listBreakers, returnProbe, type BreakerRow } from '../database/circuit-breakers.ts';
import type { Db } from '../database/client.ts';
import { AppError } from '../errors/app-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import type { Budget } from './budget.ts';
import type { LanesLog } from './log.ts';

/** How a call ended: with an answer that shows HighLevel at work, whatever it said, or with a failure. */
export type CallEnd = { ok: true } | { ok: false; code: ErrorCode; reason: string };

export interface GuardedBudget extends Budget {
	/** To be told how every call ended that `take` let through. */
	ended( locationId: string, end: CallEnd ): Promise<void>;
}

export interface CircuitBreakerOptions {
	db: Db;
	log: LanesLog;
	/** Failures in a row that open it. */
	threshold?: number;
	/** The first pause and the longest one, in ms; each is used between half and whole. */
	baseMs?: number;
	capMs?: number;
	/** How long a probe may be out before another is sent, in ms; longer than a call may take. */
	leaseMs?: number;
	random?(): number;
}

/** What shows that HighLevel itself, or the way to it, is in trouble; everything else is an answer. */
const troubles: ReadonlySet<ErrorCode> = new Set( [ 'highlevel_unreachable', 'highlevel_timeout', 'highlevel_unavailable', 'highlevel_answer_unreadable' ] );

/** How old this process's picture of all breakers may be, in ms: what a call may miss of another replica's news. */
const FRESH_MS = 200;
/** While another call probes, it is worth asking again so soon. */
const PROBE_PAUSE_MS = 1_000;

/** The same budget, closed for locations whose breaker is open. */
export function guardBudget( budget: Budget, options: CircuitBreakerOptions ): GuardedBudget {
	const { db, log, threshold = 5, baseMs = 2_000, capMs = 120_000, leaseMs = 20_000, random = Math.random } = options;
	let picture: { at: number; rows: Promise<BreakerRow[]> } | undefined;
	const breakers = (): Promise<BreakerRow[]> => {
		if ( ! picture || Date.now() - picture.at > FRESH_MS ) {
			picture = { at: Date.now(), rows: listBreakers( db ) };
			// A failure is told to this caller only; the next one asks anew.
			picture.rows.catch( () => {
				picture = undefined;
			} );
		}
		return picture.rows;
	};
	const find = async ( locationId: string ): Promise<BreakerRow | undefined> => ( await breakers() ).find( ( row ) => row.locationId === locationId );

	/** @returns Whether the caller's call is the probe. */
	const pass = async ( locationId: string ): Promise<boolean> => {
		const breaker = await find( locationId );
		if ( ! breaker?.open ) {
			return false;
		}
		if ( await claimProbe( db, locationId, leaseMs ) ) {
			picture = undefined;
			return true;
		}
		picture = undefined;
		const now = await find( locationId );
		if ( now?.open ) {
			throw resting( now );
		}
		return false;
	};

	return {
		take: async ( locationId, takeOptions ) => {
			const isProbe = await pass( locationId );
			try {
				return await budget.take( locationId, takeOptions );
			} catch ( error ) {
				if ( isProbe ) {
					await returnProbe( db, locationId );
				}
				throw error;
			}
		},
		observe: budget.observe,
		describe: budget.describe,
		ended: async ( locationId, end ) => {
			if ( ! end.ok && troubles.has( end.code ) ) {
				picture = undefined;
				if ( await countFailure( db, { locationId, code: end.code, reason: end.reason, threshold, baseMs, capMs, jitter: random() } ) ) {
					log.warn( { locationId, code: end.code }, 'HighLevel keeps failing for a location; its calls rest' );
				}
			} else if ( await find( locationId ) ) {
				picture = undefined;
				if ( await forgetFailures( db, locationId ) ) {
					log.info( { locationId }, 'HighLevel answers again for a location; its calls go on' );
				}
			}
		},
		blockedLocations: async () => {
			const [ blocked, rows ] = await Promise.all( [ budget.blockedLocations(), breakers() ] );
			return [ ...new Set( [ ...blocked, ...rows.filter( rests ).map( ( row ) => row.locationId ) ] ) ];
		},
	};
}

/** No lane of it is worth running: the pause is not over, or somebody is finding out at this moment. */
function rests( row: BreakerRow ): boolean {
	return row.open && ( row.probing || row.probeInMs > 0 );
}

function resting( { probeAt, probeInMs, probing, reason }: BreakerRow ): AppError {
	const afterMs = Math.max( probeInMs, probing ? PROBE_PAUSE_MS : 0 );
	const seconds = Math.max( 1, Math.ceil( afterMs / 1_000 ) );
	return new AppError( 'highlevel_resting', `HighLevel has kept failing, so calls to this location rest (the last reason: ${ reason }) It is tried again in about ${ seconds } ${ seconds === 1 ? 'second' : 'seconds' }, by itself.`, {
		data: { afterMs, retryAfter: seconds, nextProbeAt: ( probeAt ?? new Date() ).toISOString() },
	} );
}
