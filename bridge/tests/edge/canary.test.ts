/** A canary in every secret, the whole program driven through success and failure, and then everything searched that it puts out. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRules } from '../../src/use-cases/alerts/alert-rules.ts';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, readAnswer, siteDetails, TestSite, type Answer } from './helpers.ts';
import { Receiver } from './receiver.ts';
import { withSandbox } from './sandbox.ts';

const canary = ( name: string ) => `canary-${ name }-${ randomBytes( 6 ).toString( 'hex' ) }`;

/** Each secret by its name; more are added as they come to be. None of them has a shape that the redaction knows by itself, but for the tokens. */
const secrets: Record<string, string> = {
	databasePassword: canary( 'database' ),
	encryptionKey: randomBytes( 32 ).toString( 'base64' ),
	oldKey: randomBytes( 32 ).toString( 'base64' ),
	pairingCode: canary( 'code' ),
	wrongPairingCode: canary( 'wrongcode' ),
	clientSecret: canary( 'client' ),
	smtpPassword: canary( 'smtp' ),
	webhookSecret: `whsec_${ randomBytes( 32 ).toString( 'base64' ) }`,
	plainToken: canary( 'token-without-a-known-shape' ),
	wrongToken: `pit-${ randomUUID() }`,
	unreadable: `pit-${ randomUUID() }`,
};

const sandbox = withSandbox();
const database = withDatabase();
const receiver = new Receiver();
const mails: string[] = [];
const smtp = new SMTPServer( {
	disabledCommands: [ 'STARTTLS' ], logger: false, allowInsecureAuth: true,
	// Echoes the password, as some servers do in their logs and a bad one in its answer.
	onAuth: ( auth, _session, done ) => done( mails.length === 0 ? new Error( `no such password: ${ auth.password }` ) : null, { user: 'me' } ),
	onData: ( stream, _session, done ) => {
		stream.on( 'data', ( chunk ) => mails.push( String( chunk ) ) ).on( 'end', () => done() );
	},
} );
const role = `canary_${ randomBytes( 6 ).toString( 'hex' ) }`;
const answers: { path: string; text: string }[] = [];
let folder: string;
let bridge: BridgeProcess;
let site: TestSite;
let output = '';

beforeAll( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-canary-' ) );
	await database.pool.query( `CREATE ROLE ${ role } LOGIN SUPERUSER PASSWORD '${ secrets[ 'databasePassword' ] }'` );
	await new Promise<void>( ( resolve ) => smtp.listen( 0, '127.0.0.1', resolve ) );
	await receiver.start();
} );

afterAll( async () => {
	bridge.kill( 'SIGTERM' );
	await bridge.ended;
	await receiver.stop();
	await new Promise<void>( ( resolve ) => smtp.close( resolve ) );
	await database.pool.query( `REASSIGN OWNED BY ${ role } TO CURRENT_USER` );
	await database.pool.query( `DROP OWNED BY ${ role }` );
	await database.pool.query( `DROP ROLE ${ role }` );
	await rm( folder, { recursive: true, force: true } );
} );

async function start( env: Record<string, string> = {} ): Promise<string> {
	const url = new URL( database.connectionString );
	url.username = role;
	url.password = secrets[ 'databasePassword' ]!;
	bridge = startBridge( {
		DATA_DIR: folder, DATABASE_URL: url.href, HIGHLEVEL_BASE_URL: sandbox.url, LOG_LEVEL: 'trace', OUTGOING_ALLOW: '127.0.0.0/8',
		BRIDGE_PAIRING_CODE: secrets[ 'pairingCode' ]!, BRIDGE_ENCRYPTION_KEY: secrets[ 'oldKey' ]!, HIGHLEVEL_CLIENT_ID: 'app', HIGHLEVEL_CLIENT_SECRET: secrets[ 'clientSecret' ]!,
		SMTP_URL: `smtp://me:${ secrets[ 'smtpPassword' ] }@127.0.0.1:${ ( smtp.server.address() as AddressInfo ).port }`, SMTP_FROM: 'alerts@bridge.example', ...env,
	} );
	return ( await bridge.listening() ).url;
}

async function end(): Promise<void> {
	bridge.kill( 'SIGTERM' );
	await bridge.ended;
	output += JSON.stringify( bridge.output() );
}

/** @param told What this one answer may tell: a secret that is made here. */
async function call( method: string, path: string, body?: unknown, { mediaType = 'application/json', raw, told }: { mediaType?: string; raw?: string; told?: ( body: Answer[ 'body' ] ) => string } = {} ): Promise<Answer> {
	const text = raw ?? ( body === undefined ? '' : JSON.stringify( body ) );
	const token = await site.sign( method, path, text );
	secrets[ `jwt of ${ method } ${ path }` ] = token;
	const answer = await readAnswer( await fetch( site.bridgeUrl + path, { method, headers: { authorization: `Bearer ${ token }`, 'content-type': mediaType }, ...( text !== '' && { body: text } ) } ) );
	keep( path, answer, told?.( answer.body ) );
	return answer;
}

function keep( path: string, answer: Answer, told: string | undefined = undefined ): void {
	const text = `${ answer.text } ${ JSON.stringify( [ ...answer.headers ] ) }`;
	answers.push( { path, text: told === undefined ? text : text.replace( told, '' ) } );
}

/** A secret can also slip out in disguise. */
function disguises( secret: string ): string[] {
	const bytes = Buffer.from( secret );
	return [ secret, encodeURIComponent( secret ), JSON.stringify( secret ).slice( 1, -1 ), bytes.toString( 'base64' ).replace( /=+$/, '' ), bytes.toString( 'base64url' ), bytes.toString( 'hex' ) ];
}

function leaksIn( where: string, text: string ): string[] {
	return Object.entries( secrets ).filter( ( [ , secret ] ) => disguises( secret ).some( ( form ) => text.includes( form ) ) ).map( ( [ name ] ) => `${ name } in ${ where }` );
}

async function fault( fault: Record<string, unknown> ): Promise<void> {
	await sandbox.control( 'POST', '/faults', fault );
}

/** As a careless server or proxy answers: the credentials that it got, in the body, at several depths, as a key too. */
function echo( token: string ): Record<string, unknown> {
	return { message: `Invalid JWT: Bearer ${ token }`, error: { headers: { authorization: `Bearer ${ token }` }, note: [ token ], [ token ]: 'as a key' }, traceId: token };
}

test( 'every secret is planted, and every way is walked', async () => {
	site = new TestSite( await start(), { siteId: '', secret: '', bridgeId: '', bridgeVersion: '' }, [] );
	const details = { ...siteDetails( 'https://canary.example' ), callbackUrl: `http://127.0.0.1:${ receiverPort() }/callback` };
	keep( '/v1/pair', await post( `${ site.bridgeUrl }/v1/pair`, { code: secrets[ 'wrongPairingCode' ], site: details } ) );
	keep( '/v1/pair', await post( `${ site.bridgeUrl }/v1/pair?code=${ secrets[ 'wrongPairingCode' ] }`, { code: [ secrets[ 'wrongPairingCode' ] ] } ) );
	const paired = await post( `${ site.bridgeUrl }/v1/pair`, { code: secrets[ 'pairingCode' ], site: details } );
	expect( paired.status ).toBe( 201 );
	keep( '/v1/pair', paired, paired.body.secret );
	site.pairing = paired.body;
	secrets[ 'siteSecret' ] = paired.body.secret;
	const rotated = await call( 'POST', '/v1/pair/secret', undefined, { told: ( body ) => body.secret } );
	secrets[ 'rotatedSecret' ] = site.pairing.secret = rotated.body.secret;

	// Tokens: refused and echoed, unreadable, accepted, replaced in vain.
	const location = await sandbox.makeLocation();
	secrets[ 'token' ] = location.token;
	await fault( { kind: 'answer', status: 401, body: echo( secrets[ 'wrongToken' ]! ) } );
	expect( ( await call( 'POST', '/v1/connections/test', { token: secrets[ 'wrongToken' ], locationId: location.locationId } ) ).body.ok ).toBe( false );
	await sandbox.control( 'DELETE', '/faults' );
	await fault( { kind: 'answer', status: 401, body: echo( secrets[ 'plainToken' ]! ) } );
	expect( ( await call( 'POST', '/v1/connections', { token: secrets[ 'plainToken' ], locationId: location.locationId } ) ).status ).toBe( 422 );
	await sandbox.control( 'DELETE', '/faults' );
	expect( ( await call( 'POST', '/v1/connections', undefined, { raw: `{"token":"${ secrets[ 'unreadable' ] }` } ) ).status ).toBe( 400 );
	expect( ( await call( 'POST', '/v1/connections', { token: { nested: secrets[ 'unreadable' ] }, locationId: secrets[ 'unreadable' ] } ) ).status ).toBe( 422 );
	const added = await call( 'POST', '/v1/connections', location );
	expect( added.status ).toBe( 201 );
	expect( ( await call( 'PATCH', `/v1/connections/${ added.body.connection.id }`, { token: secrets[ 'wrongToken' ] } ) ).status ).toBe( 422 );

	// Alerts by both ways, the mail server refusing the password at first.
	const alerts = { webhook: { url: `http://127.0.0.1:${ receiverPort() }/alerts`, secret: secrets[ 'webhookSecret' ] }, emails: [ 'me@site.example' ], rules: defaultRules };
	expect( ( await call( 'PUT', '/v1/alerts', alerts ) ).status ).toBe( 200 );
	expect( ( await call( 'PUT', '/v1/alerts', { ...alerts, webhook: { url: `https://me:${ secrets[ 'smtpPassword' ] }@x.example` } } ) ).status ).toBe( 422 );
	expect( ( await call( 'POST', '/v1/alerts/test' ) ).body.results.map( ( result: { ok: boolean } ) => result.ok ) ).toEqual( [ true, false ] );
	mails.push( 'from now on the password is good' );

	// Deliveries through every kind of failure, each with the token in what comes back where it can be.
	const kinds = [
		{ kind: 'answer', status: 422, body: echo( location.token ) }, { kind: 'answer', status: 400, body: echo( location.token ) }, { kind: 'answer', status: 200, body: echo( location.token ) },
		{ kind: 'answer', status: 500, body: `<html>${ location.token }</html>` }, { kind: 'html-error' }, { kind: 'broken-json' }, { kind: 'cut-before' }, { kind: 'cut-after-commit' }, { kind: 'rate-limit' }, { kind: 'server-error' },
	];
	for ( const [ index, kind ] of kinds.entries() ) {
		await fault( kind );
		const event = calendarEvent( index + 1, index + 1, { type: 'com.slotbridge.calendar.created' } );
		expect( ( await call( 'POST', '/v1/events', [ event ], { mediaType: 'application/cloudevents-batch+json' } ) ).status ).toBe( 202 );
		await until( `attempts of event ${ index }`, async () => ( await call( 'GET', `/v1/activity/${ event.id }` ) ).body.runs.at( -1 )?.finishedAt );
	}
	await sandbox.control( 'DELETE', '/faults' );
	await fault( { kind: 'answer', status: 401, body: { ...echo( location.token ), message: 'Invalid Private Integration token' }, times: 0 } );
	await call( 'POST', '/v1/events', [ calendarEvent( 90, 90 ) ], { mediaType: 'application/cloudevents-batch+json' } );
	await until( 'the connection is broken', async () => ( await call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].status === 'broken' );
	await call( 'POST', `/v1/connections/${ added.body.connection.id }/test` );
	await sandbox.control( 'DELETE', '/faults' );

	// The callback's receiver echoes as well, and the alert about the broken token goes out.
	receiver.answer = ( count ) => ( count % 2 ? { redirect: `https://x.example/?secret=${ site.pairing.secret }` } : 500 );
	await database.db.updateTable( 'alert_settings' ).set( { next_check_at: new Date( 0 ), last_message_at: null } ).execute();
	await until( 'an alert by mail', () => mails.some( ( mail ) => mail.includes( 'needs attention' ) || mail.includes( 'problems on' ) ) );
	await until( 'messages that fail', async () => ( await database.pool.query( 'SELECT 1 FROM callback WHERE last_error IS NOT NULL' ) ).rowCount );

	// Every other door, well and badly.
	for ( const path of [ '/v1/pair', '/v1/activity', '/v1/links', '/v1/config', '/v1/connections', '/v1/alerts', `/v1/connections/${ added.body.connection.id }/users`, '/v1/slots?calendar=1&from=1&to=2', `/v1/nowhere?token=${ location.token }`, '/v1/activity/%ff' ] ) {
		await call( 'GET', path );
	}
	await call( 'PUT', '/v1/config', { note: location.token } );
	await call( 'POST', '/v1/preview', { entity: 'calendar', snapshot: {} } );
	await call( 'POST', '/v1/replay', { state: 'dead' } );
	for ( const path of [ '/openapi.json', '/healthz', '/readyz', '/metrics', '/', '/v1/pair', '/oauth/start', '/oauth/callback?code=x&state=y' ] ) {
		keep( path, await readAnswer( await fetch( site.bridgeUrl + path ) ) );
	}
	keep( 'a forged request', await readAnswer( await fetch( `${ site.bridgeUrl }/v1/pair`, { headers: { authorization: `Bearer ${ secrets[ 'rotatedSecret' ] }`, cookie: `a=${ location.token }` } } ) ) );

	// The database breaks under it, then the key is changed, then it is the wrong one.
	await database.pool.query( `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${ role }'` );
	await call( 'GET', '/v1/pair' );
	await end();
	const url = await start( { BRIDGE_ENCRYPTION_KEY: `${ secrets[ 'encryptionKey' ] },${ secrets[ 'oldKey' ] }` } );
	site = new TestSite( url, site.pairing, [] );
	expect( ( await call( 'GET', '/v1/connections' ) ).status ).toBe( 200 );
	await end();
	await expect( start( { BRIDGE_ENCRYPTION_KEY: secrets[ 'oldKey' ]! } ) ).rejects.toThrow();
	output += JSON.stringify( bridge.output() );
	await expect( start( { BRIDGE_ENCRYPTION_KEY: secrets[ 'encryptionKey' ]!, PORT: 'x', BRIDGE_PAIRING_CODE: '12', SMTP_URL: `http://me:${ secrets[ 'smtpPassword' ] }@x` } ) ).rejects.toThrow();
	output += JSON.stringify( bridge.output() );
}, 180_000 );

test( 'nothing of them is in what the program writes', () => {
	expect( output.length ).toBeGreaterThan( 5_000 );
	expect( leaksIn( 'the output', output ) ).toEqual( [] );
} );

test( 'nothing of them is in any door\'s answer', () => {
	expect( answers.length ).toBeGreaterThan( 40 );
	expect( answers.flatMap( ( { path, text } ) => leaksIn( `the answer of ${ path }`, text ) ) ).toEqual( [] );
} );

test( 'nothing of them is in any table, stored exchanges included', async () => {
	const { rows: tables } = await database.pool.query<{ name: string }>( `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')` );
	expect( tables.map( ( table ) => table.name ) ).toEqual( expect.arrayContaining( [ 'public.attempt', 'public.site', 'public.connection', 'public.alert_settings', 'pgboss.job' ] ) );
	let rowsInAll = 0;
	for ( const { name } of tables ) {
		const { rows } = await database.pool.query<{ row: string }>( `SELECT t::text AS row FROM ${ name } AS t` );
		rowsInAll += rows.length;
		expect( leaksIn( name, rows.map( ( { row } ) => row ).join( '\n' ) ) ).toEqual( [] );
	}
	expect( rowsInAll ).toBeGreaterThan( 50 );
	const { rows: [ echoed ] } = await database.pool.query<{ count: string }>( 'SELECT count(*) FROM attempt WHERE response_body::text LIKE \'%as a key%\'' );
	// The echoes did come in and were kept, without the token.
	expect( Number( echoed!.count ) ).toBeGreaterThan( 2 );
} );

test( 'nothing of them is in what it sends to the site, to the webhook and by mail', () => {
	expect( receiver.received.map( ( { url } ) => url ) ).toEqual( expect.arrayContaining( [ '/callback', '/alerts' ] ) );
	expect( mails.length ).toBeGreaterThan( 1 );
	expect( leaksIn( 'a message', JSON.stringify( receiver.received ) ) ).toEqual( [] );
	expect( leaksIn( 'a mail', mails.join( '\n' ) ) ).toEqual( [] );
} );

test( 'and the search does find what is there', () => {
	expect( leaksIn( 'x', `before ${ Buffer.from( secrets[ 'token' ]! ).toString( 'base64' ) } after` ) ).toEqual( [ 'token in x' ] );
	expect( leaksIn( 'x', JSON.stringify( { a: secrets[ 'webhookSecret' ] } ) ) ).toEqual( [ 'webhookSecret in x' ] );
} );

function receiverPort(): string {
	return new URL( receiver.address ).port;
}
