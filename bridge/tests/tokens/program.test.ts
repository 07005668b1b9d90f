/** The bridge as a program with an app in its environment: from the consent to the uninstall, over its own doors alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridge, type BridgeProcess } from '../edge/bridge-process.ts';
import { post, readAnswer, siteDetails, TestSite } from '../edge/helpers.ts';
import { withSandbox } from '../edge/sandbox.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { app } from './oauth-scene.ts';
import { TestBrowser } from './test-browser.ts';

const sandbox = withSandbox();
const database = withDatabase();
let folder: string;
let bridge: BridgeProcess;
let site: TestSite;

beforeAll( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-oauth-' ) );
	bridge = startBridge( {
		DATA_DIR: folder, DATABASE_URL: database.connectionString, HIGHLEVEL_BASE_URL: sandbox.url, HIGHLEVEL_CLIENT_ID: app.clientId, HIGHLEVEL_CLIENT_SECRET: app.clientSecret,
		HIGHLEVEL_WEBHOOK_PUBLIC_KEY: ( await sandbox.control( 'GET', '/oauth' ) ).body.publicKey,
	} );
	const { url } = await bridge.listening();
	await sandbox.control( 'PUT', '/oauth/app', { webhookUrl: `${ url }/webhooks/highlevel` } );
	site = new TestSite( url, ( await post( `${ url }/v1/pair`, { code: bridge.code(), site: siteDetails( 'https://oauth.example' ) } ) ).body, [] );
} );
afterAll( async () => {
	bridge.kill( 'SIGTERM' );
	await bridge.ended;
	await rm( folder, { recursive: true, force: true } );
} );

async function call( method: string, path: string, body?: unknown ) {
	const text = body === undefined ? '' : JSON.stringify( body );
	const headers = { authorization: `Bearer ${ await site.sign( method, path, text ) }`, 'content-type': 'application/json' };
	return ( await readAnswer( await fetch( site.bridgeUrl + path, { method, headers, ...( body !== undefined && { body: text } ) } ) ) ).body;
}

test( 'connected by consent, told of its end, and never a word of a secret', async () => {
	const { locationId } = await sandbox.makeLocation();
	expect( ( await call( 'GET', '/v1/connections' ) ).offers ).toEqual( { oauth: true, sandbox: false } );
	const page = new URL( ( await call( 'POST', '/oauth/start', { returnUrl: 'https://oauth.example/wp-admin/' } ) ).url );
	expect( [ page.origin, page.pathname ] ).toEqual( [ site.bridgeUrl, '/oauth/consent' ] );
	const browser = new TestBrowser();
	const consent = new URL( ( await browser.goOn( page ) ).headers.get( 'location' )! );
	const cookie = [ ...browser.cookies.values() ][ 0 ]!.value;
	expect( [ consent.origin, consent.pathname ] ).toEqual( [ sandbox.url, '/oauth/chooselocation' ] );
	consent.pathname = '/oauth/allow';
	consent.searchParams.set( 'location', locationId );
	const back = await browser.open( ( await fetch( consent, { redirect: 'manual' } ) ).headers.get( 'location' )! );
	expect( [ back.status, back.headers.get( 'location' ) ] ).toEqual( [ 302, 'https://oauth.example/wp-admin/?slotbridge-connect=connected' ] );
	const ours = async () => ( await call( 'GET', '/v1/connections' ) ).connections[ 0 ];
	expect( await ours() ).toMatchObject( { kind: 'oauth', status: 'active', locationId, label: 'Blue Lotus' } );
	await sandbox.control( 'POST', '/oauth/uninstall', { locationId } );
	await until( 'the uninstall has arrived', async () => ( await ours() ).statusCode === 'highlevel_uninstalled' );
	const { stdout, stderr } = bridge.output();
	expect( [ app.clientSecret, consent.searchParams.get( 'state' )!, page.searchParams.get( 'ticket' )!, cookie, 'eyJ' ].filter( ( secret ) => ( stdout + stderr ).includes( secret ) ) ).toEqual( [] );
} );
