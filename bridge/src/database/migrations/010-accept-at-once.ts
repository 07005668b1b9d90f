/**
 * Accepting a batch is one statement that commits by itself: the events, and the jobs of the lanes that had none. Before,
 * it was a transaction of four round trips, and it read every waiting job of the queue whenever the planner's statistics
 * were older than the backlog.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- The primary key (id) already finds every event that this one did; each accepted event had to be written into both.
		ALTER TABLE event DROP CONSTRAINT IF EXISTS event_site_id_id_key;

		-- As before, it returns the keys that have no waiting job. A waiting job is found key by key, which no old statistics
		-- can turn into a reading of the whole queue, and locked, so that no worker takes it before the events are committed.
		-- It is written only where that changes something: every write of a job is one in each of its indexes.
		CREATE OR REPLACE FUNCTION wake_lanes(queue text, wanted text[], groups text[], run_at timestamptz) RETURNS text[] LANGUAGE plpgsql
		SET plan_cache_mode = force_custom_plan AS $$
		DECLARE
			found text[];
			changed uuid[];
		BEGIN
			PERFORM pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(wanted) AS key;
			-- A statement of its own: it must see what was committed while the lock was waited for.
			SELECT coalesce(array_agg(asked.key), '{}'), array_agg(waiting.id) FILTER (WHERE waiting.start_after > run_at OR waiting.group_id IS DISTINCT FROM asked.lanes)
			INTO found, changed
			FROM unnest(wanted, groups) AS asked (key, lanes) CROSS JOIN LATERAL (
				SELECT job.id, job.start_after, job.group_id FROM pgboss.job
				WHERE job.name = queue AND job.state < 'active' AND job.singleton_key = asked.key
				FOR UPDATE
			) AS waiting;
			IF changed IS NOT NULL THEN
				UPDATE pgboss.job
				SET start_after = least(job.start_after, run_at), group_id = groups[array_position(wanted, job.singleton_key)]
				WHERE job.name = queue AND job.id = ANY (changed);
			END IF;
			RETURN ARRAY(SELECT key FROM unnest(wanted) AS key WHERE key <> ALL (found));
		END
		$$;

		-- Puts a waiting job into each of these lanes, exactly as pg-boss's own insert would (a test compares the rows).
		-- The caller has made sure, under the lanes' locks, that none waits there.
		CREATE FUNCTION add_lane_jobs(of_site uuid, queue text, keys text[], lanes text) RETURNS void LANGUAGE plpgsql AS $$
		DECLARE
			added integer;
		BEGIN
			INSERT INTO pgboss.job (name, data, singleton_key, group_id, policy, priority, start_after, created_on, keep_until,
				expire_seconds, deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, dead_letter, heartbeat_seconds)
			SELECT its.name, jsonb_build_object('siteId', of_site, 'subject', substr(key, 38)), key, lanes, its.policy, 0,
				pgboss.job_now(), pgboss.job_now(), pgboss.job_now() + its.retention_seconds * interval '1s',
				its.expire_seconds, its.deletion_seconds, its.retry_limit, its.retry_delay, its.retry_backoff, its.retry_delay_max, its.dead_letter, its.heartbeat_seconds
			FROM unnest(keys) AS key, pgboss.queue AS its
			WHERE its.name = queue
			ON CONFLICT DO NOTHING;
			GET DIAGNOSTICS added = ROW_COUNT;
			IF added <> cardinality(keys) THEN
				-- Cannot happen under the locks; if it ever does, keeping nothing is better than a lane that sleeps on.
				RAISE EXCEPTION '% lanes should have been woken, but % were', cardinality(keys), added;
			END IF;
		END
		$$;

		-- As accept_events, with the jobs of the lanes. Strangers are ids that another site has used.
		CREATE FUNCTION accept_events_at_once(of_site uuid, queue text, events jsonb, OUT inserted uuid[], OUT strangers uuid[]) LANGUAGE plpgsql AS $$
		DECLARE
			lanes text;
			missing text[];
		BEGIN
			SELECT done.inserted, done.lanes, done.missing INTO inserted, lanes, missing FROM accept_events(of_site, queue, events) AS done;
			IF cardinality(missing) > 0 THEN
				PERFORM add_lane_jobs(of_site, queue, missing, lanes);
			END IF;
			strangers := '{}';
			IF cardinality(inserted) < jsonb_array_length(events) THEN
				strangers := ARRAY(
					SELECT given.id FROM jsonb_to_recordset(events) AS given (id uuid)
					WHERE NOT EXISTS (SELECT FROM event WHERE event.id = given.id AND event.site_id = of_site)
				);
			END IF;
		END
		$$;
	`.execute( db );
}
