/** The two limits, and the six headers that tell of them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RateLimiter } from '../../sandbox/doors/rate-limiter.ts';
import { locationId, runSandbox, type RunningSandbox } from './helpers/run-sandbox.ts';

const list = `/calendars/?locationId=${ locationId }`;
let sandbox: RunningSandbox;

beforeEach( async () => {
	sandbox = await runSandbox( [ '--limit', '3/600000', '--daily', '50' ] );
} );
afterEach( () => sandbox.stop() );

it( 'tells on every answer what is left', async () => {
	const first = ( await sandbox.call( 'GET', list ) ).headers;
	expect( first.get( 'x-ratelimit-limit-daily' ) ).toBe( '50' );
	expect( first.get( 'x-ratelimit-daily-remaining' ) ).toBe( '49' );
	expect( first.get( 'x-ratelimit-interval-milliseconds' ) ).toBe( '600000' );
	expect( first.get( 'x-ratelimit-max' ) ).toBe( '3' );
	expect( first.get( 'x-ratelimit-remaining' ) ).toBe( '2' );
	expect( Number( first.get( 'x-ratelimit-daily-reset' ) ) ).toBeGreaterThan( 0 );
	const refused = await sandbox.call( 'GET', '/calendars/nowhere' );
	expect( [ refused.status, refused.headers.get( 'x-ratelimit-remaining' ) ] ).toEqual( [ 404, '1' ] );
} );

it( 'answers 429 over the interval\'s limit, without Retry-After, and for this token only', async () => {
	await sandbox.control( 'POST', '/tokens', { token: 'pit-second', locationId } );
	for ( let n = 0; n < 3; n++ ) {
		expect( ( await sandbox.call( 'GET', list ) ).status ).toBe( 200 );
	}
	const { status, headers, body } = await sandbox.call( 'GET', list );
	expect( [ status, body.statusCode, headers.get( 'x-ratelimit-remaining' ), headers.get( 'retry-after' ) ] ).toEqual( [ 429, 429, '0', null ] );
	expect( headers.get( 'x-ratelimit-daily-remaining' ) ).toBe( '47' );
	expect( ( await sandbox.call( 'GET', list, undefined, { token: 'pit-second' } ) ).status ).toBe( 200 );
} );

it( 'answers 429 when the day is used up', async () => {
	await sandbox.control( 'PUT', '/limits', { max: 100, daily: 2 } );
	expect( [ await sandbox.call( 'GET', list ), await sandbox.call( 'GET', list ) ].map( ( reply ) => reply.status ) ).toEqual( [ 200, 200 ] );
	const { status, headers } = await sandbox.call( 'GET', list );
	expect( [ status, headers.get( 'x-ratelimit-daily-remaining' ) ] ).toEqual( [ 429, '0' ] );
} );

it( 'slides: a request counts for exactly one interval', () => {
	const limiter = new RateLimiter();
	const limits = { max: 2, intervalMs: 10_000, daily: 100 };
	const start = Date.UTC( 2026, 0, 1, 12 );
	const at = ( ms: number ): boolean => limiter.take( 'token', limits, start + ms ).allowed;
	expect( [ at( 0 ), at( 6_000 ), at( 9_999 ), at( 10_000 ), at( 10_001 ), at( 16_000 ) ] ).toEqual( [ true, true, false, true, false, true ] );
} );

it( 'begins a new day at midnight UTC', () => {
	const limiter = new RateLimiter();
	const limits = { max: 100, intervalMs: 1, daily: 1 };
	const midnight = Date.UTC( 2026, 0, 2 );
	expect( limiter.take( 'token', limits, midnight - 5_000 ).allowed ).toBe( true );
	const late = limiter.take( 'token', limits, midnight - 1_000 );
	expect( [ late.allowed, late.headers[ 'X-RateLimit-Daily-Reset' ] ] ).toEqual( [ false, '1000' ] );
	expect( limiter.take( 'token', limits, midnight ).allowed ).toBe( true );
} );
