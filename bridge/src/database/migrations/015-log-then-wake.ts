/**
 * Accepting events writes the log alone; the jobs of their lanes follow in batches, from all sites and callers together. The
 * functions that did both in one statement stay: a bridge of the version before calls them during a rolling restart.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- Logs a site's new events, in the order of their ids. Their subjects are given as well: each reading of the JSON costs. Strangers are ids that another site has used. before is the highest
		-- sequence that was there of the entities that these events are about. One plan for all numbers of events: it goes by primary keys
		-- and event_subject alone, and planning anew for each list of subjects costs a fifth of the whole.
		CREATE FUNCTION log_events(of_site uuid, about text[], events jsonb, OUT inserted uuid[], OUT subjects text[], OUT strangers uuid[], OUT before float8) LANGUAGE plpgsql
		SET plan_cache_mode = force_generic_plan AS $$
		BEGIN
			SELECT coalesce(max(greatest(
				(SELECT max(applied_sequence) FROM link WHERE link.site_id = of_site AND link.subject = given.subject),
				(SELECT max(applied_sequence) FROM parked_link WHERE parked_link.site_id = of_site AND parked_link.subject = given.subject),
				(SELECT sequence FROM event WHERE event.site_id = of_site AND event.subject = given.subject ORDER BY sequence DESC LIMIT 1)
			)), 0) INTO before FROM unnest(about) AS given (subject);
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
			SELECT coalesce(array_agg(fresh.id), '{}'), coalesce(array_agg(DISTINCT fresh.subject), '{}') INTO inserted, subjects FROM fresh;
			strangers := '{}';
			IF cardinality(inserted) < jsonb_array_length(events) THEN
				strangers := ARRAY(
					SELECT given.id FROM jsonb_to_recordset(events) AS given (id uuid)
					WHERE NOT EXISTS (SELECT FROM event WHERE event.id = given.id AND event.site_id = of_site)
				);
			END IF;
		END
		$$;

		-- Wakes these lanes: keys[i] is "site:subject". A job says only that a lane has something to do, which the log says as well, so the
		-- commit need not wait for the disk: what a crash of PostgreSQL takes, the sweep finds.
		CREATE FUNCTION wake_logged(queue text, keys text[]) RETURNS void LANGUAGE plpgsql AS $$
		DECLARE
			sorted text[];
			groups text[];
			missing text[];
			added integer;
		BEGIN
			PERFORM set_config('synchronous_commit', 'off', true);
			WITH wanted AS (SELECT DISTINCT key COLLATE "C" AS key FROM unnest(keys) AS key),
				sites AS MATERIALIZED (SELECT site, lane_group(site::uuid) AS lanes FROM (SELECT DISTINCT left(key, 36) AS site FROM wanted) AS distinct_sites)
			SELECT array_agg(wanted.key ORDER BY wanted.key), array_agg(sites.lanes ORDER BY wanted.key) INTO sorted, groups
			FROM wanted JOIN sites ON sites.site = left(wanted.key, 36);
			missing := wake_lanes(queue, sorted, groups, clock_timestamp());
			-- Exactly as pg-boss's own insert would (a test compares the rows); under the lanes' locks none waits there.
			INSERT INTO pgboss.job (name, data, singleton_key, group_id, policy, priority, start_after, created_on, keep_until,
				expire_seconds, deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, dead_letter, heartbeat_seconds)
			SELECT its.name, jsonb_build_object('siteId', left(key, 36), 'subject', substr(key, 38)), key, groups[array_position(sorted, key)], its.policy, 0,
				pgboss.job_now(), pgboss.job_now(), pgboss.job_now() + its.retention_seconds * interval '1s',
				its.expire_seconds, its.deletion_seconds, its.retry_limit, its.retry_delay, its.retry_backoff, its.retry_delay_max, its.dead_letter, its.heartbeat_seconds
			FROM unnest(missing) AS key, pgboss.queue AS its
			WHERE its.name = queue
			ON CONFLICT DO NOTHING;
			GET DIAGNOSTICS added = ROW_COUNT;
			IF added <> cardinality(missing) THEN
				-- Cannot happen under the locks; if it ever does, the caller tries again.
				RAISE EXCEPTION '% lanes should have been woken, but % were', cardinality(missing), added;
			END IF;
		END
		$$;
	`.execute( db );
}
