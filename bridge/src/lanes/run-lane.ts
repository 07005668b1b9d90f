/** Runs one claimed lane: takes its newest event, lets it be delivered, and writes the outcome and the lane's end as one. */
import type { Db, Trx } from '../database/client.ts';
import {
	laneGroup, lockOpenEvents, lockRunning, newestApplied, returnEvent, settleEvent, startEvent, supersededBy, supersedeEvents,
	type EventRow, type OpenEvent, type Settlement,
} from '../database/events.ts';
import { AppError } from '../errors/app-error.ts';
import type { Deliver, Outcome, Work } from './deliver.ts';
import type { Claim, LaneQueue } from './lane-queue.ts';
import type { LanesLog } from './log.ts';
import { recheckPause, retryPause, type RetryPolicy } from './retry-policy.ts';
import { News, type LaneWatch } from './watch.ts';

export interface RunLaneDeps {
	db: Db;
	queue: LaneQueue;
	deliver: Deliver;
	policy: RetryPolicy;
	/** Whether events of this type say that the entity is gone from the site. */
	removes( type: string ): boolean;
	log: LanesLog;
	watch?: LaneWatch;
}

const unforeseen: Outcome = { kind: 'retry', code: 'internal', reason: 'Something went wrong in the bridge while this change was sent. It is tried again by itself.' };

/** The claim was given to another worker: whatever we know is stale, and nothing of it may be written. */
export class ClaimLost extends Error {
	override readonly name = 'ClaimLost';
}

/**
 * @param signal   Ends the delivery early (time is up, claim lost, bridge stops).
 * @param stopping Whether the bridge is stopping: an unfinished event is then given back as it was.
 * @throws ClaimLost, or the database's error; in both cases the claim lapses and the lane is run again.
 */
export async function runLane( deps: RunLaneDeps, claim: Claim, signal: AbortSignal, stopping: () => boolean ): Promise<void> {
	const news = new News( deps.watch );
	const work = await deps.db.transaction().execute( ( trx ) => takeWork( deps, trx, claim, news ) );
	news.tell();
	if ( work === undefined ) {
		return;
	}
	const deliver = () => tryToDeliver( deps, work, signal );
	const outcome = await ( deps.watch?.around ? deps.watch.around( work.event, deliver ) : deliver() );
	const giveBack = stopping() && outcome.kind !== 'delivered' && signal.aborted;
	const write = ( result: Outcome ) => withPatience( deps, () => deps.db.transaction().execute( async ( trx ) => {
		news.clear();
		await ( giveBack ? returnWork( deps, trx, claim, work.event ) : settle( deps, trx, claim, work.event, result, news ) );
	} ) ).then( () => news.tell() );
	try {
		await write( outcome );
	} catch ( error ) {
		if ( error instanceof ClaimLost || mayPass( error ) ) {
			throw error;
		}
		// What the outcome wanted to write cannot be written. That must not keep the event from being tried again soon.
		deps.log.error( { error: error instanceof Error ? error.stack : String( error ), eventId: work.event.id }, 'The outcome of a delivery could not be written' );
		await write( unforeseen );
	}
}

/** Closes what needs no delivery and marks the newest event as running; undefined when the lane has ended with that. */
async function takeWork( deps: RunLaneDeps, trx: Trx, claim: Claim, news: News ): Promise<Work | undefined> {
	if ( ! ( await deps.queue.touch( [ claim ], trx ) ).has( claim.id ) ) {
		throw new ClaimLost( 'Another worker has this lane.' );
	}
	const open = await lockOpenEvents( trx, claim.siteId, claim.subject );
	const newest = open.at( -1 );
	if ( newest === undefined ) {
		await endLane( deps, trx, claim );
		return undefined;
	}
	const applied = await newestApplied( trx, claim.siteId, claim.subject );
	if ( applied && applied.sequence > newest.sequence ) {
		await supersedeEvents( trx, claim.siteId, open.map( ( event ) => event.id ), applied.eventId, 'HighLevel already has a newer change of this entity.' );
		news.add( 'superseded', open.length );
		await endLane( deps, trx, claim );
		return undefined;
	}
	if ( await settledUnstarted( deps, trx, claim, newest, news ) ) {
		return undefined;
	}
	const older = open.slice( 0, -1 ).map( ( event ) => event.id );
	await supersedeEvents( trx, claim.siteId, older, newest.id, 'A newer change carried this one along.' );
	news.add( 'superseded', older.length );
	const event = await startEvent( trx, claim.siteId, newest.id );
	const superseded = await supersededBy( trx, claim.siteId, event.id );
	return {
		event,
		superseded,
		changed: [ ...new Set( [ ...superseded, event ].flatMap( ( each ) => each.data.changed ) ) ],
		removed: deps.removes( event.type ),
		firstAttempt: event.attempts === 1 && event.replays === 0,
	};
}

/** Ends the lane without a delivery when the newest event's time has not come, or its worker kept dying until it was too old. */
async function settledUnstarted( deps: RunLaneDeps, trx: Trx, claim: Claim, newest: OpenEvent, news: News ): Promise<boolean> {
	if ( ! newest.due && newest.next_attempt_at ) {
		await endLane( deps, trx, claim, newest.next_attempt_at );
		return true;
	}
	if ( newest.state === 'running' && newest.age_ms > deps.policy.totalAgeMs ) {
		await settleEvent( trx, claim.siteId, newest.id, tooOld( deps.policy, 'the bridge was stopped in the middle of every try' ) );
		news.add( 'dead' );
		await endLane( deps, trx, claim );
		return true;
	}
	return false;
}

async function tryToDeliver( deps: RunLaneDeps, work: Work, signal: AbortSignal ): Promise<Outcome> {
	try {
		return await deps.deliver( work, signal );
	} catch ( error ) {
		if ( error instanceof AppError ) {
			const afterMs = Number( error.data?.[ 'afterMs' ] ?? ( error as { afterMs?: unknown } ).afterMs ?? 0 ) || 0;
			const { kind } = deps.policy.rule( error.code );
			return kind === 'dead' ? { kind, code: error.code, reason: error.message } : { kind, code: error.code, reason: error.message, ...( afterMs > 0 || kind === 'retry' ? { afterMs } : {} ) };
		}
		if ( ! signal.aborted ) {
			deps.log.error( { error: error instanceof Error ? error.stack : String( error ), eventId: work.event.id }, 'A delivery failed in a way nobody foresaw' );
		}
		return unforeseen;
	}
}

/** Writes the outcome. Everything here is kept together or, with the claim lost, not at all. */
async function settle( deps: RunLaneDeps, trx: Trx, claim: Claim, event: EventRow, outcome: Outcome, news: News ): Promise<void> {
	// The event's row first, then the lane: replays and wake-ups lock in the same order.
	const now = await lockRunning( trx, claim.siteId, event.id );
	const settlement = settlementOf( deps.policy, event, outcome, now );
	const again = await settleEvent( trx, claim.siteId, event.id, settlement );
	news.add( settlement.state );
	await outcome.settle?.( trx );
	await endLane( deps, trx, claim, again ?? undefined );
}

function settlementOf( policy: RetryPolicy, event: EventRow, outcome: Outcome, now: { called: boolean; ageMs: number } ): Settlement {
	if ( outcome.kind === 'delivered' ) {
		return { state: 'delivered' };
	}
	const { code: reasonCode, reason } = outcome;
	if ( outcome.kind === 'dead' ) {
		return { state: 'dead', reasonCode, reason };
	}
	if ( outcome.kind === 'waiting' ) {
		return now.called
			? { state: 'pending', againInMs: 0 }
			: { state: 'waiting', reasonCode, reason, untried: outcome.untried, againInMs: outcome.afterMs === undefined ? recheckPause( policy ) : retryPause( policy, reasonCode, 1, outcome.afterMs ) };
	}
	const pause = retryPause( policy, outcome.code, event.attempts, outcome.afterMs );
	return now.ageMs + pause > policy.totalAgeMs
		? tooOld( policy, reason )
		: { state: 'retrying', reasonCode, reason, againInMs: pause };
}

function tooOld( policy: RetryPolicy, last: string ): Settlement {
	const hours = Math.max( 1, Math.round( policy.totalAgeMs / 3_600_000 ) );
	return { state: 'dead', reasonCode: 'too_old', reason: `It was tried for ${ hours } hours without success. The last reason: ${ last }` };
}

async function returnWork( deps: RunLaneDeps, trx: Trx, claim: Claim, event: EventRow ): Promise<void> {
	await returnEvent( trx, claim.siteId, event.id );
	if ( ! await deps.queue.giveBack( trx, claim ) ) {
		throw new ClaimLost( 'Another worker has this lane.' );
	}
}

/** Ends the claim, and has the lane run again at `again`, or sooner if somebody woke it meanwhile. */
async function endLane( deps: RunLaneDeps, trx: Trx, claim: Claim, again?: Date ): Promise<void> {
	if ( again ) {
		const group = await laneGroup( trx, claim.siteId );
		await deps.queue.wake( trx, { siteId: claim.siteId, subject: claim.subject, group }, { at: again } );
	}
	if ( ! await deps.queue.complete( trx, claim ) ) {
		throw new ClaimLost( 'Another worker has this lane.' );
	}
}

/** What HighLevel did cannot be undone, so a database that is away for a moment is worth waiting for. */
async function withPatience( deps: RunLaneDeps, write: () => Promise<void> ): Promise<void> {
	for ( let pause = 100; ; pause *= 2 ) {
		try {
			return await write();
		} catch ( error ) {
			if ( ! mayPass( error ) || pause > 5_000 ) {
				throw error;
			}
			deps.log.warn( { error: error instanceof Error ? error.message : String( error ) }, 'The outcome of a delivery could not be written yet' );
			await new Promise( ( resolve ) => setTimeout( resolve, pause ) );
		}
	}
}

/**
 * Whether the same statements may succeed later: the connection broke, the server restarts, has no room, or two
 * transactions were in each other's way (SQLSTATE classes 08, 57, 53 and 40).
 */
function mayPass( error: unknown ): boolean {
	if ( error instanceof ClaimLost ) {
		return false;
	}
	const code = String( ( error as { code?: unknown } ).code ?? '' );
	return ! /^[0-9A-Z]{5}$/.test( code ) || /^(08|40|53|57)/.test( code );
}
