/** A site whose database was restored counts from an earlier number again: the answer says so, before a change is lost without a word. */
import { expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const delivering = withDelivering( bridge, sandbox );
const mediaType = 'application/cloudevents-batch+json';

const send = async ( site: TestSite, ...events: object[] ): Promise<number> => ( await site.call( 'POST', '/v1/events', { body: events, mediaType } ) ).body.highestSequence;
const known = async ( site: TestSite ): Promise<number> => ( await site.call( 'GET', '/v1/pair' ) ).body.highestSequence;
const stateOf = async ( site: TestSite, id: string ): Promise<string> => ( await site.call( 'GET', `/v1/activity/${ id }` ) ).body.item.state;
const names = async ( locationId: string ): Promise<string[]> => ( await sandbox.control( 'GET', '/state' ) ).body.calendars
	.filter( ( calendar: { locationId: string } ) => calendar.locationId === locationId ).map( ( calendar: { name: string } ) => calendar.name );

test( 'numbers that are too low are told with the number to count on from, and count when they are above it', async () => {
	await delivering.start();
	const site = await delivering.connectedSite();
	expect( await known( site ) ).toBe( 0 );
	expect( await send( site ) ).toBe( 0 );
	expect( await send( site, calendarEvent( 31, 70 ), calendarEvent( 32, 90, { entity: { name: 'Another' } } ) ) ).toBe( 90 );
	await until( 'both are there', async () => ( await names( site.locationId ) ).length === 2 );

	// The table begins at 12 again. The first number to count is above all of the site, not only above this calendar's.
	const low = calendarEvent( 31, 12, { entity: { name: 'Restored' } } );
	expect( await send( site, low ) ).toBe( 90 );
	expect( await send( site, low ), 'sent again, the answer is the same' ).toBe( 90 );
	await until( 'it is passed over', async () => await stateOf( site, low.id ) === 'superseded' );
	expect( await known( site ) ).toBe( 90 );

	const again = calendarEvent( 31, 91, { entity: { name: 'Restored' } } );
	expect( await send( site, again ) ).toBe( 91 );
	await until( 'it is delivered', async () => await stateOf( site, again.id ) === 'delivered' );
	expect( ( await names( site.locationId ) ).sort() ).toEqual( [ 'Another', 'Restored' ] );
	expect( await known( site ) ).toBe( 91 );
} );

test( 'what is on its way counts, and what other sites have does not', async () => {
	const [ site, other ] = [ await bridge.pair(), await bridge.pair() ];
	expect( await send( other, calendarEvent( 33, 5_000 ) ) ).toBe( 5_000 );
	expect( await send( site, calendarEvent( 33, 40 ) ) ).toBe( 40 );
	expect( await send( site, calendarEvent( 34, 7 ) ), 'a calendar that is new has nothing to be behind of' ).toBe( 7 );
	expect( await send( site, calendarEvent( 33, 8 ) ) ).toBe( 40 );
	expect( await known( site ) ).toBe( 40 );
} );

test( 'an answer that got lost is no reason to count anew', async () => {
	const site = await bridge.pair();
	const batch = [ calendarEvent( 35, 1 ), calendarEvent( 36, 2 ), calendarEvent( 35, 3 ) ];
	expect( await send( site, ...batch ) ).toBe( 3 );
	expect( await send( site, ...batch ) ).toBe( 3 );
	expect( await send( site, ...batch, calendarEvent( 36, 4 ) ) ).toBe( 4 );
} );
