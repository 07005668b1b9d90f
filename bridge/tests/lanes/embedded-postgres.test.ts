/** The server in the data folder: made once, found again after a crash, started again when it dies, and never shared by two bridges. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { until } from '../helpers/until.ts';
import { startReplica } from './processes.ts';
import { quietLog } from './start-lanes.ts';

let dataDir: string;
let server: EmbeddedPostgres | undefined;

beforeAll( async () => {
	dataDir = await mkdtemp( join( tmpdir(), 'slotbridge-embedded-' ) );
} );
afterEach( async () => {
	await server?.stop();
	server = undefined;
} );
afterAll( () => rm( dataDir, { recursive: true, force: true } ) );

async function start(): Promise<EmbeddedPostgres> {
	server = await startEmbeddedPostgres( { dataDir, log: quietLog } );
	return server;
}

async function query( connectionString: string, text: string ): Promise<Record<string, unknown>[]> {
	const client = new pg.Client( { connectionString } );
	client.on( 'error', () => undefined );
	await client.connect();
	try {
		return ( await client.query( text ) ).rows;
	} finally {
		await client.end();
	}
}

function isRunning( pid: number ): boolean {
	try {
		process.kill( pid, 0 );
		return true;
	} catch {
		return false;
	}
}

describe( 'one bridge', () => {
	test( 'starts a server that only the stored password opens and only this machine reaches, and leaves nothing running', async () => {
		const { connectionString, pid, stop } = await start();
		await query( connectionString, 'CREATE TABLE kept (word text); INSERT INTO kept VALUES (\'still here\')' );
		const url = new URL( connectionString );
		expect( url.hostname ).toBe( '127.0.0.1' );
		expect( ( await stat( join( dataDir, 'postgres.password' ) ) ).mode & 0o777 ).toBe( 0o600 );
		expect( ( await readFile( join( dataDir, 'postgres.password' ), 'utf8' ) ).length ).toBeGreaterThanOrEqual( 32 );
		const [ settings ] = await query( connectionString, 'SELECT current_setting(\'fsync\') AS fsync, current_setting(\'listen_addresses\') AS listens, current_setting(\'unix_socket_directories\') AS sockets' );
		expect( settings ).toEqual( { fsync: 'on', listens: '127.0.0.1', sockets: '' } );
		url.password = 'wrong';
		await expect( query( url.href, 'SELECT 1' ) ).rejects.toMatchObject( { code: '28P01' } );
		await stop();
		expect( isRunning( pid ) ).toBe( false );
		expect( await readdir( dataDir ) ).toEqual( [ 'postgres', 'postgres.log', 'postgres.password' ] );
	} );

	test( 'finds everything again after a stop', async () => {
		const { connectionString } = await start();
		expect( await query( connectionString, 'SELECT word FROM kept' ) ).toEqual( [ { word: 'still here' } ] );
	} );

	test( 'starts the server again when it is killed, and open pools go on by themselves', async () => {
		const running = await start();
		const database = await openDatabase( { connectionString: running.connectionString, poolSize: 2 } );
		await database.pool.query( 'INSERT INTO kept VALUES (\'before the crash\')' );
		const { pid } = running;
		process.kill( pid, 'SIGKILL' );
		await until( 'another server answers at the same address', async () => ( await database.pool.query( 'SELECT 1 FROM kept WHERE word = \'before the crash\'' ) ).rowCount === 1 && running.pid !== pid );
		await database.close();
		expect( isRunning( running.pid ) ).toBe( true );
	} );
} );

describe( 'two bridges', () => {
	test( 'the second one on the same folder is refused with a clear message, and the first goes on', async () => {
		const { connectionString } = await start();
		await expect( startEmbeddedPostgres( { dataDir, log: quietLog } ) ).rejects.toThrow( /Another bridge is already running on the data folder .*DATA_DIR/ );
		expect( await query( connectionString, 'SELECT count(*)::int AS words FROM kept' ) ).toEqual( [ { words: 2 } ] );
	} );

	test( 'that start at once on a new folder: one gets it, the other is refused', async () => {
		const fresh = await mkdtemp( join( tmpdir(), 'slotbridge-embedded-' ) );
		const results = await Promise.allSettled( [ 1, 2 ].map( () => startEmbeddedPostgres( { dataDir: fresh, log: quietLog } ) ) );
		const winners = results.filter( ( result ) => result.status === 'fulfilled' ).map( ( result ) => result.value );
		expect( winners ).toHaveLength( 1 );
		expect( String( results.find( ( result ) => result.status === 'rejected' )?.reason ) ).toContain( 'Another bridge' );
		expect( await query( winners[ 0 ]?.connectionString as string, 'SELECT 1 AS one' ) ).toEqual( [ { one: 1 } ] );
		await winners[ 0 ]?.stop();
		expect( await readdir( fresh ) ).toEqual( [ 'postgres', 'postgres.log', 'postgres.password' ] );
		await rm( fresh, { recursive: true } );
	} );
} );

describe( 'a killed bridge', () => {
	test( 'leaves its server running; the next one attaches to it and can stop it', async () => {
		const victim = await startReplica( 'postgres-process.ts', { dataDir } );
		const pid = Number( ( await readFile( join( dataDir, 'postgres', 'postmaster.pid' ), 'utf8' ) ).split( '\n' )[ 0 ] );
		await victim.kill();
		expect( isRunning( pid ) ).toBe( true );
		const next = await start();
		expect( next.pid ).toBe( pid );
		expect( await query( next.connectionString, 'SELECT count(*)::int AS words FROM kept' ) ).toEqual( [ { words: 2 } ] );
		await next.stop();
		await until( 'the server has ended', async () => ! ( await readFile( join( dataDir, 'postgres', 'postmaster.pid' ), 'utf8' ).catch( () => '' ) ) );
	} );

	test( 'together with its server: the next one starts a new server and recovers', async () => {
		const victim = await startReplica( 'postgres-process.ts', { dataDir } );
		const pid = Number( ( await readFile( join( dataDir, 'postgres', 'postmaster.pid' ), 'utf8' ) ).split( '\n' )[ 0 ] );
		await victim.kill();
		process.kill( pid, 'SIGKILL' );
		const next = await start();
		expect( next.pid ).not.toBe( pid );
		expect( await query( next.connectionString, 'SELECT count(*)::int AS words FROM kept' ) ).toEqual( [ { words: 2 } ] );
	} );

	test( 'that is asked to end does so with its server', async () => {
		const bridge = await startReplica( 'postgres-process.ts', { dataDir } );
		const pid = Number( ( await readFile( join( dataDir, 'postgres', 'postmaster.pid' ), 'utf8' ) ).split( '\n' )[ 0 ] );
		expect( await bridge.stop() ).toBe( 0 );
		expect( isRunning( pid ) ).toBe( false );
	} );
} );
