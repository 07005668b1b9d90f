/** Tokens are renewed before they end, by one replica for all, and a lost answer or a killed process loses none. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { createTokenKeeper } from '../../src/use-cases/tokens/token-keeper.ts';
import type { ConnectionRow } from '../../src/database/connections.ts';
import type { TestSite } from '../edge/helpers.ts';
import type { Location } from '../edge/sandbox.ts';
import { until } from '../helpers/until.ts';
import { app, withOAuth } from './oauth-scene.ts';

const scene = withOAuth();
const { sandbox, bridge } = scene;
const key = Buffer.alloc( 32, 7 );
let site: TestSite;
let location: Location;
let id: string;

beforeEach( async () => {
	await sandbox.control( 'DELETE', '/faults' );
	site = await bridge.pair();
	location = await sandbox.makeLocation();
	await scene.connect( site, { location: location.locationId } );
	id = ( await scene.connections( site ) )[ 0 ]![ 'id' ];
	await sandbox.control( 'DELETE', '/requests' );
} );

const stored = () => bridge.database.db.selectFrom( 'connection' ).selectAll().where( 'id', '=', id ).executeTakeFirstOrThrow();
const change = ( values: Partial<ConnectionRow> ) => bridge.database.db.updateTable( 'connection' ).set( values as object ).where( 'id', '=', id ).execute();
const endsIn = ( minutes: number ) => change( { token_expires_at: new Date( Date.now() + minutes * 60_000 ) } );
const users = async () => ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).status;
const refreshes = () => scene.tokenRequests( 'refresh_token' );
const fault = ( wish: object ) => sandbox.control( 'POST', '/faults', { match: { path: '^/oauth/token' }, ...wish } );
const sealedAnew = async () => {
	const row = await stored();
	const box = createSecretBox( [ key ] );
	await change( { token: box.seal( bridge.deps.box.open( row.token ) ), refresh_token: box.seal( bridge.deps.box.open( row.refresh_token! ) ) } );
};

/** A replica in a process of its own, at the moment when it asks for a token. */
function replica() {
	const file = fileURLToPath( new URL( 'renew-process.ts', import.meta.url ) );
	const child = spawn( process.execPath, [ file, bridge.database.connectionString, site.id, id, sandbox.url, key.toString( 'base64' ), app.clientId, app.clientSecret ], { stdio: [ 'ignore', 'pipe', 'inherit' ] } );
	let text = '';
	child.stdout.setEncoding( 'utf8' ).on( 'data', ( part: string ) => {
		text += part;
	} );
	return { child, said: () => text.trim().split( '\n' ), over: new Promise<void>( ( resolve ) => child.once( 'close', () => resolve() ) ) };
}

test( 'eleven minutes before the end nothing happens; nine minutes before, a new pair is there before it is used', async () => {
	await endsIn( 11 );
	expect( await users() ).toBe( 200 );
	expect( await refreshes() ).toBe( 0 );
	const before = await stored();
	await endsIn( 9 );
	expect( await users() ).toBe( 200 );
	const after = await stored();
	expect( [ await refreshes(), after.token === before.token, after.refresh_token === before.refresh_token ] ).toEqual( [ 1, false, false ] );
	expect( after.token_expires_at!.getTime() ).toBeGreaterThan( Date.now() + 23 * 3_600_000 );
	expect( after.token_added_at ).toEqual( before.token_added_at );
	expect( await users() ).toBe( 200 );
	expect( await refreshes() ).toBe( 1 );
} );

test( 'a token that HighLevel turns away early is renewed once, and the call goes through', async () => {
	await sandbox.control( 'POST', '/oauth/expire', { locationId: location.locationId } );
	expect( await users() ).toBe( 200 );
	expect( await refreshes() ).toBe( 1 );
	await sandbox.control( 'POST', '/faults', { kind: 'answer', status: 401, body: { message: 'Invalid JWT' }, times: 2, match: { path: '^/users' } } );
	expect( ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).body.code ).toBe( 'highlevel_token_invalid' );
	expect( await refreshes() ).toBe( 2 );
} );

test( 'a missing scope is no reason to renew', async () => {
	await sandbox.control( 'POST', '/faults', { kind: 'answer', status: 401, body: { message: 'The token is not authorized for this scope.' }, match: { path: '^/users' } } );
	expect( ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).body.code ).toBe( 'highlevel_scope_missing' );
	expect( await refreshes() ).toBe( 0 );
} );

test( 'twenty calls in one process at once: one refresh', async () => {
	await endsIn( 1 );
	await fault( { kind: 'slow', ms: 300 } );
	expect( new Set( await Promise.all( Array.from( { length: 20 }, users ) ) ) ).toEqual( new Set( [ 200 ] ) );
	expect( await refreshes() ).toBe( 1 );
} );

test( 'three replicas at once: one refresh, and all have the same new token', async () => {
	await endsIn( 1 );
	await sealedAnew();
	await fault( { kind: 'slow', ms: 2_000 } );
	const replicas = [ replica(), replica(), replica() ];
	await Promise.all( replicas.map( ( { over } ) => over ) );
	const tokens = new Set( replicas.map( ( { said } ) => said()[ 1 ] ) );
	expect( [ tokens.size, await refreshes() ] ).toEqual( [ 1, 1 ] );
	expect( createSecretBox( [ key ] ).open( ( await stored() ).token ).slice( -12 ) ).toBe( [ ...tokens ][ 0 ] );
} );

test( 'killed between HighLevel\'s answer and the commit: another replica gets the same pair within the grace', async () => {
	await endsIn( 1 );
	await sealedAnew();
	// HighLevel has answered the first try already, and that answer is lost.
	const used = createSecretBox( [ key ] ).open( ( await stored() ).refresh_token! );
	const lost = await ( await fetch( `${ sandbox.url }/oauth/token`, { method: 'POST', headers: { 'user-agent': 'test' }, body: new URLSearchParams( {
		client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'refresh_token', refresh_token: used,
	} ) } ) ).json() as { access_token: string };
	await fault( { kind: 'slow', ms: 60_000 } );
	const dying = replica();
	await until( 'it asks while it holds the lock', async () => await refreshes() === 2 );
	dying.child.kill( 'SIGKILL' );
	await dying.over;
	const next = replica();
	await next.over;
	expect( next.said()[ 1 ] ).toBe( lost.access_token.slice( -12 ) );
	expect( await stored() ).toMatchObject( { status: 'active' } );
} );

test( 'an answer that got lost is asked for again at once', async () => {
	await endsIn( 1 );
	await fault( { kind: 'cut-after-commit' } );
	expect( await users() ).toBe( 200 );
	expect( await refreshes() ).toBe( 2 );
} );

test( 'whoever began a renewal and gave up waiting does not undo it', async () => {
	await endsIn( 1 );
	await fault( { kind: 'slow', ms: 500 } );
	const path = `/v1/connections/${ id }/users`;
	const token = await site.sign( 'GET', path, '' );
	await fetch( site.bridgeUrl + path, { headers: { authorization: `Bearer ${ token }` }, signal: AbortSignal.timeout( 200 ) } ).catch( () => undefined );
	await until( 'the new pair is kept', async () => ( await stored() ).token_expires_at!.getTime() > Date.now() + 3_600_000 );
	expect( await refreshes() ).toBe( 1 );
} );

test.each( [
	[ 'Location is not active', { message: 'Location is not active', statusCode: 400 } ],
	[ 'words that nobody has documented', { message: 'words that nobody has documented' } ],
	[ 'refresh token is invalid', { error: 'invalid_grant', error_description: 'Invalid grant: refresh token is invalid' } ],
] )( '"%s" stops the connection, tells the owner, and is not asked again', async ( words, body ) => {
	await endsIn( 1 );
	await fault( { kind: 'answer', status: 400, body } );
	expect( ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).body.code ).toBe( 'highlevel_oauth_refused' );
	const [ connection ] = await scene.connections( site );
	expect( connection ).toMatchObject( { status: 'broken', statusCode: 'highlevel_oauth_refused', statusReason: expect.stringContaining( words ) } );
	expect( connection![ 'statusReason' ] ).toContain( 'Connect with HighLevel again' );
	expect( await refreshes() ).toBe( 1 );
	await scene.connect( site, { location: location.locationId } );
	expect( await scene.connections( site ) ).toMatchObject( [ { id, status: 'active', statusReason: null } ] );
} );

test( 'that HighLevel is down says nothing about the token', async () => {
	await endsIn( 1 );
	await fault( { kind: 'server-error', times: 3 } );
	expect( ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).body.code ).toBe( 'highlevel_unavailable' );
	expect( ( await stored() ).status ).toBe( 'active' );
	expect( await users() ).toBe( 200 );
} );

test( 'a bridge that has lost its app says which setting is missing', async () => {
	await endsIn( 1 );
	const keeper = createTokenKeeper( { db: bridge.database.db, box: bridge.deps.box, highLevelBaseUrl: sandbox.url, highLevelApp: null, log: bridge.deps.log } );
	await expect( keeper.sourceOf( await stored() ).current() ).rejects.toMatchObject( { code: 'oauth_missing' } );
} );
