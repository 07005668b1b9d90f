/** The sweep of a long queue, at the worst moment for the planner: the statistics are of a time when nothing was pending. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLaneQueue, LANE_QUEUE, type LaneQueue } from '../../src/lanes/lane-queue.ts';
import { findStrandedLanes } from '../../src/database/stranded-lanes.ts';
import { makeSite } from '../helpers/sites.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { quietLog } from './start-lanes.ts';

const database = withDatabase();
let queue: LaneQueue;

beforeAll( async () => {
	queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog } );
	await queue.start();
} );
afterAll( () => queue.stop() );

async function fill( siteId: string, from: number, to: number ): Promise<void> {
	await sql`
		INSERT INTO event (id, site_id, type, subject, sequence, time, received_at, data, entity_name)
		SELECT gen_random_uuid(), ${ siteId }::uuid, 'com.slotbridge.calendar.updated', 'calendar/' || n, n, now(), now() - interval '1 minute', '{}', 'Coaching' FROM generate_series(${ from }::int, ${ to }::int) AS n
	`.execute( database.db );
	await sql`SELECT add_lane_jobs(${ siteId }::uuid, ${ LANE_QUEUE }, ARRAY(SELECT ${ siteId }::text || ':calendar/' || n FROM generate_series(${ from }::int, ${ to }::int) AS n), 'location')`.execute( database.db );
}

test( 'a stranded lane is found among 20,000 without reading all jobs once for each event', async () => {
	const siteId = await makeSite( database.db );
	for ( const table of [ 'event', 'pgboss.job_common' ] ) {
		await sql`ALTER TABLE ${ sql.table( table ) } SET (autovacuum_enabled = off)`.execute( database.db );
	}
	await fill( siteId, 1, 200 );
	await sql`UPDATE event SET state = 'delivered'`.execute( database.db );
	await sql`UPDATE pgboss.job SET state = 'completed' WHERE name = ${ LANE_QUEUE }`.execute( database.db );
	await sql`ANALYZE event`.execute( database.db );
	await sql`ANALYZE pgboss.job_common`.execute( database.db );
	await fill( siteId, 201, 20_000 );
	await sql`DELETE FROM pgboss.job WHERE name = ${ LANE_QUEUE } AND singleton_key = ${ `${ siteId }:calendar/777` }`.execute( database.db );
	// That other way takes hundreds of times as long as this one, and goes beyond the limit of this test.
	expect( await findStrandedLanes( database.db, LANE_QUEUE, 500 ) ).toEqual( [ { siteId, subject: 'calendar/777' } ] );
}, 25_000 );
