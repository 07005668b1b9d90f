/** The whole program as a process: how it starts, what it says when it cannot, and how it ends. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { makeDatabase, type TestDatabase } from '../helpers/with-database.ts';
import { isAlive, startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, readAnswer, siteDetails, TestSite, type Pairing } from './helpers.ts';

let folder: string;
let database: TestDatabase;
let processes: BridgeProcess[];

beforeEach( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-process-' ) );
	database = await makeDatabase();
	processes = [];
} );

afterEach( async () => {
	for ( const bridge of processes ) {
		bridge.kill( 'SIGTERM' );
		await bridge.ended;
	}
	await database.drop();
	await rm( folder, { recursive: true, force: true } );
} );

function start( env: Record<string, string> = {} ): BridgeProcess {
	const bridge = startBridge( { DATA_DIR: folder, DATABASE_URL: database.connectionString, ...env } );
	processes.push( bridge );
	return bridge;
}

async function pair( url: string, code: string ): Promise<TestSite> {
	const answer = await post( `${ url }/v1/pair`, { code, site: siteDetails( 'https://process.example' ) } );
	expect( answer.status ).toBe( 201 );
	return new TestSite( url, answer.body as Pairing, [] );
}

/** Without the check of the answer's shape, which needs the routes of a bridge in this process. */
async function statusOf( site: TestSite, method: string, path: string ): Promise<number> {
	const token = await site.sign( method, path, '' );
	return ( await fetch( site.bridgeUrl + path, { method, headers: { authorization: `Bearer ${ token }` } } ) ).status;
}

describe( 'on its own database', () => {
	test( 'starts, pairs by the printed code, ends without leaving anything, and knows the site again', async () => {
		const first = start( { DATABASE_URL: '' } );
		const { url, postgresPid, bridgeId } = await first.listening();
		const site = await pair( url, first.code() );
		expect( await ( await fetch( `${ url }/readyz` ) ).json() ).toEqual( { status: 'ok', checks: { database: true, lanes: true } } );
		expect( ( await stat( join( folder, 'encryption.key' ) ) ).mode & 0o777 ).toBe( 0o600 );
		expect( isAlive( postgresPid! ) ).toBe( true );
		first.kill( 'SIGTERM' );
		expect( await first.ended ).toBe( 0 );
		expect( isAlive( postgresPid! ) ).toBe( false );

		const second = start( { DATABASE_URL: '' } );
		const again = await second.listening();
		expect( again.bridgeId ).toBe( bridgeId );
		expect( await statusOf( new TestSite( again.url, site.pairing, [] ), 'GET', '/v1/pair' ) ).toBe( 200 );
		expect( second.code() ).not.toBe( first.code() );
	} );

	test( 'ended in the middle of its start, it leaves no PostgreSQL behind', async () => {
		const bridge = start( { DATABASE_URL: '' } );
		const { pid } = await bridge.line( ( entry ) => entry[ 'msg' ] === 'The embedded PostgreSQL was started' );
		bridge.kill( 'SIGTERM' );
		expect( await bridge.ended ).toBe( 0 );
		expect( isAlive( pid as number ) ).toBe( false );
	} );
} );

describe( 'cannot start', () => {
	test( 'with a faulty configuration: all faults, exit 1', async () => {
		const bridge = start( { PORT: 'x', LOG_LEVEL: 'loud' } );
		expect( await bridge.ended ).toBe( 1 );
		expect( bridge.output().stderr.trim().split( '\n' ) ).toEqual( [
			'The bridge cannot start with this configuration:', expect.stringMatching( /^ {2}PORT: / ), expect.stringMatching( /^ {2}LOG_LEVEL: / ),
		] );
	} );

	test( 'on a taken port: one line, exit 1, and no database was made', async () => {
		const other = createServer();
		await new Promise<void>( ( resolve ) => other.listen( 0, '127.0.0.1', resolve ) );
		const port = String( ( other.address() as AddressInfo ).port );
		const bridge = start( { PORT: port, DATABASE_URL: '', LOG_LEVEL: 'info' } );
		expect( await bridge.ended ).toBe( 1 );
		expect( bridge.output() ).toEqual( { stdout: '', stderr: expect.stringMatching( new RegExp( `^The bridge could not start: Port ${ port } .*in use.*\n$` ) ) } );
		expect( await readdir( folder ) ).toEqual( [] );
		await new Promise( ( resolve ) => other.close( resolve ) );
	} );

	test( 'without its database: one line without the password, exit 1', async () => {
		const bridge = start( { DATABASE_URL: 'postgres://me:canary-pass@127.0.0.1:9/x', LOG_LEVEL: 'info' } );
		expect( await bridge.ended ).toBe( 1 );
		expect( bridge.output().stderr ).toMatch( /^The bridge could not start: the database cannot be reached .*DATABASE_URL.*\n$/ );
		expect( JSON.stringify( bridge.output() ) ).not.toContain( 'canary-pass' );
	} );

	test( 'with another key than the one before: says so and touches nothing', async () => {
		const key = randomBytes( 32 ).toString( 'base64' );
		const first = start( { BRIDGE_ENCRYPTION_KEY: key } );
		const site = await pair( ( await first.listening() ).url, first.code() );
		first.kill( 'SIGTERM' );
		await first.ended;
		const before = await snapshot();
		for ( const BRIDGE_ENCRYPTION_KEY of [ randomBytes( 32 ).toString( 'base64' ), '' ] ) {
			const wrong = start( { BRIDGE_ENCRYPTION_KEY } );
			expect( await wrong.ended ).toBe( 1 );
			expect( wrong.output().stderr ).toContain( 'The encryption key does not fit the secrets in the database' );
			expect( wrong.output().stdout ).not.toContain( 'Pairing code' );
		}
		expect( await snapshot() ).toEqual( before );
		expect( existsSync( join( folder, 'encryption.key' ) ) ).toBe( false );
		const right = start( { BRIDGE_ENCRYPTION_KEY: key } );
		expect( await statusOf( new TestSite( ( await right.listening() ).url, site.pairing, [] ), 'GET', '/v1/pair' ) ).toBe( 200 );
	} );

	test( 'but with the old key behind a new one it does, and then without the old', async () => {
		const [ old, fresh ] = [ randomBytes( 32 ).toString( 'base64' ), randomBytes( 32 ).toString( 'base64' ) ];
		let site: TestSite | undefined;
		for ( const BRIDGE_ENCRYPTION_KEY of [ old, `${ fresh },${ old }`, fresh ] ) {
			const bridge = start( { BRIDGE_ENCRYPTION_KEY } );
			const { url } = await bridge.listening();
			site = site ? new TestSite( url, site.pairing, [] ) : await pair( url, bridge.code() );
			expect( await statusOf( site, 'GET', '/v1/pair' ) ).toBe( 200 );
			bridge.kill( 'SIGTERM' );
			expect( await bridge.ended ).toBe( 0 );
		}
	} );
} );

async function snapshot(): Promise<unknown> {
	const rows = await Promise.all( [ 'bridge', 'site', 'pairing_code', 'schema_migration' ].map( ( table ) => database.pool.query( `SELECT * FROM ${ table }` ) ) );
	return rows.map( ( result ) => result.rows as unknown );
}

describe( 'while it runs', () => {
	test( 'a configured code is not printed', async () => {
		const bridge = start( { BRIDGE_PAIRING_CODE: 'canary-code-1' } );
		const site = await pair( ( await bridge.listening() ).url, 'CANARY CODE 1' );
		expect( await statusOf( site, 'GET', '/v1/pair' ) ).toBe( 200 );
		expect( bridge.output().stdout ).not.toMatch( /Pairing code|canary-code-1/ );
	} );

	test( 'no secret is in its output, at the most talkative level', async () => {
		const key = randomBytes( 32 ).toString( 'base64' );
		const bridge = start( { BRIDGE_ENCRYPTION_KEY: key } );
		const { url } = await bridge.listening();
		const code = bridge.code();
		const site = await pair( url, code );
		const token = await site.sign( 'POST', '/v1/pair/secret', '' );
		const rotated = await post( `${ url }/v1/pair/secret`, undefined, { authorization: `Bearer ${ token }` } );
		expect( rotated.status ).toBe( 200 );
		await post( `${ url }/v1/pair`, { code: 'wrong-code-canary', site: siteDetails( 'https://x.example' ) } );
		await post( `${ url }/v1/pair?code=query-canary`, { code: { secret: 'odd-canary' } } );
		bridge.kill( 'SIGTERM' );
		await bridge.ended;
		const { stdout, stderr } = bridge.output();
		const told = stdout.replace( `Pairing code: ${ code }\n`, '' ) + stderr;
		expect( told ).toContain( '"path":"/v1/pair"' );
		for ( const secret of [ code, key, site.pairing.secret, token, rotated.body.secret, 'wrong-code-canary', 'query-canary', 'odd-canary', new URL( database.connectionString ).password ] ) {
			expect( told ).not.toContain( secret );
		}
	} );

	test( 'it says when its database is away, and when it is back', async () => {
		const bridge = start();
		const { url } = await bridge.listening();
		const admin = new pg.Client( { connectionString: inject( 'postgresUrl' ) } );
		await admin.connect();
		const name = new URL( database.connectionString ).pathname.slice( 1 );
		const readiness = async () => ( await readAnswer( await fetch( `${ url }/readyz` ) ) );
		try {
			await admin.query( `ALTER DATABASE ${ name } ALLOW_CONNECTIONS false` );
			await admin.query( 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [ name ] );
			const away = await readiness();
			expect( [ away.status, away.body.status, away.body.checks.database ] ).toEqual( [ 503, 'unavailable', false ] );
			expect( ( await fetch( `${ url }/healthz` ) ).status ).toBe( 200 );
		} finally {
			await admin.query( `ALTER DATABASE ${ name } ALLOW_CONNECTIONS true` );
			await admin.end();
		}
		while ( ( await readiness() ).status !== 200 ) {
			await sleep( 50 );
		}
	} );
} );

describe( 'told to end', () => {
	test( 'it finishes the request under way and takes no new one', async () => {
		const bridge = start();
		const { url } = await bridge.listening();
		const site = await pair( url, bridge.code() );
		const lock = await database.pool.connect();
		await lock.query( 'BEGIN; LOCK TABLE config IN ACCESS EXCLUSIVE MODE' );
		const underWay = statusOf( site, 'GET', '/v1/config' );
		while ( ! await isBlocked() ) {
			await sleep( 10 );
		}
		bridge.kill( 'SIGTERM' );
		await bridge.line( ( entry ) => entry[ 'msg' ] === 'The bridge is ending' );
		while ( await fetch( `${ url }/healthz` ).then( () => true, () => false ) ) {
			await sleep( 10 );
		}
		await lock.query( 'COMMIT' );
		lock.release();
		expect( await underWay ).toBe( 200 );
		expect( await bridge.ended ).toBe( 0 );
	} );

	test( 'twice, and by Ctrl-C, it still ends in order', async () => {
		const bridge = start();
		await bridge.listening();
		bridge.kill( 'SIGINT' );
		bridge.kill( 'SIGTERM' );
		expect( await bridge.ended ).toBe( 0 );
	} );
} );

async function isBlocked(): Promise<boolean> {
	const { rows } = await database.pool.query( 'SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())' );
	return rows.length > 0;
}
