/** How much a site may send, counted over replicas: by two limiters on one database, and by two real bridges. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../src/database/client.ts';
import { createSiteLimiter, type SiteLimiter, type SiteLimits } from '../../src/use-cases/limit-sites.ts';
import { makeSite } from '../helpers/sites.ts';
import { makeDatabase, withDatabase } from '../helpers/with-database.ts';
import { startBridge } from './bridge-process.ts';
import { post, siteDetails, TestSite, type Answer, type Pairing } from './helpers.ts';

const database = withDatabase();
let other: OpenDatabase;
let siteId: string;
beforeAll( async () => {
	other = await openDatabase( { connectionString: database.connectionString } );
} );
afterAll( () => other.close() );
beforeEach( async () => {
	siteId = await makeSite( database.db );
} );

/** Its row is from the future, so nothing comes back while the test runs. */
const setRoom = ( room: number, site = siteId, pool = database.pool ) => pool.query(
	"INSERT INTO site_room (site_id, kind, room, at, granted) VALUES ($1, 'requests', $2, now() + interval '1 hour', 0) ON CONFLICT (site_id, kind) DO UPDATE SET room = excluded.room, at = excluded.at", [ site, room ] );
const roomLeft = async () => ( await database.pool.query<{ room: number }>( "SELECT room FROM site_room WHERE site_id = $1 AND kind = 'requests'", [ siteId ] ) ).rows[ 0 ]!.room;
const makeTwo = ( limits: SiteLimits ) => [ database, other ].map( ( { db } ) => createSiteLimiter( db, 'requests', limits ) ) as [ SiteLimiter, SiteLimiter ];
/** `in`, or the seconds to wait. */
const take = ( limiter: SiteLimiter ) => limiter.take( siteId ).then( () => 'in', ( error: { data: { retryAfter: number } } ) => error.data.retryAfter );

test( 'two replicas together grant what is there, and not one more, however many ask at once', async () => {
	await setRoom( 50 );
	const two = makeTwo( { burst: 1_200, perSecond: 120 } );
	const results = await Promise.all( Array.from( { length: 200 }, ( _, index ) => take( two[ index % 2 ]! ) ) );
	expect( results.filter( ( result ) => result === 'in' ) ).toHaveLength( 50 );
	expect( results.filter( ( result ) => result === 1 ) ).toHaveLength( 150 );
	expect( await roomLeft() ).toBe( 0 );
} );

test( 'what was used comes back with time, up to the burst and not beyond', async () => {
	const [ one, two ] = makeTwo( { burst: 2, perSecond: 0.01 } );
	expect( [ await take( one ), await take( two ) ] ).toEqual( [ 'in', 'in' ] );
	expect( await take( one ) ).toBeGreaterThan( 90 );
	const pass = ( seconds: number ) => database.pool.query( 'UPDATE site_room SET at = at - $1 * interval \'1 second\' WHERE site_id = $2', [ seconds, siteId ] );
	// Others, because whoever was refused does not ask again before its time.
	const [ third, fourth ] = makeTwo( { burst: 2, perSecond: 0.01 } );
	await pass( 40 );
	expect( await take( two ) ).toBeLessThanOrEqual( 60 );
	await pass( 60 );
	expect( [ await take( third ), await take( third ) ] ).toEqual( [ 'in', expect.any( Number ) ] );
	await pass( 1_000_000 );
	expect( [ await take( fourth ), await take( fourth ), await take( fourth ) ] ).toEqual( [ 'in', 'in', expect.any( Number ) ] );
} );

test( 'a replica asks the database once for many requests, and not at all while nothing is there', async () => {
	const [ one ] = makeTwo( { burst: 1_200, perSecond: 0.001 } );
	await take( one );
	const after = await roomLeft();
	expect( after ).toBe( 1_180 );
	await database.pool.query( 'DELETE FROM site_room WHERE site_id = $1', [ siteId ] );
	for ( let i = 0; i < 19; i++ ) {
		expect( await take( one ) ).toBe( 'in' );
	}
	expect( ( await database.pool.query( 'SELECT FROM site_room WHERE site_id = $1', [ siteId ] ) ).rowCount ).toBe( 0 );
	await setRoom( 0 );
	expect( await take( one ) ).toBeGreaterThan( 1 );
	await setRoom( 100 );
	expect( await take( one ) ).toBeGreaterThan( 1 );
} );

test( 'each site and each limit has room of its own', async () => {
	await setRoom( 0 );
	const [ one ] = makeTwo( { burst: 10, perSecond: 1 } );
	expect( await take( one ) ).toBe( 1 );
	await createSiteLimiter( database.db, 'alert-tests', { burst: 10, perSecond: 1 } ).take( siteId );
	await one.take( await makeSite( database.db ) );
} );

test( 'when the database fails, the request fails, and the next one asks again', async () => {
	const limiter = createSiteLimiter( database.db, 'requests', { burst: 10, perSecond: 1 } );
	await database.pool.query( 'ALTER TABLE site_room RENAME TO site_room_away' );
	await expect( limiter.take( siteId ) ).rejects.toThrow( 'site_room' );
	await database.pool.query( 'ALTER TABLE site_room_away RENAME TO site_room' );
	await limiter.take( siteId );
} );

test( 'two real bridges: requests of a site and wrong pairing codes are counted together', async () => {
	const folder = await mkdtemp( join( tmpdir(), 'slotbridge-limits-' ) );
	const shared = await makeDatabase( { empty: true } );
	const env = { DATA_DIR: folder, DATABASE_URL: shared.connectionString, BRIDGE_ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ), BRIDGE_PAIRING_CODE: 'SHARED-LIMITS-CODE-2345', LOG_LEVEL: 'info' };
	const bridges = [ startBridge( env ), startBridge( env ) ];
	try {
		const urls = await Promise.all( bridges.map( async ( bridge ) => ( await bridge.listening() ).url ) );
		const pairing = ( await post( `${ urls[ 0 ] }/v1/pair`, { code: env.BRIDGE_PAIRING_CODE, site: siteDetails( 'https://limits.example' ) } ) ).body as Pairing;
		await setRoom( 30, pairing.siteId, shared.pool );
		const answers = await Promise.all( Array.from( { length: 80 }, ( _, index ) => new TestSite( urls[ index % 2 ]!, pairing, [] ).sign( 'GET', '/v1/pair', '' )
			.then( async ( token ) => await fetch( `${ urls[ index % 2 ] }/v1/pair`, { headers: { authorization: `Bearer ${ token }` } } ) ) ) );
		expect( answers.filter( ( answer ) => answer.status === 200 ) ).toHaveLength( 30 );
		const refused = answers.filter( ( answer ) => answer.status === 429 );
		expect( refused ).toHaveLength( 50 );
		expect( refused[ 0 ]!.headers.get( 'retry-after' ) ).toBe( '1' );
		expect( await refused[ 0 ]!.json() ).toMatchObject( { status: 429, code: 'too_many_requests', retryAfter: 1 } );

		const guesses: Answer[] = await Promise.all( Array.from( { length: 16 }, ( _, index ) => post( `${ urls[ index % 2 ] }/v1/pair`, { code: randomUUID(), site: siteDetails( 'https://limits.example' ) } ) ) );
		expect( guesses.filter( ( answer ) => answer.status === 429 ) ).toHaveLength( 6 );
	} finally {
		bridges.forEach( ( bridge ) => bridge.kill( 'SIGTERM' ) );
		await Promise.all( bridges.map( ( bridge ) => bridge.ended ) );
		await shared.drop();
		await rm( folder, { recursive: true, force: true } );
	}
}, 60_000 );
