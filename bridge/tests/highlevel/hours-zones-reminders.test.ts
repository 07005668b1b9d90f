/** Opening hours, time zones, reminders and the marker: small worlds with many corners. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMarker, makeMarker, withMarker } from '../../src/workflows/marker.ts';
import { fromHighLevelHours, sameHours, sameRules, toHighLevelHours, toScheduleRules, type OpenHours } from '../../src/workflows/open-hours.ts';
import { compareReminders, reminderKey, toNotification, type Reminder, type RemoteNotification } from '../../src/workflows/reminders.ts';
import { isTimeZone, zoneAliases, zoneForHighLevel } from '../../src/workflows/time-zones.ts';

const clock = ( minutes: number ) => `${ String( Math.floor( minutes / 60 ) ).padStart( 2, '0' ) }:${ String( minutes % 60 ).padStart( 2, '0' ) }`;
const openHours: fc.Arbitrary<OpenHours[]> = fc.array( fc.record( {
	days: fc.uniqueArray( fc.integer( { min: 0, max: 6 } ), { minLength: 1 } ),
	range: fc.tuple( fc.integer( { min: 0, max: 1440 } ), fc.integer( { min: 0, max: 1440 } ) ).filter( ( [ a, b ] ) => a < b ),
} ).map( ( { days, range } ) => ( { days, from: clock( range[ 0 ] ), to: clock( range[ 1 ] ) } ) ), { maxLength: 8 } );

/** Every minute of the week that is open. */
const minutesOpen = ( hours: readonly OpenHours[] ) => {
	const open = new Set<number>();
	const at = ( text: string ) => Number( text.slice( 0, 2 ) ) * 60 + Number( text.slice( 3 ) );
	hours.forEach( ( { days, from, to } ) => days.forEach( ( day ) => {
		for ( let minute = at( from ); minute < at( to ); minute++ ) {
			open.add( day * 1440 + minute );
		}
	} ) );
	return open;
};

test( 'hours keep every single minute on the way to HighLevel and back, and fit its limits', () => {
	fc.assert( fc.property( openHours, ( hours ) => {
		const there = toHighLevelHours( hours );
		expect( minutesOpen( fromHighLevelHours( there ) ) ).toEqual( minutesOpen( hours ) );
		for ( const { openHour, openMinute, closeHour, closeMinute } of there.flatMap( ( entry ) => entry.hours ) ) {
			expect( openHour >= 0 && openHour <= 23 && closeHour >= 0 && closeHour <= 23 && openMinute <= 60 && closeMinute <= 60 ).toBe( true );
		}
		expect( sameHours( there, [ ...there ].reverse() ) ).toBe( true );
		const rules = toScheduleRules( there );
		expect( rules.every( ( rule ) => rule.intervals.every( ( { from, to } ) => /^([01]\d|2[0-3]):[0-5]\d$/.test( from ) && /^([01]\d|2[0-3]):[0-5]\d$/.test( to ) ) ) ).toBe( true );
		expect( sameRules( rules, [ ...rules ].reverse() ) ).toBe( true );
	} ), { numRuns: 60 } );
} );

test( 'the end of the day is 23:60 for a calendar and 00:00 for a schedule', () => {
	const there = toHighLevelHours( [ { days: [ 0 ], from: '00:00', to: '24:00' } ] );
	expect( there ).toEqual( [ { daysOfTheWeek: [ 0 ], hours: [ { openHour: 0, openMinute: 0, closeHour: 23, closeMinute: 60 } ] } ] );
	expect( toScheduleRules( there ) ).toEqual( [ { type: 'wday', day: 'sunday', intervals: [ { from: '00:00', to: '00:00' } ] } ] );
} );

test( 'every other name of a time zone is the same zone, at any time of the year, and fits HighLevel\'s pattern', () => {
	const clockOf = ( timeZone: string ) => new Intl.DateTimeFormat( 'en', { timeZone, timeZoneName: 'longOffset' } );
	const offset = ( zoneClock: Intl.DateTimeFormat, at: number ) => zoneClock.formatToParts( at ).find( ( part ) => part.type === 'timeZoneName' )!.value;
	for ( const [ zone, alias ] of zoneAliases ) {
		expect( alias ).toMatch( /^[A-Za-z_]+\/[A-Za-z_]+$/ );
		expect( zoneForHighLevel( zone ) ).toBe( alias );
		if ( ! isTimeZone( zone ) ) {
			continue;
		}
		const clocks = [ clockOf( zone ), clockOf( alias ) ] as const;
		for ( let month = 0; month < 24; month++ ) {
			const at = Date.UTC( 2026, month, 15 );
			expect( [ zone, offset( clocks[ 1 ], at ) ] ).toEqual( [ zone, offset( clocks[ 0 ], at ) ] );
		}
	}
} );

test( 'usual zones stay as they are; those without another name are not guessed at', () => {
	expect( zoneForHighLevel( 'Europe/Berlin' ) ).toBe( 'Europe/Berlin' );
	for ( const zone of [ 'America/Port-au-Prince', 'Etc/GMT+5', 'America/Argentina/Ushuaia', '+05:30' ] ) {
		expect( zoneForHighLevel( zone ) ).toBeUndefined();
	}
} );

test( 'a marker is eight characters, stays the same, and differs from site to site', () => {
	expect( makeMarker( 'site-1', 'calendar/1' ) ).toMatch( /^[0-9A-HJKMNP-TV-Z]{8}$/ );
	expect( makeMarker( 'site-1', 'calendar/1' ) ).toBe( makeMarker( 'site-1', 'calendar/1' ) );
	const markers = new Set( Array.from( { length: 5000 }, ( _, index ) => makeMarker( 'site-1', `calendar/${ index }` ) ) );
	expect( markers.size ).toBe( 5000 );
	expect( makeMarker( 'site-2', 'calendar/1' ) ).not.toBe( makeMarker( 'site-1', 'calendar/1' ) );
	expect( withMarker( '', '0123ABCD' ) ).toBe( 'SlotBridge ref 0123ABCD' );
	expect( withMarker( 'Two\nlines\n', '0123ABCD' ) ).toBe( 'Two\nlines\n\nSlotBridge ref 0123ABCD' );
	expect( hasMarker( 'x SlotBridge ref 0123ABCD y', '0123ABCD' ) ).toBe( true );
	expect( hasMarker( undefined, '0123ABCD' ) ).toBe( false );
} );

const reminder = fc.record( {
	channel: fc.constantFrom( 'email', 'sms' ), receiver: fc.constantFrom( 'contact', 'guest' ),
	before: fc.record( { value: fc.integer( { min: 1, max: 3 } ), unit: fc.constantFrom( 'minutes', 'hours', 'days' ) } ),
} ) as fc.Arbitrary<Reminder>;

/** A calendar's notifications, on which a difference is carried out as the delivery does. */
function carryOut( remote: RemoteNotification[], difference: ReturnType<typeof compareReminders> ): RemoteNotification[] {
	const removed = new Set( difference.remove.map( ( { id } ) => id ) );
	const changed = new Map( difference.update.map( ( { id, reminder: wanted } ) => [ id, toNotification( wanted ) ] ) );
	return [
		...remote.filter( ( { _id } ) => ! removed.has( _id ) ).map( ( notification ) => ( { ...notification, ...changed.get( notification._id ) } ) ),
		...difference.create.map( ( wanted, index ) => ( { _id: `new-${ index }-${ Math.random() }`, ...toNotification( wanted ) } ) ),
	];
}

test( 'whatever was there: the wanted reminders are there afterwards, each once, and those made by hand are untouched', () => {
	fc.assert( fc.property( fc.array( reminder, { maxLength: 5 } ), fc.array( reminder, { maxLength: 4 } ), fc.array( reminder, { maxLength: 4 } ), ( wanted, earlier, byHand ) => {
		const unique = [ ...new Map( earlier.map( ( one ) => [ reminderKey( one ), one ] ) ).values() ];
		const ours = unique.map( ( one, index ) => ( { _id: `own-${ index }`, ...toNotification( one ) } ) );
		const hand = byHand.map( ( one, index ) => ( { _id: `hand-${ index }`, subject: `By hand ${ index }`, ...toNotification( one ) } ) );
		const own = unique.map( ( one, index ) => ( { id: `own-${ index }`, key: reminderKey( one ) } ) );
		const after = carryOut( [ ...ours, ...hand ], compareReminders( wanted, own, [ ...ours, ...hand ] ) );
		for ( const one of hand ) {
			expect( after ).toContainEqual( one );
		}
		const handKeys = byHand.map( reminderKey );
		const keys = after.filter( ( { _id } ) => ! _id.startsWith( 'hand' ) ).map( ( { channel, receiverType, beforeTime } ) => reminderKey( {
			channel: channel as Reminder[ 'channel' ], receiver: receiverType as Reminder[ 'receiver' ], before: { value: beforeTime![ 0 ]!.timeOffset, unit: beforeTime![ 0 ]!.unit as 'minutes' },
		} ) );
		expect( new Set( keys ).size ).toBe( keys.length );
		for ( const key of wanted.map( reminderKey ) ) {
			expect( [ ...keys, ...handKeys ] ).toContain( key );
		}
		expect( keys.every( ( key ) => wanted.map( reminderKey ).includes( key ) ) ).toBe( true );
	} ) );
} );

test( 'one of ours that was removed in HighLevel is not brought back, one that was switched off there stays off', () => {
	const one: Reminder = { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } };
	const own = [ { id: 'n1', key: reminderKey( one ) } ];
	expect( compareReminders( [ one ], own, [] ) ).toMatchObject( { create: [], removedInHighLevel: own } );
	expect( compareReminders( [ one ], own, [ { _id: 'n1', ...toNotification( one ), isActive: false } ] ) ).toMatchObject( { create: [], update: [], keep: own } );
	expect( compareReminders( [ one ], [], [ { _id: 'h1', ...toNotification( one ), isActive: false } ] ).create ).toEqual( [ one ] );
} );
