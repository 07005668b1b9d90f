/** The OAuth side of the sandbox: consent, tokens, the grace of a refresh token, agencies, and signed webhooks. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../helpers/until.ts';
import { runSandbox, type Json, type RunningSandbox } from './helpers/run-sandbox.ts';

const clientId = '0123456789abcdef01234567-test';
const clientSecret = 'a-secret';
const redirectUri = 'http://127.0.0.1:9/oauth/callback';
const scope = 'calendars.readonly locations.readonly oauth.readonly oauth.write';
let sandbox: RunningSandbox;
let receiver: Server;
let received: { body: string; signature: string }[] = [];
let answers: number[] = [];

beforeAll( async () => {
	sandbox = await runSandbox( [ '--client-id', clientId, '--client-secret', clientSecret ] );
	receiver = createServer( ( request, response ) => void take( request ).then( ( body ) => {
		received.push( { body, signature: String( request.headers[ 'x-ghl-signature' ] ) } );
		response.writeHead( answers.shift() ?? 200 ).end();
	} ) );
	await new Promise<void>( ( resolve ) => receiver.listen( 0, '127.0.0.1', resolve ) );
} );
afterAll( async () => {
	receiver.closeAllConnections();
	receiver.close();
	await sandbox.stop();
} );
beforeEach( async () => {
	received = [];
	answers = [];
	await sandbox.control( 'POST', '/reset' );
	await sandbox.control( 'POST', '/tokens', { token: 'pit-second', locationId: 'secondLocation', locationName: 'Second' } );
	await sandbox.control( 'PUT', '/oauth/app', { webhookUrl: `http://127.0.0.1:${ ( receiver.address() as AddressInfo ).port }/hook`, webhookRetryMs: 20, acceptsPkce: true } );
} );

async function take( request: IncomingMessage ): Promise<string> {
	let text = '';
	for await ( const chunk of request ) {
		text += String( chunk );
	}
	return text;
}

/** What the owner does in the browser; gives the query of the address that it is sent back to. */
async function consent( choice: Record<string, string | string[]>, challenge?: string ): Promise<URLSearchParams> {
	const query = new URLSearchParams( { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope, state: 'abc', ...( challenge && { code_challenge: challenge, code_challenge_method: 'S256' } ) } );
	for ( const [ name, values ] of Object.entries( choice ) ) {
		[ values ].flat().forEach( ( value ) => query.append( name, value ) );
	}
	const answer = await fetch( `${ sandbox.url }/oauth/allow?${ query }`, { redirect: 'manual' } );
	const location = answer.headers.get( 'location' ) ?? '';
	expect( location.startsWith( redirectUri ) ).toBe( true );
	return new URL( location ).searchParams;
}

async function ask( form: Record<string, string>, own: Record<string, string> = {} ): Promise<{ status: number; body: Json }> {
	const answer = await fetch( `${ sandbox.url }/oauth/token`, { method: 'POST', headers: { 'user-agent': 'test' }, body: new URLSearchParams( { client_id: clientId, client_secret: clientSecret, ...form, ...own } ) } );
	return { status: answer.status, body: await answer.json() };
}

const exchange = ( code: string | null, more: Record<string, string> = {} ) => ask( { grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri, ...more } );
const refresh = ( token: string ) => ask( { grant_type: 'refresh_token', refresh_token: token } );
const installAs = async ( choice: Record<string, string | string[]> ) => ( await exchange( ( await consent( choice ) ).get( 'code' ) ) ).body;
const calendars = ( token: string, locationId = 'secondLocation' ) => sandbox.call( 'GET', `/calendars/?locationId=${ locationId }`, undefined, { token } );

it( 'shows a page with the locations, and gives state back with the code', async () => {
	const page = await fetch( `${ sandbox.url }/v2/oauth/chooselocation?${ new URLSearchParams( { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope, state: '"><script>' } ) }` );
	const html = await page.text();
	expect( [ page.status, html.includes( 'Second' ), html.includes( '<script>' ) ] ).toEqual( [ 200, true, false ] );
	const back = await consent( { location: 'secondLocation' } );
	expect( [ back.get( 'state' ), back.get( 'code' )!.length > 20 ] ).toEqual( [ 'abc', true ] );
	expect( Object.fromEntries( await consent( { as: 'nobody' } ) ) ).toEqual( { error: 'access_denied', state: 'abc' } );
} );

it( 'gives a pair for a code, once, and only to the app', async () => {
	const code = ( await consent( { location: 'secondLocation' } ) ).get( 'code' );
	expect( ( await ask( { grant_type: 'authorization_code', code: code! }, { client_secret: 'wrong' } ) ).status ).toBe( 401 );
	const { status, body } = await exchange( code );
	expect( [ status, body ] ).toEqual( [ 200, expect.objectContaining( { token_type: 'Bearer', expires_in: 86_399, userType: 'Location', locationId: 'secondLocation', scope } ) ] );
	expect( ( await calendars( body.access_token ) ).status ).toBe( 200 );
	expect( ( await exchange( code ) ).status ).toBe( 400 );
	expect( ( await ask( { grant_type: 'password' } ) ).status ).toBe( 422 );
	const log = JSON.stringify( ( await sandbox.control( 'GET', '/requests' ) ).body );
	expect( [ code!, clientSecret, body.access_token, body.refresh_token ].filter( ( secret ) => log.includes( secret ) ) ).toEqual( [] );
	expect( JSON.stringify( ( await sandbox.control( 'GET', '/state' ) ).body ) ).not.toContain( body.refresh_token );
} );

it( 'holds a code to its PKCE challenge, or does not know the field at all', async () => {
	const challenge = createHash( 'sha256' ).update( 'the-verifier' ).digest( 'base64url' );
	expect( ( await exchange( ( await consent( { location: 'secondLocation' }, challenge ) ).get( 'code' ), { code_verifier: 'another' } ) ).status ).toBe( 400 );
	expect( ( await exchange( ( await consent( { location: 'secondLocation' }, challenge ) ).get( 'code' ), { code_verifier: 'the-verifier' } ) ).status ).toBe( 200 );
	await sandbox.control( 'PUT', '/oauth/app', { acceptsPkce: false } );
	const code = ( await consent( { location: 'secondLocation' }, challenge ) ).get( 'code' );
	expect( ( await exchange( code, { code_verifier: 'the-verifier' } ) ).body.message ).toEqual( [ 'property code_verifier should not exist' ] );
	expect( ( await exchange( code ) ).status ).toBe( 200 );
} );

it( 'refreshes once; within the grace the same new pair comes again, after it nothing', async () => {
	const first = await installAs( { location: 'secondLocation' } );
	const second = ( await refresh( first.refresh_token ) ).body;
	expect( second.refresh_token ).not.toBe( first.refresh_token );
	expect( ( await refresh( first.refresh_token ) ).body ).toMatchObject( { access_token: second.access_token, refresh_token: second.refresh_token } );
	await sandbox.control( 'POST', '/oauth/end-grace' );
	expect( await refresh( first.refresh_token ) ).toMatchObject( { status: 400, body: { error: 'invalid_grant' } } );
	expect( ( await refresh( second.refresh_token ) ).status ).toBe( 200 );
} );

it( 'ends access tokens on demand, with HighLevel\'s words', async () => {
	const { access_token: token, refresh_token: refreshToken } = await installAs( { location: 'secondLocation' } );
	expect( ( await sandbox.control( 'POST', '/oauth/expire', { locationId: 'secondLocation' } ) ).body ).toEqual( { expired: 1 } );
	expect( await calendars( token ) ).toMatchObject( { status: 401, body: { message: 'Invalid token: access token is invalid' } } );
	expect( ( await calendars( ( await refresh( refreshToken ) ).body.access_token ) ).status ).toBe( 200 );
} );

it( 'gives an agency a token that opens no calendar, lists its locations and mints theirs', async () => {
	const agency = await installAs( { as: 'Company', location: [ 'secondLocation' ] } );
	expect( [ agency.userType, agency.locationId ] ).toEqual( [ 'Company', undefined ] );
	expect( ( await calendars( agency.access_token ) ).body.message ).toBe( 'This AuthClass is not yet supported!' );
	const query = new URLSearchParams( { companyId: agency.companyId, appId: clientId.split( '-' )[ 0 ]!, isInstalled: 'true' } );
	const listed = await sandbox.call( 'GET', `/oauth/installedLocations?${ query }`, undefined, { token: agency.access_token, version: '2021-07-28' } );
	expect( listed.body ).toMatchObject( { count: 1, locations: [ { _id: 'secondLocation', name: 'Second', isInstalled: true } ] } );
	const mint = ( locationId: string ) => fetch( `${ sandbox.url }/oauth/locationToken`, {
		method: 'POST', headers: { 'user-agent': 'test', version: '2021-07-28', authorization: `Bearer ${ agency.access_token }` }, body: new URLSearchParams( { companyId: agency.companyId, locationId } ),
	} );
	const minted = await ( await mint( 'secondLocation' ) ).json() as Json;
	expect( ( await calendars( minted.access_token ) ).status ).toBe( 200 );
	expect( ( await mint( 'sandboxLocation00001' ) ).status ).toBe( 400 );
} );

it( 'tells the app of installs and their end, signed over the raw body, and kills the tokens', async () => {
	const { access_token: token, refresh_token: refreshToken } = await installAs( { location: 'secondLocation' } );
	await sandbox.control( 'POST', '/oauth/uninstall', { locationId: 'secondLocation' } );
	await until( 'both came', () => received.length === 2 );
	const key = createPublicKey( ( await sandbox.control( 'GET', '/oauth' ) ).body.publicKey );
	expect( key.asymmetricKeyType ).toBe( 'ed25519' );
	for ( const { body, signature } of received ) {
		expect( verify( null, Buffer.from( body ), key, Buffer.from( signature, 'base64' ) ) ).toBe( true );
		expect( verify( null, Buffer.from( `${ body } ` ), key, Buffer.from( signature, 'base64' ) ) ).toBe( false );
	}
	expect( received.map( ( { body } ) => JSON.parse( body ) ) ).toMatchObject( [
		{ type: 'INSTALL', locationId: 'secondLocation', appId: '0123456789abcdef01234567', webhookId: expect.any( String ), timestamp: expect.any( String ) },
		{ type: 'UNINSTALL', locationId: 'secondLocation' },
	] );
	expect( ( await calendars( token ) ).status ).toBe( 401 );
	expect( await refresh( refreshToken ) ).toMatchObject( { status: 400, body: { message: 'Location is not active' } } );
} );

it( 'sends again after a 429 and after nothing else', async () => {
	answers = [ 429, 429, 200 ];
	await sandbox.control( 'POST', '/oauth/install', { locationId: 'secondLocation' } );
	await until( 'it is over', async () => ( await sandbox.control( 'GET', '/oauth' ) ).body.deliveries.at( -1 ).over );
	expect( new Set( received.map( ( { body } ) => body ) ).size ).toBe( 1 );
	expect( received ).toHaveLength( 3 );
	answers = [ 500 ];
	await sandbox.control( 'POST', '/oauth/install', { locationId: 'secondLocation' } );
	await until( 'it is over', async () => ( await sandbox.control( 'GET', '/oauth' ) ).body.deliveries.at( -1 ).over );
	expect( received ).toHaveLength( 4 );
} );
