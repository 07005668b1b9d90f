/** What the owner reads: every event in plain words, how many there are of each kind, and one event down to its HTTP calls. */
import { entityLabels, eventTypes, type EventEntity } from '@slotbridge/catalogue/events/index.ts';
import { fillTitle, type EventTitle } from '@slotbridge/catalogue/events/titles.ts';
import { z } from 'zod';
import { countEvents, countUndone, findEvent, listEvents, listRuns, oldestOpenSince, type ActivityFilter, type ActivityPlace, type ActivityRow, type RunWithSteps } from '../database/activity.ts';
import type { Db } from '../database/client.ts';
import type { EventData, EventState } from '../database/schema.ts';
import { AppError } from '../errors/app-error.ts';
import { bookingTypes } from './bookings/booking-events.ts';
import { entityOf, titleOf } from './event-title.ts';

const states = [ 'pending', 'running', 'retrying', 'waiting', 'delivered', 'superseded', 'dead' ] as const;

/** A filter that a form left empty is no filter. */
const optional = <T extends z.ZodType>( schema: T ) => z.preprocess( ( value ) => ( value === '' ? undefined : value ), schema.optional() );

/** The query of `GET /v1/activity`; `state` may be several, separated by commas. */
export const activityQuery = z.object( {
	state: optional( z.string().transform( ( text ) => text.split( ',' ) ).pipe( z.array( z.enum( states ) ) ) ),
	entity: optional( z.enum( [ ...Object.keys( entityLabels ) as EventEntity[], 'booking' ] ) ),
	subject: optional( z.string().max( 200 ) ),
	q: optional( z.string().trim().max( 200 ) ),
	before: optional( z.string().max( 200 ) ),
	limit: optional( z.coerce.number().int().min( 1 ).max( 200 ) ),
} );

export type ActivityQuery = z.infer<typeof activityQuery>;

export interface ActivityItem {
	id: string;
	type: string;
	entity: EventEntity | 'booking';
	subject: string;
	entityName: string;
	/** In plain words: `Calendar "Coaching" was changed`. */
	title: string;
	/** The same in parts, for screens in another language. */
	titleParts: EventTitle;
	changed: string[];
	sequence: number;
	time: Date;
	receivedAt: Date;
	state: EventState;
	reasonCode: string | null;
	reason: string | null;
	supersededBy: string | null;
	attempts: number;
	nextAttemptAt: Date | null;
	finishedAt: Date | null;
	connectionId: string | null;
	locationId: string | null;
	highLevelId: string | null;
}

export interface ActivityList {
	items: ActivityItem[];
	/** Pass it as `before` for the next page; null at the end. */
	next: string | null;
	/** Of all states, under the other filters. */
	counts: Record<EventState, number>;
}

const PAGE = 50;

/** @throws AppError `body_invalid` for a cursor that is not ours. */
export async function listActivity( db: Db, siteId: string, query: ActivityQuery ): Promise<ActivityList> {
	const limit = query.limit ?? PAGE;
	const filter: ActivityFilter = {
		states: query.state,
		types: query.entity === 'booking' ? bookingTypes : query.entity && eventTypes.filter( ( known ) => known.entity === query.entity ).map( ( known ) => known.type ),
		subject: query.subject,
		text: query.q,
	};
	const before = query.before === undefined ? undefined : readCursor( query.before );
	// One more than asked for tells whether there is a next page.
	const [ rows, counts ] = await Promise.all( [ listEvents( db, siteId, filter, { before, limit: limit + 1 } ), countEvents( db, siteId, filter ) ] );
	const shown = rows.slice( 0, limit );
	const last = shown.at( -1 );
	return { items: shown.map( itemOf ), next: rows.length > limit && last ? writeCursor( { at: last.received_text, id: last.id } ) : null, counts };
}

/** How full the site's queue is, for its status page. */
export async function summarizeQueue( db: Db, siteId: string ): Promise<{ pending: number; retrying: number; waiting: number; dead: number; oldestPendingAt: Date | null }> {
	const [ counts, oldestPendingAt ] = await Promise.all( [ countUndone( db, siteId ), oldestOpenSince( db, siteId ) ] );
	return { pending: counts.pending + counts.running, retrying: counts.retrying, waiting: counts.waiting, dead: counts.dead, oldestPendingAt };
}

export interface ActivityDetail {
	item: ActivityItem;
	/** The envelope as the site sent it. */
	event: { specversion: '1.0'; id: string; type: string; subject: string; time: Date; sequence: string; traceparent?: string; data: EventData };
	runs: ReturnType<typeof runOf>[];
}

/** @throws AppError `not_found` when the site has no such event. */
export async function readActivityDetail( db: Db, siteId: string, eventId: string ): Promise<ActivityDetail> {
	const row = z.guid().safeParse( eventId ).success ? await findEvent( db, siteId, eventId ) : undefined;
	if ( row === undefined ) {
		throw new AppError( 'not_found', 'There is no such event. It may have been too old to keep.' );
	}
	const runs = await listRuns( db, siteId, row.id );
	return {
		item: itemOf( row ),
		event: {
			specversion: '1.0', id: row.id, type: row.type, subject: row.subject, time: row.time, sequence: String( row.sequence ),
			...( row.traceparent === null ? {} : { traceparent: row.traceparent } ), data: row.data,
		},
		runs: runs.map( runOf ),
	};
}

function itemOf( row: ActivityRow ): ActivityItem {
	const title = titleOf( { type: row.type, subject: row.subject, entityName: row.entity_name }, row.detail );
	return {
		id: row.id, type: row.type, entity: entityOf( row.type, row.subject ), subject: row.subject, entityName: row.entity_name,
		title: fillTitle( title ), titleParts: title,
		changed: row.changed, sequence: row.sequence, time: row.time, receivedAt: row.received_at,
		state: row.state, reasonCode: row.reason_code, reason: row.reason, supersededBy: row.superseded_by,
		attempts: row.attempts, nextAttemptAt: row.next_attempt_at, finishedAt: row.finished_at,
		connectionId: row.at_connection_id, locationId: row.location_id, highLevelId: row.highlevel_id,
	};
}

function runOf( run: RunWithSteps ) {
	return {
		id: run.id, workflow: run.workflow, state: run.state, startedAt: run.started_at, finishedAt: run.finished_at,
		reasonCode: run.reason_code, reason: run.reason, locationId: run.location_id,
		steps: run.steps.map( ( step ) => ( {
			id: step.id, name: step.name, title: step.title, state: step.state, summary: step.summary,
			startedAt: step.started_at, finishedAt: step.finished_at,
			attempts: step.attempts.map( ( attempt ) => ( {
				id: attempt.id, operation: attempt.operation, method: attempt.method, url: attempt.url,
				requestHeaders: attempt.request_headers, requestBody: attempt.request_body, status: attempt.status,
				responseHeaders: attempt.response_headers, responseBody: attempt.response_body,
				errorCode: attempt.error_code, error: attempt.error, traceId: attempt.trace_id, durationMs: attempt.duration_ms, at: attempt.at,
			} ) ),
		} ) ),
	};
}

function writeCursor( place: ActivityPlace ): string {
	return Buffer.from( `${ place.at }|${ place.id }` ).toString( 'base64url' );
}

function readCursor( text: string ): ActivityPlace {
	const [ at = '', id = '' ] = Buffer.from( text, 'base64url' ).toString().split( '|' );
	if ( ! /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test( at ) || Number.isNaN( Date.parse( at ) ) || ! z.guid().safeParse( id ).success ) {
		throw new AppError( 'body_invalid', 'The cursor is not one that this list gave out.', { errors: [ { pointer: '/before', detail: 'is not a cursor of this list' } ] } );
	}
	return { at, id };
}
