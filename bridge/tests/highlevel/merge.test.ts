/** The three-way merge and the bodies built from it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarChange, createBody, lostKeys, updateBody } from '../../src/workflows/calendar-bodies.ts';
import { keptValue, mergeThreeWays, sameValue } from '../../src/workflows/merge.ts';
import { writableCalendar } from '../../src/workflows/writable.ts';

const value = fc.oneof( fc.integer( { min: 0, max: 3 } ), fc.constantFrom( 'a', 'b' ), fc.boolean() );
const object = fc.dictionary( fc.constantFrom( 'p', 'q', 'r', 's' ), value );

test( 'what the site did not change is never written, what it did change is always there afterwards', () => {
	fc.assert( fc.property( object, object, object, ( wanted, base, remote ) => {
		const change = mergeThreeWays( wanted, base, remote );
		const after = { ...remote, ...change };
		for ( const [ key, mine ] of Object.entries( wanted ) ) {
			const unchangedHere = Object.hasOwn( base, key ) && base[ key ] === mine;
			expect( after[ key ] ).toBe( unchangedHere ? remote[ key ] : mine );
		}
		for ( const key of Object.keys( remote ).filter( ( name ) => ! Object.hasOwn( wanted, name ) ) ) {
			expect( after[ key ] ).toBe( remote[ key ] );
		}
		// Doing it twice changes nothing more.
		expect( mergeThreeWays( wanted, wanted, after ) ).toEqual( {} );
	} ) );
} );

test( 'a number and its unit change together or not at all', () => {
	const pairs = [ [ 'd', 'u' ] ];
	const base = { d: 60, u: 'mins' };
	expect( mergeThreeWays( { d: 45, u: 'mins' }, base, { d: 1, u: 'hours' }, pairs ) ).toEqual( { d: 45, u: 'mins' } );
	expect( mergeThreeWays( { d: 60, u: 'mins' }, base, { d: 1, u: 'hours' }, pairs ) ).toEqual( {} );
} );

test( 'equality is that of JSON; a kept value may have more in it', () => {
	expect( sameValue( { a: 1, b: [ { c: 2, d: 3 } ] }, { b: [ { d: 3, c: 2 } ], a: 1 } ) ).toBe( true );
	expect( sameValue( null, undefined ) ).toBe( true );
	expect( sameValue( [ 1, 2 ], [ 2, 1 ] ) ).toBe( false );
	expect( keptValue( [ { userId: 'a' } ], [ { userId: 'a', selected: true } ] ) ).toBe( true );
	expect( keptValue( [ { userId: 'a' } ], [ { userId: 'a' }, { userId: 'b' } ] ) ).toBe( false );
	expect( keptValue( 'a\nb', 'a\r\nb\r\n' ) ).toBe( true );
	expect( keptValue( '', undefined ) ).toBe( true );
	expect( keptValue( 0, undefined ) ).toBe( false );
} );

/** As HighLevel answers it: with keys that it refuses to take back. */
const remote = {
	id: 'c1', locationId: 'l1', calendarType: 'event', name: 'Old', slotDuration: 60, slotDurationUnit: 'mins', slotBuffer: 10, slotBufferUnit: 'mins', teamMembers: [], groupId: 'g1',
	formSubmitRedirectUrl: 'https://site.example/', availabilityType: null, availabilities: [ { id: 'a1', date: '2026-03-01T00:00:00.000Z', hours: [], _id: 'x' } ],
	openHours: [ { daysOfTheWeek: [ 1 ], hours: [ { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0, _id: 'y' } ], _id: 'z' } ],
	locationConfigurations: [ { kind: 'custom', location: 'Room', meetingId: 'm' } ], traceId: 't', __v: 3,
};

test( 'only what HighLevel takes back is sent back, at every depth', () => {
	expect( writableCalendar( remote ) ).toEqual( {
		name: 'Old', slotDuration: 60, slotDurationUnit: 'mins', slotBuffer: 10, groupId: 'g1', formSubmitRedirectURL: 'https://site.example/',
		availabilities: [ { id: 'a1', date: '2026-03-01T00:00:00.000Z', hours: [] } ],
		openHours: [ { daysOfTheWeek: [ 1 ], hours: [ { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 } ] } ],
		locationConfigurations: [ { kind: 'custom', location: 'Room' } ],
	} );
} );

test( 'an update carries all of it with the change on top; a group is left by leaving its key out', () => {
	const body = updateBody( remote, { name: 'New', groupId: null, hosts: [ 'u1' ] } );
	expect( body ).toMatchObject( { name: 'New', slotDuration: 60, formSubmitRedirectURL: 'https://site.example/', teamMembers: [ { userId: 'u1', priority: 0.5 } ] } );
	expect( body ).not.toHaveProperty( 'groupId' );
	expect( updateBody( remote, { groupId: 'g2' } )[ 'groupId' ] ).toBe( 'g2' );
} );

test( 'hours that are the same in other words are no change', () => {
	const hours = [ { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 } ];
	const wanted = { openHours: [ { daysOfTheWeek: [ 1, 2 ], hours } ] };
	const split = { openHours: [ { daysOfTheWeek: [ 2 ], hours }, { daysOfTheWeek: [ 1 ], hours } ] };
	expect( calendarChange( wanted, {}, split ) ).toEqual( {} );
	expect( lostKeys( wanted, split ) ).toEqual( [] );
	expect( lostKeys( wanted, { openHours: [] } ) ).toEqual( [ 'openHours' ] );
} );

test( 'a pause that HighLevel counts in hours is compared and written in hours, because the unit cannot be changed', () => {
	const inHours = { ...remote, slotBuffer: 1, slotBufferUnit: 'hours' };
	expect( calendarChange( { slotBuffer: 60, slotBufferUnit: 'mins' }, {}, inHours ) ).toEqual( {} );
	const change = calendarChange( { slotBuffer: 30, slotBufferUnit: 'mins' }, {}, inHours );
	expect( updateBody( inHours, change ) ).toMatchObject( { slotBuffer: 0.5 } );
	expect( updateBody( inHours, change ) ).not.toHaveProperty( 'slotBufferUnit' );
} );

test( 'lost keys are named, under their other spelling too', () => {
	expect( lostKeys( { formSubmitRedirectURL: 'a', name: 'n', locationId: 'l' }, { formSubmitRedirectUrl: 'a', name: 'other' } ) ).toEqual( [ 'name' ] );
	expect( lostKeys( {}, { groupId: 'g1' }, { groupId: null } ) ).toEqual( [ 'groupId' ] );
} );

test( 'a create says nothing of a group it is not in, and makes a team of its hosts', () => {
	expect( createBody( { name: 'N', hosts: [ 'a' ], groupId: null }, 'collective' ) ).toEqual( { name: 'N', calendarType: 'collective', teamMembers: [ { userId: 'a', priority: 0.5, isPrimary: true } ] } );
} );
