/** The whole way: accepted events, real lanes, the real limit, a real sandbox that is slow, broken and cut now and then. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Lanes } from '../../src/lanes/lanes.ts';
import { acceptEvents } from '../../src/use-cases/accept-events.ts';
import { createDeliver } from '../../src/use-cases/deliver/deliver-event.ts';
import { calendarEvent, groupEvent } from '../helpers/events.ts';
import { startLanes, untilDrained, untilState } from '../lanes/start-lanes.ts';
import { withScene } from './with-scene.ts';

const { database, scene } = withScene();
let lanes: Lanes | undefined;
let id = 7000;

beforeEach( () => {
	id += 10;
} );
afterEach( async () => {
	await lanes?.stop();
	lanes = undefined;
} );

async function start(): Promise<Lanes> {
	lanes = await startLanes( database, createDeliver( scene.deps ) );
	return lanes;
}

async function accept( queue: Lanes[ 'queue' ], ...events: ReturnType<typeof calendarEvent>[] ): Promise<string[]> {
	const answer = await acceptEvents( { db: database.db, queue }, scene.siteId, events );
	expect( answer.rejected ).toEqual( [] );
	return answer.accepted;
}

test( 'a group and three calendars in one batch all arrive once, through errors, cuts and broken answers', async () => {
	for ( const fault of [ { kind: 'server-error', status: 502 }, { kind: 'cut-before' }, { kind: 'html-error' } ] ) {
		await scene.fault( { ...fault, match: { method: 'GET' } } );
	}
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'POST', path: '^/calendars/?$' } } );
	await scene.fault( { kind: 'broken-json', match: { method: 'POST', path: '/notifications$' } } );
	const { queue } = await start();
	const reminders = [ { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } } ];
	const type = 'com.slotbridge.calendar.created';
	await accept( queue,
		...[ 1, 2, 3 ].map( ( nth ) => calendarEvent( id + nth, nth, { type, entity: { group: id, reminders } } ) ),
		groupEvent( id, 4, { type: 'com.slotbridge.calendar-group.created' } ),
	);
	await untilDrained( database, scene.siteId );
	const { calendars, groups, notifications, eventSchedules } = await scene.remote();
	expect( groups ).toHaveLength( 1 );
	expect( calendars.map( ( calendar ) => [ calendar.name, calendar.groupId ] ).sort() ).toEqual( [ 1, 2, 3 ].map( ( nth ) => [ `Calendar ${ id + nth }`, groups[ 0 ].id ] ) );
	expect( [ notifications.length, eventSchedules.length ] ).toEqual( [ 3, 3 ] );
	const told = await scene.callbacks();
	expect( told.filter( ( link ) => link.state === 'linked' ) ).toHaveLength( 4 );
} );

test( 'fifty edits of one calendar end in the last one, and HighLevel is written to only a few times', async () => {
	const { queue } = await start();
	const [ first ] = await accept( queue, calendarEvent( id, 1, { type: 'com.slotbridge.calendar.created' } ) );
	await untilState( database, first as string, 'delivered' );
	await scene.fault( { kind: 'slow', ms: 200, match: { method: 'GET' }, times: 5 } );
	await accept( queue, ...Array.from( { length: 50 }, ( _, index ) => calendarEvent( id, index + 2, { entity: { name: `Edit ${ index + 1 }` } } ) ) );
	await untilDrained( database, scene.siteId );
	expect( ( await scene.remote() ).calendars ).toMatchObject( [ { name: 'Edit 50' } ] );
	const puts = ( await scene.requests( 'PUT' ) ).filter( ( request ) => /^\/calendars\/[^/]+$/.test( request.path ) );
	expect( puts.length ).toBeLessThan( 10 );
} );

test( 'lanes that stop in the middle and start again finish what is left, once', async () => {
	const { queue } = await start();
	await scene.fault( { kind: 'slow', ms: 500, match: { method: 'POST' }, times: 3 } );
	await accept( queue, ...[ 1, 2, 3, 4, 5 ].map( ( nth ) => calendarEvent( id + nth, nth, { type: 'com.slotbridge.calendar.created' } ) ) );
	await expect.poll( async () => ( await scene.remote() ).calendars.length, { timeout: 30_000 } ).toBeGreaterThan( 0 );
	await lanes!.stop();
	await start();
	await untilDrained( database, scene.siteId );
	expect( ( await scene.remote() ).calendars.map( ( calendar ) => calendar.name ).sort() ).toEqual( [ 1, 2, 3, 4, 5 ].map( ( nth ) => `Calendar ${ id + nth }` ) );
} );
