/** What holds a location or a site back: a circuit breaker, the limits that HighLevel told, and the owner's own pauses. */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- A row exists only while a location fails: its first good answer takes the row away.
		CREATE TABLE circuit_breaker (
			location_id text PRIMARY KEY,
			-- Failures in a row.
			failures integer NOT NULL,
			since timestamptz NOT NULL DEFAULT clock_timestamp(),
			-- How often a probe has failed; the pause grows with it.
			probes integer NOT NULL DEFAULT 0,
			-- Null while it is closed: no call goes out before this moment, and then one alone.
			probe_at timestamptz,
			-- Somebody probes until then at the latest.
			probing_until timestamptz,
			code text NOT NULL,
			reason text NOT NULL
		);

		-- What the headers of HighLevel's answers said last.
		CREATE TABLE location_limit (
			location_id text PRIMARY KEY,
			max_calls integer,
			interval_ms integer,
			daily integer,
			-- Made of max_calls: what the slot table uses.
			slots integer,
			reserve integer,
			seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
		);

		-- Scope: 'site', or the name of a workflow such as 'calendar.send'.
		CREATE TABLE pause (
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			scope text NOT NULL,
			paused_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			PRIMARY KEY (site_id, scope)
		);

		-- A person is one contact in HighLevel however many sites of a location know them; all else belongs to one entity.
		DROP INDEX link_highlevel;
		CREATE UNIQUE INDEX link_highlevel ON link (location_id, highlevel_id) WHERE state = 'linked' AND subject NOT LIKE 'contact/%';
	`.execute( db );
}
