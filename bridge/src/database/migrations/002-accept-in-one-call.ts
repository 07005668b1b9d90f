/**
 * Puts the hot path of accepting events into the database: what took five statements is one call with plans that are
 * kept. The order of steps inside, and why it loses no wake-up, is told in `lanes/lane-queue.ts`.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- Which group of lanes a site's events belong to: the location they go to, else the site's own id.
		CREATE FUNCTION lane_group(of_site uuid) RETURNS text LANGUAGE sql STABLE AS $$
			SELECT coalesce((
				SELECT connection.location_id
				FROM connection
				LEFT JOIN config ON config.site_id = connection.site_id
				WHERE connection.site_id = of_site
				ORDER BY (config.body ->> 'connectionId' = connection.id::text) DESC NULLS LAST, connection.created_at
				LIMIT 1
			), of_site::text)
		$$;

		-- Moves the waiting jobs of these lanes forward; returns the keys that have none. The keys must be sorted.
		-- Planned anew at each call: a plan that was made and kept while the queue was nearly empty reads all of it later.
		CREATE FUNCTION wake_lanes(queue text, wanted text[], groups text[], run_at timestamptz) RETURNS text[] LANGUAGE plpgsql
		SET plan_cache_mode = force_custom_plan AS $$
		DECLARE
			moved text[];
		BEGIN
			PERFORM pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(wanted) AS key;
			-- A statement of its own: it must see what was committed while the lock was waited for.
			WITH moving AS (
				UPDATE pgboss.job
				SET start_after = least(job.start_after, run_at), group_id = groups[array_position(wanted, job.singleton_key)]
				WHERE job.name = queue AND job.state < 'active'
					-- The second half is said for the sake of the partial index on queued keys.
					AND job.singleton_key = ANY (wanted) AND job.singleton_key IS NOT NULL
				RETURNING job.singleton_key
			)
			SELECT coalesce(array_agg(singleton_key), '{}') INTO moved FROM moving;
			RETURN ARRAY(SELECT key FROM unnest(wanted) AS key WHERE key <> ALL (moved));
		END
		$$;

		-- Logs a site's new events, in the order of their ids, and wakes their lanes.
		CREATE FUNCTION accept_events(of_site uuid, queue text, events jsonb,
			OUT inserted uuid[], OUT lanes text, OUT missing text[]) LANGUAGE plpgsql AS $$
		DECLARE
			keys text[];
		BEGIN
			WITH fresh AS (
				INSERT INTO event (id, site_id, type, subject, sequence, time, traceparent, data, entity_name)
				SELECT given.id, of_site, given.type, given.subject, given.sequence, given.time, given.traceparent, given.data, given.entity_name
				FROM jsonb_to_recordset(events) AS given (
					id uuid, type text, subject text, sequence bigint, time timestamptz, traceparent text, data jsonb, entity_name text
				)
				ORDER BY given.id
				ON CONFLICT (id) DO NOTHING
				RETURNING event.id, event.subject
			)
			SELECT coalesce(array_agg(fresh.id), '{}'), array_agg(DISTINCT (of_site || ':' || fresh.subject) COLLATE "C")
			INTO inserted, keys FROM fresh;
			lanes := lane_group(of_site);
			missing := CASE WHEN keys IS NULL THEN '{}' ELSE wake_lanes(queue, keys, array_fill(lanes, ARRAY[cardinality(keys)]), clock_timestamp()) END;
		END
		$$;
	`.execute( db );
}
