/** Counts and ages that are read from an index: the same as a look at every row would give. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { countUndone, oldestOpenSince } from '../../src/database/activity.ts';
import { measure } from '../../src/database/measurements.ts';
import type { EventState } from '../../src/database/schema.ts';
import { createLaneQueue, LANE_QUEUE } from '../../src/lanes/lane-queue.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { quietLog } from './start-lanes.ts';

const database = withDatabase();
const MINUTE = 60_000;
let sequence = 0;

/** Received and opened so many minutes ago; opened later than received when it was replayed. */
async function add( siteId: string, state: EventState, received: number, opened: number = received ): Promise<void> {
	const ago = ( minutes: number ) => new Date( Date.now() - minutes * MINUTE );
	await database.db.insertInto( 'event' ).values( {
		id: randomUUID(), site_id: siteId, type: 'com.slotbridge.calendar.updated', subject: `calendar/${ ++sequence }`, sequence, time: new Date(), entity_name: 'x',
		data: JSON.stringify( { entity: { id: 1 }, changed: [] } ), state, received_at: ago( received ), open_since: ago( opened ),
	} ).execute();
}

test( 'open events by location and state, with the age of the one that is open for longest, replays and two sites of a location included', async () => {
	const queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog } );
	await queue.start();
	const [ one, two, quiet ] = [ await makeSite( database.db ), await makeSite( database.db ), await makeSite( database.db ) ];
	await makeConnection( database.db, one, 'shared' );
	await makeConnection( database.db, two, 'shared' );
	// Came first, but was replayed just now; the one that is open for longest came after it.
	await add( one, 'pending', 500, 5 );
	await add( one, 'pending', 400, 90 );
	await add( one, 'pending', 80 );
	await add( one, 'pending', 2 );
	await add( two, 'pending', 30 );
	await add( two, 'waiting', 700, 700 );
	await add( two, 'delivered', 900 );
	await add( two, 'dead', 900 );
	await add( quiet, 'superseded', 900 );
	const { open, dead } = await measure( database.db, LANE_QUEUE );
	await queue.stop();
	expect( open.map( ( { location, state, count, ageSeconds } ) => [ location, state, count, Math.round( ageSeconds / 60 ) ] ) ).toEqual( [
		[ 'shared', 'pending', 5, 90 ], [ 'shared', 'waiting', 1, 700 ],
	] );
	expect( dead.find( ( { location } ) => location === 'shared' ) ).toEqual( { location: 'shared', count: 1 } );
	expect( await countUndone( database.db, one ) ).toEqual( { pending: 4, running: 0, retrying: 0, waiting: 0, dead: 0 } );
	expect( await countUndone( database.db, two ) ).toEqual( { pending: 1, running: 0, retrying: 0, waiting: 1, dead: 1 } );
	expect( Math.round( ( Date.now() - ( await oldestOpenSince( database.db, two ) )!.getTime() ) / MINUTE ) ).toBe( 700 );
	expect( await oldestOpenSince( database.db, quiet ) ).toBeNull();
} );
