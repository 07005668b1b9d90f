/** Sends events again, by the owner's wish: one, many, or everything that is dead. */
import { z } from 'zod';
import type { Db, Trx } from '../database/client.ts';
import { laneGroup, supersedeEvents } from '../database/events.ts';
import { lockReplayCandidates, reopenEvents, type ReplayCandidate } from '../database/replays.ts';
import type { LaneQueue } from '../lanes/lane-queue.ts';
import { coalesces } from './event-types.ts';

/** The body of `POST /v1/replay`. */
export const replayRequest = z.union( [
	z.strictObject( { eventIds: z.array( z.guid().transform( ( id ) => id.toLowerCase() ) ).min( 1 ).max( 500 ) } ),
	z.strictObject( { state: z.literal( 'dead' ), since: z.iso.datetime( { offset: true } ).transform( ( text ) => new Date( text ) ).optional() } ),
] );

export type ReplayRequest = z.infer<typeof replayRequest>;

export interface ReplayAnswer {
	replayed: number;
	ids: string[];
	/** Events that were left alone, with the reason in plain words. */
	skipped: { id: string; reason: string }[];
}

const BATCH = 500;
const OVERTAKEN = 'HighLevel already has a newer change of this entity; sending this older one would undo it.';

/**
 * - dead, superseded, retrying or waiting: pending again, with fresh tries;
 * - delivered and still the newest that HighLevel has: run again;
 * - HighLevel has a newer change: not sent; a dead event is then closed as superseded, and says why;
 * - pending or running: already on its way;
 * - something that happened (not the state of a calendar or a group): again, whatever happened afterwards.
 *
 * Ids of other sites, or that are not in the log, are passed over.
 */
export async function replayEvents( deps: { db: Db; queue: LaneQueue }, siteId: string, request: ReplayRequest ): Promise<ReplayAnswer> {
	const answer: ReplayAnswer = { replayed: 0, ids: [], skipped: [] };
	const choice = 'eventIds' in request ? { ids: request.eventIds } : { dead: true as const, since: request.since ?? null };
	const group = await laneGroup( deps.db, siteId );
	for ( ;; ) {
		const batch = await deps.db.transaction().execute( ( trx ) => replayBatch( deps.queue, trx, siteId, group, choice ) );
		answer.ids.push( ...batch.ids );
		answer.skipped.push( ...batch.skipped );
		deps.queue.nudge();
		// Dead events leave that state here, so the next batch holds others; a list of ids fits in one.
		if ( 'ids' in choice || batch.ids.length + batch.skipped.length < BATCH ) {
			return { ...answer, replayed: answer.ids.length };
		}
	}
}

async function replayBatch( queue: LaneQueue, trx: Trx, siteId: string, group: string, choice: Parameters<typeof lockReplayCandidates>[ 2 ] ): Promise<Omit<ReplayAnswer, 'replayed'>> {
	const candidates = await lockReplayCandidates( trx, siteId, choice, BATCH );
	const verdicts = candidates.map( ( candidate ) => ( { candidate, refusal: refusalOf( candidate ) } ) );
	const opened = verdicts.filter( ( verdict ) => verdict.refusal === undefined ).map( ( verdict ) => verdict.candidate );
	await reopenEvents( trx, siteId, opened.map( ( candidate ) => candidate.id ) );
	for ( const { candidate } of verdicts.filter( ( verdict ) => verdict.refusal === OVERTAKEN && verdict.candidate.state === 'dead' ) ) {
		await supersedeEvents( trx, siteId, [ candidate.id ], candidate.overtaken_by, OVERTAKEN );
	}
	await queue.wakeMany( trx, opened.map( ( candidate ) => ( { siteId, subject: candidate.subject, group } ) ) );
	return {
		ids: opened.map( ( candidate ) => candidate.id ),
		skipped: verdicts.flatMap( ( { candidate, refusal } ) => ( refusal === undefined ? [] : [ { id: candidate.id, reason: refusal } ] ) ),
	};
}

/** Why this event is not sent again; undefined when it is. */
function refusalOf( candidate: ReplayCandidate ): string | undefined {
	if ( candidate.state === 'pending' || candidate.state === 'running' ) {
		return 'It is already on its way.';
	}
	if ( ! coalesces( candidate.subject ) ) {
		return undefined;
	}
	if ( candidate.overtaken ) {
		return OVERTAKEN;
	}
	if ( candidate.followed && ( candidate.state === 'superseded' || candidate.state === 'delivered' ) ) {
		return 'A newer change of this entity is on its way and carries it along.';
	}
	return undefined;
}
