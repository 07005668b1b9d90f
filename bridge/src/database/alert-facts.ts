/** The questions that the alert rules ask; each of them reads a few rows of an index. */
import { sql } from 'kysely';
import type { Trx } from './client.ts';

export interface DeadLetters {
	count: number;
	/** When the newest one was given up; null when there is none. */
	newest: Date | null;
}

export async function countDeadLetters( trx: Trx, siteId: string ): Promise<DeadLetters> {
	const { rows } = await sql<DeadLetters>`
		SELECT count(*)::int AS count, max(finished_at) AS newest FROM event WHERE site_id = ${ siteId } AND state = 'dead'`.execute( trx );
	return rows[ 0 ]!;
}

/** The first event to be delivered that has been open for so long; events that are held on purpose do not count. */
export async function findOverdueEvent( trx: Trx, siteId: string, minutes: number ): Promise<{ entity_name: string; open_since: Date } | undefined> {
	// By arrival, which has an index; one that was replayed counts from then on, hence the second condition.
	// Alerts leave the site's and the bridge's hands: a member has a number there, not a name.
	const { rows } = await sql<{ entity_name: string; open_since: Date }>`
		SELECT CASE WHEN subject LIKE 'calendar%' THEN entity_name ELSE subject END AS entity_name, open_since FROM event
		WHERE site_id = ${ siteId } AND state IN ('pending', 'running', 'retrying')
			AND received_at < now() - make_interval(mins => ${ minutes }) AND open_since < now() - make_interval(mins => ${ minutes })
		ORDER BY received_at LIMIT 1`.execute( trx );
	return rows[ 0 ];
}

export interface ConnectionFacts {
	id: string;
	label: string;
	status: string;
	status_reason: string | null;
	/** Whole days since its token was entered. */
	token_days: number;
}

export async function readConnectionFacts( trx: Trx, siteId: string ): Promise<ConnectionFacts[]> {
	const { rows } = await sql<ConnectionFacts>`
		SELECT id, label, status, status_reason, floor(extract(epoch FROM now() - token_added_at) / 86400)::int AS token_days
		FROM connection WHERE site_id = ${ siteId } ORDER BY created_at, id`.execute( trx );
	return rows;
}

export interface RestingLocation {
	location_id: string;
	/** The connection's name for people. */
	label: string;
	since: Date;
	/** Why its last call failed, in plain words. */
	reason: string;
}

/**
 * Locations of the site whose HighLevel has kept failing for so long that calls to them rest, while changes of the site
 * are open: without those nobody asks HighLevel again, and an old breaker says nothing about now. Paused ones do not count.
 */
export async function findRestingLocations( trx: Trx, siteId: string, minutes: number ): Promise<RestingLocation[]> {
	const { rows } = await sql<RestingLocation>`
		SELECT breaker.location_id, connection.label, breaker.since, breaker.reason
		FROM circuit_breaker AS breaker JOIN connection ON budget_key(connection.server, connection.location_id) = breaker.location_id
		WHERE connection.site_id = ${ siteId } AND connection.status <> 'paused'
			AND breaker.probe_at IS NOT NULL AND breaker.since <= now() - make_interval(mins => ${ minutes })
			AND EXISTS (SELECT FROM event WHERE event.site_id = ${ siteId } AND event.state IN ('pending', 'running', 'retrying', 'waiting'))
		ORDER BY breaker.since, breaker.location_id`.execute( trx );
	return rows;
}
