/** What switching a connection between live and sandbox asks of the tables: its fence, the deliveries under way, and what one side lacks. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';
import type { Server } from './schema.ts';

/** Keeps deliveries of the connection from beginning and from calling, for so many seconds at the longest. False when it is not there. */
export async function fenceConnection( db: Db, siteId: string, id: string, seconds: number ): Promise<boolean> {
	const { rows } = await sql`
		UPDATE connection SET switching_until = clock_timestamp() + make_interval(secs => ${ seconds }) WHERE site_id = ${ siteId } AND id = ${ id } RETURNING 1
	`.execute( db );
	return rows.length === 1;
}

export async function openFence( db: Db, siteId: string, id: string ): Promise<void> {
	await db.updateTable( 'connection' ).set( { switching_until: null } ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

/** Whether the connection is still on this server, and not about to leave it. */
export async function isOnServer( db: Db, siteId: string, id: string, server: Server ): Promise<boolean> {
	const { rows } = await sql`
		SELECT 1 FROM connection WHERE site_id = ${ siteId } AND id = ${ id } AND server = ${ server } AND coalesce(switching_until <= clock_timestamp(), true)
	`.execute( db );
	return rows.length === 1;
}

/** One try of one event. */
export interface Try {
	id: string;
	attempts: number;
}

export async function runningTries( db: Db, siteId: string ): Promise<Try[]> {
	return db.selectFrom( 'event' ).select( [ 'id', 'attempts' ] ).where( 'site_id', '=', siteId ).where( 'state', '=', 'running' ).execute();
}

/** How many of these have not ended. */
export async function countUnended( db: Db, siteId: string, tries: readonly Try[] ): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		SELECT count(*) AS count FROM event JOIN jsonb_to_recordset(${ JSON.stringify( tries ) }::jsonb) AS begun (id uuid, attempts integer)
			ON event.id = begun.id AND event.attempts = begun.attempts
		WHERE event.site_id = ${ siteId } AND event.state = 'running'
	`.execute( db );
	return Number( rows[ 0 ]?.count ?? 0 );
}

/** The newest event of an entity that a server does not have as the site has it. */
export interface Missing {
	eventId: string;
	subject: string;
}

export interface Place {
	siteId: string;
	connectionId: string;
	server: Server;
}

/**
 * What has to be sent to a server so that it has what the site has, whether the connection is on it now or not. What is
 * gone from the site and was never there is not missing.
 *
 * @param removals The types of events after which an entity is gone.
 */
export async function findMissing( db: Db | Trx, place: Place, removals: readonly string[] ): Promise<Missing[]> {
	const { rows } = await sql<{ id: string; subject: string }>`
		WITH newest AS (
			SELECT DISTINCT ON (subject) subject, id, type, sequence FROM event
			-- Bookings were found on one server and are nowhere on the other.
			WHERE site_id = ${ place.siteId } AND state <> 'superseded' AND (subject LIKE 'calendar/%' OR subject LIKE 'calendar-group/%')
			ORDER BY subject, sequence DESC, received_at DESC
		), there AS (${ linksOf( place ) }), seen AS (
			SELECT subject, max(applied_sequence) AS sequence FROM (
				SELECT subject, applied_sequence FROM link WHERE site_id = ${ place.siteId }
				UNION ALL SELECT subject, applied_sequence FROM parked_link WHERE site_id = ${ place.siteId }
			) AS both_sides GROUP BY subject
		)
		SELECT newest.id, newest.subject FROM newest LEFT JOIN there USING (subject) LEFT JOIN seen USING (subject)
		-- An older one may outlive the newest in the log, when it was given up: that is not what the site has.
		WHERE newest.sequence >= coalesce(seen.sequence, 0)
			AND there.applied_event_id IS DISTINCT FROM newest.id AND (there.subject IS NOT NULL OR newest.type <> ALL (${ [ ...removals ] }::text[]))
		ORDER BY newest.id
	`.execute( db );
	return rows.map( ( row ) => ( { eventId: row.id, subject: row.subject } ) );
}

/** Subjects that the connection has in HighLevel on that server. */
export async function findLinked( db: Db | Trx, place: Place ): Promise<string[]> {
	const { rows } = await sql<{ subject: string }>`SELECT subject FROM (${ linksOf( place ) }) AS there WHERE state = 'linked' ORDER BY subject`.execute( db );
	return rows.map( ( row ) => row.subject );
}

/** The one query that looks at both sets of links; which of them it gets, the server decides. */
function linksOf( { siteId, connectionId, server }: Place ) {
	const of = sql`WHERE site_id = ${ siteId } AND connection_id = ${ connectionId } AND server = ${ server }`;
	return sql`
		SELECT subject, state, applied_event_id FROM link ${ of }
		UNION ALL SELECT subject, state, applied_event_id FROM parked_link ${ of }
	`;
}

/**
 * Opens the newest events anew, to be sent to the server that the connection is switched to, and lets what was to be tried
 * again there begin with fresh tries. They wait until they are woken. To be called before the connection's row is written:
 * lanes lock events first.
 */
export async function holdForSwitch( trx: Trx, siteId: string, eventIds: readonly string[], reason: string ): Promise<void> {
	await sql`
		UPDATE event SET state = 'waiting', reason_code = 'not_ready', reason = ${ reason }, superseded_by = NULL, attempts = 0, next_attempt_at = NULL,
			finished_at = NULL, open_since = clock_timestamp(), replays = replays + CASE WHEN state IN ('delivered', 'dead') THEN 1 ELSE 0 END
		WHERE id IN (
			SELECT id FROM event WHERE site_id = ${ siteId } AND id = ANY(${ [ ...eventIds ] }::uuid[]) AND state IN ('delivered', 'dead', 'retrying', 'waiting')
			ORDER BY id FOR UPDATE
		)
	`.execute( trx );
}

/** Waits for whoever writes a link of the connection at this moment, and keeps others from it until the transaction ends. */
export async function lockConnection( trx: Trx, siteId: string, id: string ): Promise<void> {
	await trx.selectFrom( 'connection' ).select( 'id' ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).forUpdate().execute();
}
