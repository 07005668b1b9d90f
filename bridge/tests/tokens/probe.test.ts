/** The daily look: scopes that drifted, tokens that died, agencies that grew; once for all replicas. */
import { beforeEach, expect, test } from 'vitest';
import { probeDue } from '../../src/use-cases/probe-connections.ts';
import type { TestSite } from '../edge/helpers.ts';
import type { Location } from '../edge/sandbox.ts';
import { withOAuth } from './oauth-scene.ts';

const scene = withOAuth();
const { sandbox, bridge } = scene;
let site: TestSite;
let location: Location;
let id: string;

beforeEach( async () => {
	await bridge.database.db.updateTable( 'connection' ).set( { status: 'paused' } ).execute();
	site = await bridge.pair();
	location = await sandbox.makeLocation();
	id = ( await site.call( 'POST', '/v1/connections', { body: location } ) ).body.connection.id;
	await sandbox.control( 'DELETE', '/requests' );
} );

const due = () => bridge.database.db.updateTable( 'connection' ).set( { probe_after: new Date( 0 ) } ).where( 'site_id', '=', site.id ).execute();
const row = () => bridge.database.db.selectFrom( 'connection' ).selectAll().where( 'id', '=', id ).executeTakeFirstOrThrow();
const view = async () => ( await scene.connections( site ) ).find( ( connection ) => connection.id === id );
const setScopes = ( scopes: string[] ) => sandbox.control( 'PUT', `/tokens/${ location.token }/scopes`, { scopes } );
const needed = [ 'calendars.readonly', 'calendars.write', 'calendars/groups.readonly', 'calendars/groups.write', 'locations.readonly', 'users.readonly', 'calendars/resources.readonly' ];
const hoursUntil = async () => ( ( await row() ).probe_after.getTime() - Date.now() ) / 3_600_000;

test( 'a connection is looked at a day after it was made, by few calls, and then a day later', async () => {
	expect( [ await probeDue( bridge.deps ), await hoursUntil() > 11 ] ).toEqual( [ 0, true ] );
	await due();
	expect( await probeDue( bridge.deps ) ).toBe( 1 );
	expect( await sandbox.requests() ).toBeLessThan( 11 );
	expect( await hoursUntil() ).toBeGreaterThan( 23 );
	expect( await probeDue( bridge.deps ) ).toBe( 0 );
} );

test( 'many replicas look at the same moment: it is looked at once', async () => {
	await due();
	const looked = await Promise.all( Array.from( { length: 6 }, () => probeDue( bridge.deps ) ) );
	expect( looked.reduce( ( sum, each ) => sum + each, 0 ) ).toBe( 1 );
} );

test( 'a scope that was taken away is named, and the connection works on', async () => {
	await setScopes( [ ...needed, 'calendars/events.readonly' ] );
	await due();
	await probeDue( bridge.deps );
	expect( await view() ).toMatchObject( { status: 'active', scopesMissing: [ 'calendars/events.write' ], scopesSuperfluous: [] } );
	await setScopes( needed.filter( ( scope ) => scope !== 'calendars/groups.write' ) );
	await due();
	await probeDue( bridge.deps );
	expect( await view() ).toMatchObject( { status: 'active', scopesMissing: [ 'calendars/groups.write', 'calendars/events.readonly', 'calendars/events.write' ] } );
} );

test( 'what nothing asks for any more is superfluous at once, without a look', async () => {
	const { config } = ( await site.call( 'GET', '/v1/config' ) ).body;
	for ( const mapping of config.calendar.fields ) {
		mapping.enabled = ! [ 'reminders', 'hosts' ].includes( mapping.target );
	}
	await site.call( 'PUT', '/v1/config', { body: config } );
	expect( await view() ).toMatchObject( { scopesMissing: [], scopesSuperfluous: [ 'calendars/events.readonly', 'calendars/events.write', 'users.readonly' ] } );
	await setScopes( needed.filter( ( scope ) => scope !== 'users.readonly' ) );
	await due();
	await probeDue( bridge.deps );
	expect( await view() ).toMatchObject( { status: 'active', scopesMissing: [], scopesSuperfluous: [] } );
} );

test( 'OAuth tells of scopes that nobody would ask for', async () => {
	await scene.connect( site, { location: location.locationId } );
	await bridge.database.db.updateTable( 'connection' ).set( { token_scopes: 'calendars.readonly contacts.write' } ).where( 'id', '=', id ).execute();
	expect( ( await view() ).scopesSuperfluous ).toEqual( [ 'contacts.write' ] );
} );

test( 'a dead token breaks the connection before an event has to find out', async () => {
	await sandbox.control( 'POST', '/tokens', { ...location, revoked: true } );
	await due();
	await probeDue( bridge.deps );
	expect( await view() ).toMatchObject( { status: 'broken', statusCode: 'highlevel_token_invalid' } );
} );

test( 'that HighLevel is away is no answer: it is asked again within the hour', async () => {
	await sandbox.control( 'POST', '/faults', { kind: 'server-error', times: 20, match: { path: '^/(locations|calendars|users)' } } );
	await due();
	await probeDue( bridge.deps );
	await sandbox.control( 'DELETE', '/faults' );
	expect( [ ( await view() ).status, await hoursUntil() < 1.1 ] ).toEqual( [ 'active', true ] );
} );

test( 'an OAuth token that is near its end is renewed by the look, and an agency\'s new location is found without its webhook', async () => {
	await scene.connect( site, { as: 'Company', location: ( await sandbox.makeLocation() ).locationId } );
	const late = await sandbox.makeLocation();
	await sandbox.control( 'POST', '/oauth/install', { locationId: late.locationId } );
	await sandbox.control( 'POST', '/oauth/expire', {} );
	await bridge.database.db.updateTable( 'agency' ).set( { probe_after: new Date( 0 ), token_expires_at: new Date() } ).where( 'site_id', '=', site.id ).execute();
	await probeDue( bridge.deps );
	const found = ( await scene.connections( site ) ).find( ( connection ) => connection.locationId === late.locationId );
	expect( found ).toMatchObject( { kind: 'oauth', status: 'active' } );
	expect( await scene.tokenRequests( 'refresh_token' ) ).toBe( 1 );
} );
