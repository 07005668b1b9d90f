/** The control API: state, log, the owner's hand, reset, the page, and who may call it. */
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeCalendar, makeGroup, openDaily } from './helpers/make.ts';
import { locationId, runSandbox, token, type Json, type RunningSandbox } from './helpers/run-sandbox.ts';

let sandbox: RunningSandbox;
const requests = async ( query = '' ): Promise<Json[]> => ( await sandbox.control( 'GET', `/requests${ query }` ) ).body.requests;

beforeAll( async () => {
	sandbox = await runSandbox();
} );
beforeEach( () => sandbox.control( 'POST', '/reset' ) );
afterAll( () => sandbox.stop() );

it( 'logs every request with the token\'s name, never the token', async () => {
	await makeGroup( sandbox, { name: 'Logged' } );
	await sandbox.call( 'GET', `/calendars/?locationId=${ locationId }&showDrafted=false`, undefined, { version: 'v3' } );
	await sandbox.call( 'GET', '/calendars/', undefined, { token: 'pit-secret-of-somebody' } );
	const [ first, second, third ] = await requests();
	expect( first ).toMatchObject( { method: 'POST', path: '/calendars/groups', query: {}, version: '2021-04-15', status: 201, operation: 'create-calendar-group', locationId, body: { name: 'Logged' }, token: 'privateIntegration …0001' } );
	expect( Date.parse( first.at ) ).toBeGreaterThan( 0 );
	expect( second ).toMatchObject( { method: 'GET', path: '/calendars/', query: { locationId, showDrafted: 'false' }, version: 'v3', status: 200, body: null } );
	expect( third ).toMatchObject( { status: 401, token: 'unknown token' } );
	const everything = JSON.stringify( [ await requests(), ( await sandbox.control( 'GET', '/state' ) ).body ] );
	expect( everything ).not.toContain( token );
	expect( everything ).not.toContain( 'secret-of-somebody' );
} );

it( 'filters the log by method and path, and empties it', async () => {
	const { id } = await makeCalendar( sandbox );
	await sandbox.call( 'GET', `/calendars/${ id }` );
	expect( ( await requests( '?method=post' ) ).map( ( entry ) => entry.operation ) ).toEqual( [ 'create-calendar' ] );
	expect( ( await requests( `?path=${ encodeURIComponent( `^/calendars/${ id }$` ) }` ) ).map( ( entry ) => entry.operation ) ).toEqual( [ 'get-calendar' ] );
	const [ first ] = await requests();
	expect( await requests( `?after=${ first.id }` ) ).toHaveLength( 1 );
	expect( ( await sandbox.control( 'DELETE', '/requests' ) ).status ).toBe( 204 );
	expect( await requests() ).toEqual( [] );
} );

it( 'changes a calendar as its owner does in HighLevel: in part', async () => {
	const { id } = await makeCalendar( sandbox, { eventColor: '#aa0000', description: 'Kept' } );
	const change = { openHours: openDaily( 8, 9 ), formSubmitThanksMessage: 'See you' };
	const { status, body } = await sandbox.control( 'PATCH', `/calendars/${ id }`, change );
	expect( status ).toBe( 200 );
	expect( body.calendar ).toMatchObject( { ...change, eventColor: '#aa0000', description: 'Kept' } );
	expect( ( await sandbox.call( 'GET', `/calendars/${ id }` ) ).body.calendar ).toEqual( body.calendar );
	expect( ( await sandbox.control( 'PATCH', `/calendars/${ id }`, { nonsense: 1 } ) ).status ).toBe( 422 );
	expect( ( await sandbox.control( 'PATCH', '/calendars/nowhere', {} ) ).status ).toBe( 404 );
} );

it( 'knows several locations', async () => {
	await sandbox.control( 'POST', '/tokens', { token: 'pit-two', locationId: 'locationTwo000000001', locationName: 'Two', timeZone: 'Asia/Tokyo' } );
	const { body } = await sandbox.call( 'GET', '/locations/locationTwo000000001', undefined, { token: 'pit-two' } );
	expect( body.location ).toMatchObject( { name: 'Two', timezone: 'Asia/Tokyo' } );
	expect( ( await sandbox.call( 'GET', '/users/?locationId=locationTwo000000001', undefined, { token: 'pit-two' } ) ).body.users ).toHaveLength( 3 );
	expect( ( await sandbox.control( 'POST', '/tokens', { token: 'x', locationId, scopes: [ 'moon.write' ] } ) ).status ).toBe( 422 );
	expect( ( await sandbox.control( 'PUT', '/tokens/unknown/scopes', { scopes: [] } ) ).status ).toBe( 404 );
} );

it( 'forgets everything on reset, and is at once what it was at the start', async () => {
	await makeCalendar( sandbox );
	await sandbox.control( 'POST', '/faults', { kind: 'server-error', times: 0 } );
	await sandbox.control( 'POST', '/tokens', { token: 'pit-two', locationId: 'locationTwo000000001' } );
	const { body } = await sandbox.control( 'POST', '/reset' );
	expect( [ body.calendars, body.faults, body.tokens.length, body.locations.length ] ).toEqual( [ [], [], 1, 1 ] );
	expect( ( await sandbox.call( 'GET', `/calendars/?locationId=${ locationId }` ) ).status ).toBe( 200 );
} );

it( 'shows a page for a person, with nothing from elsewhere', async () => {
	const page = await fetch( `${ sandbox.url }/__sandbox` );
	const html = await page.text();
	expect( page.headers.get( 'content-type' ) ).toContain( 'text/html' );
	expect( page.headers.get( 'content-security-policy' ) ).toContain( "default-src 'none'" );
	expect( html ).not.toMatch( /https?:\/\// );
	for ( const [ , path ] of html.matchAll( /(?:href|src)="(\/[^"]+)"/g ) ) {
		expect( ( await fetch( `${ sandbox.url }${ path }` ) ).status ).toBe( 200 );
	}
} );

it( 'answers to this machine only: no other host name, no page of another site', async () => {
	const withHeaders = ( headers: Record<string, string> ): Promise<number | undefined> => new Promise( ( resolve, reject ) => {
		request( `${ sandbox.url }/__sandbox/state`, { headers }, ( response ) => {
			response.resume();
			resolve( response.statusCode );
		} ).on( 'error', reject ).end();
	} );
	expect( await withHeaders( { Host: 'evil.example' } ) ).toBe( 403 );
	expect( await withHeaders( { Origin: 'https://evil.example' } ) ).toBe( 403 );
	expect( await withHeaders( { Origin: sandbox.url } ) ).toBe( 200 );
} );

it( 'says so when it has no such path or gets no JSON', async () => {
	expect( ( await sandbox.control( 'GET', '/nothing' ) ).status ).toBe( 404 );
	expect( ( await sandbox.control( 'POST', '/faults', '{' ) ).status ).toBe( 400 );
} );
