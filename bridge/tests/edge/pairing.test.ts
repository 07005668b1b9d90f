/** Pairing: what a code can do, once, and what it cannot. */
import { describe, expect, test } from 'vitest';
import { hashPairingCode, makePairingCode } from '../../src/crypto/pairing-code.ts';
import { offerPairingCode } from '../../src/use-cases/offer-pairing-code.ts';
import { PAIRING_LIMITS } from '../../src/http/routes/pair-site.ts';
import { post, siteDetails, TestSite, withBridge } from './helpers.ts';

const bridge = withBridge();
// Each has limits of its own; wrong codes of one group of tests must not use up another's.
const refusing = withBridge();
const guessed = withBridge();

const pair = ( code: string, url = 'https://one.example', site: object = {}, to = bridge ) =>
	post( `${ to.url }/v1/pair`, { code, site: { ...siteDetails( url ), ...site } } );

describe( 'a good code', () => {
	test( 'gives an id, a secret, and the id of the bridge', async () => {
		const { status, body } = await pair( await bridge.newCode(), 'https://good.example' );
		expect( status ).toBe( 201 );
		expect( body ).toEqual( {
			siteId: expect.stringMatching( /^[0-9a-f-]{36}$/ ), secret: expect.stringMatching( /^sbs_[\w-]{43}$/ ),
			bridgeId: bridge.deps.bridge.id, bridgeVersion: '0.0.0-test',
		} );
	} );

	test( 'may be typed in small letters, without dashes, with O for 0', async () => {
		const code = ( await bridge.newCode() ).toLowerCase().replaceAll( '-', ' ' ).replaceAll( '0', 'o' );
		expect( ( await pair( code ) ).status ).toBe( 201 );
	} );

	test( 'works once', async () => {
		const code = await bridge.newCode();
		expect( ( await pair( code ) ).status ).toBe( 201 );
		const again = await pair( code );
		expect( again.status ).toBe( 403 );
		expect( again.body.code ).toBe( 'pairing_code_invalid' );
	} );

	test( 'works once, also when two use it in the same moment', async () => {
		const code = await bridge.newCode();
		const answers = await Promise.all( [ 'a', 'b', 'c' ].map( ( name ) => pair( code, `https://race-${ name }.example` ) ) );
		expect( answers.map( ( answer ) => answer.status ).sort() ).toEqual( [ 201, 403, 403 ] );
		const sites = await bridge.database.db.selectFrom( 'site' ).select( 'url' ).where( 'url', 'like', 'https://race-%' ).execute();
		expect( sites ).toHaveLength( 1 );
	} );
} );

describe( 'pairing the same address again', () => {
	test( 'keeps the id, gives a new secret, and ends the old one', async () => {
		const first = await bridge.pair( 'https://again.example' );
		const answer = await pair( await bridge.newCode(), 'HTTPS://Again.example/' );
		expect( answer.body.siteId ).toBe( first.id );
		expect( answer.body.secret ).not.toBe( first.pairing.secret );
		expect( ( await first.call( 'GET', '/v1/pair' ) ).body.code ).toBe( 'authorization_invalid' );
		const again = new TestSite( bridge.url, answer.body, first.routes );
		expect( ( await again.call( 'GET', '/v1/pair' ) ).status ).toBe( 200 );
	} );

	test( 'brings an unpaired site back under its id', async () => {
		const site = await bridge.pair( 'https://back.example' );
		expect( ( await site.call( 'DELETE', '/v1/pair' ) ).status ).toBe( 204 );
		const back = await bridge.pair( 'https://back.example' );
		expect( back.id ).toBe( site.id );
		expect( ( await back.call( 'GET', '/v1/pair' ) ).status ).toBe( 200 );
	} );

	test( 'a site in a subfolder is another site', async () => {
		const root = await bridge.pair( 'https://folders.example' );
		const folder = await bridge.pair( 'https://folders.example/shop' );
		expect( folder.id ).not.toBe( root.id );
	} );
} );

describe( 'a bad code', () => {
	test( 'wrong, used and expired sound the same', async () => {
		const attempt = ( code: string ) => pair( code, 'https://one.example', {}, refusing );
		const used = await refusing.newCode();
		await attempt( used );
		const expired = await refusing.newCode( new Date( Date.now() - 1 ) );
		const answers = [ await attempt( makePairingCode() ), await attempt( used ), await attempt( expired ) ];
		expect( answers.map( ( answer ) => answer.status ) ).toEqual( [ 403, 403, 403 ] );
		expect( new Set( answers.map( ( answer ) => answer.text ) ).size ).toBe( 1 );
		expect( answers[ 0 ]!.headers.get( 'content-type' ) ).toContain( 'application/problem+json' );
	} );

	test( 'changes nothing', async () => {
		await pair( makePairingCode(), 'https://never.example', {}, refusing );
		expect( await refusing.database.db.selectFrom( 'site' ).select( 'id' ).where( 'url', '=', 'https://never.example' ).execute() ).toEqual( [] );
	} );

	test( 'is refused after so many tries, also a right one then', async () => {
		const guess = ( code: string ) => post( `${ guessed.url }/v1/pair`, { code, site: siteDetails( 'https://guess.example' ) } );
		const right = await guessed.newCode();
		const guesses = await Promise.all( Array.from( { length: PAIRING_LIMITS.failuresPerAddress }, () => guess( makePairingCode() ) ) );
		expect( guesses.every( ( answer ) => answer.status === 403 ) ).toBe( true );
		const refused = await guess( right );
		expect( refused.status ).toBe( 429 );
		expect( refused.body.code ).toBe( 'too_many_requests' );
		expect( Number( refused.headers.get( 'retry-after' ) ) ).toBeGreaterThan( 0 );
	} );
} );

describe( 'what the site tells about itself', () => {
	test.each( [
		[ 'an address that is none', { url: 'my site' }, '/site/url' ],
		[ 'an address of another kind', { url: 'ftp://one.example' }, '/site/url' ],
		[ 'a version that PostgreSQL cannot keep', { wordpressVersion: '7\0' }, '/site/wordpressVersion' ],
		[ 'half of an emoji', { pluginVersion: '1 \ud83d' }, '/site/pluginVersion' ],
		[ 'a callback address with a password', { callbackUrl: 'https://me:secret@one.example/' }, '/site/callbackUrl' ],
	] )( '%s is refused at its place and does not use up the code', async ( _name, site, pointer ) => {
		const code = await bridge.newCode();
		const answer = await pair( code, 'https://details.example', site );
		expect( answer.status ).toBe( 422 );
		expect( answer.body.errors[ 0 ].pointer ).toBe( pointer );
		expect( ( await pair( code, 'https://details.example' ) ).status ).toBe( 201 );
	} );

	test( 'any language is kept as it is', async () => {
		const answer = await pair( await bridge.newCode(), 'https://language.example', { name: 'موقع 🗓️ Café' } );
		const { name } = await bridge.database.db.selectFrom( 'site' ).select( 'name' ).where( 'id', '=', answer.body.siteId ).executeTakeFirstOrThrow();
		expect( name ).toBe( 'موقع 🗓️ Café' );
	} );
} );

describe( 'the code at start', () => {
	test( 'a printed one replaces the one printed before', async () => {
		const first = await offerPairingCode( bridge.database.db, null );
		const second = await offerPairingCode( bridge.database.db, null );
		expect( first.kind === 'fresh' && second.kind === 'fresh' ).toBe( true );
		expect( ( await pair( ( first as { code: string } ).code ) ).status ).toBe( 403 );
		expect( ( await pair( ( second as { code: string } ).code ) ).status ).toBe( 201 );
	} );

	test( 'a configured one is not brought back by a restart', async () => {
		const code = 'from-the-environment';
		expect( await offerPairingCode( bridge.database.db, code ) ).toEqual( { kind: 'configured' } );
		expect( ( await pair( code ) ).status ).toBe( 201 );
		expect( await offerPairingCode( bridge.database.db, code ) ).toEqual( { kind: 'used' } );
		expect( ( await pair( code ) ).status ).toBe( 403 );
	} );

	test( 'is stored as a hash only', async () => {
		const code = await bridge.newCode();
		const rows = await bridge.database.db.selectFrom( 'pairing_code' ).selectAll().execute();
		expect( JSON.stringify( rows ) ).not.toContain( code );
		expect( rows.map( ( row ) => row.hash ) ).toContain( hashPairingCode( code ) );
	} );
} );
