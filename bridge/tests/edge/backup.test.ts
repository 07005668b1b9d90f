/** Back-up, restore and the move to a server, with the real programs: the bridge goes on where it was, and a bad file changes nothing. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keyIdOf } from '../../src/crypto/secret-box.ts';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { makeDatabase, type TestDatabase } from '../helpers/with-database.ts';
import { startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, readAnswer, siteDetails, TestSite, type Answer, type Pairing } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const program = fileURLToPath( new URL( '../../src/backup.ts', import.meta.url ) );
const sandbox = withSandbox();
const databases: TestDatabase[] = [];
let folder: string;
let data: string;
let bridge: BridgeProcess | undefined;
let pairing: Pairing;
let token: string;

interface Ended {
	code: number;
	out: string;
	error: string;
}

function backup( args: string[], env: Record<string, string> = {} ): Promise<Ended> {
	return new Promise( ( resolve ) => {
		execFile( process.execPath, [ program, ...args ], { env: { PATH: process.env[ 'PATH' ], HOME: process.env[ 'HOME' ], DATA_DIR: data, ...env } }, ( error, out, errors ) => {
			resolve( { code: error ? Number( error.code ) : 0, out, error: errors } );
		} );
	} );
}

async function start( env: Record<string, string> = {} ): Promise<string> {
	bridge = startBridge( { DATA_DIR: data, HIGHLEVEL_BASE_URL: sandbox.url, ...env } );
	return ( await bridge.listening() ).url;
}

async function stop(): Promise<void> {
	bridge?.kill( 'SIGTERM' );
	await bridge?.ended;
	bridge = undefined;
}

async function call( url: string, method: string, path: string, body?: unknown, mediaType = 'application/json' ): Promise<Answer> {
	const text = body === undefined ? '' : JSON.stringify( body );
	const signature = await new TestSite( url, pairing, [] ).sign( method, path, text );
	return readAnswer( await fetch( url + path, { method, headers: { 'authorization': `Bearer ${ signature }`, 'content-type': mediaType }, ...( body !== undefined && { body: text } ) } ) );
}

async function empty(): Promise<TestDatabase> {
	const database = await makeDatabase( { empty: true, poolSize: 2 } );
	databases.push( database );
	return database;
}

/** Everything in the tables that a back-up is about, row by row. */
async function contents( database: TestDatabase ): Promise<Record<string, string[]>> {
	const all: Record<string, string[]> = {};
	for ( const table of [ 'bridge', 'site', 'connection', 'config', 'event', 'run', 'step', 'attempt', 'link', 'location_budget' ] ) {
		all[ table ] = ( await database.pool.query<{ row: string }>( `SELECT to_jsonb(one)::text AS row FROM ${ table } AS one ORDER BY 1` ) ).rows.map( ( { row } ) => row );
	}
	return all;
}

const file = () => join( folder, 'saved.gz' );
const stateOf = async ( url: string, id: string ) => ( await call( url, 'GET', `/v1/activity/${ id }` ) ).body.item.state;
const delivered = calendarEvent( 1, 1, { type: 'com.slotbridge.calendar.created', entity: { name: 'Kept \u{1F4C5} "as it is"' } } );
const open = calendarEvent( 2, 1, { type: 'com.slotbridge.calendar.created', entity: { name: 'Still to come' } } );

beforeAll( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-backup-' ) );
	// Beside it, not inside: as root, PostgreSQL's own account must be able to pass to its folder.
	data = await mkdtemp( join( tmpdir(), 'slotbridge-backup-data-' ) );
	const url = await start();
	pairing = ( await post( `${ url }/v1/pair`, { code: bridge!.code(), site: siteDetails( 'https://backup.example' ) } ) ).body as Pairing;
	const location = await sandbox.makeLocation();
	token = location.token;
	const { body } = await call( url, 'POST', '/v1/connections', location );
	await call( url, 'POST', '/v1/events', [ delivered ], 'application/cloudevents-batch+json' );
	await until( 'one is delivered', async () => await stateOf( url, delivered.id ) === 'delivered' );
	await call( url, 'PATCH', `/v1/connections/${ body.connection.id }`, { status: 'paused' } );
	await call( url, 'POST', '/v1/events', [ open ], 'application/cloudevents-batch+json' );
	await until( 'one waits', async () => await stateOf( url, open.id ) === 'waiting' );
	const saved = await backup( [ 'save', file() ] );
	expect( saved ).toMatchObject( { code: 0, error: '' } );
	expect( saved.out ).toMatch( /^2 events, 1 links, 1 sites .*is not in it.*\n$/ );
}, 180_000 );

afterEach( stop );
afterAll( async () => {
	await Promise.all( databases.map( ( database ) => database.drop() ) );
	await Promise.all( [ folder, data ].map( ( each ) => rm( each, { recursive: true, force: true } ) ) );
} );

/** The bridge on that server knows its site, its links, and delivers what was still open, into the calendar that it had. */
async function goesOn( url: string ): Promise<void> {
	expect( await stateOf( url, delivered.id ) ).toBe( 'delivered' );
	const { body } = await call( url, 'GET', '/v1/connections' );
	await call( url, 'PATCH', `/v1/connections/${ body.connections[ 0 ].id }`, { status: 'active' } );
	await until( 'the open one is delivered', async () => await stateOf( url, open.id ) === 'delivered' );
	const again = calendarEvent( 1, 5, { entity: { name: 'Changed afterwards' } } );
	await call( url, 'POST', '/v1/events', [ again ], 'application/cloudevents-batch+json' );
	await until( 'a change arrives', async () => await stateOf( url, again.id ) === 'delivered' );
	const calendars = ( await sandbox.control( 'GET', '/state' ) ).body.calendars as { name: string; locationId: string }[];
	expect( calendars.map( ( calendar ) => calendar.name ).filter( ( name ) => [ 'Changed afterwards', 'Still to come', 'Kept \u{1F4C5} "as it is"' ].includes( name ) ).sort() ).toEqual( [ 'Changed afterwards', 'Still to come' ] );
}

test( 'a file is for its owner alone, holds no key and no plain secret, and is never overwritten', async () => {
	expect( ( await stat( file() ) ).mode & 0o777 ).toBe( 0o600 );
	const text = gunzipSync( await readFile( file() ) ).toString();
	const key = ( await readFile( join( data, 'encryption.key' ), 'utf8' ) ).trim();
	for ( const secret of [ key, token, pairing.secret ] ) {
		expect( text ).not.toContain( secret );
	}
	expect( JSON.parse( text.split( '\n' )[ 0 ]! ) ).toMatchObject( { keyIds: [ keyIdOf( Buffer.from( key, 'base64' ) ) ] } );
	const before = await readFile( file() );
	expect( await backup( [ 'save', file() ] ) ).toMatchObject( { code: 1, error: expect.stringContaining( 'EEXIST' ) } );
	expect( await readFile( file() ) ).toEqual( before );
	expect( ( await readdir( folder ) ).sort() ).toEqual( [ 'saved.gz' ] );
} );

test( 'restored twice it is the same twice, and what is damaged, foreign or in the way changes nothing', async () => {
	const [ one, two ] = [ await empty(), await empty() ];
	for ( const each of [ one, two ] ) {
		expect( await backup( [ 'restore', file() ], { DATABASE_URL: each.connectionString } ) ).toMatchObject( { code: 0, error: '' } );
	}
	const first = await contents( one );
	expect( await contents( two ) ).toEqual( first );
	expect( first[ 'attempt' ]!.length ).toBeGreaterThan( 1 );
	expect( await backup( [ 'restore', file() ], { DATABASE_URL: one.connectionString } ) ).toMatchObject( { code: 1, error: expect.stringContaining( 'already belongs to a bridge' ) } );
	expect( await contents( one ) ).toEqual( first );

	const packed = await readFile( file() );
	const text = gunzipSync( packed ).toString();
	const lines = text.trimEnd().split( '\n' );
	const spoiled: [ string, Buffer, string ][] = [
		[ 'cut', packed.subarray( 0, packed.length - 30 ), 'cannot be read' ],
		[ 'foreign', Buffer.from( 'nothing of ours' ), 'cannot be read' ],
		[ 'other', gzipSync( '{"some":"thing"}\n' ), 'not a back-up' ],
		[ 'endless', gzipSync( `${ lines.slice( 0, -1 ).join( '\n' ) }\n` ), 'cut short' ],
		[ 'short', gzipSync( `${ lines.filter( ( line ) => ! line.includes( open.id ) ).join( '\n' ) }\n` ), 'damaged' ],
		[ 'newer', gzipSync( text.replace( '"001-initial"', '"001-initial","900-of-tomorrow"' ) ), 'newer version' ],
	];
	const target = await empty();
	for ( const [ name, bytes, words ] of spoiled ) {
		await writeFile( join( folder, name ), bytes );
		expect( await backup( [ 'restore', join( folder, name ) ], { DATABASE_URL: target.connectionString } ), name ).toMatchObject( { code: 1, error: expect.stringContaining( words ) } );
		await rm( join( folder, name ) );
	}
	expect( await backup( [ 'restore', file() ], { DATABASE_URL: target.connectionString } ) ).toMatchObject( { code: 0 } );
	expect( await contents( target ) ).toEqual( first );
}, 120_000 );

test( 'a bridge that runs is not moved; stopped, it moves to a server with one command and goes on there', async () => {
	const server = await empty();
	const move = () => backup( [ 'move' ], { MOVE_TO_DATABASE_URL: server.connectionString } );
	await start();
	expect( await move() ).toMatchObject( { code: 1, error: expect.stringContaining( 'Another bridge is already running' ) } );
	await stop();
	expect( await move() ).toMatchObject( { code: 0, error: '', out: expect.stringContaining( 'DATABASE_URL' ) } );
	await goesOn( await start( { DATABASE_URL: server.connectionString } ) );
}, 120_000 );

test( 'without a file, a database or a word it says what to give', async () => {
	expect( await backup( [] ) ).toMatchObject( { code: 1, error: expect.stringContaining( 'save <file>' ) } );
	expect( await backup( [ 'save', join( folder, 'x' ) ], { DATA_DIR: join( folder, 'nowhere' ) } ) ).toMatchObject( { code: 1, error: expect.stringContaining( 'no embedded database' ) } );
	expect( await backup( [ 'move' ], { MOVE_TO_DATABASE_URL: 'mysql://me:canary-pass@x/y' } ) ).toMatchObject( { code: 1, error: expect.not.stringContaining( 'canary-pass' ) } );
} );
