/** A site is connected by HighLevel's own consent: sub-accounts and agencies, and every way in which it can go wrong. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { TestSite } from '../edge/helpers.ts';
import type { Location } from '../edge/sandbox.ts';
import { app, withOAuth } from './oauth-scene.ts';

const scene = withOAuth();
const { sandbox, bridge } = scene;
let site: TestSite;
let location: Location;

beforeEach( async () => {
	await sandbox.control( 'DELETE', '/faults' );
	await sandbox.control( 'PUT', '/oauth/app', { acceptsPkce: true } );
	site = await bridge.pair();
	location = await sandbox.makeLocation();
} );

const rows = () => bridge.database.db.selectFrom( 'connection' ).selectAll().where( 'site_id', '=', site.id ).orderBy( 'location_id' ).execute();
const users = async ( id: string ) => ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).status;
const result = ( query: URLSearchParams ) => [ query.get( 'slotbridge-connect' ), query.get( 'page' ) ];

describe( 'one location', () => {
	test( 'is connected, named, and used; nothing of its tokens shows', async () => {
		const query = await scene.connect( site, { location: location.locationId } );
		expect( result( query ) ).toEqual( [ 'connected', 'slotbridge' ] );
		const [ connection ] = await scene.connections( site );
		expect( connection ).toMatchObject( {
			kind: 'oauth', server: 'live', status: 'active', label: 'Blue Lotus', locationId: location.locationId, timeZone: 'America/New_York',
			tokenReminder: null, nextToken: null, scopesMissing: [], scopesSuperfluous: [],
		} );
		expect( await users( connection![ 'id' ] ) ).toBe( 200 );
		const [ row ] = await rows();
		const secrets = [ bridge.deps.box.open( row!.token ), bridge.deps.box.open( row!.refresh_token! ), app.clientSecret ];
		expect( secrets.filter( ( secret ) => JSON.stringify( connection ).includes( secret ) || bridge.logged.includes( secret ) ) ).toEqual( [] );
		expect( secrets.filter( ( secret ) => JSON.stringify( row ).includes( secret ) ) ).toEqual( [] );
	} );

	test( 'that had a private integration token keeps its id, its label and with them its links', async () => {
		const { connection } = ( await site.call( 'POST', '/v1/connections', { body: { ...location, label: 'Main' } } ) ).body;
		await scene.connect( site, { location: location.locationId } );
		expect( await scene.connections( site ) ).toMatchObject( [ { id: connection.id, label: 'Main', kind: 'oauth' } ] );
		expect( ( await site.call( 'PATCH', `/v1/connections/${ connection.id }`, { body: { nextToken: 'pit-12345678' } } ) ).status ).toBe( 422 );
		const back = ( await site.call( 'PATCH', `/v1/connections/${ connection.id }`, { body: { token: location.token } } ) ).body.connection;
		expect( back ).toMatchObject( { id: connection.id, kind: 'privateIntegration', status: 'active' } );
		expect( ( await rows() )[ 0 ]!.refresh_token ).toBeNull();
	} );

	test( 'that was on the sandbox, and cannot be asked there, is live again by a consent, with the links that it had', async () => {
		const { connection: { id } } = ( await site.call( 'POST', '/v1/connections', { body: location } ) ).body;
		const { db } = bridge.database;
		await db.insertInto( 'link' ).values( { site_id: site.id, subject: 'calendar/1', connection_id: id, location_id: location.locationId, highlevel_id: 'ofLive', marker: 'M', state: 'linked', base: '{}', applied_sequence: 1 } ).execute();
		const linked = async () => ( await site.call( 'GET', '/v1/links' ) ).body.links.map( ( link: { highLevelId: string } ) => link.highLevelId );
		await db.updateTable( 'connection' ).set( { server: 'sandbox' } ).where( 'id', '=', id ).execute();
		expect( await linked() ).toEqual( [] );
		expect( result( await scene.connect( site, { location: location.locationId } ) ) ).toEqual( [ 'connected', 'slotbridge' ] );
		expect( await scene.connections( site ) ).toMatchObject( [ { id, kind: 'oauth', server: 'live' } ] );
		expect( await linked() ).toEqual( [ 'ofLive' ] );
	} );

	test( 'asks for the scopes that this site uses, and no others', async () => {
		const { config } = ( await site.call( 'GET', '/v1/config' ) ).body;
		for ( const mapping of config.calendar.fields ) {
			mapping.enabled = ! [ 'reminders', 'hosts' ].includes( mapping.target );
		}
		await site.call( 'PUT', '/v1/config', { body: config } );
		const scopes = ( await scene.start( site ) ).searchParams.get( 'scope' )!.split( ' ' );
		expect( scopes ).toEqual( [ 'calendars.readonly', 'calendars.write', 'calendars/groups.readonly', 'calendars/groups.write', 'calendars/resources.readonly', 'locations.readonly' ] );
	} );

	test( 'is connected also where HighLevel does not know PKCE', async () => {
		await sandbox.control( 'PUT', '/oauth/app', { acceptsPkce: false } );
		expect( result( await scene.connect( site, { location: location.locationId } ) )[ 0 ] ).toBe( 'connected' );
	} );
} );

describe( 'an agency', () => {
	test( 'brings the locations that were chosen, each with a token of its own', async () => {
		const [ second, third ] = [ await sandbox.makeLocation( { locationName: 'Second' } ), await sandbox.makeLocation( { locationName: 'Not chosen' } ) ];
		expect( result( await scene.connect( site, { as: 'Company', location: [ location.locationId, second.locationId ] } ) )[ 0 ] ).toBe( 'connected' );
		const connections = await scene.connections( site );
		const ids = connections.map( ( connection ) => connection[ 'locationId' ] as string );
		expect( ids ).toEqual( expect.arrayContaining( [ location.locationId, second.locationId ] ) );
		expect( ids ).not.toContain( third.locationId );
		const own = connections.filter( ( connection ) => [ location.locationId, second.locationId ].includes( connection[ 'locationId' ] ) );
		expect( await Promise.all( own.map( ( connection ) => users( connection[ 'id' ] ) ) ) ).toEqual( [ 200, 200 ] );
		const found = ( await rows() ).map( ( row ) => row.token );
		expect( new Set( found ).size ).toBe( found.length );
	} );

	test( 'leaves a location alone that has a token of its own', async () => {
		await site.call( 'POST', '/v1/connections', { body: location } );
		await scene.connect( site, { as: 'Company', location: location.locationId } );
		expect( ( await rows() ).find( ( row ) => row.location_id === location.locationId )!.kind ).toBe( 'privateIntegration' );
	} );

	test( 'whose tokens have all ended is renewed once, and its locations each once, however many ask', async () => {
		const second = await sandbox.makeLocation();
		await scene.connect( site, { as: 'Company', location: [ location.locationId, second.locationId ] } );
		const own = ( await rows() ).filter( ( row ) => [ location.locationId, second.locationId ].includes( row.location_id ) );
		await sandbox.control( 'POST', '/oauth/expire', {} );
		await sandbox.control( 'DELETE', '/requests' );
		const answers = await Promise.all( [ ...own, ...own, ...own ].map( ( row ) => users( row.id ) ) );
		expect( answers ).toEqual( Array.from( { length: 6 }, () => 200 ) );
		expect( await scene.tokenRequests( 'refresh_token' ) ).toBe( 1 );
		const minted = ( await sandbox.control( 'GET', '/requests?path=/oauth/locationToken' ) ).body.requests.filter( ( request: { status: number } ) => request.status === 200 );
		expect( minted ).toHaveLength( 2 );
	} );
} );

describe( 'what goes wrong', () => {
	test( 'the owner says no', async () => {
		expect( result( await scene.connect( site, { as: 'nobody', location: location.locationId } ) ) ).toEqual( [ 'refused', 'slotbridge' ] );
		expect( await rows() ).toEqual( [] );
	} );

	test( 'HighLevel gives no token, or cannot be reached', async () => {
		for ( const fault of [ { kind: 'answer', status: 400, body: { error: 'invalid_grant' } }, { kind: 'server-error' }, { kind: 'cut-before' } ] ) {
			await sandbox.control( 'POST', '/faults', { ...fault, match: { path: '^/oauth/token' } } );
			expect( result( await scene.connect( site, { location: location.locationId } ) )[ 0 ] ).toBe( 'failed' );
		}
		expect( await rows() ).toEqual( [] );
	} );

	test( 'an answer works once; a made-up one, an old one, or one of a site that has left never', async () => {
		const good = await scene.consent( await scene.start( site ), { location: location.locationId } );
		expect( ( await scene.comeBack( good ) ).status ).toBe( 302 );
		expect( ( await scene.comeBack( good ) ).status ).toBe( 400 );
		const madeUp = new URL( good );
		madeUp.searchParams.set( 'state', 'x'.repeat( 43 ) );
		const refused = await scene.comeBack( madeUp );
		expect( [ refused.status, await refused.text() ] ).toEqual( [ 400, expect.stringContaining( 'belongs to no connection' ) ] );
		expect( await ( await fetch( madeUp ) ).json() ).toMatchObject( { code: 'oauth_state_invalid' } );
		const old = await scene.consent( await scene.start( site ), { location: location.locationId } );
		await bridge.database.db.updateTable( 'oauth_state' ).set( { expires_at: new Date( Date.now() - 1_000 ) } ).where( 'site_id', '=', site.id ).execute();
		expect( ( await scene.comeBack( old ) ).status ).toBe( 400 );
		const left = await scene.consent( await scene.start( site ), { location: location.locationId } );
		await site.call( 'DELETE', '/v1/pair' );
		expect( ( await scene.comeBack( left ) ).status ).toBe( 400 );
		expect( await bridge.database.db.selectFrom( 'oauth_state' ).selectAll().where( 'site_id', '=', site.id ).execute() ).toEqual( [] );
	} );

	test( 'the way back leads nowhere but to the site', async () => {
		for ( const returnUrl of [ 'https://evil.example/wp-admin/', 'javascript:alert(1)', 'https://user:pass@evil.example/' ] ) {
			const answer = await site.call( 'POST', '/oauth/start', { body: { returnUrl } } );
			expect( [ answer.status, answer.body.errors[ 0 ].pointer ] ).toEqual( [ 422, '/returnUrl' ] );
		}
	} );

	test( 'a bridge without an app says so, and the site can know it before', async () => {
		expect( ( await site.call( 'GET', '/v1/connections' ) ).body.offers ).toEqual( { oauth: true, sandbox: false } );
		expect( ( await site.call( 'POST', '/oauth/start', { body: { returnUrl: 'https://x.example/', server: 'sandbox' } } ) ).body.code ).toBe( 'sandbox_missing' );
	} );

	test( 'leaving takes every token along, the agency\'s too', async () => {
		await scene.connect( site, { as: 'Company', location: location.locationId } );
		await site.call( 'DELETE', '/v1/pair' );
		expect( ( await rows() ).map( ( row ) => [ row.token, row.refresh_token, row.agency_id ] ).flat().filter( Boolean ) ).toEqual( [] );
		expect( await bridge.database.db.selectFrom( 'agency' ).selectAll().where( 'site_id', '=', site.id ).execute() ).toEqual( [] );
	} );
} );
