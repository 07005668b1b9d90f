/** What deliveries cost in calls, by what was recorded, and what a site still has to deliver. Every query names the site. */
import { sql } from 'kysely';
import type { Db } from './client.ts';

/** Deliveries that are looked at: enough for a steady figure, few enough for a quick answer. */
const SAMPLE = 200;

/** The calls that the site's latest successful deliveries took, on average, by workflow; a workflow without any is left out. */
export async function averageCalls( db: Db, siteId: string ): Promise<Record<string, number>> {
	const { rows } = await sql<{ workflow: string; calls: number }>`
		SELECT latest.workflow, avg(latest.calls)::float8 AS calls FROM (
			SELECT run.workflow, (SELECT count(*) FROM step JOIN attempt ON attempt.step_id = step.id WHERE step.run_id = run.id) AS calls
			FROM event JOIN run ON run.event_id = event.id
			WHERE event.site_id = ${ siteId } AND event.state = 'delivered' AND run.state = 'succeeded'
			ORDER BY event.received_at DESC LIMIT ${ SAMPLE }
		) AS latest
		GROUP BY latest.workflow
	`.execute( db );
	return Object.fromEntries( rows.map( ( row ) => [ row.workflow, row.calls ] ) );
}

/** Entities with something to deliver, by the type of their newest event: its snapshot carries the older ones along. */
export async function openByType( db: Db, siteId: string ): Promise<Record<string, number>> {
	const { rows } = await sql<{ type: string; count: number }>`
		SELECT newest.type, count(*) AS count FROM (
			SELECT DISTINCT ON (subject) type FROM event
			WHERE site_id = ${ siteId } AND state IN ('pending', 'running', 'retrying', 'waiting')
			ORDER BY subject, sequence DESC
		) AS newest
		GROUP BY newest.type
	`.execute( db );
	return Object.fromEntries( rows.map( ( row ) => [ row.type, row.count ] ) );
}
