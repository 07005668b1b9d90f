/** INSTALL and UNINSTALL from the sandbox to the bridge's own door: signed, once, kept before the answer. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHighLevelEvents, type HighLevelEvents } from '../../src/use-cases/handle-highlevel-events.ts';
import type { TestSite } from '../edge/helpers.ts';
import type { Location } from '../edge/sandbox.ts';
import { until } from '../helpers/until.ts';
import type { Json } from '../sandbox/helpers/run-sandbox.ts';
import { app, withOAuth } from './oauth-scene.ts';

const scene = withOAuth();
const { sandbox, bridge } = scene;
let site: TestSite;
let location: Location;
let events: HighLevelEvents;

beforeEach( async () => {
	site = await bridge.pair();
	location = await sandbox.makeLocation();
	await sandbox.control( 'PUT', '/oauth/app', { webhookUrl: `${ bridge.url }/webhooks/highlevel`, webhookRetryMs: 50 } );
	bridge.deps.highLevelWebhookKey = ( await sandbox.control( 'GET', '/oauth' ) ).body.publicKey;
	events = startHighLevelEvents( bridge.deps );
	bridge.deps.highLevelEventsCame = events.wake;
} );
afterEach( () => events.stop() );

const ours = async () => ( await scene.connections( site ) ).find( ( connection ) => connection.locationId === location.locationId );
const last = async () => ( await sandbox.control( 'GET', '/oauth' ) ).body.deliveries.at( -1 );
const untilOver = () => until( 'the webhook is answered', async () => {
	const delivery = await last();
	return delivery.over && delivery;
} );
const kept = ( webhookId: string ) => bridge.database.db.selectFrom( 'highlevel_event' ).selectAll().where( 'id', '=', webhookId ).executeTakeFirst();
const untilHandled = ( webhookId: string ) => until( 'it is handled', async () => ( await kept( webhookId ) )?.handled_at != null );
const uninstall = async ( body: object ) => ( await sandbox.control( 'POST', '/oauth/uninstall', body ) ).body.webhookId as string;

describe( 'an uninstall', () => {
	test( 'breaks the connection with words, and connecting again mends it', async () => {
		await scene.connect( site, { location: location.locationId } );
		await untilHandled( await uninstall( { locationId: location.locationId } ) );
		expect( await ours() ).toMatchObject( { status: 'broken', statusCode: 'highlevel_uninstalled', statusReason: expect.stringContaining( 'uninstalled in HighLevel' ) } );
		await scene.connect( site, { location: location.locationId } );
		expect( await ours() ).toMatchObject( { status: 'active', statusReason: null } );
	} );

	test( 'of an agency ends its locations, on every site that connected it, and nobody else\'s', async () => {
		const other = await bridge.pair();
		const alone = await bridge.pair();
		const separate = await sandbox.makeLocation();
		await scene.connect( site, { as: 'Company', location: location.locationId } );
		await scene.connect( other, { as: 'Company', location: location.locationId } );
		await alone.call( 'POST', '/v1/connections', { body: separate } );
		const { company_id: companyId } = await bridge.database.db.selectFrom( 'agency' ).select( 'company_id' ).where( 'site_id', '=', site.id ).executeTakeFirstOrThrow();
		await untilHandled( await uninstall( { companyId } ) );
		const statuses = async ( of: TestSite ) => new Set( ( await scene.connections( of ) ).map( ( connection ) => connection.status ) );
		expect( [ await statuses( site ), await statuses( other ), await statuses( alone ) ] ).toEqual( [ new Set( [ 'broken' ] ), new Set( [ 'broken' ] ), new Set( [ 'active' ] ) ] );
	} );

	test( 'that comes after the owner has connected again is about the old consent', async () => {
		await scene.connect( site, { location: location.locationId } );
		const before = new Date( Date.now() - 60_000 ).toISOString();
		await untilHandled( await uninstall( { locationId: location.locationId, timestamp: before } ) );
		expect( ( await ours() ).status ).toBe( 'active' );
	} );

	test( 'leaves a private integration token alone', async () => {
		await site.call( 'POST', '/v1/connections', { body: location } );
		await untilHandled( await uninstall( { locationId: location.locationId } ) );
		expect( ( await ours() ).status ).toBe( 'active' );
	} );
} );

describe( 'an install', () => {
	test( 'of one more location by a connected agency adds it', async () => {
		const first = await sandbox.makeLocation();
		await scene.connect( site, { as: 'Company', location: first.locationId } );
		expect( await ours() ).toBeUndefined();
		await sandbox.control( 'POST', '/oauth/install', { locationId: location.locationId } );
		const added = await until( 'it is connected', ours );
		expect( added ).toMatchObject( { kind: 'oauth', status: 'active' } );
		expect( ( await site.call( 'GET', `/v1/connections/${ added.id }/users` ) ).status ).toBe( 200 );
	} );

	test( 'is done although HighLevel is away at first', async () => {
		const first = await sandbox.makeLocation();
		await scene.connect( site, { as: 'Company', location: first.locationId } );
		await sandbox.control( 'POST', '/faults', { kind: 'server-error', match: { path: '^/oauth/locationToken' } } );
		const { webhookId } = ( await sandbox.control( 'POST', '/oauth/install', { locationId: location.locationId } ) ).body;
		await until( 'it is put off', async () => ( await kept( webhookId ) )?.last_error != null );
		await bridge.database.db.updateTable( 'highlevel_event' ).set( { try_after: new Date( 0 ) } ).where( 'id', '=', webhookId ).execute();
		events.wake();
		await until( 'it is connected', ours );
	} );
} );

describe( 'the door', () => {
	const keys = generateKeyPairSync( 'ed25519' );
	const message = ( own: object = {} ) => ( { type: 'UNINSTALL', appId: app.clientId.split( '-' )[ 0 ], locationId: location.locationId, timestamp: new Date().toISOString(), webhookId: randomUUID(), ...own } );
	const send = async ( body: unknown, options: { signature?: string; sent?: string } = {} ) => {
		const text = typeof body === 'string' ? body : JSON.stringify( body );
		const signature = options.signature ?? sign( null, Buffer.from( text ), keys.privateKey ).toString( 'base64' );
		const answer = await fetch( `${ bridge.url }/webhooks/highlevel`, { method: 'POST', headers: { 'content-type': 'application/json', ...( signature && { 'x-ghl-signature': signature } ) }, body: options.sent ?? text } );
		return { status: answer.status, code: answer.status >= 300 ? ( await answer.json() as Json ).code : null };
	};
	beforeEach( async () => {
		await scene.connect( site, { location: location.locationId } );
		await events.stop();
		bridge.deps.highLevelWebhookKey = keys.publicKey.export( { type: 'spki', format: 'pem' } ).toString();
	} );
	const count = async () => Number( ( await bridge.database.db.selectFrom( 'highlevel_event' ).select( sql<number>`count(*)::int`.as( 'all' ) ).executeTakeFirstOrThrow() ).all );

	test( 'keeps nothing that HighLevel has not signed, byte by byte', async () => {
		const before = await count();
		const body = message();
		const stranger = sign( null, Buffer.from( JSON.stringify( body ) ), generateKeyPairSync( 'ed25519' ).privateKey ).toString( 'base64' );
		for ( const options of [ { signature: '' }, { signature: 'N/A' }, { signature: 'AAAA' }, { signature: stranger }, { sent: JSON.stringify( body, null, 1 ) } ] ) {
			expect( await send( body, options ) ).toEqual( { status: 401, code: 'webhook_signature_invalid' } );
		}
		expect( await count() ).toBe( before );
	} );

	test( 'takes each message once, and one that is too old not at all', async () => {
		const body = message();
		const before = await count();
		expect( [ ( await send( body ) ).status, ( await send( body ) ).status, await count() - before ] ).toEqual( [ 204, 204, 1 ] );
		expect( await send( message( { timestamp: new Date( Date.now() - 3 * 3_600_000 ).toISOString() } ) ) ).toEqual( { status: 401, code: 'authorization_expired' } );
		expect( await send( message( { timestamp: 'yesterday' } ) ) ).toEqual( { status: 401, code: 'authorization_expired' } );
		expect( ( await send( message( { timestamp: new Date( Date.now() - 70 * 60_000 ).toISOString() } ) ) ).status ).toBe( 204 );
	} );

	test( 'is polite to what it has no use for', async () => {
		const before = await count();
		expect( ( await send( message( { appId: 'anotherApp' } ) ) ).status ).toBe( 204 );
		for ( const odd of [ '[]', 'null', '"x"', '{' ] ) {
			expect( await send( odd ) ).toEqual( { status: 400, code: 'body_unreadable' } );
		}
		expect( await count() ).toBe( before );
	} );

	test( 'asks for it again with 429 when it cannot be kept', async () => {
		await sql`ALTER TABLE highlevel_event RENAME TO highlevel_event_away`.execute( bridge.database.db );
		try {
			expect( await send( message() ) ).toEqual( { status: 429, code: 'webhook_not_stored' } );
		} finally {
			await sql`ALTER TABLE highlevel_event_away RENAME TO highlevel_event`.execute( bridge.database.db );
		}
	} );
} );

test( 'a 429 is followed by another try of HighLevel, which is taken', async () => {
	await scene.connect( site, { location: location.locationId } );
	await untilOver();
	await sql`ALTER TABLE highlevel_event RENAME TO highlevel_event_away`.execute( bridge.database.db );
	const webhookId = await uninstall( { locationId: location.locationId } );
	await until( 'it was turned away', async () => ( await last() ).status === 429 );
	await sql`ALTER TABLE highlevel_event_away RENAME TO highlevel_event`.execute( bridge.database.db );
	await untilHandled( webhookId );
	expect( await ours() ).toMatchObject( { status: 'broken', statusCode: 'highlevel_uninstalled' } );
} );
