/** Takes a batch of events from a site: the good ones are in the log before the answer leaves. */
import type { Db } from '../database/client.ts';
import { highestSequence, type NewEvent } from '../database/events.ts';
import { AppError, type FieldFault } from '../errors/app-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import type { LaneQueue } from '../lanes/lane-queue.ts';
import { readEnvelope } from './event-envelope.ts';

export interface AcceptEventsDeps {
	db: Db;
	queue: LaneQueue;
	/** Told of the events that were new, once they are written; for metrics and traces. */
	onAccepted?( events: readonly NewEvent[], startedAt: Date ): void;
}

export interface RejectedEvent {
	/** The event's id as far as it could be read; null when it has none. */
	id: string | null;
	code: ErrorCode;
	detail: string;
	errors: FieldFault[];
}

export interface AcceptedEvents {
	/** Ids that are in the log now, whether they came with this request or an earlier one. */
	accepted: string[];
	rejected: RejectedEvent[];
	/**
	 * The highest sequence that is known of the site, as far as it matters to these events. Above their own: the site counts
	 * from an earlier number again (its database was restored), so they are taken for old. It must count on from here.
	 */
	highestSequence: number;
}

export const MAX_EVENTS = 50;

/**
 * Each event is judged by itself: a bad one does not hold up the others. All good ones are written in
 * one statement: after a crash there is either all of it or nothing, and the site sends again. Their lanes are woken just after it.
 *
 * @param body The parsed JSON of the request: an array of at most 50 envelopes.
 * @throws AppError `body_invalid` when the body as a whole is not such an array.
 */
export async function acceptEvents( deps: AcceptEventsDeps, siteId: string, body: unknown ): Promise<AcceptedEvents> {
	if ( ! Array.isArray( body ) || body.length > MAX_EVENTS ) {
		throw new AppError( 'body_invalid', `The body must be an array of at most ${ MAX_EVENTS } events.`, { errors: [ { pointer: '', detail: `must be an array of at most ${ MAX_EVENTS }` } ] } );
	}
	const good = new Map<string, NewEvent>();
	const rejected: RejectedEvent[] = [];
	body.forEach( ( input, index ) => {
		const result = readEnvelope( input );
		if ( ! result.ok ) {
			rejected.push( { id: idOf( input ), code: result.code, detail: result.detail, errors: result.errors.map( ( fault ) => ( { ...fault, pointer: `/${ index }${ fault.pointer }` } ) ) } );
		} else if ( ! good.has( result.event.id ) ) {
			good.set( result.event.id, result.event );
		}
	} );
	const { taken, highest } = await write( deps, siteId, [ ...good.values() ] );
	rejected.push( ...taken.map( takenByAnother ) );
	const lost = new Set( taken );
	return { accepted: [ ...good.keys() ].filter( ( id ) => ! lost.has( id ) ), rejected, highestSequence: highest };
}

/** Writes the events and wakes their lanes. `taken`: ids that already belong to another site. */
async function write( deps: AcceptEventsDeps, siteId: string, events: readonly NewEvent[] ): Promise<{ taken: string[]; highest: number }> {
	if ( events.length === 0 ) {
		return { taken: [], highest: await highestSequence( deps.db, siteId ) };
	}
	const startedAt = new Date();
	const { strangers, inserted, highestBefore } = await deps.queue.accept( siteId, events );
	deps.onAccepted?.( events.filter( ( event ) => inserted.has( event.id ) ), startedAt );
	const own = Math.max( ...events.map( ( event ) => event.sequence ) );
	// The whole site is looked at only when it counts: then it shall not have to count on entity by entity.
	return { taken: strangers, highest: highestBefore > own ? Math.max( highestBefore, await highestSequence( deps.db, siteId ) ) : own };
}

function takenByAnother( id: string ): RejectedEvent {
	return { id, code: 'event_invalid', detail: 'The event\'s id is already used. Ids must be random UUIDs.', errors: [ { pointer: '/id', detail: 'is already used' } ] };
}

function idOf( input: unknown ): string | null {
	const id = ( input as { id?: unknown } | null | undefined )?.id;
	return typeof id === 'string' && id.length <= 100 ? id : null;
}
