/** Live and sandbox: a connection is switched between the two servers that the bridge's operator allows, and to no other. */
import { beforeEach, expect, test } from 'vitest';
import { withBridge, type TestSite } from '../edge/helpers.ts';
import { withSandbox, type Location } from '../edge/sandbox.ts';

const live = withSandbox();
const trial = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => live.url, more: () => ( { highLevelSandboxUrl: trial.url } ) } );
let site: TestSite;
let location: Location;

beforeEach( async () => {
	site = await bridge.pair();
	location = await trial.makeLocation( { locationName: 'Trial account' } );
	await live.control( 'DELETE', '/requests' );
	await trial.control( 'DELETE', '/requests' );
} );

const add = ( body: object ) => site.call( 'POST', '/v1/connections', { body } );
const users = ( id: string ) => site.call( 'GET', `/v1/connections/${ id }/users` );

test( 'a connection of the sandbox talks to the sandbox alone', async () => {
	const { connection } = ( await add( { ...location, server: 'sandbox' } ) ).body;
	expect( connection ).toMatchObject( { server: 'sandbox', label: 'Trial account', status: 'active' } );
	expect( ( await users( connection.id ) ).status ).toBe( 200 );
	expect( ( await site.call( 'POST', `/v1/connections/${ connection.id }/test` ) ).body.ok ).toBe( true );
	expect( await live.requests() ).toBe( 0 );
} );

test( 'the same token is unknown on the live server, which is the one when none is named', async () => {
	expect( ( await add( location ) ).body.code ).toBe( 'connection_test_failed' );
	expect( ( await site.call( 'POST', '/v1/connections/test', { body: location } ) ).body.ok ).toBe( false );
	expect( ( await site.call( 'POST', '/v1/connections/test', { body: { ...location, server: 'sandbox' } } ) ).body.ok ).toBe( true );
} );

test( 'it is switched with a token that works there, else it stays', async () => {
	const { connection: { id } } = ( await add( { ...location, server: 'sandbox' } ) ).body;
	expect( ( await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { server: 'live' } } ) ).body.code ).toBe( 'connection_test_failed' );
	expect( ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].server ).toBe( 'sandbox' );
	const token = 'pit-the-live-token-of-it';
	await live.control( 'POST', '/tokens', { token, locationId: location.locationId } );
	const moved = ( await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { server: 'live', token } } ) ).body.connection;
	expect( moved ).toMatchObject( { id, server: 'live', status: 'active', nextToken: null } );
	const before = await trial.requests();
	expect( ( await users( id ) ).status ).toBe( 200 );
	expect( await trial.requests() ).toBe( before );
} );

test( 'a site names one of two words, never an address', async () => {
	for ( const server of [ 'http://127.0.0.1:9', 'https://evil.example', '', 'LIVE' ] ) {
		expect( ( await add( { ...location, server } ) ).status ).toBe( 422 );
		expect( ( await site.call( 'POST', '/v1/connections/test', { body: { ...location, server } } ) ).status ).toBe( 422 );
	}
	expect( ( await site.call( 'GET', '/v1/connections' ) ).body.offers.sandbox ).toBe( true );
} );
