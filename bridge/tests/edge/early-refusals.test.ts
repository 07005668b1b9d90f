/** Refused before any work is done: by the token's own words, by size, and by how much a site sends. */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { BODY_LIMIT } from '../../src/http/read-body.ts';
import { withBridge, type CallOptions, type TestSite } from './helpers.ts';

const bridge = withBridge( { siteLimits: { burst: 40, perSecond: 0.5 } } );
let site: TestSite;
beforeAll( async () => {
	site = await bridge.pair();
} );

const now = () => Math.floor( Date.now() / 1000 );

/** Sends a head and then nothing: what is answered now was not read from a body. */
async function sendHead( path: string, headers: Record<string, string> ): Promise<string> {
	const { hostname, port } = new URL( bridge.url );
	const socket = connect( Number( port ), hostname );
	const lines = [ `PUT ${ path } HTTP/1.1`, `host: ${ hostname }:${ port }`, ...Object.entries( headers ).map( ( [ name, value ] ) => `${ name }: ${ value }` ), '', '' ];
	socket.write( lines.join( '\r\n' ) );
	const answer = await new Promise<string>( ( resolve, reject ) => {
		socket.once( 'data', ( chunk ) => resolve( String( chunk ) ) );
		socket.once( 'error', reject );
		socket.once( 'close', () => reject( new Error( 'closed without an answer' ) ) );
	} );
	socket.destroy();
	return answer.split( '\r\n' )[ 0 ]!;
}

describe( 'before a byte of the body is there', () => {
	const head = async ( claims: Record<string, unknown>, headers: Record<string, string> = {} ) => sendHead( '/v1/config', {
		'content-type': 'application/json', 'content-length': '1000', authorization: `Bearer ${ await site.sign( 'PUT', '/v1/config', '', { claims } ) }`, ...headers,
	} );

	test.each( [
		[ 'for another bridge', { aud: randomUUID() } ],
		[ 'for another method', { htm: 'GET' } ],
		[ 'for another address', { htu: 'https://elsewhere.example/v1/config' } ],
		[ 'expired', { iat: now() - 500, exp: now() - 400 } ],
		[ 'from the future', { iat: now() + 500, exp: now() + 560 } ],
		[ 'without an issuer', { iss: undefined } ],
		[ 'without the hash of the body', { bsha: undefined } ],
	] )( 'a token %s is refused', async ( _name, claims ) => {
		expect( await head( claims ) ).toBe( 'HTTP/1.1 401 Unauthorized' );
	} );

	test( 'a token of another algorithm is refused', async () => {
		const [ , payload ] = ( await site.sign( 'PUT', '/v1/config', '' ) ).split( '.' );
		const none = Buffer.from( JSON.stringify( { alg: 'none' } ) ).toString( 'base64url' );
		expect( await head( {}, { authorization: `Bearer ${ none }.${ payload }.` } ) ).toBe( 'HTTP/1.1 401 Unauthorized' );
	} );

	test( 'a body that says it is too large is refused', async () => {
		expect( await head( {}, { 'content-length': String( BODY_LIMIT + 1 ) } ) ).toBe( 'HTTP/1.1 413 Payload Too Large' );
	} );

	test( 'a head that is too large is refused', async () => {
		expect( await head( {}, { 'x-padding': 'a'.repeat( 20_000 ) } ) ).toMatch( /^HTTP\/1\.1 431 / );
	} );
} );

test( 'a body that grows too large without having said so is refused', async () => {
	const token = await site.sign( 'PUT', '/v1/config', '' );
	const chunk = new Uint8Array( 65_536 );
	let sent = 0;
	const body = new ReadableStream( { pull: ( controller ) => {
		sent += chunk.length;
		controller.enqueue( chunk );
		if ( sent > 4 * BODY_LIMIT ) {
			controller.close();
		}
	} } );
	const status = await fetch( `${ bridge.url }/v1/config`, { method: 'PUT', duplex: 'half', body, headers: { authorization: `Bearer ${ token }`, 'content-type': 'application/json' } } as RequestInit )
		.then( ( response ) => response.status, () => 'cut' );
	expect( [ 413, 'cut' ] ).toContain( status );
	expect( ( await fetch( `${ bridge.url }/healthz` ) ).status ).toBe( 200 );
} );

describe( 'a site that sends too much', () => {
	test( 'is told when to come back; another site and open doors are not held up, and nothing is done', async () => {
		const [ loud, calm ] = [ await bridge.pair(), await bridge.pair() ];
		const answers = await Promise.all( Array.from( { length: 45 }, () => loud.call( 'GET', '/v1/pair' ) ) );
		const refused = answers.filter( ( answer ) => answer.status === 429 );
		expect( answers.filter( ( answer ) => answer.status === 200 ).length ).toBeGreaterThanOrEqual( 40 );
		expect( refused.length ).toBeGreaterThan( 0 );
		expect( refused[ 0 ]!.body ).toMatchObject( { code: 'too_many_requests', retryAfter: expect.any( Number ) } );
		expect( Number( refused[ 0 ]!.headers.get( 'retry-after' ) ) ).toBeGreaterThan( 0 );
		expect( ( await loud.call( 'DELETE', '/v1/pair' ) ).status ).toBe( 429 );
		expect( ( await calm.call( 'GET', '/v1/pair' ) ).status ).toBe( 200 );
		expect( ( await fetch( `${ bridge.url }/healthz` ) ).status ).toBe( 200 );
		const { unpaired_at } = await bridge.database.db.selectFrom( 'site' ).select( 'unpaired_at' ).where( 'id', '=', loud.id ).executeTakeFirstOrThrow();
		expect( unpaired_at ).toBeNull();
	} );

	test( 'cannot be made to look loud by somebody else', async () => {
		const victim = await bridge.pair();
		const forged: CallOptions = { secret: 'another secret, long enough to be one' };
		await Promise.all( Array.from( { length: 60 }, () => victim.call( 'GET', '/v1/pair', forged ) ) );
		expect( ( await victim.call( 'GET', '/v1/pair' ) ).status ).toBe( 200 );
	} );
} );
