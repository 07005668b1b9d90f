/** The environment: read once, and told all at once what is wrong with it. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, secretsOf } from '../../src/config/load-config.ts';

function faultsOf( env: Record<string, string> ): Record<string, string> {
	try {
		loadConfig( env );
	} catch ( error ) {
		if ( error instanceof ConfigError ) {
			return Object.fromEntries( error.faults.map( ( fault ) => [ fault.variable, fault.detail ] ) );
		}
		throw error;
	}
	return {};
}

test( 'nothing set: everything has its default', () => {
	expect( loadConfig( {} ) ).toEqual( {
		host: '127.0.0.1', port: 4310, dataDir: resolve( '.data/bridge' ), databaseUrl: null, publicUrl: null, pairingCode: null, encryptionKeys: [],
		highLevelConsentUrl: null, highLevelSandboxUrl: null, highLevelBaseUrl: 'https://services.leadconnectorhq.com', highLevelApp: null, highLevelWebhookKey: null, logLevel: 'info',
	} );
} );

test( 'an empty value is no value, as Compose files pass those on', () => {
	expect( loadConfig( { PORT: '', DATABASE_URL: ' ', LOG_LEVEL: '', BRIDGE_ENCRYPTION_KEY: '' } ) ).toEqual( loadConfig( {} ) );
} );

test( 'everything set', () => {
	const [ first, second ] = [ randomBytes( 32 ), randomBytes( 32 ) ];
	const pem = generateKeyPairSync( 'ed25519' ).publicKey.export( { type: 'spki', format: 'pem' } ).toString();
	const config = loadConfig( {
		HOST: '0.0.0.0', PORT: '0', DATA_DIR: '/data', DATABASE_URL: 'postgres://me:pa%40ss@db:5432/slots', BRIDGE_PUBLIC_URL: 'https://bridge.example.com/sync/',
		BRIDGE_PAIRING_CODE: 'abcd-efgh', BRIDGE_ENCRYPTION_KEY: `${ first.toString( 'base64' ) }, ${ second.toString( 'base64' ) }`,
		HIGHLEVEL_BASE_URL: 'http://127.0.0.1:4010', HIGHLEVEL_CLIENT_ID: 'id', HIGHLEVEL_CLIENT_SECRET: 'app-secret',
		HIGHLEVEL_WEBHOOK_PUBLIC_KEY: pem.replaceAll( '\n', '\\n' ), LOG_LEVEL: 'debug',
	} );
	expect( config ).toMatchObject( {
		host: '0.0.0.0', port: 0, dataDir: '/data', publicUrl: 'https://bridge.example.com/sync', encryptionKeys: [ first, second ],
		highLevelApp: { clientId: 'id', clientSecret: 'app-secret' }, highLevelWebhookKey: pem, logLevel: 'debug',
	} );
	expect( secretsOf( config ) ).toEqual( [ 'abcd-efgh', 'app-secret', 'pa%40ss', 'pa@ss', first.toString( 'base64' ), second.toString( 'base64' ) ] );
} );

test( 'all faults are told together, each with its variable and what to do', () => {
	const faults = faultsOf( {
		PORT: '99999', DATABASE_URL: 'mysql://db/x', BRIDGE_PUBLIC_URL: 'bridge', BRIDGE_PAIRING_CODE: '12-3', BRIDGE_ENCRYPTION_KEY: 'short',
		HIGHLEVEL_BASE_URL: 'ftp://x', HIGHLEVEL_CLIENT_ID: 'id', HIGHLEVEL_WEBHOOK_PUBLIC_KEY: 'nonsense', LOG_LEVEL: 'loud',
	} );
	expect( Object.keys( faults ).sort() ).toEqual( [
		'BRIDGE_ENCRYPTION_KEY', 'BRIDGE_PAIRING_CODE', 'BRIDGE_PUBLIC_URL', 'DATABASE_URL', 'HIGHLEVEL_BASE_URL', 'HIGHLEVEL_CLIENT_SECRET',
		'HIGHLEVEL_WEBHOOK_PUBLIC_KEY', 'LOG_LEVEL', 'PORT',
	] );
	expect( faults.BRIDGE_ENCRYPTION_KEY ).toContain( 'openssl rand -base64 32' );
	expect( faults.HIGHLEVEL_CLIENT_SECRET ).toContain( 'HIGHLEVEL_CLIENT_ID' );
} );

describe( 'single faults', () => {
	test.each( [
		[ 'PORT', 'abc' ], [ 'PORT', '-1' ], [ 'PORT', '80.5' ], [ 'PORT', '0x50' ],
		[ 'BRIDGE_PUBLIC_URL', 'https://bridge.example.com/?a=b' ], [ 'BRIDGE_PUBLIC_URL', 'https://me:pw@bridge.example.com' ], [ 'BRIDGE_PUBLIC_URL', 'https://bridge.example.com/#a' ],
		[ 'DATABASE_URL', 'localhost:5432' ],
		[ 'BRIDGE_ENCRYPTION_KEY', `${ randomBytes( 32 ).toString( 'base64' ) },${ randomBytes( 16 ).toString( 'base64' ) }` ],
		[ 'HIGHLEVEL_WEBHOOK_PUBLIC_KEY', generateKeyPairSync( 'rsa', { modulusLength: 2048 } ).publicKey.export( { type: 'spki', format: 'pem' } ).toString() ],
	] )( '%s=%s', ( variable, value ) => {
		expect( Object.keys( faultsOf( { [ variable ]: value } ) ) ).toEqual( [ variable ] );
	} );
} );

test( 'a fault never repeats the value: it may be a secret', () => {
	const canary = 'canary-3b1f';
	const faults = faultsOf( { DATABASE_URL: `mysql://me:${ canary }@db/x`, BRIDGE_ENCRYPTION_KEY: canary, HIGHLEVEL_WEBHOOK_PUBLIC_KEY: canary, BRIDGE_PUBLIC_URL: `ftp://${ canary }@x` } );
	expect( Object.keys( faults ) ).toHaveLength( 4 );
	expect( JSON.stringify( faults ) ).not.toContain( canary );
} );
