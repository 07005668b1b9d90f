/** Changing the encryption key of a bridge that runs: everything is sealed anew, nothing is missed, and a wrong key changes nothing. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSecretBox, keyIdOf } from '../../src/crypto/secret-box.ts';
import { listSealedSecrets } from '../../src/database/sealed-secrets.ts';
import { until } from '../helpers/until.ts';
import { makeDatabase, type TestDatabase } from '../helpers/with-database.ts';
import { startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, siteDetails, TestSite, type Pairing } from './helpers.ts';

let folder: string;
let file: string;
let database: TestDatabase;
let bridge: BridgeProcess;
const [ old, fresh, stranger ] = [ randomBytes( 32 ), randomBytes( 32 ), randomBytes( 32 ) ];

beforeEach( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-rotate-' ) );
	file = join( folder, 'keys' );
	database = await makeDatabase();
	await write( old );
	bridge = start();
} );

afterEach( async () => {
	bridge.kill( 'SIGTERM' );
	await bridge.ended;
	await database.drop();
	await rm( folder, { recursive: true, force: true } );
} );

const start = () => startBridge( { DATA_DIR: folder, DATABASE_URL: database.connectionString, BRIDGE_ENCRYPTION_KEY_FILE: file } );
const write = ( ...keys: Buffer[] ) => writeFile( file, keys.map( ( key ) => `${ key.toString( 'base64' ) }\n` ).join( '' ) );
const sealed = async () => ( await listSealedSecrets( database.db ) ).map( ( secret ) => secret.sealed );
const ask = async ( site: TestSite ) => ( await fetch( `${ site.bridgeUrl }/v1/pair`, { headers: { authorization: `Bearer ${ await site.sign( 'GET', '/v1/pair', '' ) }` } } ) ).status;

async function pair(): Promise<TestSite> {
	const { url } = await bridge.listening();
	const answer = await post( `${ url }/v1/pair`, { code: bridge.code(), site: siteDetails( 'https://rotate.example' ) } );
	return new TestSite( url, answer.body as Pairing, [] );
}

/** Signals, and waits for the line of that level that this signal has brought. */
async function hangUp( level: number ): Promise<Record<string, unknown>> {
	const lines = () => bridge.output().stdout.split( '\n' ).filter( ( line ) => line.includes( 'The encryption keys were read again' ) ).map( ( line ) => JSON.parse( line ) as Record<string, unknown> );
	const before = lines().length;
	bridge.kill( 'SIGHUP' );
	const line = await until( 'the keys were read', () => lines()[ before ] );
	expect( line[ 'level' ] ).toBe( level );
	return line;
}

test( 'a new key before the old one seals everything anew, without a request that fails; then the old one can go', async () => {
	const site = await pair();
	expect( ( await sealed() ).every( ( text ) => text.startsWith( `${ keyIdOf( old ) }.` ) ) ).toBe( true );
	let over = false;
	const statuses: number[] = [];
	const asking = ( async () => {
		while ( ! over ) {
			statuses.push( await ask( site ) );
		}
	} )();
	await write( fresh, old );
	expect( await hangUp( 30 ) ).toMatchObject( { keyId: keyIdOf( fresh ), resealed: 1 } );
	const after = await sealed();
	expect( after.map( ( text ) => createSecretBox( [ fresh ] ).open( text ) ) ).toEqual( [ site.pairing.secret ] );
	over = true;
	await asking;
	expect( new Set( statuses ) ).toEqual( new Set( [ 200 ] ) );
	bridge.kill( 'SIGTERM' );
	expect( await bridge.ended ).toBe( 0 );
	await write( fresh );
	bridge = start();
	expect( await ask( new TestSite( ( await bridge.listening() ).url, site.pairing, [] ) ) ).toBe( 200 );
} );

test( 'keys that do not open what is stored, or leave out the one in use, or are none, change nothing', async () => {
	const site = await pair();
	const before = await sealed();
	for ( const spoil of [ () => write( stranger ), () => write( fresh ), () => writeFile( file, 'no key' ), () => rm( file ) ] ) {
		await spoil();
		await hangUp( 50 );
		expect( await ask( site ) ).toBe( 200 );
	}
	expect( await sealed() ).toEqual( before );
	// What other replicas or a back-up brought in with a key that nobody here has.
	await database.db.updateTable( 'site' ).set( { previous_secret: createSecretBox( [ stranger ] ).seal( 'x' ) } ).execute();
	await write( fresh, old );
	await hangUp( 50 );
	expect( ( await sealed() ).includes( before[ 0 ]! ) ).toBe( true );
	expect( JSON.stringify( bridge.output() ) ).not.toContain( fresh.toString( 'base64' ) );
} );
