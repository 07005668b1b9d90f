/** What the log keeps about one person of a site: the events of that member, and whatever else names the e-mail address. */
import { sql } from 'kysely';
import type { Db, Trx } from './client.ts';

/** Put where an address stood. */
export const ERASED = '[erased]';

/** Events that are looked through for an address in one call; each has some exchanges, so that a call takes well below a second. */
const WINDOW = 1_000;

/** Events of a member that go in one call. */
const AT_ONCE = 500;

export interface StoredEvent {
	id: string;
	type: string;
	subject: string;
	state: string;
	time: Date;
	data: unknown;
}

export interface StoredExchange {
	event_id: string;
	operation: string;
	method: string;
	url: string;
	at: Date;
	request_body: unknown;
	response_body: unknown;
}

/** The member that had this address when the site last told of it, where the site itself knows no such user any more. */
export async function findMemberByAddress( db: Db | Trx, siteId: string, email: string ): Promise<string | null> {
	const { rows } = await sql<{ subject: string }>`
		SELECT subject FROM event WHERE site_id = ${ siteId } AND subject LIKE 'member/%' AND lower(data #>> '{entity,email}') = lower(${ email })
		ORDER BY sequence DESC LIMIT 1`.execute( db );
	return rows[ 0 ]?.subject ?? null;
}

/** The members' events come by their subject, which has an index. */
export async function listMemberEvents( db: Db, siteId: string, subject: string, after: string | null, limit: number ): Promise<StoredEvent[]> {
	return db.selectFrom( 'event' ).select( [ 'id', 'type', 'subject', 'state', 'time', 'data' ] )
		.where( 'site_id', '=', siteId ).where( 'subject', '=', subject ).$if( after !== null, ( query ) => query.where( 'id', '>', after! ) )
		.orderBy( 'id' ).limit( limit ).execute();
}

export async function listExchanges( db: Db, siteId: string, eventIds: readonly string[] ): Promise<StoredExchange[]> {
	const { rows } = await sql<StoredExchange>`
		SELECT run.event_id, attempt.operation, attempt.method, attempt.url, attempt.at, attempt.request_body, attempt.response_body
		FROM run JOIN step ON step.run_id = run.id JOIN attempt ON attempt.step_id = step.id
		WHERE run.site_id = ${ siteId } AND run.event_id = ANY (${ eventIds }::uuid[])
		ORDER BY attempt.at, attempt.id`.execute( db );
	return rows;
}

/** The next events of a site, whatever they are about; an address is looked for in so many at a time. */
export async function nextWindow( db: Db | Trx, siteId: string, after: string | null ): Promise<string[]> {
	const rows = await db.selectFrom( 'event' ).select( 'id' ).where( 'site_id', '=', siteId )
		.$if( after !== null, ( query ) => query.where( 'id', '>', after! ) ).orderBy( 'id' ).limit( WINDOW ).execute();
	return rows.map( ( row ) => row.id );
}

/** Whether there may be more events behind this window. */
export const isFull = ( window: readonly string[] ): boolean => window.length === WINDOW;

/** Which events of the window name the address in what the site sent, and how many exchanges of which event do. */
export async function findMentions( db: Db, siteId: string, ids: readonly string[], pattern: string ): Promise<{ id: string; type: string; subject: string; time: Date; inData: boolean; exchanges: number }[]> {
	const { rows } = await sql<{ id: string; type: string; subject: string; time: Date; inData: boolean; exchanges: number }>`
		SELECT * FROM (
			SELECT event.id, event.type, event.subject, event.time, event.data::text ~* ${ pattern } AS "inData", (
				SELECT count(*)::int FROM run JOIN step ON step.run_id = run.id JOIN attempt ON attempt.step_id = step.id
				WHERE run.event_id = event.id AND concat_ws(' ', attempt.url, attempt.request_body, attempt.response_body, attempt.error) ~* ${ pattern }
			) AS exchanges
			FROM event WHERE event.site_id = ${ siteId } AND event.id = ANY (${ ids }::uuid[])
		) AS found WHERE "inData" OR exchanges > 0 ORDER BY id`.execute( db );
	return rows;
}

/**
 * Deletes the member's events with all that hangs on them; those that are being delivered at this moment stay.
 *
 * @returns The names that they had, one for each event that went, and how many stay.
 */
export async function deleteMemberEvents( trx: Trx, siteId: string, subject: string ): Promise<{ names: string[]; busy: number; more: boolean }> {
	const { rows } = await sql<{ id: string; entity_name: string }>`
		SELECT id, entity_name FROM event WHERE site_id = ${ siteId } AND subject = ${ subject } AND state <> 'running'
		ORDER BY id LIMIT ${ AT_ONCE } FOR UPDATE SKIP LOCKED`.execute( trx );
	const ids = rows.map( ( row ) => row.id );
	// The exchanges have no key to their steps (see migration 005), so they go first.
	await sql`DELETE FROM attempt WHERE step_id IN (SELECT step.id FROM step JOIN run ON run.id = step.run_id WHERE run.event_id = ANY (${ ids }::uuid[]))`.execute( trx );
	await sql`DELETE FROM event WHERE site_id = ${ siteId } AND id = ANY (${ ids }::uuid[])`.execute( trx );
	const { rows: [ left ] } = await sql<{ busy: number }>`SELECT count(*)::int AS busy FROM event WHERE site_id = ${ siteId } AND subject = ${ subject }`.execute( trx );
	return { names: rows.map( ( row ) => row.entity_name ), busy: left!.busy, more: ids.length === AT_ONCE };
}

/** Everything about the member that is no event: links to the counterpart in HighLevel, news on their way to the site, and names in alerts. */
export async function deleteMemberTraces( trx: Trx, siteId: string, subject: string, names: readonly string[] ): Promise<number> {
	let gone = 0;
	for ( const table of [ 'link', 'parked_link' ] as const ) {
		gone += Number( ( await trx.deleteFrom( table ).where( 'site_id', '=', siteId ).where( 'subject', '=', subject ).executeTakeFirst() ).numDeletedRows );
	}
	const callbacks = await sql`DELETE FROM callback WHERE site_id = ${ siteId } AND body #>> '{data,subject}' = ${ subject }`.execute( trx );
	for ( const name of new Set( names ) ) {
		// Alerts put a name into quotation marks.
		await sql`UPDATE alert_incident SET detail = replace(detail, ${ `"${ name }"` }, ${ `"${ ERASED }"` }) WHERE site_id = ${ siteId } AND strpos(detail, ${ `"${ name }"` }) > 0`.execute( trx );
	}
	return gone + Number( callbacks.numAffectedRows ?? 0 );
}

/**
 * Puts ERASED in the place of the address, in settled events of the window and in every exchange of theirs.
 *
 * @returns How many were changed, and how many events that name the address are still under way: what is to be delivered is
 *   not altered. Those of the member are not among them: deleteMemberEvents has counted them.
 */
export async function eraseAddress( trx: Trx, siteId: string, ids: readonly string[], pattern: string, subject: string | null ): Promise<{ events: number; exchanges: number; busy: number }> {
	const events = await sql`
		UPDATE event SET data = regexp_replace(data::text, ${ pattern }, ${ ERASED }, 'gi')::jsonb, entity_name = regexp_replace(entity_name, ${ pattern }, ${ ERASED }, 'gi')
		WHERE site_id = ${ siteId } AND id = ANY (${ ids }::uuid[]) AND state IN ('delivered', 'superseded', 'dead') AND data::text ~* ${ pattern }`.execute( trx );
	const exchanges = await sql`
		UPDATE attempt SET
			url = regexp_replace(url, ${ pattern }, ${ ERASED }, 'gi'),
			request_body = regexp_replace(request_body::text, ${ pattern }, ${ ERASED }, 'gi')::jsonb,
			response_body = regexp_replace(response_body::text, ${ pattern }, ${ ERASED }, 'gi')::jsonb,
			error = regexp_replace(error, ${ pattern }, ${ ERASED }, 'gi')
		FROM run JOIN step ON step.run_id = run.id
		WHERE run.site_id = ${ siteId } AND run.event_id = ANY (${ ids }::uuid[]) AND attempt.step_id = step.id
			AND concat_ws(' ', attempt.url, attempt.request_body, attempt.response_body, attempt.error) ~* ${ pattern }`.execute( trx );
	const { rows: [ open ] } = await sql<{ busy: number }>`
		SELECT count(*)::int AS busy FROM event
		WHERE site_id = ${ siteId } AND id = ANY (${ ids }::uuid[]) AND subject IS DISTINCT FROM ${ subject } AND state NOT IN ('delivered', 'superseded', 'dead') AND data::text ~* ${ pattern }`.execute( trx );
	return { events: Number( events.numAffectedRows ?? 0 ), exchanges: Number( exchanges.numAffectedRows ?? 0 ), busy: open!.busy };
}
