/** The drill's judges must see what they are there for: each test plants one fault into a world that is in order. */
import { expect, test } from 'vitest';
import { newEntry, readName, type Entry } from '../drill/book.ts';
import { compareSite, type Compared } from '../drill/compare.ts';
import { slowMs } from '../drill/faults.ts';
import { findDisorder, judgePace } from '../drill/judge-calls.ts';
import type { Call } from '../drill/request-log.ts';

const locationId = 'drillLocation0000000A';
const saved = ( key: string, id: number, version: number, state: Entry[ 'state' ] = 'live' ): Entry => ( { ...newEntry( key ), id, state, version, saved: version } );

/** One calendar in a group, with a reminder; one in the trash. */
function inOrder(): Compared {
	const reminder = { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } };
	const fields = { color: '#111111', group: 7, reminders: [ reminder ], timeZone: 'Asia/Tokyo', durationMinutes: 30 };
	const remote = { locationId, slug: 'a', isActive: true, eventColor: '#111111', groupId: 'g', slotDuration: 30, openHours: [] };
	return {
		site: { letter: 'A', locationId, removedBecome: 'draft' } as Compared[ 'site' ],
		calendars: [ saved( 'A01-1', 1, 3 ), saved( 'A02-1', 2, 5, 'trash' ) ],
		groups: [ saved( 'AG1', 7, 2 ) ],
		truth: {
			calendars: [
				{ id: 1, status: 'publish', slotbridge: { ...fields, name: 'A01-1 v3', status: 'active' }, slotbridge_state: { attention: {} } },
				{ id: 2, status: 'trash', slotbridge: { ...fields, name: 'A02-1 v5', status: 'draft' }, slotbridge_state: { attention: {} } },
			],
			groups: [ { id: 7, slotbridge: { name: 'AG1 v2', slug: 'ag1', status: 'active' }, slotbridge_state: { attention: {} } } ],
		},
		state: {
			calendars: [ { ...remote, id: 'c1', name: 'A01-1 v3' }, { ...remote, id: 'c2', name: 'A02-1 v4', isActive: false } ],
			groups: [ { id: 'g', locationId, name: 'AG1 v2', description: '', slug: 'ag1', isActive: true } ],
			notifications: [ { calendarId: 'c1', deleted: false, channel: 'email', receiverType: 'contact', beforeTime: [ { timeOffset: 24, unit: 'hours' } ] } ],
			eventSchedules: [ { calendarId: 'c1', timezone: 'Asia/Tokyo' } ],
		},
	};
}

const kindsAfter = ( spoil: ( world: Compared ) => void ): string[] => {
	const world = inOrder();
	spoil( world );
	return compareSite( world ).map( ( { kind } ) => kind );
};

test( 'a world in order has no finding', () => {
	expect( kindsAfter( () => undefined ) ).toEqual( [] );
} );

test.for<[ string, string, ( world: Compared ) => void ]>( [
	[ 'an older name', 'lost', ( { state } ) => void ( state.calendars[ 0 ]!.name = 'A01-1 v2' ) ],
	[ 'another colour', 'lost', ( { state } ) => void ( state.calendars[ 0 ]!.eventColor = '#222222' ) ],
	[ 'no group', 'lost', ( { state } ) => void delete state.calendars[ 0 ]!.groupId ],
	[ 'a draft', 'lost', ( { state } ) => void ( state.calendars[ 0 ]!.isActive = false ) ],
	[ 'another length', 'lost', ( { state } ) => void ( state.calendars[ 0 ]![ 'slotDuration' ] = 45 ) ],
	[ 'another location', 'lost', ( { state } ) => void ( state.calendars[ 0 ]!.locationId = 'elsewhere' ) ],
	[ 'no calendar', 'lost', ( { state } ) => void state.calendars.shift() ],
	[ 'another time zone', 'lost', ( { state } ) => void ( state.eventSchedules[ 0 ]!.timezone = 'Europe/London' ) ],
	[ 'no time zone', 'lost', ( { state } ) => void state.eventSchedules.shift() ],
	[ 'no reminder', 'lost', ( { state } ) => void ( state.notifications[ 0 ]!.deleted = true ) ],
	[ 'an active calendar for one in the trash', 'lost', ( { state } ) => void ( state.calendars[ 1 ]!.isActive = true ) ],
	[ 'an old group name', 'lost', ( { state } ) => void ( state.groups[ 0 ]!.name = 'AG1 v1' ) ],
	[ 'a site that forgot an acknowledged save', 'lost', ( { calendars } ) => void ( calendars[ 0 ]!.saved = 4 ) ],
	[ 'a site that forgot a removal', 'lost', ( { truth } ) => void ( truth.calendars[ 1 ]!.status = 'publish' ) ],
	[ 'a calendar twice', 'doubled', ( { state } ) => void state.calendars.push( { ...state.calendars[ 0 ]!, id: 'c3' } ) ],
	[ 'a group twice', 'doubled', ( { state } ) => void state.groups.push( { ...state.groups[ 0 ]!, id: 'g2' } ) ],
	[ 'a reminder twice', 'doubled', ( { state } ) => void state.notifications.push( { ...state.notifications[ 0 ]! } ) ],
	[ 'a schedule twice', 'doubled', ( { state } ) => void state.eventSchedules.push( { ...state.eventSchedules[ 0 ]! } ) ],
	[ 'a calendar that nobody made', 'doubled', ( { state } ) => void state.calendars.push( { ...state.calendars[ 0 ]!, id: 'c4', name: 'Somebody' } ) ],
] )( '%s is %s', ( [ , kind, spoil ] ) => {
	expect( kindsAfter( spoil ) ).toContain( kind );
} );

test( 'a removed calendar has to be gone where the owner chose so', () => {
	expect( kindsAfter( ( { site } ) => void ( site.removedBecome = 'absent' ) ) ).toEqual( [ 'lost' ] );
} );

let id = 0;
const call = ( at: number, more: Partial<Call> = {} ): Call => ( { id: ++id, at, method: 'PUT', path: '/calendars/c1', locationId, named: null, status: 200, faults: [], name: undefined, done: true, ...more } );
const disorder = ( ...calls: Call[] ): number => findDisorder( calls, new Set( [ 'A01-1' ] ) ).length;

test( 'an older version after a newer one is out of order, unless HighLevel did not take it', () => {
	const newer = call( 1000, { name: 'A01-1 v3' } );
	expect( disorder( newer, call( 2000, { name: 'A01-1 v4' } ) ) ).toBe( 0 );
	expect( disorder( newer, call( 2000, { name: 'A01-1 v2' } ) ) ).toBe( 1 );
	expect( disorder( newer, call( 2000, { name: 'A01-1 v2', status: 500, faults: [ 'server-error' ] } ) ) ).toBe( 0 );
	expect( disorder( newer, call( 2000, { name: 'A01-1 v2', status: null, faults: [ 'cut-after-commit' ] } ) ) ).toBe( 1 );
	expect( disorder( newer, call( 2000, { name: 'A01-1 v2', status: null } ) ) ).toBe( 1 );
} );

test( 'a slow call counts from when it was done', () => {
	const slow = call( 1000, { name: 'A01-1 v2', faults: [ 'slow' ], status: null } );
	expect( disorder( slow, call( 1000 + slowMs - 1, { name: 'A01-1 v3' } ) ) ).toBe( 1 );
	expect( disorder( slow, call( 1000 + slowMs + 1, { name: 'A01-1 v3' } ) ) ).toBe( 0 );
} );

test( 'a hundred calls in ten seconds are allowed, one more is not, and neither is a 429 of HighLevel\'s own', () => {
	const burst = ( count: number, more: Partial<Call> = {} ): Call[] => Array.from( { length: count }, ( _each, index ) => call( index * 99, more ) );
	expect( judgePace( burst( 100 ), locationId, new Map() ) ).toMatchObject( { findings: [], peak: 100, calls: 100 } );
	expect( judgePace( burst( 102 ), locationId, new Map() ).findings ).toMatchObject( [ { kind: 'over limit' } ] );
	expect( judgePace( burst( 101, { locationId: 'elsewhere' } ), locationId, new Map() ) ).toMatchObject( { findings: [], peak: 0 } );
	expect( judgePace( burst( 102, { locationId: null } ), locationId, new Map( [ [ 'c1', locationId ] ] ) ).findings ).toHaveLength( 1 );
	expect( judgePace( [ call( 0, { status: 429 } ) ], locationId, new Map() ).findings ).toHaveLength( 1 );
	expect( judgePace( [ call( 0, { status: 429, faults: [ 'rate-limit' ] } ) ], locationId, new Map() ).findings ).toEqual( [] );
} );

test( 'a name tells its key and its version, and a stranger\'s tells nothing', () => {
	expect( readName( 'A01-1 v12' ) ).toEqual( { key: 'A01-1', version: 12 } );
	expect( readName( 'Coaching' ) ).toBeUndefined();
	expect( readName( undefined ) ).toBeUndefined();
} );
