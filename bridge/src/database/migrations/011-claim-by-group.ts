/**
 * Claiming looks into each location's line by itself. Before, one line of all locations was read from its beginning, so that
 * a location with 100,000 lanes in front and no room for more had every one of them read at each look of each worker.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- Takes so many waiting lanes that are due: first of the groups that have the fewest running, in each by the time
		-- that they are due. What becomes of the row is exactly what pg-boss's own fetch makes of it (a test compares).
		-- Never more than per_group of a group are running, unless two replicas claim in the same moment, as with pg-boss.
		-- It is served by the index lane_due, which the queue makes once pg-boss has its tables (lanes/lane-queue.ts). Statistics
		-- of a queue that grows this fast are always old, so the planner is left no choice but indexes.
		CREATE FUNCTION claim_lanes(queue text, places integer, per_group integer, passed_over text[])
		RETURNS TABLE (id uuid, retry_count integer, data jsonb) LANGUAGE plpgsql
		SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
		BEGIN
			RETURN QUERY WITH RECURSIVE lines AS (
				(SELECT job.group_id FROM pgboss.job WHERE job.name = queue AND job.state < 'active' AND NOT job.blocked ORDER BY job.group_id LIMIT 1)
				UNION ALL
				-- From one group to the next, without reading what lies between.
				SELECT (
					SELECT job.group_id FROM pgboss.job
					WHERE job.name = queue AND job.state < 'active' AND NOT job.blocked AND job.group_id > lines.group_id
					ORDER BY job.group_id LIMIT 1
				) FROM lines WHERE lines.group_id IS NOT NULL
			), running AS MATERIALIZED (
				SELECT job.group_id, count(*)::integer AS lanes FROM pgboss.job WHERE job.name = queue AND job.state = 'active' GROUP BY 1
			), room AS MATERIALIZED (
				SELECT lines.group_id, coalesce(running.lanes, 0) AS taken
				FROM lines LEFT JOIN running ON running.group_id = lines.group_id
				CROSS JOIN LATERAL (
					SELECT job.start_after FROM pgboss.job
					WHERE job.name = queue AND job.state < 'active' AND NOT job.blocked AND job.group_id = lines.group_id AND job.start_after <= pgboss.job_now()
						AND NOT EXISTS (SELECT FROM pgboss.job AS busy WHERE busy.name = queue AND busy.state = 'active' AND busy.policy = 'stately'
							AND coalesce(busy.singleton_key, '') = coalesce(job.singleton_key, ''))
					ORDER BY job.start_after LIMIT 1
				) AS first
				WHERE coalesce(running.lanes, 0) < per_group AND lines.group_id <> ALL (passed_over)
				ORDER BY taken, first.start_after LIMIT places
			), due AS MATERIALIZED (
				SELECT locked.id, locked.start_after, locked.singleton_key, room.group_id, room.taken
				FROM room CROSS JOIN LATERAL (
					SELECT job.id, job.start_after, job.singleton_key FROM pgboss.job
					WHERE job.name = queue AND job.state < 'active' AND NOT job.blocked AND job.group_id = room.group_id AND job.start_after <= pgboss.job_now()
						AND NOT EXISTS (SELECT FROM pgboss.job AS busy WHERE busy.name = queue AND busy.state = 'active' AND busy.policy = 'stately'
							AND coalesce(busy.singleton_key, '') = coalesce(job.singleton_key, ''))
					ORDER BY job.start_after LIMIT least(places, per_group - room.taken)
					FOR UPDATE OF job SKIP LOCKED
				) AS locked
			), alone AS (
				-- A lane that was given back and woken meanwhile has two jobs, of which only one may run.
				SELECT DISTINCT ON (due.singleton_key) due.* FROM due ORDER BY due.singleton_key, due.start_after, due.id
			), ranked AS (
				SELECT alone.id, alone.start_after, alone.taken + row_number() OVER (PARTITION BY alone.group_id ORDER BY alone.start_after, alone.id) AS rank FROM alone
			)
			UPDATE pgboss.job AS claimed SET
				state = 'active', started_on = pgboss.job_now(), heartbeat_on = pgboss.job_now(),
				retry_count = CASE WHEN claimed.started_on IS NOT NULL THEN claimed.retry_count + 1 ELSE claimed.retry_count END
			WHERE claimed.name = queue AND claimed.id = ANY (ARRAY(SELECT ranked.id FROM ranked ORDER BY ranked.rank, ranked.start_after LIMIT places))
			RETURNING claimed.id, claimed.retry_count, claimed.data;
		END
		$$;
	`.execute( db );
}
