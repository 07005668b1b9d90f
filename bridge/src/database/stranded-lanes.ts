/** What the sweeper looks for: open events whose lane nothing will wake. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

/**
 * Open events whose lane has no job, neither waiting nor running: what a restored back-up, a lost job or a bridge that died between
 * logging and waking leaves behind. Those of the last two seconds are passed over: their lanes are about to be woken.
 *
 * While a backlog grows, the planner's statistics are of an emptier queue, and reading all jobs once for each event then looks
 * cheap to it: at 100,000 of both that took more than the minute a statement may take, and a whole processor. So not that way.
 */
export async function findStrandedLanes( db: Db, queueName: string, limit: number ): Promise<{ siteId: string; subject: string }[]> {
	return await db.transaction().execute( async ( trx ) => {
		await sql`SET LOCAL enable_nestloop = off`.execute( trx );
		const { rows } = await sql<{ site_id: string; subject: string }>`
			SELECT DISTINCT event.site_id, event.subject
			FROM event
			WHERE event.state IN ('pending', 'running', 'retrying', 'waiting')
				AND event.received_at < clock_timestamp() - interval '2 seconds'
				AND NOT EXISTS (
					SELECT FROM pgboss.job
					WHERE job.name = ${ queueName } AND job.singleton_key = event.site_id || ':' || event.subject AND job.state <= 'active'
				)
			LIMIT ${ limit }
		`.execute( trx );
		return rows.map( ( row ) => ( { siteId: row.site_id, subject: row.subject } ) );
	} );
}
