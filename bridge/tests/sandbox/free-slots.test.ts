/** Free slots over HTTP: the shape, the range, the zones, the hours and what takes them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCalendar, openDaily, slotsOf, userIds } from './helpers/make.ts';
import { locationId, runSandbox, type Reply, type RunningSandbox } from './helpers/run-sandbox.ts';

const day = 86_400_000;
let sandbox: RunningSandbox;
const ask = ( id: string, query: string ): Promise<Reply> => sandbox.call( 'GET', `/calendars/${ id }/free-slots?${ query }` );
const clockOf = ( slot: string ): string => slot.slice( 11, 16 );

beforeAll( async () => {
	sandbox = await runSandbox( [ '--time-zone', 'Europe/Berlin' ] );
} );
afterAll( () => sandbox.stop() );

describe( 'the question', () => {
	it( 'takes epoch milliseconds, not dates', async () => {
		const { id } = await makeCalendar( sandbox );
		const { status, body } = await ask( id, 'startDate=2027-01-01&endDate=2027-01-02' );
		expect( status ).toBe( 422 );
		expect( body.message ).toContain( 'startDate must be a number conforming to the specified constraints' );
		expect( ( await ask( id, 'startDate=1' ) ).status ).toBe( 422 );
	} );

	it( 'covers 31 days and no more', async () => {
		const { id } = await makeCalendar( sandbox );
		const now = Date.now();
		expect( ( await ask( id, `startDate=${ now }&endDate=${ now + 31 * day }` ) ).status ).toBe( 200 );
		const { status, body } = await ask( id, `startDate=${ now }&endDate=${ now + 31 * day + 1 }` );
		expect( [ status, body.message ] ).toEqual( [ 400, 'Date range cannot be more than 31 days' ] );
	} );

	it( 'refuses an unknown zone and an unknown calendar, and overlooks the old enableLookBusy', async () => {
		const { id } = await makeCalendar( sandbox );
		expect( ( await ask( id, 'startDate=1&endDate=2&timezone=Mars/Olympus' ) ).status ).toBe( 422 );
		expect( ( await ask( 'nowhere', 'startDate=1&endDate=2' ) ).status ).toBe( 404 );
		expect( ( await ask( id, 'startDate=1&endDate=2&enableLookBusy=true' ) ).status ).toBe( 200 );
	} );
} );

describe( 'the answer', () => {
	it( 'is a map of dates with a traceId among them', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 11 ) } );
		const now = Date.now();
		const { body } = await ask( id, `startDate=${ now }&endDate=${ now + 3 * day }` );
		const { traceId, ...days } = body;
		expect( traceId ).toBeTypeOf( 'string' );
		expect( Object.keys( days ).every( ( key ) => /^\d{4}-\d\d-\d\d$/.test( key ) ) ).toBe( true );
		const second = Object.values( days )[ 1 ] as { slots: string[] };
		expect( second.slots.map( clockOf ) ).toEqual( [ '09:00', '09:30', '10:00', '10:30' ] );
		expect( second.slots[ 0 ] ).toMatch( /^\d{4}-\d\d-\d\dT09:00:00\+0[12]:00$/ );
	} );

	it( 'is empty with status 200 while the calendar has no hours', async () => {
		const { id } = await makeCalendar( sandbox );
		const { status, body } = await ask( id, `startDate=${ Date.now() }&endDate=${ Date.now() + day }` );
		expect( [ status, Object.keys( body ) ] ).toEqual( [ 200, [ 'traceId' ] ] );
	} );

	it( 'shows the same instants in the zone that was asked for', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 10 ) } );
		const home = await slotsOf( sandbox, id );
		const tokyo = await slotsOf( sandbox, id, '&timezone=Asia/Tokyo' );
		expect( tokyo.slots.map( ( slot ) => Date.parse( slot ) ) ).toEqual( home.slots.map( ( slot ) => Date.parse( slot ) ) );
		expect( tokyo.slots.every( ( slot ) => slot.endsWith( '+09:00' ) ) ).toBe( true );
	} );

	it( 'never offers the past', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: [ { daysOfTheWeek: [ 0, 1, 2, 3, 4, 5, 6 ], hours: [ { openHour: 0, openMinute: 0, closeHour: 0, closeMinute: 0 } ] } ] } );
		const { body } = await ask( id, `startDate=${ Date.now() - day }&endDate=${ Date.now() + day }` );
		const { traceId: _, ...days } = body;
		const slots = Object.values( days ).flatMap( ( found ) => ( found as { slots: string[] } ).slots );
		expect( slots.length ).toBeGreaterThan( 40 );
		expect( slots.every( ( slot ) => Date.parse( slot ) > Date.now() - 60_000 ) ).toBe( true );
	} );

	it( 'is empty for a draft', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 17 ), isActive: false } );
		expect( ( await slotsOf( sandbox, id ) ).slots ).toEqual( [] );
	} );
} );

describe( 'hours', () => {
	it( 'follow duration, interval and their units', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 12 ), slotDuration: 1, slotDurationUnit: 'hours', slotInterval: 45 } );
		const { slots, dates } = await slotsOf( sandbox, id );
		expect( slots.filter( ( slot ) => slot.startsWith( dates[ 2 ]! ) ).map( clockOf ) ).toEqual( [ '09:00', '09:45', '10:30' ] );
	} );

	it( 'come from the event calendar\'s own schedule first, in its zone', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 17 ) } );
		const intervals = [ { from: '20:00', to: '21:00' } ];
		const rules = [ 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday' ].map( ( name ) => ( { type: 'wday', day: name, intervals } ) );
		await sandbox.call( 'POST', `/calendars/schedules/event-calendar/${ id }`, { timezone: 'Asia/Tokyo', rules }, { version: 'v3' } );
		const { slots } = await slotsOf( sandbox, id );
		expect( new Set( slots.map( ( slot ) => slot.slice( 11 ) ) ) ).toEqual( new Set( [ '20:00:00+09:00', '20:30:00+09:00' ] ) );
	} );

	it( 'stay the calendar\'s open hours under a schedule without rules, but in its zone', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 10 ) } );
		await sandbox.call( 'POST', `/calendars/schedules/event-calendar/${ id }`, { timezone: 'Asia/Tokyo', rules: [] }, { version: 'v3' } );
		expect( new Set( ( await slotsOf( sandbox, id ) ).slots.map( ( slot ) => slot.slice( 11 ) ) ) ).toEqual( new Set( [ '09:00:00+09:00', '09:30:00+09:00' ] ) );
	} );

	it( 'give way to a custom date, or to custom dates only', async () => {
		const date = new Date( Date.now() + 3 * day ).toISOString().slice( 0, 10 );
		const availabilities = [ { date: `${ date }T00:00:00.000Z`, hours: [ { openHour: 18, openMinute: 0, closeHour: 19, closeMinute: 0 } ] } ];
		const both = await slotsOf( sandbox, ( await makeCalendar( sandbox, { openHours: openDaily( 9, 10 ), availabilities } ) ).id );
		expect( both.slots.filter( ( slot ) => slot.startsWith( date ) ).map( clockOf ) ).toEqual( [ '18:00', '18:30' ] );
		expect( both.dates.length ).toBeGreaterThan( 5 );
		const only = await slotsOf( sandbox, ( await makeCalendar( sandbox, { openHours: openDaily( 9, 10 ), availabilities, availabilityType: 1 } ) ).id );
		expect( only.dates ).toEqual( [ date ] );
		const none = await slotsOf( sandbox, ( await makeCalendar( sandbox, { openHours: openDaily( 9, 10 ), availabilities, availabilityType: 0 } ) ).id );
		expect( none.slots.filter( ( slot ) => slot.startsWith( date ) ).map( clockOf ) ).toEqual( [ '09:00', '09:30' ] );
	} );

	it( 'begin after the notice and end with the booking range', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 0, 0 ), allowBookingAfter: 2, allowBookingAfterUnit: 'days', allowBookingFor: 3, allowBookingForUnit: 'days' } );
		const times = ( await slotsOf( sandbox, id ) ).slots.map( ( slot ) => Date.parse( slot ) );
		expect( Math.min( ...times ) ).toBeGreaterThanOrEqual( Date.now() + 2 * day - 60_000 );
		expect( Math.max( ...times ) ).toBeLessThan( Date.now() + 3 * day );
	} );
} );

describe( 'hosts', () => {
	const everyDay = ( from: string, to: string ): unknown[] => [ 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday' ]
		.map( ( name ) => ( { type: 'wday', day: name, intervals: [ { from, to } ] } ) );
	const clocks = async ( id: string, query = '' ): Promise<string[]> => [ ...new Set( ( await slotsOf( sandbox, id, query ) ).slots.map( clockOf ) ) ].sort();

	it( 'add up in a round robin, and one alone can be asked for', async () => {
		const [ ada, ben ] = await userIds( sandbox );
		const { id } = await makeCalendar( sandbox, { calendarType: 'round_robin', teamMembers: [ { userId: ada }, { userId: ben } ] } );
		for ( const [ userId, rules ] of [ [ ada, everyDay( '09:00', '10:00' ) ], [ ben, everyDay( '09:30', '10:30' ) ] ] as const ) {
			await sandbox.call( 'POST', '/calendars/schedules', { locationId, name: 'Hours', userId, timezone: 'Europe/Berlin', rules, calendarIds: [ id ] } );
		}
		expect( await clocks( id ) ).toEqual( [ '09:00', '09:30', '10:00' ] );
		expect( await clocks( id, `&userId=${ ada }` ) ).toEqual( [ '09:00', '09:30' ] );
		expect( await clocks( id, `&userIds=${ ben }` ) ).toEqual( [ '09:30', '10:00' ] );
		expect( await clocks( id, `&userIds[]=${ ada }&userIds[]=${ ben }` ) ).toEqual( [ '09:00', '09:30', '10:00' ] );
		expect( await clocks( id, '&userId=stranger' ) ).toEqual( [] );
	} );

	it( 'must all be free in a collective', async () => {
		const [ ada, ben ] = await userIds( sandbox );
		const { id } = await makeCalendar( sandbox, { calendarType: 'collective', teamMembers: [ { userId: ada, isPrimary: true }, { userId: ben } ] } );
		for ( const [ userId, rules ] of [ [ ada, everyDay( '09:00', '10:00' ) ], [ ben, everyDay( '09:30', '10:30' ) ] ] as const ) {
			await sandbox.call( 'POST', '/calendars/schedules', { locationId, name: 'Hours', userId, timezone: 'Europe/Berlin', rules, calendarIds: [ id ] } );
		}
		expect( await clocks( id ) ).toEqual( [ '09:30' ] );
	} );
} );
