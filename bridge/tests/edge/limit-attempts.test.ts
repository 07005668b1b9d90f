/** The brake on guessing: by address, in all, and over again when the time is up. */
import { beforeEach, expect, test } from 'vitest';
import { createAttemptLimiter, type AttemptLimiter } from '../../src/http/limit-attempts.ts';

let limiter: AttemptLimiter;
let now: number;

beforeEach( () => {
	now = 1_000_000;
	limiter = createAttemptLimiter( { failuresPerAddress: 3, failuresInAll: 5, windowMs: 60_000, now: () => now } );
} );

const fail = ( address: string ) => limiter.run( address, () => Promise.reject( new Error( 'wrong' ) ) ).catch( ( error: Error & { code?: string } ) => error.code ?? error.message );
const succeed = ( address: string ) => limiter.run( address, async () => 'in' ).catch( ( error: { code: string } ) => error.code );

test( 'an address may fail so often', async () => {
	expect( [ await fail( 'a' ), await fail( 'a' ), await fail( 'a' ), await fail( 'a' ), await succeed( 'a' ) ] )
		.toEqual( [ 'wrong', 'wrong', 'wrong', 'too_many_requests', 'too_many_requests' ] );
	expect( await succeed( 'b' ) ).toBe( 'in' );
} );

test( 'successes do not count', async () => {
	for ( let i = 0; i < 20; i++ ) {
		expect( await succeed( 'a' ) ).toBe( 'in' );
	}
} );

test( 'many at the same moment are no way around', async () => {
	const results = await Promise.all( Array.from( { length: 10 }, () => fail( 'a' ) ) );
	expect( results.filter( ( result ) => result === 'wrong' ) ).toHaveLength( 3 );
} );

test( 'many addresses together are limited too', async () => {
	for ( const address of [ 'a', 'b', 'c', 'd', 'e' ] ) {
		expect( await fail( address ) ).toBe( 'wrong' );
	}
	expect( await succeed( 'f' ) ).toBe( 'too_many_requests' );
} );

test( 'the time to wait is told, and then it is open again', async () => {
	await Promise.all( [ fail( 'a' ), fail( 'a' ), fail( 'a' ) ] );
	now += 20_000;
	await expect( limiter.run( 'a', async () => 'in' ) ).rejects.toMatchObject( { data: { retryAfter: 40 }, message: expect.stringContaining( '1 minute.' ) } );
	now += 40_000;
	expect( await succeed( 'a' ) ).toBe( 'in' );
} );

test( 'a whole /64 of IPv6 is one address, and mapped IPv4 is its IPv4', async () => {
	await Promise.all( [ fail( '2001:db8::1' ), fail( '2001:db8:0:0:ffff::2' ), fail( '2001:0db8:0:0::3'.replace( '0db8', 'db8' ) ) ] );
	expect( await succeed( '2001:db8::9' ) ).toBe( 'too_many_requests' );
	expect( await succeed( '2001:db8:0:1::9' ) ).toBe( 'in' );
	await Promise.all( [ fail( '::ffff:10.0.0.1' ), fail( '10.0.0.1' ) ] );
	expect( await succeed( '10.0.0.2' ) ).toBe( 'too_many_requests' );
} );
