/** What the database can say about the whole bridge, for its metrics: the same from every replica. No names of people or sites. */
import { sql } from 'kysely';
import type { Db } from './client.ts';
import { openStates } from './events.ts';

/** Open events of a location in one state; of a site without a connection, the site's id stands for the location. */
export interface OpenCount {
	location: string;
	state: string;
	count: number;
	/** Of the one that has been open for longest. */
	ageSeconds: number;
}

export interface LimitUse {
	location: string;
	/** Calls of the last ten seconds. */
	windowUsed: number;
	/** Calls of this day (UTC). */
	dayUsed: number;
	/** How long HighLevel still wants quiet; 0 when it does not. */
	blockedSeconds: number;
}

export interface ConnectionState {
	connection: string;
	location: string;
	status: string;
	tokenAgeSeconds: number;
}

export interface Measurements {
	open: OpenCount[];
	/** Events that were given up and not sent again, by location. */
	dead: { location: string; count: number }[];
	limits: LimitUse[];
	connections: ConnectionState[];
	lanes: { queued: number; active: number };
	callbacks: number;
	databaseBytes: number;
	exchangeBytes: number;
}

/** @param queueName Of the lanes, in pg-boss. */
export async function measure( db: Db, queueName: string ): Promise<Measurements> {
	// One after the other: a scrape may be slow, but must not take the connections that deliveries need.
	return {
		open: await openEvents( db ),
		dead: await deadEvents( db ),
		limits: await limitUse( db ),
		connections: await connectionStates( db ),
		...await totals( db, queueName ),
	};
}

/**
 * By the index of states alone, where the rows themselves of 100,000 open events take ten times as long. No event is opened
 * before it is received, so none that came after the first was opened can have been open for longer than that one.
 */
async function openEvents( db: Db ): Promise<OpenCount[]> {
	const { rows } = await sql<{ location: string; state: string; count: number; age: number }>`
		SELECT lane_group(site.id) AS location, known.state, sum(mine.count) AS count, max(extract(epoch FROM clock_timestamp() - mine.since))::float8 AS age
		FROM site
		CROSS JOIN unnest(${ [ ...openStates ] }::text[]) AS known (state)
		CROSS JOIN LATERAL (
			SELECT open_since AS since FROM event WHERE event.site_id = site.id AND event.state = known.state ORDER BY received_at LIMIT 1
		) AS first
		CROSS JOIN LATERAL (SELECT
			(SELECT count(*) FROM event WHERE event.site_id = site.id AND event.state = known.state) AS count,
			least(first.since, (
				SELECT min(open_since) FROM event WHERE event.site_id = site.id AND event.state = known.state AND received_at <= first.since
			)) AS since
		) AS mine
		GROUP BY 1, 2 ORDER BY 1, 2
	`.execute( db );
	return rows.map( ( { age, ...row } ) => ( { ...row, count: Number( row.count ), ageSeconds: age } ) );
}

async function deadEvents( db: Db ): Promise<Measurements[ 'dead' ]> {
	const { rows } = await sql<{ location: string; count: number }>`
		SELECT lane_group(site.id) AS location, sum(dead.count) AS count
		FROM site CROSS JOIN LATERAL (SELECT count(*) AS count FROM event WHERE event.site_id = site.id AND event.state = 'dead') AS dead
		GROUP BY 1 ORDER BY 1
	`.execute( db );
	return rows.map( ( row ) => ( { ...row, count: Number( row.count ) } ) );
}

async function limitUse( db: Db ): Promise<LimitUse[]> {
	const { rows } = await sql<LimitUse>`
		SELECT budget.location_id AS location, budget.used AS "dayUsed",
			(SELECT count(*) FROM rate_slot WHERE rate_slot.location_id = budget.location_id AND at > clock_timestamp() - interval '10 seconds') AS "windowUsed",
			greatest(0, coalesce(extract(epoch FROM blocked_until - clock_timestamp()), 0))::float8 AS "blockedSeconds"
		FROM location_budget AS budget WHERE day = (clock_timestamp() AT TIME ZONE 'utc')::date
		ORDER BY 1
	`.execute( db );
	return rows;
}

async function connectionStates( db: Db ): Promise<ConnectionState[]> {
	const { rows } = await sql<ConnectionState>`
		SELECT id AS connection, location_id AS location, status, extract(epoch FROM clock_timestamp() - token_added_at)::float8 AS "tokenAgeSeconds"
		FROM connection WHERE token <> '' ORDER BY id
	`.execute( db );
	return rows;
}

async function totals( db: Db, queueName: string ): Promise<Pick<Measurements, 'lanes' | 'callbacks' | 'databaseBytes' | 'exchangeBytes'>> {
	const { rows: [ row ] } = await sql<{ queued: number; active: number; callbacks: number; databaseBytes: number; exchangeBytes: number }>`
		SELECT
			(SELECT count(*) FROM pgboss.job WHERE name = ${ queueName } AND state < 'active') AS queued,
			(SELECT count(*) FROM pgboss.job WHERE name = ${ queueName } AND state = 'active') AS active,
			(SELECT count(*) FROM callback) AS callbacks,
			pg_database_size(current_database()) AS "databaseBytes",
			(SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits WHERE inhparent = 'attempt'::regclass) AS "exchangeBytes"
	`.execute( db );
	const { queued, active, ...rest } = row!;
	return { lanes: { queued, active }, ...rest };
}
