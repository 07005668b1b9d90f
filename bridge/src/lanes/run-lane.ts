/** Runs one claimed lane: takes the event whose turn it is, lets it be delivered, and writes the outcome and the lane's end as one. */
import type { Trx } from '../database/client.ts';
import { lockRunning, returnEvent, settleEvent, type EventRow } from '../database/events.ts';
import { AppError } from '../errors/app-error.ts';
import type { Deliver, Outcome, Work } from './deliver.ts';
import { ClaimLost, endLane } from './end-lane.ts';
import type { Claim } from './lane-queue.ts';
import type { LanesLog } from './log.ts';
import { settlementOf } from './settlement.ts';
import { takeWork, type TakeWorkDeps, type Turn } from './take-work.ts';
import { News, type LaneWatch } from './watch.ts';

export interface RunLaneDeps extends TakeWorkDeps {
	deliver: Deliver;
	log: LanesLog;
	watch?: LaneWatch;
}

const unforeseen: Outcome = { kind: 'retry', code: 'internal', reason: 'Something went wrong in the bridge while this change was sent. It is tried again by itself.' };

/**
 * @param signal   Ends the delivery early (time is up, claim lost, bridge stops).
 * @param stopping Whether the bridge is stopping: an unfinished event is then given back as it was.
 * @throws ClaimLost, or the database's error; in both cases the claim lapses and the lane is run again.
 */
export async function runLane( deps: RunLaneDeps, claim: Claim, signal: AbortSignal, stopping: () => boolean ): Promise<void> {
	const news = new News( deps.watch );
	const turn = await deps.db.transaction().execute( ( trx ) => takeWork( deps, trx, claim, news ) );
	news.tell();
	if ( turn === undefined ) {
		return;
	}
	const { work } = turn;
	const deliver = () => tryToDeliver( deps, work, signal );
	const outcome = await ( deps.watch?.around ? deps.watch.around( work.event, deliver ) : deliver() );
	const giveBack = stopping() && outcome.kind !== 'delivered' && signal.aborted;
	const write = ( result: Outcome ) => withPatience( deps, () => deps.db.transaction().execute( async ( trx ) => {
		news.clear();
		await ( giveBack ? returnWork( deps, trx, claim, work.event ) : settle( deps, trx, claim, turn, result, news ) );
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
async function settle( deps: RunLaneDeps, trx: Trx, claim: Claim, { work: { event }, followed }: Turn, outcome: Outcome, news: News ): Promise<void> {
	// The event's row first, then the lane: replays and wake-ups lock in the same order.
	const now = await lockRunning( trx, claim.siteId, event.id );
	const settlement = settlementOf( deps.policy, event, outcome, now );
	const again = await settleEvent( trx, claim.siteId, event.id, settlement );
	news.add( settlement.state );
	await outcome.settle?.( trx );
	// Delivered or given up, it makes way for the one behind it; what came in meanwhile has woken the lane by itself.
	await endLane( deps, trx, claim, again ?? ( followed ? 'now' : undefined ) );
}

async function returnWork( deps: RunLaneDeps, trx: Trx, claim: Claim, event: EventRow ): Promise<void> {
	await returnEvent( trx, claim.siteId, event.id );
	if ( ! await deps.queue.giveBack( trx, claim ) ) {
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
