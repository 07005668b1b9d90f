/** The sandbox against HighLevel's own software: its official SDK, and its OpenAPI files where they are at hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../sandbox/data/operations.ts';
import { makeCalendar } from './helpers/make.ts';
import { locationId, runSandbox, type Json, type RunningSandbox } from './helpers/run-sandbox.ts';
import { sdkFor, type Client } from './helpers/sdk.ts';
import { takeTour, type Tour } from './helpers/sdk-tour.ts';

let sandbox: RunningSandbox;
let client: Client;
let tour: Tour;

beforeAll( async () => {
	sandbox = await runSandbox( [ '--limit', '200/10000' ] );
	client = sdkFor( sandbox );
	tour = await takeTour( client.sdk );
} );
afterAll( () => sandbox.stop() );

describe( 'the official SDK', () => {
	it( 'finds every operation but those of v3, and each call succeeds', async () => {
		const { requests } = ( await sandbox.control( 'GET', '/requests' ) ).body;
		expect( requests.filter( ( entry: Json ) => entry.status === null || entry.status >= 300 ) ).toEqual( [] );
		const called = new Set( requests.map( ( entry: Json ) => entry.operation ) );
		expect( [ ...called ].sort() ).toEqual( operations.filter( ( operation ) => ! ( 'v3Only' in operation ) ).map( ( operation ) => operation.id ).sort() );
		expect( called.size ).toBe( 46 );
	} );

	it( 'reads what it wrote', () => {
		expect( tour.calendar ).toMatchObject( { name: 'SDK call', slug: 'sdk-call', eventColor: '#0b6b2e', isActive: true } );
		expect( tour.groups ).toEqual( [ expect.objectContaining( { name: 'SDK group', isActive: false } ) ] );
		expect( tour.reminders ).toEqual( [ expect.objectContaining( { _id: expect.any( String ), isActive: false, beforeTime: [ { timeOffset: 1, unit: 'hours' } ] } ) ] );
		expect( tour.slots.length ).toBeGreaterThan( 40 );
		expect( tour.moved.startTime ).toBe( tour.slots[ 6 ] );
		expect( tour.left.calendars ).toEqual( [] );
	} );

	it( 'meets the update that resets', () => {
		expect( tour.renamed ).toMatchObject( { name: 'SDK call, renamed', slotDuration: 45, slotInterval: 30, openHours: [], eventColor: '#039be5' } );
		expect( tour.renamed ).not.toHaveProperty( 'groupId' );
	} );

	it( 'understands refusals as HighLevel\'s', async () => {
		await sandbox.control( 'POST', '/tokens', { token: 'pit-readonly', locationId, scopes: [ 'calendars.readonly' ] } );
		const { id: calendarId } = await makeCalendar( sandbox );
		const readonly = sdkFor( sandbox, 'pit-readonly' ).sdk;
		await expect( readonly.calendars.updateCalendar( { calendarId }, { name: 'x' } as Json ) ).rejects.toMatchObject( { code: 'AUTHENTICATION', statusCode: 401 } );
		await expect( readonly.calendars.getCalendars( { locationId: 'elsewhere' } ) ).rejects.toMatchObject( { code: 'FORBIDDEN', statusCode: 403 } );
		await expect( client.sdk.calendars.getCalendar( { calendarId: 'nowhere' } ) ).rejects.toMatchObject( { code: 'NOT_FOUND', statusCode: 404 } );
		await expect( client.sdk.calendars.updateCalendar( { calendarId }, { timeZone: 'UTC' } as Json ) ).rejects.toMatchObject( { code: 'VALIDATION', statusCode: 422 } );
		await sandbox.control( 'POST', '/faults', { kind: 'rate-limit' } );
		await expect( client.sdk.calendars.getCalendar( { calendarId } ) ).rejects.toMatchObject( { code: 'RATE_LIMIT', statusCode: 429 } );
	} );
} );

// HighLevel publishes these files at github.com/GoHighLevel/highlevel-api-docs, folder `apps`.
const specDir = process.env[ 'HIGHLEVEL_SPEC_DIR' ];
if ( specDir ) {
	const { checkAgainstSpec } = await import( './openapi/check-against-spec.ts' );
	checkAgainstSpec( specDir, () => ( { sandbox, exchanges: client.exchanges } ) );
} else {
	process.stdout.write( 'The sandbox is not checked against HighLevel\'s OpenAPI files: HIGHLEVEL_SPEC_DIR is not set.\n' );
}
