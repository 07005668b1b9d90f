/** Connections over the doors, against the real sandbox: tested before they are kept, never told, changed and taken away. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox, type Location } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
let site: TestSite;
let location: Location;

beforeEach( async () => {
	site = await bridge.pair();
	location = await sandbox.makeLocation();
} );

const add = async ( input: object = location ) => site.call( 'POST', '/v1/connections', { body: input } );
const list = async () => ( await site.call( 'GET', '/v1/connections' ) ).body.connections;
const rows = () => bridge.database.db.selectFrom( 'connection' ).selectAll().where( 'site_id', '=', site.id ).execute();

/** An event that waits for a connection, as the lanes leave it. */
async function waitingEvent(): Promise<string> {
	const event = calendarEvent( 1, 1 );
	await site.call( 'POST', '/v1/events', { body: [ event ], mediaType: 'application/cloudevents-batch+json' } );
	await bridge.database.db.updateTable( 'event' ).set( { state: 'waiting', reason_code: 'connection_missing', reason: 'No location.' } ).where( 'id', '=', event.id ).execute();
	return event.id;
}
const stateOf = async ( id: string ) => ( await bridge.database.db.selectFrom( 'event' ).select( 'state' ).where( 'id', '=', id ).executeTakeFirstOrThrow() ).state;

describe( 'trying a token', () => {
	test( 'tells the location and every scope, and keeps nothing', async () => {
		const { status, body } = await site.call( 'POST', '/v1/connections/test', { body: location } );
		expect( status ).toBe( 200 );
		expect( body ).toMatchObject( { ok: true, location: { id: location.locationId, name: 'Blue Lotus', timeZone: 'America/New_York' }, problems: [] } );
		expect( body.scopes.every( ( scope: { granted: boolean } ) => scope.granted ) ).toBe( true );
		expect( await rows() ).toEqual( [] );
	} );

	test( 'a bad one is an answer, not an error', async () => {
		const { status, body } = await site.call( 'POST', '/v1/connections/test', { body: { ...location, token: `pit-${ randomUUID() }` } } );
		expect( [ status, body.ok, body.location ] ).toEqual( [ 200, false, null ] );
		expect( body.problems[ 0 ].code ).toBe( 'highlevel_token_invalid' );
	} );
} );

describe( 'adding a location', () => {
	test( 'keeps what HighLevel tells about it, and the token only sealed', async () => {
		const { status, body } = await add();
		expect( status ).toBe( 201 );
		expect( body.connection ).toMatchObject( {
			kind: 'privateIntegration', label: 'Blue Lotus', locationId: location.locationId, locationName: 'Blue Lotus', timeZone: 'America/New_York',
			status: 'active', statusCode: null, statusReason: null,
		} );
		expect( await list() ).toEqual( [ body.connection ] );
		const [ row ] = await rows();
		expect( row!.token ).not.toContain( location.token );
		expect( bridge.deps.box.open( row!.token ) ).toBe( location.token );
	} );

	test( 'takes the owner\'s label', async () => {
		expect( ( await add( { ...location, label: '  Main 🏠 ' } ) ).body.connection.label ).toBe( 'Main 🏠' );
	} );

	test( 'is refused with the test when the token is wrong', async () => {
		const { status, body } = await add( { ...location, token: `pit-${ randomUUID() }` } );
		expect( [ status, body.code, body.test.ok ] ).toEqual( [ 422, 'connection_test_failed', false ] );
		expect( body.detail.length ).toBeGreaterThan( 20 );
		expect( await rows() ).toEqual( [] );
	} );

	test( 'is refused by the name of the scope that is missing', async () => {
		const poor = await sandbox.makeLocation( { scopes: [ 'calendars.readonly', 'calendars.write', 'calendars/groups.readonly', 'locations.readonly' ] } );
		const { status, body } = await add( poor );
		expect( [ status, body.code ] ).toEqual( [ 422, 'connection_test_failed' ] );
		expect( body.detail ).toContain( 'calendars/groups.write' );
		expect( body.test.scopes.filter( ( scope: { granted: boolean | null; need: string } ) => scope.granted === false && scope.need === 'required' ) ).toHaveLength( 1 );
	} );

	test( 'goes through when only recommended scopes are missing, and says which', async () => {
		const modest = await sandbox.makeLocation( { scopes: [ 'calendars.readonly', 'calendars.write', 'calendars/groups.readonly', 'calendars/groups.write' ] } );
		const { status, body } = await add( modest );
		expect( status ).toBe( 201 );
		expect( body.connection.label ).toBe( modest.locationId );
		expect( body.connection.scopes.filter( ( scope: { granted: boolean | null } ) => scope.granted === false ).map( ( scope: { scope: string } ) => scope.scope ) )
			.toEqual( expect.arrayContaining( [ 'users.readonly', 'locations.readonly' ] ) );
	} );

	test( 'twice is refused, also at the same moment', async () => {
		const answers = await Promise.all( [ add(), add() ] );
		expect( answers.map( ( answer ) => answer.status ).sort() ).toEqual( [ 201, 409 ] );
		expect( ( await add() ).body.code ).toBe( 'connection_exists' );
		expect( await rows() ).toHaveLength( 1 );
	} );

	test( 'wakes what waited for it', async () => {
		const id = await waitingEvent();
		await add();
		expect( await stateOf( id ) ).toBe( 'pending' );
	} );

	test.each( [
		[ 'a token with a space', { token: 'pit-1234 5678' }, '/token' ],
		[ 'a token with a line break inside', { token: 'pit-12345678\nX-Evil: 1' }, '/token' ],
		[ 'a location that is a path', { locationId: '../../oauth/token' }, '/locationId' ],
		[ 'a label of two lines', { label: 'a\nb' }, '/label' ],
	] )( 'refuses %s before HighLevel is asked', async ( _name, changes, pointer ) => {
		const before = await sandbox.requests();
		const { status, body } = await add( { ...location, ...changes } );
		expect( [ status, body.errors[ 0 ].pointer ] ).toEqual( [ 422, pointer ] );
		expect( await sandbox.requests() ).toBe( before );
	} );
} );

describe( 'changing a connection', () => {
	const patch = ( id: string, body: object ) => site.call( 'PATCH', `/v1/connections/${ id }`, { body } );
	const addOne = async () => ( await add() ).body.connection;

	test( 'a new token is tested first: a bad one leaves the old in place', async () => {
		const { id } = await addOne();
		const refused = await patch( id, { token: `pit-${ randomUUID() }` } );
		expect( [ refused.status, refused.body.code ] ).toEqual( [ 422, 'connection_test_failed' ] );
		expect( bridge.deps.box.open( ( await rows() )[ 0 ]!.token ) ).toBe( location.token );
	} );

	test( 'another location\'s token is no token for this one', async () => {
		const { id } = await addOne();
		const other = await sandbox.makeLocation();
		expect( ( await patch( id, { token: other.token } ) ).body.code ).toBe( 'connection_test_failed' );
	} );

	test( 'a good one mends a broken connection and wakes what waits', async () => {
		const { id } = await addOne();
		await bridge.database.db.updateTable( 'connection' ).set( { status: 'broken', status_code: 'highlevel_token_invalid', status_reason: 'Revoked.' } ).where( 'id', '=', id ).execute();
		const event = await waitingEvent();
		const token = `pit-${ randomUUID() }`;
		await sandbox.control( 'POST', '/tokens', { token, locationId: location.locationId } );
		const { status, body } = await patch( id, { token } );
		expect( status ).toBe( 200 );
		expect( body.connection ).toMatchObject( { status: 'active', statusCode: null, statusReason: null } );
		expect( bridge.deps.box.open( ( await rows() )[ 0 ]!.token ) ).toBe( token );
		expect( await stateOf( event ) ).toBe( 'pending' );
	} );

	test( 'pausing and resuming; resuming wakes what waits', async () => {
		const { id } = await addOne();
		expect( ( await patch( id, { status: 'paused' } ) ).body.connection.status ).toBe( 'paused' );
		const event = await waitingEvent();
		expect( ( await patch( id, { label: 'Still paused' } ) ).body.connection ).toMatchObject( { status: 'paused', label: 'Still paused' } );
		expect( await stateOf( event ) ).toBe( 'waiting' );
		expect( ( await patch( id, { status: 'active' } ) ).body.connection.status ).toBe( 'active' );
		expect( await stateOf( event ) ).toBe( 'pending' );
	} );

	test( 'a broken one cannot be resumed with a token that does not work', async () => {
		const { id } = await addOne();
		await sandbox.control( 'POST', '/tokens', { ...location, revoked: true } );
		await bridge.database.db.updateTable( 'connection' ).set( { status: 'broken' } ).where( 'id', '=', id ).execute();
		expect( ( await patch( id, { status: 'active' } ) ).body.code ).toBe( 'connection_test_failed' );
		expect( ( await rows() )[ 0 ]!.status ).toBe( 'broken' );
	} );

	test( 'nothing, or something that cannot be changed, is refused', async () => {
		const { id } = await addOne();
		expect( ( await patch( id, {} ) ).status ).toBe( 422 );
		expect( ( await patch( id, { locationId: 'elsewhere12345' } ) ).status ).toBe( 422 );
		expect( ( await patch( id, { status: 'broken' } ) ).status ).toBe( 422 );
	} );
} );

describe( 'testing the stored token', () => {
	const recheck = ( id: string ) => site.call( 'POST', `/v1/connections/${ id }/test` );

	test( 'a revoked one breaks the connection with the reason, and a mended one heals it', async () => {
		const { id } = ( await add() ).body.connection;
		await sandbox.control( 'POST', '/tokens', { ...location, revoked: true } );
		expect( ( await recheck( id ) ).body.ok ).toBe( false );
		const [ broken ] = await list();
		expect( broken ).toMatchObject( { status: 'broken', statusCode: 'highlevel_token_invalid', statusReason: expect.any( String ) } );
		await sandbox.control( 'POST', '/tokens', { ...location, revoked: false } );
		const event = await waitingEvent();
		expect( ( await recheck( id ) ).body.ok ).toBe( true );
		expect( ( await list() )[ 0 ] ).toMatchObject( { status: 'active', statusCode: null } );
		expect( await stateOf( event ) ).toBe( 'pending' );
	} );

	test( 'that HighLevel is down says nothing about the token', async () => {
		const { id } = ( await add() ).body.connection;
		await sandbox.control( 'POST', '/faults', { kind: 'server-error', status: 503, times: 0 } );
		try {
			expect( ( await recheck( id ) ).body.ok ).toBe( false );
		} finally {
			await sandbox.control( 'DELETE', '/faults' );
		}
		expect( ( await list() )[ 0 ]!.status ).toBe( 'active' );
	} );

	test( 'a paused one stays paused', async () => {
		const { id } = ( await add() ).body.connection;
		await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { status: 'paused' } } );
		await recheck( id );
		expect( ( await list() )[ 0 ]!.status ).toBe( 'paused' );
	} );
} );

describe( 'looking into a location', () => {
	test.each( [ 'calendars', 'groups', 'users', 'resources/rooms', 'resources/equipments' ] )( '%s', async ( what ) => {
		const { id } = ( await add() ).body.connection;
		const { status, body } = await site.call( 'GET', `/v1/connections/${ id }/${ what }` );
		expect( status ).toBe( 200 );
		expect( body.items.length > 0 ).toBe( what === 'users' );
	} );

	test( 'something else is not there', async () => {
		const { id } = ( await add() ).body.connection;
		expect( ( await site.call( 'GET', `/v1/connections/${ id }/contacts` ) ).status ).toBe( 404 );
	} );

	test( 'HighLevel being down is told as such, in words', async () => {
		const { id } = ( await add() ).body.connection;
		await sandbox.control( 'POST', '/faults', { kind: 'html-error' } );
		const { status, body } = await site.call( 'GET', `/v1/connections/${ id }/users` );
		expect( status ).toBeGreaterThanOrEqual( 500 );
		expect( body.code ).toMatch( /^highlevel_/ );
	} );
} );

describe( 'going', () => {
	test( 'a connection that is taken away is gone with its token', async () => {
		const { id } = ( await add() ).body.connection;
		expect( ( await site.call( 'DELETE', `/v1/connections/${ id }` ) ).status ).toBe( 204 );
		expect( await rows() ).toEqual( [] );
		expect( ( await site.call( 'DELETE', `/v1/connections/${ id }` ) ).status ).toBe( 404 );
	} );

	test( 'a site that leaves takes its tokens out of the bridge, and says what to do when it comes back', async () => {
		const url = `https://${ randomUUID() }.example`;
		site = await bridge.pair( url );
		const { id } = ( await add() ).body.connection;
		await site.call( 'DELETE', '/v1/pair' );
		expect( ( await rows() ).map( ( row ) => row.token ) ).toEqual( [ '' ] );
		site = await bridge.pair( url );
		expect( ( await list() )[ 0 ] ).toMatchObject( { id, status: 'broken', statusReason: expect.stringContaining( 'Enter the token again' ) } );
		for ( const answer of [ await site.call( 'POST', `/v1/connections/${ id }/test` ), await site.call( 'GET', `/v1/connections/${ id }/users` ) ] ) {
			expect( answer.body.code ).toBe( 'connection_broken' );
		}
		expect( ( await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { token: location.token } } ) ).body.connection.status ).toBe( 'active' );
	} );
} );

test( 'a token comes back from no door and stands in no log', async () => {
	const canary = location.token;
	const answers = [ await site.call( 'POST', '/v1/connections/test', { body: location } ), await add() ];
	const { id } = answers[ 1 ]!.body.connection;
	answers.push(
		await add(),
		await site.call( 'GET', '/v1/connections' ),
		await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { token: canary, label: 'x' } } ),
		await site.call( 'PATCH', `/v1/connections/${ id }`, { body: { token: `${ canary } \n` , status: 'nonsense' } } ),
		await site.call( 'POST', `/v1/connections/${ id }/test` ),
		await site.call( 'GET', `/v1/connections/${ id }/calendars` ),
		await site.call( 'POST', '/v1/connections', { raw: `{"token":"${ canary }",` } ),
		await site.call( 'GET', '/v1/activity' ),
		await site.call( 'GET', '/v1/config' ),
	);
	for ( const answer of answers ) {
		expect( answer.text ).not.toContain( canary );
	}
	expect( bridge.logged ).not.toContain( canary );
	expect( bridge.logged ).not.toContain( site.pairing.secret );
	expect( bridge.logged.length ).toBeGreaterThan( 1_000 );
} );
