/** Changes that HighLevel took without an answer, and that the site takes back: HighLevel must not keep them as if its owner had made them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { ending } from './scene.ts';
import { withScene } from './with-scene.ts';

const { scene } = withScene();
let id = 9200;

beforeEach( () => {
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

test( 'the time zone, where the owner has set other hours in HighLevel: they stay', async () => {
	const snapshot = ( timeZone: string ) => calendarSnapshot( id, { timeZone, openHours: [ { days: [ 1, 2 ], from: '09:00', to: '17:00' } ] } );
	const own = [ { type: 'wday', day: 'sunday', intervals: [ { from: '10:00', to: '11:00' } ] } ];
	const { link } = await scene.save( 'calendar', snapshot( 'Europe/London' ), 'created' );
	await scene.call( 'PUT', `/calendars/schedules/event-calendar/${ link.highLevelId }`, { timezone: 'Europe/London', rules: own }, 'v3' );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'PUT', path: '/schedules/event-calendar' } } );
	await scene.save( 'calendar', snapshot( 'Asia/Tokyo' ) );
	expect( ending( await scene.save( 'calendar', snapshot( 'Europe/London' ) ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).eventSchedules ).toMatchObject( [ { timezone: 'Europe/London', rules: own } ] );
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

describe( 'the schedule of a host', () => {
	const everyDay = [ { days: [ 1, 2, 3, 4, 5 ], from: '09:00', to: '17:00' } ];
	const team = ( hosts: readonly string[], changes: Record<string, unknown> = {} ) => calendarSnapshot( id, { type: 'round_robin', hosts: [ ...hosts ], openHours: everyDay, timeZone: 'Europe/London', ...changes } );
	const zones = async () => ( await scene.remote() ).schedules.map( ( { userId, timezone }: Record<string, unknown> ) => [ userId, timezone ] );
	const cut = ( method: string ) => scene.fault( { kind: 'cut-after-commit', match: { method, path: '/schedules' } } );
	const hosts = () => scene.users as [ string, string ];

	test( 'changed and changed back', async () => {
		const [ ada ] = hosts();
		await scene.save( 'calendar', team( [ ada ] ), 'created' );
		await cut( 'PUT' );
		expect( ending( await scene.save( 'calendar', team( [ ada ], { timeZone: 'Asia/Tokyo' } ) ) ) ).toBe( 'retry highlevel_unreachable' );
		expect( await zones() ).toEqual( [ [ ada, 'Asia/Tokyo' ] ] );
		expect( ending( await scene.save( 'calendar', team( [ ada ] ) ) ) ).toBe( 'delivered' );
		expect( await zones() ).toEqual( [ [ ada, 'Europe/London' ] ] );
	} );

	test( 'whose hours the owner has set in HighLevel keeps them while the time zone is in doubt', async () => {
		const [ ada ] = hosts();
		await scene.save( 'calendar', team( [ ada ] ), 'created' );
		const own = [ { type: 'wday', day: 'sunday', intervals: [ { from: '10:00', to: '11:00' } ] } ];
		const [ schedule ] = ( await scene.remote() ).schedules;
		await scene.call( 'PUT', `/calendars/schedules/${ schedule.id }`, { timezone: 'Europe/London', rules: own } );
		await cut( 'PUT' );
		await scene.save( 'calendar', team( [ ada ], { timeZone: 'Asia/Tokyo' } ) );
		expect( ending( await scene.save( 'calendar', team( [ ada ] ) ) ) ).toBe( 'delivered' );
		expect( ( await scene.remote() ).schedules ).toMatchObject( [ { timezone: 'Europe/London', rules: own } ] );
	} );

	test( 'who came and left', async () => {
		const [ ada, ben ] = hosts();
		await scene.save( 'calendar', team( [ ada ] ), 'created' );
		await cut( 'POST' );
		expect( ending( await scene.save( 'calendar', team( [ ada, ben ] ) ) ) ).toBe( 'retry highlevel_unreachable' );
		expect( await zones() ).toHaveLength( 2 );
		expect( ending( await scene.save( 'calendar', team( [ ada ] ) ) ) ).toBe( 'delivered' );
		expect( await zones() ).toEqual( [ [ ada, 'Europe/London' ] ] );
	} );

	test( 'who left and came back', async () => {
		const [ ada, ben ] = hosts();
		await scene.save( 'calendar', team( [ ada, ben ] ), 'created' );
		await cut( 'DELETE' );
		expect( ending( await scene.save( 'calendar', team( [ ada ] ) ) ) ).toBe( 'retry highlevel_unreachable' );
		expect( await zones() ).toHaveLength( 1 );
		expect( ending( await scene.save( 'calendar', team( [ ada, ben ] ) ) ) ).toBe( 'delivered' );
		expect( await zones() ).toEqual( [ [ ada, 'Europe/London' ], [ ben, 'Europe/London' ] ] );
	} );

	test( 'that was never answered goes with its calendar', async () => {
		const [ ada ] = hosts();
		await scene.configure( ( config ) => {
			config.policies.calendarRemoved = 'delete';
		} );
		await cut( 'POST' );
		expect( ending( await scene.save( 'calendar', team( [ ada ] ), 'created' ) ) ).toBe( 'retry highlevel_unreachable' );
		expect( await zones() ).toHaveLength( 1 );
		expect( ending( await scene.save( 'calendar', team( [ ada ] ), 'deleted' ) ) ).toBe( 'delivered' );
		expect( await zones() ).toEqual( [] );
	} );
} );
