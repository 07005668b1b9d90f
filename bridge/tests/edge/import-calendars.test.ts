/** Calendars that HighLevel has already are taken over by the site: listed in its fields, linked before anything is sent, never made twice. */
import { expect, test } from 'vitest';
import { calendarFromHighLevel, hasAnyMarker } from '../../src/workflows/calendar-from-highlevel.ts';
import { calendarEvent } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );
let id = 61_000;

type Owner = { token: string; locationId: string };

async function byHand( { token, locationId }: Owner, calendar: object ): Promise<string> {
	const answer = await fetch( `${ sandbox.url }/calendars/`, {
		method: 'POST', headers: { authorization: `Bearer ${ token }`, version: '2021-04-15', 'user-agent': 'owner', 'content-type': 'application/json' },
		body: JSON.stringify( { locationId, calendarType: 'event', ...calendar } ),
	} );
	expect( answer.ok ).toBe( true );
	return ( await answer.json() ).calendar.id;
}

const calendarsOf = async ( { locationId }: Owner ) => ( await sandbox.control( 'GET', '/state' ) ).body.calendars.filter( ( calendar: { locationId: string } ) => calendar.locationId === locationId );
const importable = async ( site: TestSite ) => ( await site.call( 'GET', '/v1/importable' ) ).body.items;
const adopt = ( site: TestSite, subject: string, highLevelId: string ) => site.call( 'POST', '/v1/links/adopt', { body: { subject, highLevelId } } );

test( 'a calendar made by hand is listed, taken over, changed in place and listed as linked', async () => {
	id += 10;
	const site = await connectedSite();
	await start();
	const hand = await byHand( site, { name: 'By hand', description: 'Mine', slug: `hand-${ id }`, slotDuration: 1, slotDurationUnit: 'hours', notes: 'Kept', isActive: true } );
	const [ found ] = await importable( site );
	expect( found ).toMatchObject( { highLevelId: hand, state: 'free', subject: null, fields: { name: 'By hand', description: 'Mine', slug: `hand-${ id }`, durationMinutes: 60, type: 'event', status: 'active' } } );

	const subject = `calendar/${ id }`;
	for ( const _twice of [ 1, 2 ] ) {
		const taken = await adopt( site, subject, hand );
		expect( [ taken.status, taken.body.link ] ).toMatchObject( [ 200, { subject, state: 'linked', highLevelId: hand } ] );
	}
	await send( site, calendarEvent( id, 1, { type: 'com.slotbridge.calendar.created', entity: { name: 'Taken over', slug: `hand-${ id }` } } ) );
	await reaches( site, { 1: 'delivered' } );
	expect( await calendarsOf( site ) ).toMatchObject( [ { id: hand, name: 'Taken over', notes: 'Kept' } ] );
	expect( await importable( site ) ).toMatchObject( [ { highLevelId: hand, state: 'linked', subject } ] );
} );

test( 'what somebody has, or was sent before, is not taken over; a take-over that broke off is', async () => {
	id += 10;
	const [ site, other ] = [ await connectedSite(), await connectedSite() ];
	await start();
	const hand = await byHand( site, { name: 'One' } );
	expect( ( await adopt( other, `calendar/${ id }`, hand ) ).body.code ).toBe( 'not_found' );
	expect( ( await adopt( site, `calendar/${ id }`, 'thereIsNoneOfThisId1' ) ).body.code ).toBe( 'not_found' );
	expect( ( await adopt( site, `calendar-group/${ id }`, hand ) ).body.code ).toBe( 'body_invalid' );

	// Broke off: linked, but never told of.
	expect( ( await adopt( site, `calendar/${ id }`, hand ) ).status ).toBe( 200 );
	expect( ( await adopt( site, `calendar/${ id + 1 }`, hand ) ).status ).toBe( 200 );
	expect( await importable( site ) ).toMatchObject( [ { state: 'linked', subject: `calendar/${ id + 1 }` } ] );

	await send( site, calendarEvent( id + 1, 1, { type: 'com.slotbridge.calendar.created' } ) );
	await reaches( site, { 1: 'delivered' } );
	const second = await byHand( site, { name: 'Two' } );
	for ( const [ subject, highLevelId ] of [ [ `calendar/${ id + 2 }`, hand ], [ `calendar/${ id + 1 }`, second ] ] as const ) {
		expect( ( await adopt( site, subject, highLevelId ) ).body.code ).toBe( 'link_conflict' );
	}
	expect( await calendarsOf( site ) ).toHaveLength( 2 );
} );

test( 'what the site cannot hold is said, and a reference of ours is not taken for the owner\'s words', () => {
	const { fields, notes } = calendarFromHighLevel( {
		name: ' Talk ', description: 'Words\n\nSlotBridge ref 01234567', eventColor: 'red', calendarType: 'round_robin', isActive: false,
		slotDuration: 45, slotDurationUnit: 'mins', slotBuffer: 1, slotBufferUnit: 'hours', teamMembers: [ { userId: 'ada' }, {} ],
		openHours: [ { daysOfTheWeek: [ 1, 2 ], hours: [ { openHour: 9, openMinute: 30, closeHour: 23, closeMinute: 60 } ] } ],
	}, 'Europe/Paris' );
	expect( fields ).toEqual( {
		name: 'Talk', description: 'Words', timeZone: 'Europe/Paris', type: 'round_robin', status: 'draft', durationMinutes: 45, bufferMinutes: 60,
		openHours: [ { days: [ 1, 2 ], from: '09:30', to: '24:00' } ], hosts: [ 'ada' ],
	} );
	expect( notes ).toHaveLength( 1 );
	expect( [ hasAnyMarker( 'x SlotBridge ref 01234567' ), hasAnyMarker( 'SlotBridge ref' ), hasAnyMarker( null ) ] ).toEqual( [ true, false, false ] );
} );
