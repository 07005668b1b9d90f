/** How a server is reached: encrypted and checked with a named authority, with a bounded pool, and with statements that end. */
import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type DatabaseOptions, type OpenDatabase } from '../../src/database/client.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { quietLog } from './start-lanes.ts';

const certificate = ( name: string ) => fileURLToPath( new URL( `../helpers/tls/${ name }`, import.meta.url ) );
let dataDir: string;
let keys: string;
let server: EmbeddedPostgres;
const opened: OpenDatabase[] = [];

beforeAll( async () => {
	dataDir = await mkdtemp( join( tmpdir(), 'slotbridge-tls-' ) );
	keys = await mkdtemp( join( tmpdir(), 'slotbridge-tls-keys-' ) );
	server = await startEmbeddedPostgres( { dataDir, log: quietLog, settings: { fsync: 'off', ssl: 'on', ssl_key_file: await serverKey(), ssl_cert_file: join( keys, 'server.pem' ) } } );
} );

afterAll( async () => {
	await Promise.all( opened.map( ( each ) => each.close() ) );
	await server?.stop();
	await Promise.all( [ dataDir, keys ].map( ( each ) => rm( each, { recursive: true, force: true } ) ) );
} );

/** PostgreSQL takes a key that its own account can read and nobody else; as root, that is another account than ours. */
async function serverKey(): Promise<string> {
	const file = join( keys, 'server.key' );
	// Both: that account may not be able to read this repository.
	await copyFile( certificate( 'server.pem' ), join( keys, 'server.pem' ) );
	await copyFile( certificate( 'server.key' ), file );
	await chmod( file, 0o600 );
	if ( process.getuid?.() === 0 ) {
		const { stdout } = await promisify( execFile )( 'id', [ '-u', 'postgres' ] );
		await chmod( keys, 0o711 );
		await chown( file, Number( stdout ), 0 );
	}
	return file;
}

async function open( options: Partial<DatabaseOptions> ): Promise<OpenDatabase> {
	const database = await openDatabase( { connectionString: server.connectionString, ...options } );
	opened.push( database );
	return database;
}

const encrypted = async ( { pool }: OpenDatabase ) => ( await pool.query<{ ssl: boolean }>( 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()' ) ).rows[ 0 ]?.ssl;

test( 'a named authority makes the connection encrypted and checked, whatever the address says', async () => {
	expect( await encrypted( await open( {} ) ) ).toBe( false );
	expect( await encrypted( await open( { caFile: certificate( 'ca.pem' ) } ) ) ).toBe( true );
	expect( await encrypted( await open( { caFile: certificate( 'ca.pem' ), connectionString: `${ server.connectionString }?sslmode=disable` } ) ) ).toBe( true );
} );

test( 'a server of another authority, or of another name, is refused', async () => {
	await expect( encrypted( await open( { caFile: certificate( 'other.pem' ) } ) ) ).rejects.toThrow( /certificate/ );
	await expect( encrypted( await open( { caFile: certificate( 'ca.pem' ), connectionString: server.connectionString.replace( '127.0.0.1', 'localhost' ) } ) ) ).rejects.toThrow( /altnames|Hostname/i );
} );

test( 'a statement that takes too long is ended, and the connection goes on', async () => {
	const { pool } = await open( { statementTimeoutMs: 150, poolSize: 1 } );
	await expect( pool.query( 'SELECT pg_sleep(60)' ) ).rejects.toMatchObject( { code: '57014' } );
	expect( ( await pool.query( 'SELECT 1 AS one' ) ).rows ).toEqual( [ { one: 1 } ] );
} );

test( 'the pool never takes more connections than it may', async () => {
	const { pool } = await open( { poolSize: 3 } );
	const pids = await Promise.all( Array.from( { length: 12 }, async () => ( await pool.query<{ pid: number }>( 'SELECT pg_backend_pid() AS pid, pg_sleep(0.02)' ) ).rows[ 0 ]!.pid ) );
	expect( new Set( pids ).size ).toBe( 3 );
} );
