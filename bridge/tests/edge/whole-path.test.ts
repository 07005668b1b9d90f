/** The bridge as a program, between a site and the sandbox: from pairing to the callback that says it is done. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, readAnswer, siteDetails, TestSite, type Answer } from './helpers.ts';
import { Receiver } from './receiver.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const database = withDatabase();
const receiver = new Receiver();
let folder: string;
let bridge: BridgeProcess;
let site: TestSite;

async function start(): Promise<string> {
	bridge = startBridge( { DATA_DIR: folder, DATABASE_URL: database.connectionString, HIGHLEVEL_BASE_URL: sandbox.url } );
	return ( await bridge.listening() ).url;
}

beforeAll( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-path-' ) );
	const callbackUrl = `${ await receiver.start() }/callback`;
	const url = await start();
	const answer = await post( `${ url }/v1/pair`, { code: bridge.code(), site: { ...siteDetails( 'https://path.example' ), callbackUrl } } );
	site = new TestSite( url, answer.body, [] );
} );

afterAll( async () => {
	bridge.kill( 'SIGTERM' );
	await bridge.ended;
	await receiver.stop();
	await rm( folder, { recursive: true, force: true } );
} );

async function call( method: string, path: string, body?: unknown, mediaType = 'application/json' ): Promise<Answer> {
	const text = body === undefined ? '' : JSON.stringify( body );
	const token = await site.sign( method, path, text );
	return readAnswer( await fetch( site.bridgeUrl + path, {
		method, headers: { 'authorization': `Bearer ${ token }`, 'content-type': mediaType }, ...( body !== undefined && { body: text } ),
	} ) );
}

const sendEvent = ( event: object ) => call( 'POST', '/v1/events', [ event ], 'application/cloudevents-batch+json' );
const calendars = async () => ( await sandbox.control( 'GET', '/state' ) ).body.calendars;
const toldLinks = () => receiver.received.map( ( { headers, body } ) => ( new Webhook( new TextEncoder().encode( site.pairing.secret ), { format: 'raw' } )
	.verify( body, headers as Record<string, string> ) as { data: { subject: string; state: string; highLevelId: string | null; reasonCode: string | null } } ).data );

test( 'a calendar that waits for a connection arrives when there is one, and the site is told', async () => {
	expect( ( await sendEvent( calendarEvent( 1, 1, { type: 'com.slotbridge.calendar.created', entity: { name: 'Breath work' } } ) ) ).status ).toBe( 202 );
	await until( 'it waits', async () => ( await call( 'GET', '/v1/links' ) ).body.links[ 0 ]?.state === 'waiting' );
	const added = await call( 'POST', '/v1/connections', await sandbox.makeLocation() );
	expect( added.status ).toBe( 201 );
	const link = await until( 'it is linked', async () => {
		const [ found ] = ( await call( 'GET', '/v1/links?subject=calendar/1' ) ).body.links;
		return found?.state === 'linked' && found;
	} );
	const [ made ] = await calendars();
	expect( made ).toMatchObject( { id: link.highLevelId, name: 'Breath work' } );
	await until( 'the site is told', () => toldLinks().some( ( told ) => told.state === 'linked' && told.highLevelId === made.id ) );
	const detail = ( await call( 'GET', `/v1/activity/${ link.eventId }` ) ).body;
	expect( detail.item.state ).toBe( 'delivered' );
	expect( detail.runs.at( -1 ).steps.flatMap( ( step: { attempts: unknown[] } ) => step.attempts ).length ).toBeGreaterThan( 0 );
} );

test( 'killed without warning and started again, it goes on where it was', async () => {
	await sandbox.control( 'POST', '/faults', { kind: 'slow', ms: 60_000, match: { method: 'PUT' } } );
	await sendEvent( calendarEvent( 1, 2, { entity: { name: 'Breath work for two' } } ) );
	await until( 'the change is under way', async () => ( await sandbox.control( 'GET', '/requests?method=PUT' ) ).body.requests.length > 0 );
	bridge.kill( 'SIGKILL' );
	await bridge.ended;
	await sandbox.control( 'DELETE', '/faults' );
	const url = await start();
	site = new TestSite( url, site.pairing, [] );
	await until( 'the new name is there', async () => ( await calendars() )[ 0 ].name === 'Breath work for two', 110_000 );
	expect( await calendars() ).toHaveLength( 1 );
}, 150_000 );

test( 'ended in order while a delivery hangs, it gives the event back', async () => {
	await until( 'all is quiet', async () => ( await call( 'GET', '/v1/links' ) ).body.links.every( ( link: { state: string } ) => link.state === 'linked' ) );
	await sandbox.control( 'DELETE', '/requests' );
	await sandbox.control( 'POST', '/faults', { kind: 'slow', ms: 60_000, match: { method: 'PUT' } } );
	const event = calendarEvent( 1, 3, { entity: { name: 'Breath work for all' } } );
	await sendEvent( event );
	await until( 'the change is under way', async () => ( await sandbox.control( 'GET', '/requests?method=PUT' ) ).body.requests.length > 0 );
	bridge.kill( 'SIGTERM' );
	expect( await bridge.ended ).toBe( 0 );
	const { state } = await database.db.selectFrom( 'event' ).select( 'state' ).where( 'id', '=', event.id ).executeTakeFirstOrThrow();
	expect( [ 'pending', 'retrying' ] ).toContain( state );
	await sandbox.control( 'DELETE', '/faults' );
	site = new TestSite( await start(), site.pairing, [] );
	await until( 'the new name is there', async () => ( await calendars() )[ 0 ].name === 'Breath work for all', 110_000 );
	await until( 'the site is told', () => toldLinks().length >= 3 );
}, 150_000 );
