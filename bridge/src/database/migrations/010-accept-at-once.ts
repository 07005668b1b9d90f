/**
 * Accepting a batch is one statement that commits by itself: the events, and the jobs of the lanes that had none. Before,
 * it was a transaction of four round trips, and most of its time went into waiting for them.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
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
