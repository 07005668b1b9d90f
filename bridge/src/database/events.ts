/** The event log: what a site told us, and where each event stands. Every query names the site. */
import { sql, type Selectable } from 'kysely';
import type { Db, Trx } from './client.ts';
import type { EventData, EventState, EventTable } from './schema.ts';

export type EventRow = Selectable<EventTable>;

/** States in which an event still has something to do. The partial index `event_lane` holds exactly these. */
export const openStates = [ 'pending', 'running', 'retrying', 'waiting' ] as const satisfies readonly EventState[];

export interface NewEvent {
	id: string;
	type: string;
	subject: string;
	sequence: number;
	time: Date;
	traceparent: string | null;
	data: EventData;
	entityName: string;
}

export interface LoggedEvents {
	/** Ids that were new; an event that is already in the log is left exactly as it is. */
	inserted: Set<string>;
	/** What the new ones are about, each once: their lanes must be woken. */
	subjects: string[];
	/** Ids that another site has used. */
	strangers: string[];
	/** The highest sequence that was there before, of the entities that these events are about; 0 when there was none. */
	highestBefore: number;
}

/** Writes the events that are not in the log yet, in one statement that commits by itself. */
export async function logEvents( db: Db, siteId: string, events: readonly NewEvent[] ): Promise<LoggedEvents> {
	const rows = events.map( ( { entityName, ...event } ) => ( { ...event, entity_name: entityName } ) );
	const about = [ ...new Set( events.map( ( event ) => event.subject ) ) ];
	const answer = await sql<{ inserted: string[]; subjects: string[]; strangers: string[]; before: number }>`
		SELECT inserted, subjects, strangers, before FROM log_events(${ siteId }, ${ about }::text[], ${ JSON.stringify( rows ) }::jsonb)
	`.execute( db );
	const { inserted, subjects, strangers, before } = answer.rows[ 0 ] as ( typeof answer.rows )[ number ];
	return { inserted: new Set( inserted ), subjects, strangers, highestBefore: before };
}

/** The highest sequence of a site that HighLevel has or is about to have: what comes next must be above it. 0 when there is none. */
export async function highestSequence( db: Db | Trx, siteId: string ): Promise<number> {
	const { rows } = await sql<{ highest: number }>`
		SELECT coalesce(greatest(
			(SELECT max(applied_sequence) FROM link WHERE site_id = ${ siteId }),
			-- The site counts by itself, whichever server it writes to.
			(SELECT max(applied_sequence) FROM parked_link WHERE site_id = ${ siteId }),
			(SELECT max(sequence) FROM event WHERE site_id = ${ siteId } AND state IN ('pending', 'running', 'retrying', 'waiting'))
		), 0)::float8 AS highest
	`.execute( db );
	return rows[ 0 ]?.highest ?? 0;
}

/** An open event, with what only the database's clock may judge (replicas can have clocks of their own). */
export type OpenEvent = EventRow & { due: boolean; age_ms: number };

/**
 * Locks and reads the open events of one entity, oldest first.
 *
 * @param limit At most so many; left out: all.
 */
export async function lockOpenEvents( trx: Trx, siteId: string, subject: string, limit?: number ): Promise<OpenEvent[]> {
	const query = trx.selectFrom( 'event' )
		.selectAll()
		.select( [
			sql<boolean>`next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp()`.as( 'due' ),
			sql<number>`(extract(epoch FROM clock_timestamp() - open_since) * 1000)::float8`.as( 'age_ms' ),
		] )
		.where( 'site_id', '=', siteId )
		.where( 'subject', '=', subject )
		.where( 'state', 'in', openStates )
		.orderBy( 'sequence' ).orderBy( 'received_at' ).orderBy( 'id' )
		.forUpdate();
	return await ( limit === undefined ? query : query.limit( limit ) ).execute();
}

/** The newest event of an entity, whatever became of it; locked. */
export async function newestEvent( trx: Trx, siteId: string, subject: string ): Promise<{ id: string } | undefined> {
	return trx.selectFrom( 'event' ).select( 'id' ).where( 'site_id', '=', siteId ).where( 'subject', '=', subject ).where( 'state', '!=', 'superseded' )
		.orderBy( 'sequence', 'desc' ).orderBy( 'received_at', 'desc' ).limit( 1 ).forUpdate().executeTakeFirst();
}

/**
 * The newest change of an entity that HighLevel already has: by its links, which outlive the log, and by the log, where a
 * change without a link of its own is found too.
 */
export async function newestApplied( db: Db | Trx, siteId: string, subject: string ): Promise<{ sequence: number; eventId: string | null } | undefined> {
	const { rows } = await sql<{ sequence: number; event_id: string | null }>`
		SELECT applied_sequence AS sequence, applied_event_id AS event_id FROM link WHERE site_id = ${ siteId } AND subject = ${ subject }
		UNION ALL
		(SELECT sequence, id FROM event WHERE site_id = ${ siteId } AND subject = ${ subject } AND state = 'delivered' ORDER BY sequence DESC LIMIT 1)
		ORDER BY sequence DESC
		LIMIT 1
	`.execute( db );
	return rows[ 0 ] && { sequence: rows[ 0 ].sequence, eventId: rows[ 0 ].event_id };
}

/** Closes events whose content a newer one carries; they stay in the log and keep pointing at it. */
export async function supersedeEvents( trx: Trx, siteId: string, ids: readonly string[], byId: string | null, reason: string ): Promise<void> {
	if ( ids.length === 0 ) {
		return;
	}
	await trx.updateTable( 'event' )
		.set( { state: 'superseded', superseded_by: byId, reason_code: null, reason, next_attempt_at: null, finished_at: sql`clock_timestamp()` } )
		.where( 'site_id', '=', siteId )
		.where( 'id', 'in', ids )
		.execute();
	await interruptRuns( trx, siteId, ids );
}

/** The events that this one has taken over, directly or through one that was superseded itself; oldest first. */
export async function supersededBy( db: Db | Trx, siteId: string, eventId: string ): Promise<EventRow[]> {
	return await db
		.withRecursive( 'taken_over', ( query ) => query
			.selectFrom( 'event' ).select( 'event.id' ).where( 'site_id', '=', siteId ).where( 'superseded_by', '=', eventId )
			.union( query.selectFrom( 'event' ).innerJoin( 'taken_over', 'taken_over.id', 'event.superseded_by' )
				.select( 'event.id' ).where( 'event.site_id', '=', siteId ) ) )
		.selectFrom( 'event' )
		.innerJoin( 'taken_over', 'taken_over.id', 'event.id' )
		.selectAll( 'event' )
		.where( 'event.id', '!=', eventId )
		.orderBy( 'event.sequence' ).orderBy( 'event.received_at' )
		.execute();
}

/** Marks the event as being delivered now and counts the attempt. */
export async function startEvent( trx: Trx, siteId: string, id: string ): Promise<EventRow> {
	await interruptRuns( trx, siteId, [ id ] );
	return await trx.updateTable( 'event' )
		.set( ( row ) => ( { state: 'running', attempts: row( 'attempts', '+', 1 ), next_attempt_at: null, finished_at: null } ) )
		.where( 'site_id', '=', siteId )
		.where( 'id', '=', id )
		.returningAll()
		.executeTakeFirstOrThrow();
}

export interface Settlement {
	state: EventState;
	reasonCode?: string | null;
	reason?: string | null;
	/** When it is tried again, counted from the database's now, in ms; left out: not at all. */
	againInMs?: number;
	/** The attempt that `startEvent` counted was none. */
	untried?: boolean;
}

/**
 * Writes how a delivery ended.
 *
 * @returns The moment of the next try, by the database's clock; null when there is none.
 */
export async function settleEvent( trx: Trx, siteId: string, id: string, settlement: Settlement ): Promise<Date | null> {
	const finished = settlement.state === 'delivered' || settlement.state === 'dead';
	const row = await trx.updateTable( 'event' )
		.set( {
			state: settlement.state,
			reason_code: settlement.reasonCode ?? null,
			reason: settlement.reason ?? null,
			next_attempt_at: settlement.againInMs === undefined ? null : sql`clock_timestamp() + ${ settlement.againInMs } * interval '1 millisecond'`,
			finished_at: finished ? sql`clock_timestamp()` : null,
			...( settlement.untried ? { attempts: sql<number>`greatest(0, attempts - 1)` } : {} ),
		} )
		.where( 'site_id', '=', siteId )
		.where( 'id', '=', id )
		.returning( 'next_attempt_at' )
		.executeTakeFirstOrThrow();
	return row.next_attempt_at;
}

/**
 * Locks an event that is about to be settled.
 *
 * @returns `called`: somebody asked for another try while it was running (see `reopenWaiting`); `ageMs`: since it was opened.
 */
export async function lockRunning( trx: Trx, siteId: string, id: string ): Promise<{ called: boolean; ageMs: number }> {
	const row = await trx.selectFrom( 'event' )
		.select( [ 'next_attempt_at', sql<number>`(extract(epoch FROM clock_timestamp() - open_since) * 1000)::float8`.as( 'age_ms' ) ] )
		.where( 'site_id', '=', siteId ).where( 'id', '=', id )
		.forUpdate()
		.executeTakeFirstOrThrow();
	return { called: row.next_attempt_at !== null, ageMs: row.age_ms };
}

/**
 * Makes waiting events pending again. One that is running at this moment gets a mark instead: should it end as
 * waiting, for a reason that has just been removed, it is tried once more at once.
 *
 * @returns The subjects whose lanes must be woken; at most `limit`, so call it until it returns none.
 */
export async function reopenWaiting( trx: Trx, siteId: string, limit: number ): Promise<string[]> {
	const { rows } = await sql<{ subject: string }>`
		UPDATE event SET state = 'pending', reason_code = NULL, reason = NULL, next_attempt_at = NULL, open_since = clock_timestamp()
		WHERE id IN (
			SELECT id FROM event WHERE site_id = ${ siteId } AND state = 'waiting' ORDER BY id LIMIT ${ limit } FOR UPDATE
		)
		RETURNING subject
	`.execute( trx );
	return [ ...new Set( rows.map( ( row ) => row.subject ) ) ];
}

/** In a transaction of its own: leaves the mark described at `reopenWaiting` on the site's running events. */
export async function callRunning( db: Db, siteId: string ): Promise<void> {
	await db.updateTable( 'event' ).set( { next_attempt_at: sql`clock_timestamp()` } )
		.where( 'site_id', '=', siteId ).where( 'state', '=', 'running' ).execute();
}

/** Gives an event back untried: the bridge is stopping. */
export async function returnEvent( trx: Trx, siteId: string, id: string ): Promise<void> {
	await interruptRuns( trx, siteId, [ id ] );
	await trx.updateTable( 'event' ).set( { state: 'pending', next_attempt_at: null } )
		.where( 'site_id', '=', siteId ).where( 'id', '=', id ).where( 'state', '=', 'running' ).execute();
}

/**
 * Which group of lanes a site's events belong to: the location they go to, so that one location's flood cannot hold up
 * another; the site's own id as long as there is no connection.
 */
export async function laneGroup( db: Db | Trx, siteId: string ): Promise<string> {
	const { rows } = await sql<{ lanes: string }>`SELECT lane_group(${ siteId }) AS lanes`.execute( db );
	return rows[ 0 ]?.lanes ?? siteId;
}

/** Whoever ran these before has died or was overtaken: its runs must not look as if they still went on. */
async function interruptRuns( trx: Trx, siteId: string, eventIds: readonly string[] ): Promise<void> {
	const runs = await trx.updateTable( 'run' )
		.set( { state: 'interrupted', finished_at: sql`clock_timestamp()`, reason: 'The bridge stopped before this run had ended.' } )
		.where( 'site_id', '=', siteId )
		.where( 'event_id', 'in', eventIds )
		.where( 'state', '=', 'running' )
		.returning( 'id' )
		.execute();
	if ( runs.length > 0 ) {
		await trx.updateTable( 'step' )
			.set( { state: 'failed', finished_at: sql`clock_timestamp()`, summary: 'Interrupted: it is not known how far it came.' } )
			.where( 'run_id', 'in', runs.map( ( run ) => run.id ) )
			.where( 'state', '=', 'running' )
			.execute();
	}
}
