/** A bridge behind a proxy: the signature is for the address that sites use, not for the one behind it. */
import { expect, test } from 'vitest';
import { isSameTarget } from '../../src/http/signed-target.ts';
import { withBridge } from './helpers.ts';

const bridge = withBridge( { publicUrl: 'https://bridge.example.com/sync' } );

test( 'the public address is the one that counts', async () => {
	const site = await bridge.pair();
	const good = { htu: 'https://bridge.example.com/sync/v1/pair' };
	expect( ( await site.call( 'GET', '/v1/pair', { claims: good } ) ).status ).toBe( 200 );
	expect( ( await site.call( 'GET', '/v1/pair' ) ).body.code ).toBe( 'authorization_invalid' );
	expect( ( await site.call( 'GET', '/v1/pair', { claims: { htu: 'https://bridge.example.com/v1/pair' } } ) ).status ).toBe( 401 );
} );

test.each( [
	[ 'http://bridge.test:80/v1/pair', 'bridge.test', true ],
	[ 'https://bridge.test/v1/pair', 'bridge.test:443', true ],
	[ 'https://BRIDGE.test/v1/pair?x=1', 'bridge.test', true ],
	[ 'https://bridge.test:8443/v1/pair', 'bridge.test', false ],
	[ 'https://bridge.test.evil.example/v1/pair', 'bridge.test', false ],
	[ 'https://bridge.test@evil.example/v1/pair', 'bridge.test', false ],
	[ 'https://bridge.test/v1/pair/', 'bridge.test', false ],
	[ 'ftp://bridge.test/v1/pair', 'bridge.test', false ],
] )( '%s for a request to %s: %s', ( htu, host, same ) => {
	expect( isSameTarget( htu, { host, url: '/v1/pair?y=2', publicUrl: null } ) ).toBe( same );
} );

test( 'a request without a Host header fits nothing', () => {
	expect( isSameTarget( 'http://a.example/v1/pair', { host: undefined, url: '/v1/pair', publicUrl: null } ) ).toBe( false );
} );
