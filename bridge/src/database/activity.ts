/** Reads what happened to a site's events: the list, the counts, and one event with its runs, steps and attempts. */
import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Db } from './client.ts';
import { openStates, type EventRow } from './events.ts';
import type { AttemptTable, EventState, RunTable, StepTable } from './schema.ts';

export interface ActivityFilter {
	states?: readonly EventState[];
	types?: readonly string[];
	subject?: string;
	/** Looked for in the entity's name, the subject and the reason; no pattern characters. */
	text?: string;
}

/** A place in the list, newest first. `at` is PostgreSQL's own text: a JavaScript date would lose its microseconds. */
export interface ActivityPlace {
	at: string;
	id: string;
}

/** An event with where it went. */
export type ActivityRow = Omit<EventRow, 'data'> & {
	received_text: string;
	changed: string[];
	/** What exactly happened, as the event says it; null where it does not, and of a message that came in, which can be large. */
	detail: unknown;
	at_connection_id: string | null;
	location_id: string | null;
	highlevel_id: string | null;
};

/** The site's events that pass the filter, newest first, after `before`. */
export async function listEvents( db: Db, siteId: string, filter: ActivityFilter, page: { before?: ActivityPlace; limit: number } ): Promise<ActivityRow[]> {
	const after = page.before
		? sql`AND (event.received_at, event.id) < (${ page.before.at }::timestamptz, ${ page.before.id }::uuid)`
		: sql``;
	const { rows } = await sql<ActivityRow>`
		${ selectActivity }
		WHERE ${ conditions( siteId, filter ) } ${ after }
		ORDER BY event.received_at DESC, event.id DESC
		LIMIT ${ page.limit }
	`.execute( db );
	return rows;
}

/** One event of the site; undefined when it has none of this id. */
export async function findEvent( db: Db, siteId: string, eventId: string ): Promise<ActivityRow & Pick<EventRow, 'data'> | undefined> {
	const { rows } = await sql<ActivityRow>`
		${ selectActivity } WHERE event.site_id = ${ siteId } AND event.id = ${ eventId }
	`.execute( db );
	const data = await db.selectFrom( 'event' ).select( 'data' ).where( 'site_id', '=', siteId ).where( 'id', '=', eventId ).executeTakeFirst();
	return rows[ 0 ] && data && { ...rows[ 0 ], ...data };
}

/** How many events are in each state, whatever states the filter names. */
export async function countEvents( db: Db, siteId: string, filter: ActivityFilter ): Promise<Record<EventState, number>> {
	const { rows } = await sql<{ state: EventState; count: number }>`
		SELECT event.state, count(*) AS count FROM event
		WHERE ${ conditions( siteId, { ...filter, states: undefined } ) }
		GROUP BY event.state
	`.execute( db );
	const counts = { pending: 0, running: 0, retrying: 0, waiting: 0, delivered: 0, superseded: 0, dead: 0 };
	rows.forEach( ( row ) => {
		counts[ row.state ] = row.count;
	} );
	return counts;
}

/** How many events still have something to do, or were given up: without a look at the many that are done. */
export async function countUndone( db: Db, siteId: string ): Promise<Record<( typeof openStates )[ number ] | 'dead', number>> {
	const { rows } = await sql<{ state: ( typeof openStates )[ number ] | 'dead'; count: number }>`
		SELECT state, count(*) AS count FROM event WHERE site_id = ${ siteId } AND state = ANY (${ [ ...openStates, 'dead' ] }::text[]) GROUP BY state
	`.execute( db );
	return { pending: 0, running: 0, retrying: 0, waiting: 0, dead: 0, ...Object.fromEntries( rows.map( ( { state, count } ) => [ state, count ] ) ) };
}

/** When the oldest event that is still open arrived; the oldest of each state is at an end of the index. */
export async function oldestOpenSince( db: Db, siteId: string ): Promise<Date | null> {
	const { rows } = await sql<{ at: Date | null }>`
		SELECT min(oldest.at) AS at FROM unnest(${ [ ...openStates ] }::text[]) AS known (state)
		CROSS JOIN LATERAL (
			SELECT received_at AS at FROM event WHERE event.site_id = ${ siteId } AND event.state = known.state ORDER BY received_at LIMIT 1
		) AS oldest
	`.execute( db );
	return rows[ 0 ]?.at ?? null;
}

export type RunWithSteps = Selectable<RunTable> & { steps: ( Selectable<StepTable> & { attempts: Selectable<AttemptTable>[] } )[] };

/** Every run of the event with its steps and their attempts, in the order they happened. */
export async function listRuns( db: Db, siteId: string, eventId: string ): Promise<RunWithSteps[]> {
	const runs = await db.selectFrom( 'run' ).selectAll()
		.where( 'site_id', '=', siteId ).where( 'event_id', '=', eventId ).orderBy( 'started_at' ).orderBy( 'id' ).execute();
	if ( runs.length === 0 ) {
		return [];
	}
	const steps = await db.selectFrom( 'step' ).selectAll()
		.where( 'run_id', 'in', runs.map( ( run ) => run.id ) ).orderBy( 'position' ).orderBy( 'started_at' ).execute();
	const attempts = steps.length === 0 ? [] : await db.selectFrom( 'attempt' ).selectAll()
		.where( 'step_id', 'in', steps.map( ( step ) => step.id ) )
		// Lets PostgreSQL pass over the days that cannot hold any; a day to spare, as `at` comes from a replica's own clock.
		.where( 'at', '>=', new Date( Math.min( ...runs.map( ( run ) => run.started_at.getTime() ) ) - 86_400_000 ) )
		.orderBy( 'at' ).orderBy( 'id' ).execute();
	return runs.map( ( run ) => ( {
		...run,
		steps: steps.filter( ( step ) => step.run_id === run.id )
			.map( ( step ) => ( { ...step, attempts: attempts.filter( ( attempt ) => attempt.step_id === step.id ) } ) ),
	} ) );
}

/** Without the snapshots, which can be large and are only read for one event. */
const selectActivity = sql`
	SELECT event.id, event.site_id, event.type, event.subject, event.sequence, event.time, event.received_at, event.traceparent,
		event.entity_name, event.state, event.reason_code, event.reason, event.superseded_by, event.attempts, event.open_since,
		event.next_attempt_at, event.finished_at, event.connection_id, event.replays,
		event.received_at::text AS received_text, event.data -> 'changed' AS changed, 
		CASE WHEN event.subject NOT LIKE 'inbound/%' THEN event.data -> 'detail' END AS detail,
		place.connection_id AS at_connection_id, place.location_id, link.highlevel_id
	FROM event
	LEFT JOIN LATERAL (
		SELECT coalesce(event.connection_id, run.connection_id) AS connection_id, run.location_id FROM (SELECT 1) AS one
		LEFT JOIN LATERAL (
			SELECT connection_id, location_id FROM run
			WHERE run.event_id = event.id AND run.site_id = event.site_id AND run.location_id IS NOT NULL
			ORDER BY started_at DESC LIMIT 1
		) AS run ON true
	) AS place ON true
	LEFT JOIN link ON link.site_id = event.site_id AND link.subject = event.subject AND link.connection_id = place.connection_id
`;

function conditions( siteId: string, filter: ActivityFilter ): RawBuilder<unknown> {
	const all = [ sql`event.site_id = ${ siteId }` ];
	if ( filter.states ) {
		all.push( sql`event.state = ANY(${ [ ...filter.states ] }::text[])` );
	}
	if ( filter.types ) {
		all.push( sql`event.type = ANY(${ [ ...filter.types ] }::text[])` );
	}
	if ( filter.subject ) {
		all.push( sql`event.subject = ${ filter.subject }` );
	}
	if ( filter.text ) {
		const pattern = `%${ filter.text.replace( /[\\%_]/g, '\\$&' ) }%`;
		all.push( sql`(event.entity_name ILIKE ${ pattern } OR event.subject ILIKE ${ pattern } OR event.reason ILIKE ${ pattern })` );
	}
	return sql.join( all, sql` AND ` );
}
