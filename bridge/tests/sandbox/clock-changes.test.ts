/** Free slots and wall clocks on the days when clocks change, worked out at fixed dates of the past. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeStarts } from '../../sandbox/availability/free-slots.ts';
import { dateAt, instantOf, isoAt, offsetAt } from '../../sandbox/availability/zone.ts';
import { allScopes } from '../../sandbox/data/operations.ts';
import { calendarDefaults } from '../../sandbox/data/calendar-fields.ts';
import type { Calendar, Hour } from '../../sandbox/world/types.ts';
import { World } from '../../sandbox/world/world.ts';

const day = 86_400_000;

/** All starts of one local day, as HighLevel would write them. */
function slots( zone: string, date: string, hours: Hour, extra: Partial<Calendar> = {} ): string[] {
	const world = new World( { token: 't', locationId: 'l', locationName: 'L', timeZone: zone, scopes: allScopes, limits: { max: 1, intervalMs: 1, daily: 1 } } );
	const calendar = {
		...structuredClone( calendarDefaults ), id: 'c', locationId: 'l', name: 'C', slug: 'c', calendarType: 'event',
		openHours: [ { daysOfTheWeek: [ 0, 1, 2, 3, 4, 5, 6 ], hours: [ hours ] } ], ...extra,
	} as unknown as Calendar;
	world.state.calendars.push( calendar );
	const from = instantOf( date, 0, zone, 'start' );
	const to = instantOf( date, 1440, zone, 'end' );
	return [ ...freeStarts( world, calendar, { from, to, now: from - day } ).keys() ].map( ( start ) => isoAt( start, zone ) );
}

const from1to4 = { openHour: 1, openMinute: 0, closeHour: 4, closeMinute: 0 };
const allDay = { openHour: 0, openMinute: 0, closeHour: 0, closeMinute: 0 };

describe( 'the night that leaps an hour', () => {
	it( 'has no slot in the gap: New York', () => {
		expect( slots( 'America/New_York', '2025-03-09', from1to4 ) ).toEqual( [
			'2025-03-09T01:00:00-05:00', '2025-03-09T01:30:00-05:00', '2025-03-09T03:00:00-04:00', '2025-03-09T03:30:00-04:00',
		] );
	} );

	it( 'has no slot in the gap: Berlin', () => {
		expect( slots( 'Europe/Berlin', '2025-03-30', from1to4 ) ).toEqual( [
			'2025-03-30T01:00:00+01:00', '2025-03-30T01:30:00+01:00', '2025-03-30T03:00:00+02:00', '2025-03-30T03:30:00+02:00',
		] );
	} );

	it( 'opens with the leap when the hour of opening does not exist', () => {
		expect( slots( 'America/New_York', '2025-03-09', { openHour: 2, openMinute: 30, closeHour: 4, closeMinute: 0 } ) ).toEqual( [
			'2025-03-09T03:00:00-04:00', '2025-03-09T03:30:00-04:00',
		] );
	} );

	it( 'is 23 hours long', () => {
		expect( slots( 'America/New_York', '2025-03-09', allDay ) ).toHaveLength( 46 );
	} );
} );

describe( 'the night that has an hour twice', () => {
	it( 'offers both, each with its own offset', () => {
		expect( slots( 'America/New_York', '2025-11-02', { ...from1to4, closeHour: 3 } ) ).toEqual( [
			'2025-11-02T01:00:00-04:00', '2025-11-02T01:30:00-04:00', '2025-11-02T01:00:00-05:00', '2025-11-02T01:30:00-05:00',
			'2025-11-02T02:00:00-05:00', '2025-11-02T02:30:00-05:00',
		] );
	} );

	it( 'is 25 hours long', () => {
		expect( slots( 'Europe/Berlin', '2025-10-26', allDay ) ).toHaveLength( 50 );
	} );
} );

describe( 'other clocks', () => {
	it( 'half an hour is enough: Lord Howe', () => {
		expect( slots( 'Australia/Lord_Howe', '2025-10-05', allDay ) ).toHaveLength( 47 );
		expect( slots( 'Australia/Lord_Howe', '2025-04-06', allDay ) ).toHaveLength( 49 );
	} );

	it( 'a day may begin at one o\'clock: Beirut', () => {
		expect( slots( 'Asia/Beirut', '2025-03-30', { ...allDay, closeHour: 2 } ) ).toEqual( [ '2025-03-30T01:00:00+03:00', '2025-03-30T01:30:00+03:00' ] );
	} );

	it( 'nine to five stays nine to five on both sides of a change', () => {
		const office = { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 };
		for ( const date of [ '2025-03-08', '2025-03-09', '2025-03-10', '2025-11-01', '2025-11-02', '2025-11-03' ] ) {
			const found = slots( 'America/New_York', date, office );
			expect( [ found.length, found[ 0 ]!.slice( 11, 16 ), found.at( -1 )!.slice( 11, 16 ) ] ).toEqual( [ 16, '09:00', '16:30' ] );
		}
	} );
} );

describe( 'wall clocks', () => {
	const zones = [ 'UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Santiago', 'Asia/Kathmandu', 'Africa/Casablanca' ];
	const instants = fc.integer( { min: Date.UTC( 2000, 0, 1 ) / 1000, max: Date.UTC( 2035, 0, 1 ) / 1000 } ).map( ( seconds ) => seconds * 1000 );

	it( 'write every instant so that it reads back as itself', () => {
		fc.assert( fc.property( instants, fc.constantFrom( ...zones ), ( instant, zone ) => {
			expect( Date.parse( isoAt( instant, zone ) ) ).toBe( instant );
			expect( isoAt( instant, zone ).slice( 0, 10 ) ).toBe( dateAt( instant, zone ) );
		} ) );
	} );

	it( 'find an instant for every local time: that time, or the end of the gap it lies in', () => {
		fc.assert( fc.property( instants, fc.integer( { min: 0, max: 1440 } ), fc.constantFrom( ...zones ), ( near, minutes, zone ) => {
			const date = dateAt( near, zone );
			const wanted = Date.parse( `${ date }T00:00:00Z` ) + minutes * 60_000;
			const [ start, end ] = [ instantOf( date, minutes, zone, 'start' ), instantOf( date, minutes, zone, 'end' ) ];
			expect( start ).toBeLessThanOrEqual( end );
			for ( const instant of [ start, end ] ) {
				const shown = instant + offsetAt( instant, zone );
				const before = instant - 1000 + offsetAt( instant - 1000, zone );
				expect( shown === wanted || ( shown > wanted && before < wanted ) ).toBe( true );
			}
		} ) );
	} );
} );
