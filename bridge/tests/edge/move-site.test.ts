/** A site that has moved keeps everything it has, and cannot take an address that is somebody else's. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { withBridge } from './helpers.ts';

const bridge = withBridge();
const fresh = () => `https://${ randomUUID() }.example`;
const rowOf = ( id: string ) => bridge.database.db.selectFrom( 'site' ).selectAll().where( 'id', '=', id ).executeTakeFirstOrThrow();

test( 'keeps its id and its secret, and gets its callbacks at the new address', async () => {
	const site = await bridge.pair();
	const before = await rowOf( site.id );
	const url = fresh();
	expect( ( await site.call( 'PUT', '/v1/pair/address', { body: { url: `${ url }/`, callbackUrl: `${ url }/wp-json/slotbridge/v1/callback` } } ) ).status ).toBe( 204 );
	expect( await rowOf( site.id ) ).toEqual( { ...before, url, callback_url: `${ url }/wp-json/slotbridge/v1/callback`, last_seen_at: expect.any( Date ) } );
	expect( ( await site.call( 'GET', '/v1/pair' ) ).body.site.url ).toBe( url );
} );

test( 'paired again there, it is still the same site', async () => {
	const site = await bridge.pair();
	const url = fresh();
	await site.call( 'PUT', '/v1/pair/address', { body: { url } } );
	expect( ( await bridge.pair( url ) ).id ).toBe( site.id );
} );

test( 'the address of another paired site is refused, and nothing changes', async () => {
	const taken = fresh();
	const other = await bridge.pair( taken );
	const site = await bridge.pair();
	const before = await rowOf( site.id );
	const answer = await site.call( 'PUT', '/v1/pair/address', { body: { url: taken } } );
	expect( [ answer.status, answer.body.code ] ).toEqual( [ 409, 'site_address_taken' ] );
	expect( ( await rowOf( site.id ) ).url ).toBe( before.url );
	expect( ( await rowOf( other.id ) ).url ).toBe( taken );
} );

test( 'the address of a site that has left is free', async () => {
	const url = fresh();
	const gone = await bridge.pair( url );
	await gone.call( 'DELETE', '/v1/pair' );
	const site = await bridge.pair();
	expect( ( await site.call( 'PUT', '/v1/pair/address', { body: { url } } ) ).status ).toBe( 204 );
	expect( ( await rowOf( site.id ) ).url ).toBe( url );
	expect( ( await rowOf( gone.id ) ).url ).toBe( `${ url }#left-${ gone.id }` );
} );

test.each( [ [ 'no address', {} ], [ 'no web address', { url: 'ftp://a.example' } ], [ 'a member nobody knows', { url: 'https://a.example', siteId: randomUUID() } ] ] )( '%s is refused', async ( _name, body ) => {
	const site = await bridge.pair();
	expect( ( await site.call( 'PUT', '/v1/pair/address', { body } ) ).body.code ).toBe( 'body_invalid' );
} );
