/** Messages to a site: signed as Standard Webhooks says, sent again when they do not go through, never lost by a stop. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enqueueCallback } from '../../src/database/callbacks.ts';
import { callbackPause, MAX_TRIES } from '../../src/wordpress/callback-backoff.ts';
import { createCallbackSender, type CallbackSender } from '../../src/use-cases/send-callbacks.ts';
import { until } from '../helpers/until.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { Receiver } from './receiver.ts';

const bridge = withBridge();
let receiver: Receiver;
let site: TestSite;
let address: string;
let senders: CallbackSender[];

beforeEach( async () => {
	receiver = new Receiver();
	senders = [];
	address = await receiver.start();
	await bridge.database.db.deleteFrom( 'callback' ).execute();
	site = await bridge.pair( undefined, `${ address }/wp-json/slotbridge/v1/callback` );
} );

afterEach( async () => {
	await Promise.all( senders.map( ( sender ) => sender.stop() ) );
	await receiver.stop();
} );

function startSender( pause?: ( tries: number ) => number ): CallbackSender {
	const sender = createCallbackSender( { db: bridge.database.db, openSecret: bridge.deps.box.open, log: bridge.deps.log, pollMs: 20, pause } );
	senders.push( sender );
	sender.start();
	return sender;
}

const tell = ( data: unknown, siteId = site.id ) => bridge.database.db.transaction().execute( ( trx ) =>
	enqueueCallback( trx, siteId, { type: 'link.updated', timestamp: '2026-01-01T00:00:00Z', data } ) );

const rows = () => bridge.database.db.selectFrom( 'callback' ).selectAll().orderBy( 'id' ).execute();

const bodies = () => receiver.received.map( ( message ) => JSON.parse( message.body ).data );

describe( 'a message', () => {
	test( 'is posted to the callback address, signed so that the library accepts it, and then gone', async () => {
		await tell( { subject: 'calendar/1', name: 'Café 🗓️' } );
		startSender();
		await until( 'all messages are gone', async () => ( await rows() ).length === 0 );
		const [ message ] = receiver.received;
		expect( message!.url ).toBe( '/wp-json/slotbridge/v1/callback' );
		expect( message!.headers[ 'content-type' ] ).toBe( 'application/json' );
		const webhook = new Webhook( new TextEncoder().encode( site.pairing.secret ), { format: 'raw' } );
		expect( webhook.verify( message!.body, message!.headers as Record<string, string> ) )
			.toEqual( { type: 'link.updated', timestamp: '2026-01-01T00:00:00Z', data: { subject: 'calendar/1', name: 'Café 🗓️' } } );
		expect( () => webhook.verify( `${ message!.body } `, message!.headers as Record<string, string> ) ).toThrow( 'No matching signature' );
	} );

	test( 'can be verified with nothing but an HMAC over the secret as text, as PHP does', async () => {
		await tell( { subject: 'calendar/1' } );
		startSender();
		await until( 'the message', () => receiver.received.length === 1 );
		const { headers, body } = receiver.received[ 0 ]!;
		const expected = createHmac( 'sha256', site.pairing.secret ).update( `${ headers[ 'webhook-id' ] }.${ headers[ 'webhook-timestamp' ] }.${ body }` ).digest( 'base64' );
		expect( headers[ 'webhook-signature' ] ).toBe( `v1,${ expected }` );
		expect( Math.abs( Number( headers[ 'webhook-timestamp' ] ) - Date.now() / 1000 ) ).toBeLessThan( 60 );
	} );

	test( 'is signed with both secrets while one is rotated', async () => {
		const { body: { secret } } = await site.call( 'POST', '/v1/pair/secret' );
		await tell( { subject: 'calendar/1' } );
		startSender();
		await until( 'the message', () => receiver.received.length === 1 );
		const { headers, body } = receiver.received[ 0 ]!;
		for ( const key of [ secret, site.pairing.secret ] ) {
			new Webhook( new TextEncoder().encode( key ), { format: 'raw' } ).verify( body, headers as Record<string, string> );
		}
		expect( headers[ 'webhook-signature' ] ).toMatch( /^v1,\S+ v1,\S+$/ );
	} );

	test( 'to a site without an address, or to one that left, is not kept', async () => {
		await site.call( 'DELETE', '/v1/pair' );
		await tell( { subject: 'calendar/1' } );
		expect( await rows() ).toEqual( [] );
	} );

	test( 'of a transaction that fails is not sent', async () => {
		await bridge.database.db.transaction().execute( async ( trx ) => {
			await enqueueCallback( trx, site.id, { type: 'link.updated', timestamp: '', data: {} } );
			throw new Error( 'rolled back' );
		} ).catch( () => undefined );
		expect( await rows() ).toEqual( [] );
	} );
} );

describe( 'a message that does not go through', () => {
	test( 'comes again under the same id until it does, and the order stays', async () => {
		receiver.answer = ( count ) => ( count <= 2 ? 503 : 204 );
		await tell( 'first' );
		await tell( 'second' );
		startSender( () => 1 );
		await until( 'all messages are gone', async () => ( await rows() ).length === 0 );
		expect( new Set( bodies() ) ).toEqual( new Set( [ 'first', 'second' ] ) );
		const tries = receiver.received.filter( ( message ) => JSON.parse( message.body ).data === 'first' );
		expect( tries.length ).toBeGreaterThan( 1 );
		expect( new Set( tries.map( ( message ) => message.headers[ 'webhook-id' ] ) ).size ).toBe( 1 );
	} );

	test( 'leaves its reason for the site\'s owner', async () => {
		receiver.answer = () => 404;
		await tell( 'lost' );
		startSender( () => 3_600_000 );
		await until( 'the reason', async () => ( await rows() )[ 0 ]?.last_error ?? undefined );
		expect( ( await site.call( 'GET', '/v1/pair' ) ).body.callback ).toEqual( { pending: 1, lastError: 'The site answered 404.' } );
		expect( ( await rows() )[ 0 ]!.next_attempt_at.getTime() ).toBeGreaterThan( Date.now() + 3_000_000 );
	} );

	test( 'is not sent to where a redirect points', async () => {
		const elsewhere = new Receiver();
		receiver.answer = () => ( { redirect: '' } );
		const target = await elsewhere.start();
		receiver.answer = () => ( { redirect: `${ target }/stolen` } );
		await tell( 'secret news' );
		startSender( () => 3_600_000 );
		await until( 'the reason', async () => ( await rows() )[ 0 ]?.last_error ?? undefined );
		expect( elsewhere.received ).toEqual( [] );
		expect( ( await rows() )[ 0 ]!.last_error ).toContain( 'redirect' );
		await elsewhere.stop();
	} );

	test( 'is given up after its last try, and said so', async () => {
		receiver.answer = () => 500;
		await tell( 'hopeless' );
		startSender( () => 0 );
		await until( 'all messages are gone', async () => ( await rows() ).length === 0 );
		expect( receiver.received ).toHaveLength( MAX_TRIES );
		expect( bridge.logged ).toContain( 'A message to a site was given up' );
	} );

	test( 'does not hold up another site\'s', async () => {
		const other = await bridge.pair( undefined, `${ address }/other` );
		receiver.answer = ( count ) => ( receiver.received[ count - 1 ]!.url === '/other' ? 204 : 'hang' );
		await tell( 'to one that hangs' );
		await tell( 'to one that answers', other.id );
		startSender();
		await until( 'the other site has its message', async () => ! ( await rows() ).some( ( row ) => row.site_id === other.id ) );
		expect( ( await rows() ).map( ( row ) => row.site_id ) ).toEqual( [ site.id ] );
	} );
} );

describe( 'stopping and sharing', () => {
	test( 'a call under way is ended, and its message is due again at once, its try not counted', async () => {
		receiver.answer = () => 'hang';
		await tell( 'interrupted' );
		const sender = startSender();
		await until( 'the message', () => receiver.received.length === 1 );
		await sender.stop();
		const [ row ] = await rows();
		expect( [ row!.attempts, row!.last_error ] ).toEqual( [ 0, null ] );
		receiver.answer = () => 204;
		startSender();
		await until( 'all messages are gone', async () => ( await rows() ).length === 0 );
		expect( bodies() ).toEqual( [ 'interrupted', 'interrupted' ] );
	} );

	test( 'what a killed process had taken comes back when its lease ends', async () => {
		await tell( 'taken by the dead' );
		await bridge.database.db.updateTable( 'callback' ).set( { attempts: 1, next_attempt_at: new Date( Date.now() + 300 ) } ).execute();
		startSender();
		await until( 'all messages are gone', async () => ( await rows() ).length === 0 );
		expect( bodies() ).toEqual( [ 'taken by the dead' ] );
	} );

	test( 'several replicas send each message once', async () => {
		const messages = Array.from( { length: 60 }, ( _, index ) => index );
		for ( const message of messages ) {
			await tell( message );
		}
		startSender();
		startSender();
		startSender();
		await until( 'all messages are gone', async () => ( await rows() ).length === 0 );
		expect( bodies().sort( ( a, b ) => a - b ) ).toEqual( messages );
	} );
} );

test( 'pauses double from 5 s up to an hour, less a random part', () => {
	expect( [ 1, 2, 3, 11, 12 ].map( ( tries ) => callbackPause( tries, () => 1 ) ) ).toEqual( [ 5_000, 10_000, 20_000, 3_600_000, 3_600_000 ] );
	expect( callbackPause( 1, () => 0 ) ).toBe( 2_500 );
} );
