/** The brake on guessing: by address, in all, over replicas, and over again when the time is up. */
import { beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { pruneFailures } from '../../src/database/pairing-failures.ts';
import { createAttemptLimiter, type AttemptLimiter } from '../../src/use-cases/limit-attempts.ts';
import { withDatabase } from '../helpers/with-database.ts';

const LIMITS = { failuresPerAddress: 3, failuresInAll: 5, windowMs: 60_000 };
const database = withDatabase();
let limiter: AttemptLimiter;

beforeEach( async () => {
	await database.pool.query( 'TRUNCATE pairing_failure' );
	limiter = createAttemptLimiter( database.db, LIMITS );
} );

/** As if so much time had gone by. */
const pass = ( ms: number ) => database.pool.query( "UPDATE pairing_failure SET ends_at = ends_at - $1 * interval '1 millisecond'", [ ms ] );
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
	await pass( 20_000 );
	const refused = await limiter.run( 'a', async () => 'in' ).catch( ( error: Error & { data: { retryAfter: number } } ) => error ) as Error & { data: { retryAfter: number } };
	expect( refused.data.retryAfter ).toBeGreaterThan( 0 );
	expect( refused.data.retryAfter ).toBeLessThanOrEqual( 40 );
	expect( refused.message ).toContain( '1 minute.' );
	await pass( 40_000 );
	expect( await succeed( 'a' ) ).toBe( 'in' );
} );

test( 'a whole /64 of IPv6 is one address, and mapped IPv4 is its IPv4', async () => {
	await Promise.all( [ fail( '2001:db8::1' ), fail( '2001:db8:0:0:ffff::2' ), fail( '2001:0db8:0:0::3'.replace( '0db8', 'db8' ) ) ] );
	expect( await succeed( '2001:db8::9' ) ).toBe( 'too_many_requests' );
	expect( await succeed( '2001:db8:0:1::9' ) ).toBe( 'in' );
	await Promise.all( [ fail( '::ffff:10.0.0.1' ), fail( '10.0.0.1' ) ] );
	expect( await succeed( '10.0.0.2' ) ).toBe( 'too_many_requests' );
} );

test( 'at two replicas there are not twice as many', async () => {
	const other = await openDatabase( { connectionString: database.connectionString } );
	const second = createAttemptLimiter( other.db, LIMITS );
	const wrong = ( at: AttemptLimiter ) => at.run( 'a', () => Promise.reject( new Error( 'wrong' ) ) ).catch( ( error: Error & { code?: string } ) => error.code ?? error.message );
	try {
		const results = await Promise.all( Array.from( { length: 12 }, ( _, index ) => wrong( index % 2 === 0 ? limiter : second ) ) );
		expect( results.filter( ( result ) => result === 'wrong' ) ).toHaveLength( 3 );
		expect( results.filter( ( result ) => result === 'too_many_requests' ) ).toHaveLength( 9 );
	} finally {
		await other.close();
	}
} );

test( 'when the database fails, there is no attempt', async () => {
	let tried = false;
	await database.pool.query( 'ALTER TABLE pairing_failure RENAME TO pairing_failure_away' );
	await expect( limiter.run( 'a', async () => {
		tried = true;
	} ) ).rejects.toThrow( 'pairing_failure' );
	await database.pool.query( 'ALTER TABLE pairing_failure_away RENAME TO pairing_failure' );
	expect( tried ).toBe( false );
} );

test( 'addresses are forgotten when their window has ended, not before', async () => {
	await fail( 'a' );
	await pruneFailures( database.db );
	expect( ( await database.pool.query( 'SELECT network FROM pairing_failure ORDER BY network' ) ).rows ).toEqual( [ { network: '*' }, { network: 'a' } ] );
	await pass( 60_000 );
	await pruneFailures( database.db );
	expect( ( await database.pool.query( 'SELECT network FROM pairing_failure' ) ).rows ).toEqual( [] );
} );
