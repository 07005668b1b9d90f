/** Signed requests: everything that must be refused, and that nothing was done then. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { post, TestSite, withBridge, type CallOptions } from './helpers.ts';

const bridge = withBridge();
let site: TestSite;
let other: TestSite;

beforeAll( async () => {
	site = await bridge.pair();
	other = await bridge.pair();
} );

const now = () => Math.floor( Date.now() / 1000 );

describe( 'a good signature', () => {
	test( 'gets in', async () => {
		const { status, body } = await site.call( 'GET', '/v1/pair' );
		expect( status ).toBe( 200 );
		expect( body.siteId ).toBe( site.id );
		expect( body.bridgeId ).toBe( bridge.deps.bridge.id );
		expect( body.queue ).toEqual( { pending: 0, retrying: 0, waiting: 0, dead: 0, oldestPendingAt: null } );
	} );

	test( 'a query is not part of it', async () => {
		expect( ( await site.call( 'GET', '/v1/config?x=1' ) ).status ).toBe( 200 );
	} );

	test( 'clocks may differ by half a minute', async () => {
		for ( const shift of [ -80, -25, 25 ] ) {
			const claims = { iat: now() + shift, exp: now() + shift + 60 };
			expect( ( await site.call( 'GET', '/v1/pair', { claims } ) ).status ).toBe( 200 );
		}
	} );
} );

describe( 'refused as not fitting', () => {
	const cases: [ string, CallOptions | ( () => CallOptions ) ][] = [
		[ 'signed with another secret', { secret: 'another secret, long enough to be one' } ],
		[ 'signed with another site\'s secret', () => ( { secret: other.pairing.secret } ) ],
		[ 'for another method', { claims: { htm: 'DELETE' } } ],
		[ 'for another path', () => ( { claims: { htu: `${ bridge.url }/v1/config` } } ) ],
		[ 'for a path that only begins like this one', () => ( { claims: { htu: `${ bridge.url }/v1/pair/secret` } } ) ],
		[ 'for another host', { claims: { htu: 'http://elsewhere.example/v1/pair' } } ],
		[ 'for another port', { claims: { htu: 'http://127.0.0.1:1/v1/pair' } } ],
		[ 'for an address that is none', { claims: { htu: '/v1/pair' } } ],
		[ 'for another bridge', { claims: { aud: randomUUID() } } ],
		[ 'for a body that is not there', { signedBody: '{}' } ],
		...[ 'jti', 'htm', 'htu', 'bsha', 'iat', 'exp', 'aud', 'iss' ].map( ( claim ): [ string, CallOptions ] =>
			[ `without ${ claim }`, { claims: { [ claim ]: undefined } } ] ),
		[ 'with an issuer that is no id', { claims: { iss: '\'; DROP TABLE site; --' } } ],
		[ 'not a token at all', { token: 'abc.def.ghi' } ],
	];

	test.each( cases )( '%s', async ( _name, options ) => {
		const { status, body } = await site.call( 'GET', '/v1/pair', typeof options === 'function' ? options() : options );
		expect( [ status, body.code ] ).toEqual( [ 401, 'authorization_invalid' ] );
	} );

	test( 'another algorithm, none at all included', async () => {
		const encode = ( value: object ) => Buffer.from( JSON.stringify( value ) ).toString( 'base64url' );
		const [ , payload ] = ( await site.sign( 'GET', '/v1/pair', '' ) ).split( '.' );
		for ( const header of [ { alg: 'none' }, { alg: 'HS512' }, { alg: 'RS256' } ] ) {
			const { status, body } = await site.call( 'GET', '/v1/pair', { token: `${ encode( header ) }.${ payload }.` } );
			expect( [ status, body.code ] ).toEqual( [ 401, 'authorization_invalid' ] );
		}
	} );

	test( 'a changed claim under the old signature', async () => {
		const [ header, payload, signature ] = ( await site.sign( 'GET', '/v1/pair', '' ) ).split( '.' ) as [ string, string, string ];
		const claims = JSON.parse( Buffer.from( payload, 'base64url' ).toString() );
		const forged = Buffer.from( JSON.stringify( { ...claims, iss: other.id } ) ).toString( 'base64url' );
		expect( ( await site.call( 'GET', '/v1/pair', { token: `${ header }.${ forged }.${ signature }` } ) ).body.code ).toBe( 'authorization_invalid' );
	} );

	test( 'a body changed on its way, and nothing of it is done', async () => {
		const { body: { config } } = await site.call( 'GET', '/v1/config' );
		const signedBody = JSON.stringify( config );
		const changed = JSON.stringify( { ...config, policies: { calendarRemoved: 'delete', groupRemoved: 'delete' } } );
		const answer = await site.call( 'PUT', '/v1/config', { raw: changed, signedBody } );
		expect( [ answer.status, answer.body.code ] ).toEqual( [ 401, 'authorization_invalid' ] );
		expect( ( await site.call( 'GET', '/v1/config' ) ).body.config ).toEqual( config );
	} );
} );

describe( 'refused for its time', () => {
	test.each( [
		[ 'expired', { iat: -200, exp: -140 } ],
		[ 'too old, though it says it lives longer', { iat: -120, exp: 3_600 } ],
		[ 'from the future', { iat: 120, exp: 180 } ],
	] )( '%s', async ( _name, shift ) => {
		const claims = { iat: now() + shift.iat, exp: now() + shift.exp };
		const { status, body } = await site.call( 'GET', '/v1/pair', { claims } );
		expect( [ status, body.code ] ).toEqual( [ 401, 'authorization_expired' ] );
	} );
} );

describe( 'used twice', () => {
	test( 'the second one is refused', async () => {
		const token = await site.sign( 'GET', '/v1/pair', '' );
		expect( ( await site.call( 'GET', '/v1/pair', { token } ) ).status ).toBe( 200 );
		const again = await site.call( 'GET', '/v1/pair', { token } );
		expect( [ again.status, again.body.code ] ).toEqual( [ 401, 'authorization_replayed' ] );
	} );

	test( 'of many at the same moment one gets in', async () => {
		const token = await site.sign( 'GET', '/v1/pair', '' );
		const answers = await Promise.all( Array.from( { length: 8 }, () => site.call( 'GET', '/v1/pair', { token } ) ) );
		expect( answers.filter( ( answer ) => answer.status === 200 ) ).toHaveLength( 1 );
	} );

	test( 'another site may use the same jti', async () => {
		const claims = { jti: randomUUID() };
		expect( ( await site.call( 'GET', '/v1/pair', { claims } ) ).status ).toBe( 200 );
		expect( ( await other.call( 'GET', '/v1/pair', { claims } ) ).status ).toBe( 200 );
	} );

	test( 'a refused request does not use up its jti', async () => {
		const claims = { jti: randomUUID() };
		expect( ( await site.call( 'GET', '/v1/pair', { claims: { ...claims, htm: 'PUT' } } ) ).status ).toBe( 401 );
		expect( ( await site.call( 'GET', '/v1/pair', { claims } ) ).status ).toBe( 200 );
	} );
} );

describe( 'no longer or never paired', () => {
	test( 'an unpaired site is told so', async () => {
		const leaving = await bridge.pair();
		expect( ( await leaving.call( 'DELETE', '/v1/pair' ) ).status ).toBe( 204 );
		const answer = await leaving.call( 'GET', '/v1/pair' );
		expect( [ answer.status, answer.body.code ] ).toEqual( [ 401, 'site_unpaired' ] );
	} );

	test( 'a site that this bridge never met is told so', async () => {
		const answer = await site.call( 'GET', '/v1/pair', { claims: { iss: randomUUID() } } );
		expect( [ answer.status, answer.body.code ] ).toEqual( [ 401, 'site_unpaired' ] );
	} );

	test( 'no token, or another kind', async () => {
		for ( const headers of [ {}, { authorization: 'Basic YTpi' }, { authorization: 'Bearer' } ] as Record<string, string>[] ) {
			const { status, body } = await post( `${ bridge.url }/v1/pair/secret`, {}, headers );
			expect( [ status, body.code ] ).toEqual( [ 401, 'authorization_missing' ] );
		}
	} );
} );

describe( 'rotating the secret', () => {
	const rotate = async ( rotating: TestSite ): Promise<string> => {
		const answer = await rotating.call( 'POST', '/v1/pair/secret' );
		expect( answer.status ).toBe( 200 );
		return answer.body.secret;
	};
	const worksWith = async ( rotating: TestSite, secret: string ) => ( await rotating.call( 'GET', '/v1/pair', { secret } ) ).status === 200;

	test( 'the new and the old one both work', async () => {
		const rotating = await bridge.pair();
		const old = rotating.pairing.secret;
		const fresh = await rotate( rotating );
		expect( fresh ).not.toBe( old );
		expect( await worksWith( rotating, fresh ) ).toBe( true );
		expect( await worksWith( rotating, old ) ).toBe( true );
	} );

	test( 'the old one ends with its time', async () => {
		const rotating = await bridge.pair();
		const old = rotating.pairing.secret;
		const fresh = await rotate( rotating );
		await bridge.database.db.updateTable( 'site' ).set( { previous_secret_until: new Date( Date.now() - 1 ) } ).where( 'id', '=', rotating.id ).execute();
		expect( await worksWith( rotating, old ) ).toBe( false );
		expect( await worksWith( rotating, fresh ) ).toBe( true );
	} );

	test( 'the one before the last is gone', async () => {
		const rotating = await bridge.pair();
		const first = rotating.pairing.secret;
		rotating.pairing.secret = await rotate( rotating );
		const third = await rotate( rotating );
		expect( await worksWith( rotating, first ) ).toBe( false );
		expect( await worksWith( rotating, rotating.pairing.secret ) ).toBe( true );
		expect( await worksWith( rotating, third ) ).toBe( true );
	} );

	test( 'a site that never got the answer is not locked out by trying again', async () => {
		const rotating = await bridge.pair();
		await rotate( rotating );
		await rotate( rotating );
		const secret = await rotate( rotating );
		expect( await worksWith( rotating, rotating.pairing.secret ) ).toBe( true );
		expect( await worksWith( rotating, secret ) ).toBe( true );
	} );
} );
