/** Calls to addresses that an owner entered: where they may go, how far, how long, and what DNS cannot talk them into. */
import { gzipSync } from 'node:zlib';
import { networkInterfaces } from 'node:os';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { judgeAddress, makeAddressRules, readAllowList, type AddressRules } from '../../src/outgoing/address-rules.ts';
import { checkAddress } from '../../src/outgoing/check-address.ts';
import { pinAddress } from '../../src/outgoing/pin-address.ts';
import { MAX_ANSWER_BYTES, postGuarded, type PostOptions } from '../../src/outgoing/post-guarded.ts';
import { makeWebhookSecret, signWebhook, WEBHOOK_SECRET } from '../../src/outgoing/sign-webhook.ts';
import { postCallback } from '../../src/wordpress/post-callback.ts';

const own = { port: () => 4310, publicHost: 'bridge.example.com' };
const strict = makeAddressRules( [], own );
const local = makeAddressRules( [ '127.0.0.0/8', '::1' ], own );
const judge = ( address: string, rules: AddressRules = strict, target: Partial<{ host: string; port: number }> = {} ) => {
	const verdict = judgeAddress( address, rules, { host: address, port: 443, ...target } );
	return verdict.ok ? 'ok' : verdict.reason;
};

describe( 'an address in numbers', () => {
	test.each( [ '8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8' ] )( '%s is public', ( address ) => {
		expect( judge( address ) ).toBe( 'ok' );
	} );

	test.each( [
		[ '10.0.0.1', 'private' ], [ '172.16.0.1', 'private' ], [ '172.31.255.255', 'private' ], [ '192.168.1.1', 'private' ], [ '100.64.0.1', 'private' ],
		[ '192.0.2.1', 'private' ], [ '198.18.0.1', 'private' ], [ '240.0.0.1', 'private' ],
		[ '127.0.0.1', 'own' ], [ '127.8.8.8', 'own' ], [ '::1', 'own' ],
		[ '0.0.0.0', 'special' ], [ '0.1.2.3', 'special' ], [ '255.255.255.255', 'special' ], [ '224.0.0.1', 'special' ], [ '239.255.255.250', 'special' ], [ 'ff02::1', 'special' ], [ '::', 'special' ],
		[ '169.254.169.254', 'metadata' ], [ '169.254.1.1', 'metadata' ], [ 'fe80::1', 'metadata' ], [ 'fd00:ec2::254', 'metadata' ], [ 'fd00:0ec2:0:0:0:0:0:254', 'metadata' ],
		[ 'fd20:ce::254', 'metadata' ], [ '100.100.100.200', 'metadata' ], [ '192.0.0.192', 'metadata' ], [ '168.63.129.16', 'metadata' ],
		[ 'fc00::1', 'private' ], [ 'fd12:3456::1', 'private' ], [ 'fec0::1', 'private' ], [ '4000::1', 'private' ], [ '2001:db8::1', 'private' ], [ '64:ff9b:1::1', 'special' ],
		[ '::ffff:127.0.0.1', 'own' ], [ '::ffff:7f00:1', 'own' ], [ '::ffff:10.0.0.1', 'private' ], [ '::ffff:169.254.169.254', 'metadata' ], [ '::ffff:a9fe:a9fe', 'metadata' ],
		[ '64:ff9b::10.0.0.1', 'private' ], [ '64:ff9b::169.254.169.254', 'metadata' ], [ '2002:7f00:1::', 'special' ], [ '2001:0:1::1', 'special' ],
		[ 'no address', 'special' ],
	] )( '%s is not called (%s)', ( address, reason ) => {
		expect( judge( address ) ).toBe( reason );
	} );

	test( 'of this machine\'s own network cards is not called', () => {
		const cards = Object.values( networkInterfaces() ).flat().map( ( card ) => card!.address.replace( /%.*$/, '' ) );
		expect( cards.length ).toBeGreaterThan( 0 );
		expect( cards.map( ( address ) => judge( address ) ).filter( ( verdict ) => ! [ 'own', 'metadata' ].includes( verdict ) ) ).toEqual( [] );
	} );
} );

describe( 'the operator\'s allow-list', () => {
	const opened = makeAddressRules( [ '10.1.0.0/16', 'fd12::/16', '192.168.7.7', 'hooks.example.lan', '0.0.0.0/0', '::/0' ], own );

	test( 'opens networks, single addresses and names', () => {
		const some = makeAddressRules( [ '10.1.0.0/16', 'fd12::/16', '192.168.7.7', 'Hooks.Example.LAN' ], own );
		expect( [ '10.1.2.3', 'fd12::9', '192.168.7.7', '::ffff:10.1.2.3' ].map( ( address ) => judge( address, some ) ) ).toEqual( [ 'ok', 'ok', 'ok', 'ok' ] );
		expect( [ '10.2.2.3', 'fd13::9', '192.168.7.8' ].map( ( address ) => judge( address, some ) ) ).toEqual( [ 'private', 'private', 'private' ] );
		expect( judge( '172.16.5.5', some, { host: 'hooks.example.lan' } ) ).toBe( 'ok' );
		expect( judge( '172.16.5.5', some, { host: 'other.example.lan' } ) ).toBe( 'private' );
	} );

	test( 'cannot open the machine\'s credentials, nor what is no receiver, nor the bridge', () => {
		const never = [ '169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16', 'fe80::1', '224.0.0.1', '0.0.0.0', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe' ];
		expect( never.map( ( address ) => judge( address, opened ) ).filter( ( verdict ) => verdict === 'ok' ) ).toEqual( [] );
		expect( judge( '169.254.169.254', opened, { host: 'hooks.example.lan' } ) ).toBe( 'metadata' );
		expect( judge( '127.0.0.1', opened, { port: 4310 } ) ).toBe( 'own' );
		expect( judge( '127.0.0.1', opened, { port: 4311 } ) ).toBe( 'ok' );
	} );

	test.each( [ '10.0.0.0/33', '300.1.1.1', '10.1', '2130706433', 'http://x', 'a b', '*', '-' ] )( 'does not take "%s"', ( entry ) => {
		expect( readAllowList( [ entry ], own ) ).toEqual( { unreadable: entry } );
	} );
} );

describe( 'a receiver\'s address', () => {
	test.each( [
		[ 'no address', 'unreadable' ], [ '/path', 'unreadable' ], [ 'ftp://x.example/', 'unreadable' ], [ 'file:///etc/passwd', 'unreadable' ], [ 'javascript:alert(1)', 'unreadable' ], [ `https://x.example/${ 'a'.repeat( 2_000 ) }`, 'unreadable' ],
		[ 'https://user:secret@x.example/', 'credentials' ], [ 'https://user@x.example/', 'credentials' ],
		[ 'http://x.example/', 'scheme' ], [ 'https://x.example:22/', 'port' ], [ 'https://x.example:5432/', 'port' ], [ 'http://8.8.8.8/', 'scheme' ],
		[ 'https://bridge.example.com/v1/pair', 'own' ], [ 'https://BRIDGE.example.com./', 'own' ],
		[ 'https://127.0.0.1/', 'own' ], [ 'https://2130706433/', 'own' ], [ 'https://0x7f.1/', 'own' ], [ 'https://0177.0.0.1/', 'own' ], [ 'https://[::1]/', 'own' ], [ 'https://[::ffff:127.0.0.1]/', 'own' ],
		[ 'https://169.254.169.254/latest/meta-data/', 'metadata' ], [ 'https://[fd00:ec2::254]/', 'metadata' ], [ 'https://10.0.0.5/', 'private' ], [ 'https://①⓪.0.0.5/', 'private' ],
	] )( '%s is refused (%s)', ( address, reason ) => {
		expect( checkAddress( address, strict ) ).toMatchObject( { ok: false, reason } );
	} );

	test( 'over https at 443 or 8443 is fine', () => {
		expect( [ 'https://x.example/hook?a=1', 'https://x.example:8443/', 'https://8.8.8.8/' ].map( ( address ) => checkAddress( address, strict ).ok ) ).toEqual( [ true, true, true ] );
	} );
} );

describe( 'what DNS says', () => {
	const url = new URL( 'https://x.example/' );
	const pin = ( addresses: string[], rules = strict, of = url ) => pinAddress( of, rules, async () => addresses.map( ( address ) => ( { address, family: address.includes( ':' ) ? 6 : 4 } ) ) );

	test( 'is judged address by address, and one bad one spoils them all', async () => {
		expect( await pin( [ '8.8.8.8', '2606:4700:4700::1111' ] ) ).toMatchObject( { ok: true } );
		expect( await pin( [ '8.8.8.8', '10.0.0.1' ] ) ).toMatchObject( { ok: false, reason: 'private' } );
		expect( await pin( [ '8.8.8.8', '::ffff:169.254.169.254' ] ) ).toMatchObject( { ok: false, reason: 'metadata' } );
		expect( await pin( [] ) ).toMatchObject( { ok: false, reason: 'unknown_host' } );
	} );

	test( 'does not open plain http or odd ports for a public receiver when only a network is allowed', async () => {
		expect( await pin( [ '8.8.8.8' ], local, new URL( 'http://x.example/' ) ) ).toMatchObject( { ok: false, reason: 'scheme' } );
		expect( await pin( [ '8.8.8.8' ], local, new URL( 'https://x.example:25/' ) ) ).toMatchObject( { ok: false, reason: 'port' } );
		expect( await pin( [ '127.0.0.1' ], local, new URL( 'http://x.example:8080/' ) ) ).toMatchObject( { ok: true } );
	} );
} );

describe( 'a call', () => {
	let servers: Server[] = [];
	let heard: { host: string | undefined; body: string }[] = [];
	beforeEach( () => {
		servers = [];
		heard = [];
	} );
	afterEach( () => Promise.all( servers.map( async ( server ) => {
		server.closeAllConnections();
		await new Promise( ( resolve ) => server.close( resolve ) );
	} ) ) );

	async function serve( listener: RequestListener = ( _request, response ) => response.writeHead( 204 ).end(), host = '127.0.0.1' ): Promise<number> {
		const server = createServer( ( request, response ) => {
			let body = '';
			request.on( 'data', ( chunk ) => {
				body += String( chunk );
			} ).on( 'end', () => {
				heard.push( { host: request.headers.host, body } );
				listener( request, response );
			} );
		} );
		servers.push( server );
		await new Promise<void>( ( resolve ) => server.listen( 0, host, resolve ) );
		return ( server.address() as AddressInfo ).port;
	}

	const send = ( address: string, options: Partial<PostOptions> = {} ) => postGuarded( address, '{"a":1}', { 'x-test': '1' }, { rules: local, ...options } );

	test( 'arrives at an allowed receiver, with the name it was given', async () => {
		const port = await serve();
		expect( await send( `http://localhost:${ port }/hook` ) ).toEqual( { ok: true, status: 204 } );
		expect( heard ).toEqual( [ { host: `localhost:${ port }`, body: '{"a":1}' } ] );
	} );

	test( 'by the system\'s own resolver never reaches a server on this machine when nothing is allowed', async () => {
		const port = await serve();
		for ( const host of [ '127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433' ] ) {
			expect( await send( `https://${ host }:${ port }/`, { rules: strict } ) ).toMatchObject( { ok: false, kind: 'refused' } );
		}
		// Past the port, which would be refused first: the name itself is what leads here.
		expect( await send( 'https://localhost/', { rules: strict } ) ).toMatchObject( { ok: false, kind: 'refused', reason: 'own' } );
		expect( heard ).toEqual( [] );
	} );

	test( 'goes where the first answer of DNS led, whatever the next one is', async () => {
		const [ good, trap ] = [ await serve(), await serve() ];
		const trapped = heard.length;
		const answers = [ '127.0.0.1', '169.254.169.254', '10.0.0.1' ];
		let asked = 0;
		const resolve = async () => [ { address: answers[ asked++ ] ?? '10.0.0.1', family: 4 } ];
		expect( await send( `http://rebinding.example:${ good }/`, { resolve } ) ).toEqual( { ok: true, status: 204 } );
		expect( asked ).toBe( 1 );
		// The next message asks anew, and what is forbidden by then is refused.
		expect( await send( `http://rebinding.example:${ trap }/`, { resolve } ) ).toMatchObject( { ok: false, kind: 'refused', reason: 'metadata' } );
		expect( heard.length - trapped ).toBe( 1 );
	} );

	test( 'uses no connection that an earlier call to the same name kept open', async () => {
		const port = await serve();
		await fetch( `http://localhost:${ port }/` );
		const { default: got } = await import( 'got' );
		await got( `http://localhost:${ port }/` );
		const before = heard.length;
		expect( await send( `http://localhost:${ port }/`, { rules: makeAddressRules( [ '10.0.0.0/8' ], own ) } ) ).toMatchObject( { ok: false, kind: 'refused' } );
		expect( heard ).toHaveLength( before );
	} );

	test( 'does not follow a redirect, to wherever it leads', async () => {
		const trap = await serve();
		for ( const status of [ 301, 302, 303, 307, 308 ] ) {
			for ( const location of [ `http://127.0.0.1:${ trap }/`, 'http://169.254.169.254/latest/meta-data/', 'https://elsewhere.example/' ] ) {
				const port = await serve( ( _request, response ) => response.writeHead( status, { location } ).end() );
				expect( await send( `http://127.0.0.1:${ port }/` ) ).toMatchObject( { ok: false, kind: 'failed', status, detail: expect.stringContaining( 'redirect' ) } );
			}
		}
		expect( heard ).toHaveLength( 15 );
	} );

	test( 'is ended when the receiver says nothing, trickles, or is never found', async () => {
		const silent = await serve( () => undefined );
		const trickling = await serve( ( _request, response ) => {
			const timer = setInterval( () => response.write( '.' ), 20 );
			response.on( 'close', () => clearInterval( timer ) );
		} );
		for ( const port of [ silent, trickling ] ) {
			expect( await send( `http://127.0.0.1:${ port }/`, { timeoutMs: 300 } ) ).toMatchObject( { ok: false, kind: 'failed', detail: expect.stringContaining( 'within 0.3 seconds' ) } );
		}
		expect( await send( 'https://slow-dns.example/', { timeoutMs: 100, resolve: () => new Promise( () => undefined ) } ) ).toMatchObject( { ok: false, kind: 'failed' } );
	} );

	test( 'is cut when the answer is endless, and unpacks nothing', async () => {
		const endless = await serve( ( _request, response ) => {
			const timer = setInterval( () => response.write( Buffer.alloc( MAX_ANSWER_BYTES ) ), 5 );
			response.on( 'close', () => clearInterval( timer ) );
		} );
		expect( await send( `http://127.0.0.1:${ endless }/` ) ).toMatchObject( { ok: false, detail: expect.stringContaining( 'far more' ) } );
		const bomb = await serve( ( _request, response ) => response.writeHead( 200, { 'content-encoding': 'gzip' } ).end( gzipSync( Buffer.alloc( 20_000_000 ) ) ) );
		expect( await send( `http://127.0.0.1:${ bomb }/` ) ).toEqual( { ok: true, status: 200 } );
	} );

	test( 'tells in words what went wrong, and throws nothing', async () => {
		const refusing = await serve( ( _request, response ) => response.writeHead( 500 ).end() );
		const cutting = await serve( ( request ) => request.socket.destroy() );
		expect( await send( `http://127.0.0.1:${ refusing }/` ) ).toEqual( { ok: false, kind: 'failed', status: 500, detail: 'The receiver answered 500.' } );
		expect( await send( `http://127.0.0.1:${ cutting }/` ) ).toMatchObject( { detail: 'The receiver cut the connection.' } );
		expect( await send( 'http://127.0.0.1:9/' ) ).toMatchObject( { detail: 'The receiver refuses connections.' } );
		expect( await send( 'https://nowhere.invalid/' ) ).toMatchObject( { kind: 'failed', detail: expect.stringContaining( 'not known' ) } );
	} );

	test( 'to a site\'s callback may go beside the bridge, but not to the machine\'s own services', async () => {
		const port = await serve();
		const signal = new AbortController().signal;
		expect( await postCallback( `http://localhost:${ port }/`, '{}', {}, signal ) ).toEqual( { ok: true } );
		for ( const address of [ 'http://169.254.169.254/', 'http://[fd00:ec2::254]/', 'http://[fe80::1]/', 'http://0.0.0.0/', 'http://224.0.0.1/', 'http://[::ffff:169.254.169.254]/', 'http://100.100.100.200/' ] ) {
			expect( await postCallback( address, '{}', {}, signal ) ).toEqual( { ok: false, reason: expect.stringContaining( 'No site can be' ) } );
		}
	} );
} );

test( 'signatures are Standard Webhooks with a secret of the standard\'s form', () => {
	const secret = makeWebhookSecret();
	expect( secret ).toMatch( WEBHOOK_SECRET );
	expect( new Webhook( secret ).verify( '{"a":1}', signWebhook( 'msg_1', '{"a":1}', secret ) ) ).toEqual( { a: 1 } );
	expect( () => new Webhook( makeWebhookSecret() ).verify( '{"a":1}', signWebhook( 'msg_1', '{"a":1}', secret ) ) ).toThrow();
	for ( const weak of [ 'whsec_', 'whsec_c2hvcnQ=', 'secret', `whsec_${ 'A'.repeat( 200 ) }` ] ) {
		expect( weak ).not.toMatch( WEBHOOK_SECRET );
	}
} );
