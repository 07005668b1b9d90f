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
		highLevelConsentUrl: null, highLevelSandboxUrl: null, highLevelBaseUrl: 'https://services.leadconnectorhq.com', highLevelApp: null, highLevelWebhookKey: null,
		outgoingAllow: [], mail: null, logLevel: 'info', metricsToken: null, traceEndpoint: null, encryptionKeyFile: null,
		database: { caFile: null, poolSize: 10, statementTimeoutMs: 60_000 },
		retention: { eventDays: 90, deadDays: 180, exchangeDays: 30, maxEvents: 5_000_000, maxExchangeBytes: 20_000_000_000 },
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
		OUTGOING_ALLOW: '10.0.0.0/8, hooks.example.lan,', SMTP_URL: 'smtps://me:mail%20pw@mail.example.com:465', SMTP_FROM: 'SlotBridge <alerts@example.com>',
	} );
	expect( config ).toMatchObject( {
		host: '0.0.0.0', port: 0, dataDir: '/data', publicUrl: 'https://bridge.example.com/sync', encryptionKeys: [ first, second ],
		highLevelApp: { clientId: 'id', clientSecret: 'app-secret' }, highLevelWebhookKey: pem, logLevel: 'debug', outgoingAllow: [ '10.0.0.0/8', 'hooks.example.lan' ],
		mail: { url: 'smtps://me:mail%20pw@mail.example.com:465', from: 'SlotBridge <alerts@example.com>' },
	} );
	expect( secretsOf( config ) ).toEqual( [ 'abcd-efgh', 'app-secret', 'pa%40ss', 'mail%20pw', 'pa@ss', 'mail pw', first.toString( 'base64' ), second.toString( 'base64' ) ] );
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
		[ 'DATABASE_URL', 'localhost:5432' ], [ 'DATABASE_POOL_SIZE', '1' ], [ 'DATABASE_POOL_SIZE', '201' ], [ 'DATABASE_STATEMENT_TIMEOUT_SECONDS', '-1' ], [ 'DATABASE_CA_FILE', '/ca.pem' ],
		[ 'RETENTION_EVENT_DAYS', '0' ], [ 'RETENTION_DEAD_DAYS', '3651' ], [ 'RETENTION_EXCHANGE_DAYS', '1.5' ], [ 'RETENTION_MAX_EVENTS', '999' ], [ 'RETENTION_MAX_EXCHANGE_MB', 'much' ],
		[ 'METRICS_TOKEN', 'short' ], [ 'OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318' ],
		[ 'OUTGOING_ALLOW', '10.0.0.0/40' ], [ 'OUTGOING_ALLOW', 'hooks.example.lan,http://x' ],
		[ 'BRIDGE_ENCRYPTION_KEY', `${ randomBytes( 32 ).toString( 'base64' ) },${ randomBytes( 16 ).toString( 'base64' ) }` ],
		[ 'HIGHLEVEL_WEBHOOK_PUBLIC_KEY', generateKeyPairSync( 'rsa', { modulusLength: 2048 } ).publicKey.export( { type: 'spki', format: 'pem' } ).toString() ],
	] )( '%s=%s', ( variable, value ) => {
		expect( Object.keys( faultsOf( { [ variable ]: value } ) ) ).toEqual( [ variable ] );
	} );
} );

test( 'mail needs a server and a sender, both', () => {
	expect( faultsOf( { SMTP_URL: 'smtp://mail.example.com' } ) ).toEqual( { SMTP_FROM: expect.stringContaining( 'SMTP_URL' ) } );
	expect( Object.keys( faultsOf( { SMTP_URL: 'https://mail.example.com', SMTP_FROM: 'nobody\nBcc: x@y.example' } ) ).sort() ).toEqual( [ 'SMTP_FROM', 'SMTP_URL' ] );
} );

test( 'a fault never repeats the value: it may be a secret', () => {
	const canary = 'canary-3b1f';
	const faults = faultsOf( { DATABASE_URL: `mysql://me:${ canary }@db/x`, BRIDGE_ENCRYPTION_KEY: canary, HIGHLEVEL_WEBHOOK_PUBLIC_KEY: canary, BRIDGE_PUBLIC_URL: `ftp://${ canary }@x` } );
	expect( Object.keys( faults ) ).toHaveLength( 4 );
	expect( JSON.stringify( faults ) ).not.toContain( canary );
} );
