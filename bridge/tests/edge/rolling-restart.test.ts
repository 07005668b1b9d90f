/** Two bridges on one database: started at once on an empty one, restarted one after the other under a stream of events, and beside a newer version. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../../src/database/migrations/index.ts';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { makeDatabase, type TestDatabase } from '../helpers/with-database.ts';
import { startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, siteDetails, TestSite, type Pairing } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const CALENDARS = 8;
const sandbox = withSandbox();
let folder: string;
let database: TestDatabase;
let processes: BridgeProcess[];
let key: string;

beforeEach( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-rolling-' ) );
	database = await makeDatabase( { empty: true } );
	processes = [];
	key = randomBytes( 32 ).toString( 'base64' );
} );

afterEach( async () => {
	await Promise.all( processes.map( end ) );
	await database.drop();
	await rm( folder, { recursive: true, force: true } );
} );

function start(): BridgeProcess {
	const bridge = startBridge( { DATA_DIR: folder, DATABASE_URL: database.connectionString, BRIDGE_ENCRYPTION_KEY: key, HIGHLEVEL_BASE_URL: sandbox.url, LOG_LEVEL: 'info' } );
	processes.push( bridge );
	return bridge;
}

async function end( bridge: BridgeProcess ): Promise<number | null> {
	bridge.kill( 'SIGTERM' );
	return await bridge.ended;
}

/** As the plugin does: to whichever bridge answers, again and again until it is accepted. */
async function send( pairing: Pairing, bridges: BridgeProcess[], event: object ): Promise<void> {
	const body = JSON.stringify( [ event ] );
	for ( let tries = 0; ; tries += 1 ) {
		const { url } = await bridges[ tries % bridges.length ]!.listening();
		try {
			const token = await new TestSite( url, pairing, [] ).sign( 'POST', '/v1/events', body );
			const answer = await fetch( `${ url }/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${ token }`, 'content-type': 'application/cloudevents-batch+json' }, body } );
			if ( answer.status === 202 ) {
				return;
			}
		} catch {
			// It is just going or coming: the other one, then.
		}
		await sleep( 20 );
	}
}

test( 'both start at once on an empty database: one bridge id, every migration once', async () => {
	const both = [ start(), start() ];
	const [ first, second ] = await Promise.all( both.map( ( bridge ) => bridge.listening() ) );
	expect( first!.bridgeId ).toBe( second!.bridgeId );
	const { rows } = await database.pool.query<{ name: string }>( 'SELECT name FROM schema_migration ORDER BY name' );
	expect( rows.map( ( row ) => row.name ) ).toEqual( Object.keys( migrations ).sort() );
	for ( const { url } of [ first!, second! ] ) {
		expect( await ( await fetch( `${ url }/readyz` ) ).json() ).toMatchObject( { status: 'ok' } );
	}
} );

test( 'started beside a newer version, whose migrations it does not know, it works on', async () => {
	const first = start();
	await first.listening();
	await database.pool.query( 'INSERT INTO schema_migration (name, timestamp) VALUES (\'999-of-a-newer-version\', now()::text); ALTER TABLE site ADD COLUMN of_a_newer_version text' );
	const second = start();
	expect( await ( await fetch( `${ ( await second.listening() ).url }/readyz` ) ).json() ).toMatchObject( { status: 'ok' } );
} );

test( 'restarted one after the other under a stream of events: none is lost, none is doubled', async () => {
	let bridges = [ start(), start() ];
	const { url } = await bridges[ 0 ]!.listening();
	await bridges[ 1 ]!.listening();
	// Each start voids the code that was printed before.
	const code = ( await Promise.all( bridges.map( async ( bridge ) => ( await post( `${ url }/v1/pair`, { code: bridge.code(), site: siteDetails( 'https://rolling.example' ) } ) ) ) ) ).find( ( answer ) => answer.status === 201 );
	const pairing = code!.body as Pairing;
	const location = await sandbox.makeLocation();
	const token = await new TestSite( url, pairing, [] ).sign( 'POST', '/v1/connections', JSON.stringify( location ) );
	expect( ( await fetch( `${ url }/v1/connections`, { method: 'POST', headers: { authorization: `Bearer ${ token }`, 'content-type': 'application/json' }, body: JSON.stringify( location ) } ) ).status ).toBe( 201 );

	let over = false;
	const sent: string[] = [];
	const stream = ( async () => {
		for ( let sequence = 1; ! over || sequence <= CALENDARS * 10; sequence += 1 ) {
			const calendar = 1 + sequence % CALENDARS;
			const event = calendarEvent( calendar, sequence, { entity: { name: `Calendar ${ calendar } as of ${ sequence }` } } );
			await send( pairing, bridges, event );
			sent.push( event.id );
			await sleep( 15 );
		}
	} )();
	for ( let round = 0; round < 4; round += 1 ) {
		await until( 'the stream goes on', () => sent.length >= ( round + 1 ) * 15 );
		const leaving = bridges[ 0 ]!;
		const coming = start();
		await coming.listening();
		bridges = [ bridges[ 1 ]!, coming ];
		expect( await end( leaving ) ).toBe( 0 );
	}
	over = true;
	await stream;
	await until( 'everything is settled', async () => ( await database.db.selectFrom( 'event' ).select( 'id' ).where( 'state', 'not in', [ 'delivered', 'superseded' ] ).execute() ).length === 0 );
	const rows = await database.db.selectFrom( 'event' ).select( [ 'id', 'subject', 'sequence', 'state' ] ).orderBy( 'sequence' ).execute();
	expect( rows.map( ( row ) => row.id ) ).toEqual( sent );
	const calendars = ( await sandbox.control( 'GET', '/state' ) ).body.calendars.filter( ( each: { locationId: string } ) => each.locationId === location.locationId ) as { name: string }[];
	const last = Array.from( { length: CALENDARS }, ( _, index ) => `Calendar ${ index + 1 } as of ${ rows.findLast( ( row ) => row.subject === `calendar/${ index + 1 }` )!.sequence }` );
	expect( calendars.map( ( each ) => each.name ).sort() ).toEqual( last.sort() );
}, 180_000 );
