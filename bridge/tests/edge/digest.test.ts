/** The daily digest, and alerts in the form of chat programs: to a real receiver and a real mail server. */
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultRules } from '../../src/use-cases/alerts/alert-rules.ts';
import { chatMessage } from '../../src/use-cases/alerts/chat-text.ts';
import { checkDueSites } from '../../src/use-cases/alerts/check-alerts.ts';
import { nextHour } from '../../src/use-cases/alerts/next-hour.ts';
import { sendDueDigests } from '../../src/use-cases/alerts/send-digests.ts';
import { createAlertWatcher, type AlertWatcher } from '../../src/use-cases/alerts/watch-alerts.ts';
import { makeConnection } from '../helpers/sites.ts';
import { until } from '../helpers/until.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withMailServer } from './mail-server.ts';
import { Receiver } from './receiver.ts';

const mail = withMailServer();
const bridge = withBridge( { outgoingAllow: [ '127.0.0.0/8' ], smtpUrl: () => mail.url() } );
let site: TestSite;
let receiver: Receiver;
let address: string;
let watcher: AlertWatcher | undefined;

beforeEach( async () => {
	receiver = new Receiver();
	address = `${ await receiver.start() }/services/T0/B0/x`;
	await bridge.database.db.deleteFrom( 'alert_settings' ).execute();
	await bridge.database.db.deleteFrom( 'alert_message' ).execute();
	site = await bridge.pair();
} );

afterEach( async () => {
	await watcher?.stop();
	watcher = undefined;
	await receiver.stop();
} );

const digest = { hour: 7, timeZone: 'Europe/Berlin', always: false };

async function save( more: object = {}, of: TestSite = site ) {
	const answer = await of.call( 'PUT', '/v1/alerts', { body: { webhook: null, emails: [], rules: defaultRules, ...more } } );
	expect( answer.status ).toBe( 200 );
	return answer.body;
}

const settings = () => bridge.database.db.selectFrom( 'alert_settings' ).selectAll().where( 'site_id', '=', site.id ).executeTakeFirstOrThrow();
const messages = () => bridge.database.db.selectFrom( 'alert_message' ).selectAll().where( 'site_id', '=', site.id ).orderBy( 'id' ).execute();
const ago = ( minutes: number ) => new Date( Date.now() - minutes * 60_000 );

async function come(): Promise<void> {
	await bridge.database.db.updateTable( 'alert_settings' ).set( { next_digest_at: ago( 0 ) } ).where( 'site_id', '=', site.id ).execute();
	await sendDueDigests( bridge.database.db );
}

async function addEvent( changes: Record<string, unknown> ): Promise<void> {
	await bridge.database.db.insertInto( 'event' ).values( {
		id: randomUUID(), site_id: site.id, type: 'com.slotbridge.calendar.updated', subject: `calendar/${ Math.ceil( Math.random() * 1e9 ) }`, sequence: 1, time: new Date(),
		data: JSON.stringify( { entity: {}, changed: [] } ), entity_name: 'Breath work', state: 'delivered', finished_at: new Date(), ...changes,
	} as never ).execute();
}

function watch(): void {
	const { db, log, box, outgoing, mailer } = bridge.deps;
	watcher = createAlertWatcher( { db, log, outgoing, mailer, openSecret: box.open, pollMs: 20, pause: () => 10, pace: { checkSeconds: 3_600, quietSeconds: 0, againSeconds: 3_600 } } );
	watcher.start();
}

describe( 'the hour', () => {
	test.each( [
		[ 'today', '2026-03-10T04:00:00Z', 'Europe/Berlin', 7, '2026-03-10T06:00:00Z' ],
		[ 'tomorrow, when it has passed', '2026-03-10T06:00:00Z', 'Europe/Berlin', 7, '2026-03-11T06:00:00Z' ],
		[ 'in summer an hour earlier by UTC', '2026-07-10T00:00:00Z', 'Europe/Berlin', 7, '2026-07-10T05:00:00Z' ],
		[ 'the next day, when the clock skips it', '2026-03-29T00:30:00Z', 'Europe/Berlin', 2, '2026-03-30T00:00:00Z' ],
		[ 'the first of two', '2026-10-24T23:30:00Z', 'Europe/Berlin', 2, '2026-10-25T00:00:00Z' ],
		[ 'of an offset', '2026-01-01T00:00:00Z', '+05:30', 7, '2026-01-01T01:30:00Z' ],
		[ 'of a zone with three quarters', '2026-01-01T00:00:00Z', 'Asia/Kathmandu', 6, '2026-01-01T00:15:00Z' ],
		[ 'midnight', '2026-01-01T12:00:00Z', 'UTC', 0, '2026-01-02T00:00:00Z' ],
	] )( 'is %s', ( _name, now, zone, hour, expected ) => {
		expect( nextHour( new Date( now ), zone, hour ).toISOString() ).toBe( expected.replace( 'Z', '.000Z' ) );
	} );
} );

describe( 'the settings', () => {
	test( 'keep hour, zone and choice, and tell when it comes next', async () => {
		const { alerts } = await save( { emails: [ 'me@site.example' ], digest } );
		expect( alerts.digest ).toEqual( digest );
		expect( alerts.nextDigestAt ).toBe( nextHour( new Date(), 'Europe/Berlin', 7 ).toISOString() );
		expect( ( await save( { emails: [ 'me@site.example' ] } ) ).alerts.digest ).toEqual( digest );
		expect( ( await save( { emails: [ 'me@site.example' ], digest: null } ) ).alerts ).toMatchObject( { digest: null, nextDigestAt: null } );
	} );

	test( 'keep the form of the webhook', async () => {
		expect( ( await save( { webhook: { url: address, format: 'slack' } } ) ).alerts.webhook.format ).toBe( 'slack' );
		expect( ( await save( { webhook: { url: address } } ) ).alerts.webhook.format ).toBe( 'slack' );
		expect( ( await save() ).alerts.webhook ).toBeNull();
		expect( ( await save( { webhook: { url: address } } ) ).alerts.webhook.format ).toBe( 'standard' );
	} );

	test.each( [
		[ 'an hour beyond the day', { digest: { ...digest, hour: 24 } }, '/digest/hour' ],
		[ 'a zone that nobody knows', { digest: { ...digest, timeZone: 'Mars/Base' } }, '/digest/timeZone' ],
		[ 'another form', { webhook: { url: 'https://hooks.example/', format: 'xml' } }, '/webhook/format' ],
	] )( 'refuse %s', async ( _name, more, pointer ) => {
		const answer = await site.call( 'PUT', '/v1/alerts', { body: { webhook: null, emails: [], rules: defaultRules, ...more } } );
		expect( [ answer.status, answer.body.errors[ 0 ].pointer ] ).toEqual( [ 422, pointer ] );
	} );
} );

describe( 'a digest', () => {
	test( 'has the figures since the last one, in the site\'s time zone, by mail and by signed webhook', async () => {
		const { webhookSecret } = await save( { emails: [ 'me@site.example' ], webhook: { url: address }, digest: { ...digest, always: true } } );
		const { id: connection } = await makeConnection( bridge.database.db, site.id );
		await bridge.database.db.updateTable( 'connection' ).set( { label: 'Studio', token_added_at: ago( 60 * 24 * 85 ) } ).where( 'id', '=', connection ).execute();
		await addEvent( {} );
		await addEvent( {} );
		await addEvent( { finished_at: ago( 60 * 30 ) } );
		await addEvent( { state: 'dead', reason: 'The slug is taken.' } );
		await addEvent( { state: 'waiting', finished_at: null, received_at: new Date( '2026-01-05T12:00:00Z' ) } );
		await come();
		watch();
		await until( 'both arrive', () => mail.mails.some( ( { text } ) => text.includes( 'Delivered to HighLevel' ) ) && receiver.received.some( ( { body } ) => body.includes( 'alert.digest' ) ) );
		const summary = mail.mails.find( ( { text } ) => text.includes( 'Delivered to HighLevel' ) )!.text.replaceAll( '=\r\n', '' );
		for ( const words of [ 'Delivered to HighLevel: 2', 'Waiting now: 1, the oldest since 5 Jan 2026, 13:00', 'Could not be delivered: 1', 'The slug is taken.', '85 days old; make a new one soon' ] ) {
			expect( summary ).toContain( words );
		}
		const { body, headers } = receiver.received.find( ( message ) => message.body.includes( 'alert.digest' ) )!;
		expect( new Webhook( webhookSecret ).verify( body, headers as Record<string, string> ) ).toMatchObject( {
			type: 'alert.digest', data: { delivered: 2, waiting: 1, dead: [ { reason: 'The slug is taken.', count: 1 } ], tokens: [ { label: 'Studio', days: 85 } ] },
		} );
	} );

	test( 'begins where the one before ended, and comes once', async () => {
		await save( { emails: [ 'me@site.example' ], digest: { ...digest, always: true } } );
		await addEvent( {} );
		await come();
		await sendDueDigests( bridge.database.db );
		await come();
		expect( ( await messages() ).map( ( { body } ) => ( body as { subject: string } ).subject.match( /\d+ delivered/ )?.[ 0 ] ) ).toEqual( [ '1 delivered', '0 delivered' ] );
		expect( ( await settings() ).next_digest_at ).toEqual( nextHour( new Date(), 'Europe/Berlin', 7 ) );
	} );

	test.each( [
		[ 'all went through', { finished_at: new Date() }, 0 ],
		[ 'one is under way', { state: 'pending', finished_at: null }, 0 ],
		[ 'one waits for long', { state: 'waiting', finished_at: null, received_at: ago( 20 ) }, 1 ],
		[ 'one was given up', { state: 'dead', reason: 'No.' }, 1 ],
	] )( 'that need not always come, when %s', async ( _name, event, count ) => {
		await save( { emails: [ 'me@site.example' ], digest } );
		await addEvent( event );
		await come();
		expect( await messages() ).toHaveLength( count );
		expect( ( await settings() ).next_digest_at!.getTime() ).toBeGreaterThan( Date.now() );
	} );

	test( 'is not sent for a site that has left', async () => {
		await save( { emails: [ 'me@site.example' ], digest: { ...digest, always: true } } );
		await site.call( 'DELETE', '/v1/pair' );
		await sendDueDigests( bridge.database.db );
		expect( await messages() ).toEqual( [] );
	} );
} );

describe( 'the form of chat programs', () => {
	test( 'is one text, for alerts, tests and digests', async () => {
		await save( { webhook: { url: address, format: 'slack' }, digest: { ...digest, always: true } } );
		await addEvent( { state: 'dead', reason: 'No <!channel> & @everyone' } );
		expect( ( await site.call( 'POST', '/v1/alerts/test' ) ).body.results ).toEqual( [ { channel: 'webhook', receiver: address, ok: true, reason: null } ] );
		await bridge.database.db.updateTable( 'alert_settings' ).set( { next_check_at: new Date( 0 ) } ).execute();
		await checkDueSites( bridge.database.db, { checkSeconds: 3_600, quietSeconds: 0, againSeconds: 3_600 } );
		await come();
		watch();
		await until( 'all three arrive', () => receiver.received.length === 3 );
		const texts = receiver.received.map( ( { body, headers } ) => {
			expect( headers[ 'content-type' ] ).toMatch( /^application\/json/ );
			const message = JSON.parse( body ) as Record<string, string>;
			expect( Object.keys( message ) ).toEqual( [ 'text' ] );
			return message[ 'text' ]!;
		} );
		expect( texts[ 0 ] ).toContain( 'a test message' );
		const rest = texts.slice( 1 ).join( '\n' );
		expect( rest ).toContain( 'One change could not be delivered' );
		expect( rest ).toContain( '1 × No &lt;!channel&gt; &amp; @\u200Beveryone' );
	} );

	test( 'is cut before Discord refuses it', () => {
		expect( [ ...chatMessage( 'Long', [ 'x'.repeat( 5_000 ) ] ).text ].length ).toBeLessThan( 2_000 );
	} );
} );
