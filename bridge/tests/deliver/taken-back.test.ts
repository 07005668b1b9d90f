/** Changes that HighLevel took without an answer, and that the site takes back: HighLevel must not keep them as if its owner had made them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { runSandbox, type RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';
import { ending, makeScene, type Scene } from './scene.ts';

const database = withDatabase();
let sandbox: RunningSandbox;
let scene: Scene;
let id = 9200;

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );
beforeEach( async () => {
	await sandbox.control( 'DELETE', '/faults' );
	scene = await makeScene( database, sandbox );
	id += 1;
} );

test.for( [
	[ 'the colour', { color: '#111111' }, { color: '#222222' }, 'eventColor', '#111111' ],
	[ 'the status', { status: 'active' }, { status: 'draft' }, 'isActive', true ],
	[ 'the duration', { durationMinutes: 30 }, { durationMinutes: 45 }, 'slotDuration', 30 ],
] as const )( '%s', async ( [ , before, after, key, wanted ] ) => {
	await scene.save( 'calendar', calendarSnapshot( id, before ), 'created' );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'PUT' } } );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, after ) ) ) ).toBe( 'retry highlevel_unreachable' );
	expect( ( await scene.remote() ).calendars[ 0 ][ key ] ).not.toBe( wanted );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, before ) ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars[ 0 ][ key ] ).toBe( wanted );
} );

test( 'the time zone', async () => {
	const zone = async (): Promise<unknown> => ( await scene.remote() ).eventSchedules[ 0 ].timezone;
	await scene.save( 'calendar', calendarSnapshot( id, { timeZone: 'Europe/London' } ), 'created' );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'PUT', path: '/schedules/event-calendar' } } );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, { timeZone: 'Asia/Tokyo' } ) ) ) ).toBe( 'retry highlevel_unreachable' );
	expect( await zone() ).toBe( 'Asia/Tokyo' );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, { timeZone: 'Europe/London' } ) ) ) ).toBe( 'delivered' );
	expect( await zone() ).toBe( 'Europe/London' );
} );

test( 'the group, joined and left', async () => {
	await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'PUT' } } );
	await scene.save( 'calendar', calendarSnapshot( id, { group: id } ) );
	expect( ( await scene.remote() ).calendars[ 0 ].groupId ).toBeTruthy();
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, { group: null } ) ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars[ 0 ].groupId ?? null ).toBeNull();
} );

test( 'the status of a group', async () => {
	await scene.save( 'calendar-group', groupSnapshot( id, { status: 'active' } ), 'created' );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'PUT', path: '/groups/' } } );
	expect( ending( await scene.save( 'calendar-group', groupSnapshot( id, { status: 'inactive' } ) ) ) ).toBe( 'retry highlevel_unreachable' );
	expect( ( await scene.remote() ).groups[ 0 ].isActive ).toBe( false );
	expect( ending( await scene.save( 'calendar-group', groupSnapshot( id, { status: 'active' } ) ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).groups[ 0 ].isActive ).toBe( true );
} );
