/** Alerts: told once an incident, with the recovery, in one message for many, by a signed webhook and by e-mail. */
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { countFailure, forgetFailures } from '../../src/database/circuit-breakers.ts';
import { findSite } from '../../src/database/sites.ts';
import { listSealedSecrets } from '../../src/database/sealed-secrets.ts';
import { makeWebhookSecret } from '../../src/outgoing/sign-webhook.ts';
import { createMailer } from '../../src/outgoing/send-mail.ts';
import { defaultRules, type AlertRules } from '../../src/use-cases/alerts/alert-rules.ts';
import { checkDueSites, type AlertPace } from '../../src/use-cases/alerts/check-alerts.ts';
import { createAlertWatcher, type AlertWatcher } from '../../src/use-cases/alerts/watch-alerts.ts';
import { makeConnection } from '../helpers/sites.ts';
import { until } from '../helpers/until.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withMailServer } from './mail-server.ts';
import { Receiver } from './receiver.ts';

const mail = withMailServer();
const { mails } = mail;
const bridge = withBridge( { outgoingAllow: [ '127.0.0.0/8' ], smtpUrl: () => mail.url() } );
const bare = withBridge();

let site: TestSite;
let receiver: Receiver;
let address: string;
let watchers: AlertWatcher[];

beforeEach( async () => {
	watchers = [];
	receiver = new Receiver();
	address = `${ await receiver.start() }/hook`;
	await bridge.database.db.deleteFrom( 'alert_settings' ).execute();
	await bridge.database.db.deleteFrom( 'alert_message' ).execute();
	site = await bridge.pair();
} );

afterEach( async () => {
	await Promise.all( watchers.map( ( watcher ) => watcher.stop() ) );
	await receiver.stop();
} );

/** Nothing is held back, everything is looked at at once. */
const eager: AlertPace = { checkSeconds: 0, quietSeconds: 0, againSeconds: 3_600 };

/** Each site once: `checkDueSites` would go round and round if the next check were due at once. */
async function check( pace: Partial<AlertPace> = {} ): Promise<void> {
	await bridge.database.db.updateTable( 'alert_settings' ).set( { next_check_at: new Date( 0 ) } ).execute();
	await checkDueSites( bridge.database.db, { ...eager, checkSeconds: 3_600, ...pace } );
}

function watch( options: Partial<Parameters<typeof createAlertWatcher>[ 0 ]> = {} ): AlertWatcher {
	const { db, log, box, outgoing, mailer } = bridge.deps;
	const watcher = createAlertWatcher( { db, log, outgoing, mailer, openSecret: box.open, pollMs: 20, pause: () => 10, pace: { ...eager, checkSeconds: 3_600 }, ...options } );
	watchers.push( watcher );
	watcher.start();
	return watcher;
}

async function set( changes: { webhook?: object | null; emails?: string[]; rules?: Partial<AlertRules> } = {}, of: TestSite = site ) {
	const answer = await of.call( 'PUT', '/v1/alerts', { body: { webhook: null, emails: [], ...changes, rules: { ...defaultRules, ...changes.rules } } } );
	expect( answer.status ).toBe( 200 );
	return answer.body;
}

async function addEvent( changes: Record<string, unknown> = {}, of: string = site.id ): Promise<string> {
	const id = randomUUID();
	await bridge.database.db.insertInto( 'event' ).values( {
		id, site_id: of, type: 'com.slotbridge.calendar.updated', subject: 'calendar/1', sequence: 1, time: new Date(),
		data: JSON.stringify( { entity: {}, changed: [] } ), entity_name: 'Breath work', state: 'dead', finished_at: new Date(), ...changes,
	} ).execute();
	return id;
}

const messages = ( of = site.id ) => bridge.database.db.selectFrom( 'alert_message' ).selectAll().where( 'site_id', '=', of ).orderBy( 'id' ).execute();
const news = async () => ( await messages() ).map( ( { body } ) => ( body as { data: { opened: { title: string; rule: string }[]; resolved: { title: string }[] } } ).data )
	.map( ( { opened, resolved } ) => [ opened.map( ( item ) => item.title ), resolved.map( ( item ) => item.title ) ] );
const minutesAgo = ( minutes: number ) => new Date( Date.now() - minutes * 60_000 );

describe( 'the settings', () => {
	test( 'have defaults, and take receivers and thresholds', async () => {
		const { body } = await site.call( 'GET', '/v1/alerts' );
		expect( body ).toEqual( { alerts: { webhook: null, emails: [], emailAvailable: true, emailLastError: null, lastMessageAt: null, rules: defaultRules, digest: null, nextDigestAt: null }, incidents: [] } );
		await set( { webhook: { url: address }, emails: [ 'me@site.example' ], rules: { queueAge: { enabled: false, minutes: 5 } } } );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.alerts ).toMatchObject( { webhook: { url: address, lastError: null }, emails: [ 'me@site.example' ], rules: { queueAge: { enabled: false, minutes: 5 } } } );
	} );

	test( 'never tell the secret again; one that is made is told once, one that is given not at all', async () => {
		const { webhookSecret } = await set( { webhook: { url: address } } );
		expect( webhookSecret ).toMatch( /^whsec_/ );
		expect( await set( { webhook: { url: address } } ) ).not.toHaveProperty( 'webhookSecret' );
		const own = makeWebhookSecret();
		const saved = await set( { webhook: { url: address, secret: own } } );
		const read = await site.call( 'GET', '/v1/alerts' );
		for ( const text of [ JSON.stringify( saved ), read.text, bridge.logged, JSON.stringify( await bridge.database.db.selectFrom( 'alert_settings' ).selectAll().execute() ) ] ) {
			expect( text ).not.toContain( own );
			expect( text ).not.toContain( webhookSecret );
		}
		expect( ( await listSealedSecrets( bridge.database.db ) ).filter( ( secret ) => secret.table === 'alert_settings' ).map( ( secret ) => bridge.deps.box.open( secret.sealed ) ) ).toEqual( [ own ] );
	} );

	test.each( [
		[ 'a private address', { webhook: { url: 'https://10.0.0.1/' } }, '/webhook/url' ],
		[ 'the machine\'s credentials', { webhook: { url: 'http://169.254.169.254/latest' } }, '/webhook/url' ],
		[ 'a password in the address', { webhook: { url: 'https://me:pw@hooks.example/' } }, '/webhook/url' ],
		[ 'plain http to the outside', { webhook: { url: 'http://8.8.8.8/' } }, '/webhook/url' ],
		[ 'a weak secret', { webhook: { url: 'https://hooks.example/', secret: 'whsec_c2hvcnQ=' } }, '/webhook/secret' ],
		[ 'no e-mail address', { emails: [ 'nobody' ] }, '/emails/0' ],
		[ 'a header in an e-mail address', { emails: [ 'me@x.example\nBcc: all@x.example' ] }, '/emails/0' ],
		[ 'the same address twice', { emails: [ 'me@x.example', 'me@x.example' ] }, '/emails' ],
		[ 'too many', { emails: Array.from( { length: 11 }, ( _, i ) => `me${ i }@x.example` ) }, '/emails' ],
		[ 'no minutes', { rules: { ...defaultRules, queueAge: { enabled: true, minutes: 0 } } }, '/rules/queueAge/minutes' ],
	] )( 'do not take %s, and change nothing then', async ( _name, changes, pointer ) => {
		await set( { emails: [ 'before@x.example' ] } );
		const answer = await site.call( 'PUT', '/v1/alerts', { body: { webhook: null, emails: [], rules: defaultRules, ...changes } } );
		expect( [ answer.status, answer.body.code, answer.body.errors[ 0 ].pointer ] ).toEqual( [ 422, 'body_invalid', pointer ] );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.alerts.emails ).toEqual( [ 'before@x.example' ] );
	} );

	test( 'take no e-mail where there is no mail server', async () => {
		const other = await bare.pair();
		const answer = await other.call( 'PUT', '/v1/alerts', { body: { webhook: null, emails: [ 'me@x.example' ], rules: defaultRules } } );
		expect( [ answer.status, answer.body.detail ] ).toEqual( [ 422, expect.stringContaining( 'SMTP_URL' ) ] );
	} );

	test( 'of one site are not another\'s, and go when the site leaves', async () => {
		await set( { emails: [ 'me@x.example' ] } );
		await addEvent();
		await check();
		const other = await bridge.pair();
		expect( ( await other.call( 'GET', '/v1/alerts' ) ).body ).toMatchObject( { alerts: { emails: [] }, incidents: [] } );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.incidents ).toHaveLength( 1 );
		await site.call( 'DELETE', '/v1/pair' );
		expect( await messages() ).toEqual( [] );
		expect( await bridge.database.db.selectFrom( 'alert_settings' ).selectAll().where( 'site_id', '=', site.id ).execute() ).toEqual( [] );
	} );
} );

describe( 'an incident', () => {
	test( 'is told once, and its end once', async () => {
		await set( { webhook: { url: address } } );
		await check();
		expect( await news() ).toEqual( [] );
		const id = await addEvent();
		await check();
		await check();
		expect( await news() ).toEqual( [ [ [ 'One change could not be delivered' ], [] ] ] );
		await bridge.database.db.updateTable( 'event' ).set( { state: 'delivered' } ).where( 'id', '=', id ).execute();
		await check();
		await check();
		expect( await news() ).toEqual( [ [ [ 'One change could not be delivered' ], [] ], [ [], [ 'One change could not be delivered' ] ] ] );
	} );

	test( 'that gets worse is told again, but not all the time', async () => {
		await set( { webhook: { url: address } } );
		await addEvent( { finished_at: minutesAgo( 3 ) } );
		await check();
		await addEvent( { finished_at: minutesAgo( 2 ) } );
		await check();
		expect( await news() ).toHaveLength( 1 );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.incidents[ 0 ].title ).toBe( '2 changes could not be delivered' );
		await bridge.database.db.updateTable( 'alert_incident' ).set( { told_at: minutesAgo( 61 ) } ).execute();
		await check();
		await check();
		expect( ( await news() ).map( ( [ opened ] ) => opened ) ).toEqual( [ [ 'One change could not be delivered' ], [ '2 changes could not be delivered' ] ] );
	} );

	test( 'of each kind is found by its rule, and not when the rule is off', async () => {
		const { id } = await makeConnection( bridge.database.db, site.id );
		const facts = async () => ( await site.call( 'GET', '/v1/alerts' ) ).body.incidents.map( ( incident: { rule: string } ) => incident.rule ).sort();
		await addEvent( { state: 'retrying', finished_at: null, received_at: minutesAgo( 20 ), open_since: minutesAgo( 16 ) } );
		await addEvent( { state: 'waiting', subject: 'calendar/2', finished_at: null, received_at: minutesAgo( 200 ), open_since: minutesAgo( 200 ) } );
		await bridge.database.db.updateTable( 'connection' ).set( { status: 'broken', status_reason: 'HighLevel does not know this token.', token_added_at: minutesAgo( 81 * 1_440 ) } ).where( 'id', '=', id ).execute();
		await set( { webhook: { url: address } } );
		await check();
		expect( await facts() ).toEqual( [ 'queueAge', 'tokenAge', 'tokenBroken' ] );
		await set( { webhook: { url: address }, rules: { queueAge: { enabled: true, minutes: 17 }, tokenBroken: { enabled: false }, tokenAge: { enabled: true, days: 82 } } } );
		await check();
		expect( await facts() ).toEqual( [] );
	} );

	test( 'of a location that rests while changes wait is told, and its end when HighLevel works again', async () => {
		const db = bridge.database.db;
		const { id, locationId } = await makeConnection( db, site.id );
		const rest = ( location: string ) => countFailure( db, { locationId: location, code: 'highlevel_unavailable', reason: 'HighLevel answered 502.', threshold: 1, baseMs: 60_000, capMs: 60_000, jitter: 1 } );
		const since = ( minutes: number ) => sql`UPDATE circuit_breaker SET since = now() - make_interval(mins => ${ minutes })`.execute( db );
		await set( { webhook: { url: address } } );
		await rest( locationId );
		await rest( 'a location of nobody' );
		await since( 6 );
		await check();
		expect( await news(), 'nothing waits' ).toEqual( [] );
		await addEvent( { state: 'waiting', finished_at: null } );
		await since( 4 );
		await check();
		expect( await news(), 'not for long' ).toEqual( [] );
		await since( 6 );
		await db.updateTable( 'connection' ).set( { status: 'paused' } ).where( 'id', '=', id ).execute();
		await check();
		expect( await news(), 'paused by the owner' ).toEqual( [] );
		await db.updateTable( 'connection' ).set( { status: 'active' } ).where( 'id', '=', id ).execute();
		await check();
		await check();
		const title = 'HighLevel keeps failing for "A location"';
		expect( await news() ).toEqual( [ [ [ title ], [] ] ] );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.incidents ).toMatchObject( [ { rule: 'resting', detail: expect.stringContaining( 'HighLevel answered 502.' ) } ] );
		await forgetFailures( db, locationId );
		await check();
		expect( ( await news() )[ 1 ] ).toEqual( [ [], [ title ] ] );
		await forgetFailures( db, 'a location of nobody' );
	} );

	test( 'settings of before this rule are still taken, with its defaults', async () => {
		const { resting: _new, ...rules } = defaultRules;
		const saved = await site.call( 'PUT', '/v1/alerts', { body: { webhook: null, emails: [], rules } } );
		expect( [ saved.status, saved.body.alerts.rules.resting ] ).toEqual( [ 200, defaultRules.resting ] );
	} );

	test( 'a replayed event is as old as its replay', async () => {
		await set( { webhook: { url: address } } );
		await addEvent( { state: 'pending', finished_at: null, received_at: minutesAgo( 900 ), open_since: minutesAgo( 1 ) } );
		await check();
		expect( await news() ).toEqual( [] );
	} );

	test( 'of another site is not told to this one', async () => {
		await set( { webhook: { url: address } } );
		const other = await bridge.pair();
		await addEvent( {}, other.id );
		await check();
		expect( await news() ).toEqual( [] );
	} );
} );

describe( 'a flood', () => {
	test( 'is one message', async () => {
		await set( { webhook: { url: address }, emails: [ 'me@x.example' ] } );
		for ( let number = 0; number < 30; number++ ) {
			const { id } = await makeConnection( bridge.database.db, site.id );
			await bridge.database.db.updateTable( 'connection' ).set( { status: 'broken' } ).where( 'id', '=', id ).execute();
		}
		await addEvent();
		await check();
		const sent = await messages();
		expect( sent.map( ( message ) => message.channel ).sort() ).toEqual( [ 'email', 'webhook' ] );
		const webhook = sent.find( ( message ) => message.channel === 'webhook' )!.body as { data: { opened: unknown[]; openedInAll: number } };
		expect( [ webhook.data.opened.length, webhook.data.openedInAll ] ).toEqual( [ 20, 31 ] );
		const mail = sent.find( ( message ) => message.channel === 'email' )!.body as { subject: string; text: string };
		expect( mail.subject ).toBe( 'SlotBridge: 31 problems on Test site' );
		expect( mail.text ).toContain( '- and 11 more' );
	} );

	test( 'that goes on waits for the next message, and what came and went meanwhile is not told', async () => {
		await set( { webhook: { url: address } } );
		const quiet = { quietSeconds: 300 };
		await addEvent();
		await check( quiet );
		const { id } = await makeConnection( bridge.database.db, site.id );
		for ( const status of [ 'broken', 'active', 'broken', 'active', 'broken' ] as const ) {
			await bridge.database.db.updateTable( 'connection' ).set( { status } ).where( 'id', '=', id ).execute();
			await check( quiet );
		}
		expect( await news() ).toHaveLength( 1 );
		await bridge.database.db.updateTable( 'alert_settings' ).set( { last_message_at: minutesAgo( 6 ) } ).execute();
		await check( quiet );
		expect( ( await news() )[ 1 ] ).toEqual( [ [ 'The connection "A location" needs attention' ], [] ] );
	} );
} );

describe( 'a message', () => {
	test( 'arrives signed by webhook and by e-mail, and is gone', async () => {
		const secret = makeWebhookSecret();
		await set( { webhook: { url: address, secret }, emails: [ 'me@x.example', 'you@x.example' ] } );
		await addEvent();
		watch();
		await until( 'all are sent', async () => receiver.received.length === 1 && mails.length === 2 && ( await messages() ).length === 0 );
		const [ { headers, body, url } ] = receiver.received as [ typeof receiver.received[ 0 ] ];
		expect( url ).toBe( '/hook' );
		const payload = new Webhook( secret ).verify( body, headers as Record<string, string> ) as { type: string; data: { site: object; opened: object[] } };
		expect( payload ).toMatchObject( { type: 'alert.changed', data: { site: { id: site.id, name: 'Test site' }, opened: [ { rule: 'deadLetters', title: 'One change could not be delivered' } ] } } );
		expect( mails.map( ( { to } ) => to ).flat().sort() ).toEqual( [ 'me@x.example', 'you@x.example' ] );
		expect( mails[ 0 ]!.from ).toBe( 'alerts@bridge.example' );
		expect( mails[ 0 ]!.text ).toMatch( /^Subject: SlotBridge: One change could not be delivered \(Test site\)\r$/m );
		expect( mails[ 0 ]!.text ).toMatch( /^Auto-Submitted: auto-generated\r$/m );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.alerts ).toMatchObject( { webhook: { lastError: null }, emailLastError: null, lastMessageAt: expect.any( String ) } );
	} );

	test( 'is sent once by three replicas that look at the same moment', async () => {
		await set( { webhook: { url: address }, emails: [ 'me@x.example' ] } );
		await addEvent();
		for ( let replica = 0; replica < 3; replica++ ) {
			watch();
		}
		await until( 'it is sent', async () => receiver.received.length > 0 && mails.length > 0 && ( await messages() ).length === 0 );
		await Promise.all( watchers.map( ( watcher ) => watcher.stop() ) );
		expect( [ receiver.received.length, mails.length ] ).toEqual( [ 1, 1 ] );
	} );

	test( 'that does not go through comes again under the same id, and its reason is shown until it does', async () => {
		receiver.answer = ( count ) => ( count < 3 ? 503 : 204 );
		await set( { webhook: { url: address } } );
		await addEvent();
		watch( { pause: ( tries ) => ( tries < 2 ? 10 : 1_000 ) } );
		await until( 'two tries', () => receiver.received.length === 2 );
		await until( 'the reason', async () => ( await site.call( 'GET', '/v1/alerts' ) ).body.alerts.webhook.lastError === 'The receiver answered 503.' );
		await until( 'it is gone', async () => ( await messages() ).length === 0 );
		expect( new Set( receiver.received.map( ( { headers } ) => headers[ 'webhook-id' ] ) ).size ).toBe( 1 );
		expect( ( await site.call( 'GET', '/v1/alerts' ) ).body.alerts.webhook.lastError ).toBeNull();
	} );

	test( 'to an address that became forbidden is given up at once', async () => {
		await set( { webhook: { url: address } } );
		await addEvent();
		watch( { outgoing: bare.deps.outgoing } );
		await until( 'the reason', async () => /OUTGOING_ALLOW|own/.test( ( await site.call( 'GET', '/v1/alerts' ) ).body.alerts.webhook.lastError ) );
		await until( 'it is gone', async () => ( await messages() ).length === 0 );
		expect( receiver.received ).toEqual( [] );
	} );

	test( 'under way when the bridge ends is not lost and not counted', async () => {
		receiver.answer = ( count ) => ( count === 1 ? 'hang' : 204 );
		await set( { webhook: { url: address } } );
		await addEvent();
		const first = watch();
		await until( 'it hangs', () => receiver.received.length === 1 );
		await first.stop();
		expect( ( await messages() ).map( ( { attempts } ) => attempts ) ).toEqual( [ 0 ] );
		watch();
		await until( 'it arrives', async () => ( await messages() ).length === 0 );
	} );
} );

describe( 'a test message', () => {
	test( 'tells of each receiver how it went, without a word of the mail server\'s own', async () => {
		receiver.answer = () => 410;
		await set( { webhook: { url: address }, emails: [ 'me@x.example', 'refused@x.example' ] } );
		const { status, body } = await site.call( 'POST', '/v1/alerts/test' );
		expect( status ).toBe( 200 );
		expect( body.results ).toEqual( [
			{ channel: 'webhook', receiver: address, ok: false, reason: 'The receiver answered 410.' },
			{ channel: 'email', receiver: 'me@x.example', ok: true, reason: null },
			{ channel: 'email', receiver: 'refused@x.example', ok: false, reason: expect.stringMatching( /refused the sender or the receiver.*452/ ) },
		] );
		expect( JSON.stringify( body ) ).not.toContain( 'mailbox' );
	} );

	test( 'needs a receiver, and cannot be used to flood one', async () => {
		expect( ( await site.call( 'POST', '/v1/alerts/test' ) ).status ).toBe( 422 );
		await set( { webhook: { url: address } } );
		const answers = [];
		for ( let number = 0; number < 6; number++ ) {
			answers.push( await site.call( 'POST', '/v1/alerts/test' ) );
		}
		expect( answers.map( ( { status } ) => status ) ).toEqual( [ 200, 200, 200, 200, 429, 429 ] );
		expect( Number( answers.at( -1 )!.headers.get( 'retry-after' ) ) ).toBeGreaterThan( 0 );
	} );
} );

test( 'a wrong password of the mail server is told without the password', async () => {
	const mailer = createMailer( { url: mail.url( 'me:canary-pw' ), from: 'a@b.example' } );
	const result = await mailer.send( { id: 'x', to: 'me@x.example', subject: 's', text: 't' } );
	mailer.close();
	expect( result ).toEqual( { ok: false, reason: expect.stringContaining( 'did not accept the user name and password' ) } );
	expect( JSON.stringify( result ) ).not.toContain( 'canary-pw' );
} );

test( 'a site that left is not looked at', async () => {
	await set( { webhook: { url: address } } );
	await addEvent();
	await bridge.database.db.updateTable( 'site' ).set( { unpaired_at: new Date() } ).where( 'id', '=', site.id ).execute();
	await check();
	expect( await messages() ).toEqual( [] );
	expect( ( await findSite( bridge.database.db, site.id ) )?.unpaired_at ).not.toBeNull();
} );
