/**
 * Chooses what a claimed lane delivers now. Of a calendar or a group that is its newest state, which carries the older ones along;
 * of everything else the oldest thing that happened, and the next one follows when that has ended.
 */
import type { Trx } from '../database/client.ts';
import { lockOpenEvents, newestApplied, settleEvent, startEvent, supersededBy, supersedeEvents, type OpenEvent } from '../database/events.ts';
import type { Work } from './deliver.ts';
import { ClaimLost, endLane, type EndLaneDeps } from './end-lane.ts';
import type { Claim } from './lane-queue.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { tooOld } from './settlement.ts';
import type { News } from './watch.ts';

export interface TakeWorkDeps extends EndLaneDeps {
	policy: RetryPolicy;
	/** Whether events of this type say that the entity is gone from the site. */
	removes( type: string ): boolean;
	/** Whether a newer event of this subject carries the older ones along; else each is delivered by itself. */
	coalesces( subject: string ): boolean;
}

/** The next delivery of a lane. */
export interface Turn {
	work: Work;
	/** More events of the lane wait behind this one: it must run again when this one has ended. */
	followed: boolean;
}

/** Marks as running what is to be delivered now; undefined when there is nothing, and then the lane has been ended. */
export async function takeWork( deps: TakeWorkDeps, trx: Trx, claim: Claim, news: News ): Promise<Turn | undefined> {
	if ( ! ( await deps.queue.touch( [ claim ], trx ) ).has( claim.id ) ) {
		throw new ClaimLost( 'Another worker has this lane.' );
	}
	return deps.coalesces( claim.subject ) ? takeNewest( deps, trx, claim, news ) : takeOldest( deps, trx, claim, news );
}

async function takeNewest( deps: TakeWorkDeps, trx: Trx, claim: Claim, news: News ): Promise<Turn | undefined> {
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
	if ( await settledUnstarted( deps, trx, claim, newest, false, news ) ) {
		return undefined;
	}
	const older = open.slice( 0, -1 ).map( ( event ) => event.id );
	await supersedeEvents( trx, claim.siteId, older, newest.id, 'A newer change carried this one along.' );
	news.add( 'superseded', older.length );
	const event = await startEvent( trx, claim.siteId, newest.id );
	return { work: workOf( deps, event, await supersededBy( trx, claim.siteId, event.id ) ), followed: false };
}

/**
 * Neither what HighLevel already has nor a higher sequence counts here: what happened is not undone by what happened next. The lane of a
 * busy inbound address is long, so only the first two events are read; the second only says that there is more.
 */
async function takeOldest( deps: TakeWorkDeps, trx: Trx, claim: Claim, news: News ): Promise<Turn | undefined> {
	const [ oldest, next ] = await lockOpenEvents( trx, claim.siteId, claim.subject, 2 );
	if ( oldest === undefined ) {
		await endLane( deps, trx, claim );
		return undefined;
	}
	const followed = next !== undefined;
	if ( await settledUnstarted( deps, trx, claim, oldest, followed, news ) ) {
		return undefined;
	}
	return { work: workOf( deps, await startEvent( trx, claim.siteId, oldest.id ), [] ), followed };
}

function workOf( deps: TakeWorkDeps, event: Work[ 'event' ], superseded: Work[ 'superseded' ] ): Work {
	return {
		event,
		superseded,
		changed: [ ...new Set( [ ...superseded, event ].flatMap( ( each ) => each.data.changed ) ) ],
		removed: deps.removes( event.type ),
		firstAttempt: event.attempts === 1 && event.replays === 0,
	};
}

/** Ends the lane without a delivery when the event's time has not come, or its worker kept dying until it was too old. */
async function settledUnstarted( deps: TakeWorkDeps, trx: Trx, claim: Claim, event: OpenEvent, followed: boolean, news: News ): Promise<boolean> {
	if ( ! event.due && event.next_attempt_at ) {
		await endLane( deps, trx, claim, event.next_attempt_at );
		return true;
	}
	if ( event.state === 'running' && event.age_ms > deps.policy.totalAgeMs ) {
		await settleEvent( trx, claim.siteId, event.id, tooOld( deps.policy, 'the bridge was stopped in the middle of every try' ) );
		news.add( 'dead' );
		await endLane( deps, trx, claim, followed ? 'now' : undefined );
		return true;
	}
	return false;
}
