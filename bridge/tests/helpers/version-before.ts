/**
 * The statements by which a bridge accepts, claims, delivers and links, as they went to the database in the version before
 * migration 014: copied from database/events.ts, links.ts, connections.ts and lanes/lane-queue.ts of that version, the query
 * builder's as it writes them, without columns that tell nothing here. Never brought up to date: they stand for a bridge that
 * still runs beside a newer one.
 */
import type pg from 'pg';

const sqlOf = {
	accept: `
		SELECT inserted, strangers, (
			SELECT coalesce(max(greatest(
				(SELECT max(applied_sequence) FROM link WHERE link.site_id = $1 AND link.subject = given.subject),
				(SELECT sequence FROM event WHERE event.site_id = $1 AND event.subject = given.subject ORDER BY sequence DESC LIMIT 1)
			)), 0)::float8 FROM unnest($2::text[]) AS given (subject)
		) AS before
		FROM accept_events_at_once($1, 'lane', $3::jsonb)`,
	claim: 'SELECT id, retry_count, data FROM claim_lanes(\'lane\', $1, $2, $3::text[])',
	lockOpen: `select *, next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp() as "due" from "event"
		where "site_id" = $1 and "subject" = $2 and "state" in ('pending', 'running', 'retrying', 'waiting') order by "sequence", "received_at", "id" for update`,
	start: 'update "event" set "state" = \'running\', "attempts" = "attempts" + 1, "next_attempt_at" = null, "finished_at" = null where "site_id" = $1 and "id" = $2 returning *',
	connections: 'select * from "connection" where "site_id" = $1 order by "created_at", "id"',
	findLink: 'select * from "link" where "site_id" = $1 and "subject" = $2 and "connection_id" = $3',
	saveLink: `
		insert into "link" ("site_id", "subject", "connection_id", "applied_sequence", "location_id", "highlevel_id", "marker", "state", "base", "applied_event_id", "synced_at")
		values ($1, $2, $3, $4, $5, $6, 'M', 'linked', '{}', $7, clock_timestamp())
		on conflict ("site_id", "subject", "connection_id") do update set "location_id" = $5, "highlevel_id" = $6, "marker" = 'M', "state" = 'linked', "base" = '{}',
			"applied_sequence" = $4, "applied_event_id" = $7, "synced_at" = clock_timestamp()`,
	settle: `update "event" set "state" = 'delivered', "reason_code" = null, "reason" = null, "next_attempt_at" = null, "finished_at" = clock_timestamp()
		where "site_id" = $1 and "id" = $2 returning "next_attempt_at"`,
	switchTo: 'update "connection" set "server" = $1, "updated_at" = now() where "site_id" = $2 and "id" = $3 returning *',
};

export interface OldEvent {
	id: string;
	type: string;
	subject: string;
	sequence: number;
	time: string;
	data: unknown;
}

export function versionBefore( pool: pg.Pool ) {
	const ask = async ( name: keyof typeof sqlOf, ...values: unknown[] ) => ( await pool.query( sqlOf[ name ], values ) ).rows;
	return {
		accept: ( siteId: string, event: OldEvent ) => ask( 'accept', siteId, [ event.subject ], JSON.stringify( [ { ...event, traceparent: null, entity_name: 'Old' } ] ) ),
		/** The subjects of the lanes that it got. */
		claim: async (): Promise<string[]> => ( await ask( 'claim', 10, 4, [] ) ).map( ( row: { data: { subject: string } } ) => row.data.subject ),
		findLink: async ( siteId: string, subject: string, connectionId: string ) => ( await ask( 'findLink', siteId, subject, connectionId ) )[ 0 ],
		/** What it writes of the newest open event of an entity that HighLevel took under this id. */
		deliver: async ( siteId: string, subject: string, highLevelId: string ): Promise<void> => {
			const event = ( await ask( 'lockOpen', siteId, subject ) ).at( -1 );
			await ask( 'start', siteId, event.id );
			const [ connection ] = await ask( 'connections', siteId );
			await ask( 'saveLink', siteId, subject, connection.id, event.sequence, connection.location_id, highLevelId, event.id );
			await ask( 'settle', siteId, event.id );
		},
		switchTo: ( siteId: string, connectionId: string, server: 'live' | 'sandbox' ) => ask( 'switchTo', server, siteId, connectionId ),
	};
}
