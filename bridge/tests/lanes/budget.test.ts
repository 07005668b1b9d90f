/** The gate before HighLevel: exact over replicas, a reserve for people, and obedient to what HighLevel says. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createBudget } from '../../src/lanes/budget.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { startReplica } from './processes.ts';

const database = withDatabase( { poolSize: 20 } );
const never = new AbortController().signal;
const make = ( options: Partial<Parameters<typeof createBudget>[ 0 ]> = {} ) => createBudget( { db: database.db, ...options } );

beforeAll( async () => {
	await database.pool.query( 'CREATE TABLE call (location_id text, worker integer, at timestamptz)' );
	// Every stamp that a slot ever gets: the grants themselves, by the one clock that counts.
	await database.pool.query( `
		CREATE TABLE grant_log (location_id text, at timestamptz);
		CREATE FUNCTION log_grant() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO grant_log VALUES (NEW.location_id, NEW.at); RETURN NULL; END $$;
		CREATE TRIGGER log_grant AFTER UPDATE ON rate_slot FOR EACH ROW EXECUTE FUNCTION log_grant();
	` );
} );

/** How many of so many takes are granted before `ms` are over. */
async function grantedWithin( budget: ReturnType<typeof createBudget>, locationId: string, takes: number, priority: 'interactive' | 'background', ms: number ): Promise<number> {
	const signal = AbortSignal.timeout( ms );
	const results = await Promise.allSettled( Array.from( { length: takes }, () => budget.take( locationId, { signal, priority } ) ) );
	return results.filter( ( result ) => result.status === 'fulfilled' ).length;
}

/** Every stamp that the location's slots got so far, in ms. */
async function stamps( locationId: string ): Promise<number[]> {
	const { rows } = await database.pool.query<{ ms: string }>( 'SELECT extract(epoch FROM at) * 1000 AS ms FROM grant_log WHERE location_id = $1 ORDER BY at', [ locationId ] );
	return rows.map( ( row ) => Number( row.ms ) );
}

/** The most rows of the location in any second, wherever it begins. */
async function worstWindow( table: 'grant_log' | 'call', locationId: string ): Promise<number> {
	const { rows } = await database.pool.query<{ worst: string }>( `
		SELECT max(together) AS worst FROM (
			SELECT count(*) OVER (ORDER BY at RANGE BETWEEN CURRENT ROW AND interval '999 milliseconds' FOLLOWING) AS together FROM ${ table } WHERE location_id = $1
		) AS windows
	`, [ locationId ] );
	return Number( rows[ 0 ]?.worst );
}

/** The largest of so many looks. */
async function mostFree( look: () => Promise<number>, looks: number ): Promise<number> {
	let most = 0;
	for ( let nth = 0; nth < looks; nth += 1 ) {
		most = Math.max( most, await look() );
		await sleep( 20 );
	}
	return most;
}

test( 'three processes that call as fast as they can: no sliding window ever holds more grants than slots', async () => {
	const locationId = randomUUID();
	const settings = { connectionString: database.connectionString, locationId, slots: 20, windowMs: 1_000, callers: 12, runMs: 6_000, travelMs: 0 };
	const replicas = await Promise.all( [ 1, 2, 3 ].map( () => startReplica( 'budget-process.ts', settings ) ) );
	await Promise.all( replicas.map( ( replica ) => once( replica.process, 'exit' ) ) );
	const { rows: calls } = await database.pool.query<{ worker: number; ms: number }>( 'SELECT worker, extract(epoch FROM at) * 1000 AS ms FROM call WHERE location_id = $1 ORDER BY at', [ locationId ] );
	expect( new Set( calls.map( ( call ) => call.worker ) ).size ).toBe( 3 );
	expect( calls.length ).toBeGreaterThan( 60 );
	const { rows: budgets } = await database.pool.query<{ used: number }>( 'SELECT used FROM location_budget WHERE location_id = $1', [ locationId ] );
	// A grant whose caller was called off in that moment is counted and not noted, never the other way round.
	expect( budgets[ 0 ]?.used ).toBeGreaterThanOrEqual( calls.length );
	expect( budgets[ 0 ]?.used ).toBeLessThanOrEqual( calls.length + 3 * 2 );
	expect( await worstWindow( 'grant_log', locationId ) ).toBe( 20 );
}, 60_000 );

test( 'three processes whose calls are long on their way: HighLevel never sees more in a sliding window than there are slots', async () => {
	const locationId = randomUUID();
	const settings = { connectionString: database.connectionString, locationId, slots: 20, windowMs: 1_000, callers: 20, runMs: 8_000, travelMs: 400 };
	const replicas = await Promise.all( [ 1, 2, 3 ].map( () => startReplica( 'budget-process.ts', settings ) ) );
	await Promise.all( replicas.map( ( replica ) => once( replica.process, 'exit' ) ) );
	expect( await worstWindow( 'call', locationId ) ).toBeLessThanOrEqual( 20 );
	const { rows } = await database.pool.query<{ calls: string }>( 'SELECT count(*) AS calls FROM call WHERE location_id = $1', [ locationId ] );
	expect( Number( rows[ 0 ]?.calls ) ).toBeGreaterThan( 60 );
}, 60_000 );

test( 'background calls leave a reserve to people who are there, and only then', async () => {
	const budget = make( { slots: 10, reserve: 3, burst: 1, windowMs: 60_000 } );
	const [ visited, alone ] = [ randomUUID(), randomUUID() ];
	await budget.take( visited, { signal: never, priority: 'interactive' } );
	expect( await grantedWithin( budget, visited, 12, 'background', 1_000 ) ).toBe( 6 );
	expect( await grantedWithin( budget, visited, 5, 'interactive', 1_000 ) ).toBe( 3 );
	expect( await budget.blockedLocations() ).toContain( visited );
	expect( await grantedWithin( budget, alone, 12, 'background', 1_000 ) ).toBe( 10 );
} );

test( 'the reserve comes back slot by slot when a person comes into a full window, and goes when nobody calls', async () => {
	const budget = make( { slots: 20, reserve: 5, windowMs: 2_000 } );
	const locationId = randomUUID();
	const end = new AbortController();
	const drain = Promise.allSettled( Array.from( { length: 400 }, () => budget.take( locationId, { signal: end.signal, priority: 'background' } ) ) );
	const free = async (): Promise<number> => {
		const { rows } = await database.pool.query<{ free: number }>( 'SELECT count(*) AS free FROM rate_slot WHERE location_id = $1 AND at <= clock_timestamp() - interval \'2 seconds\'', [ locationId ] );
		return Number( rows[ 0 ]?.free );
	};
	// One at most: the one that was free at the moment of looking and is taken right afterwards.
	const drained = () => until( 'the drain uses every slot', async () => ( await mostFree( free, 10 ) ) <= 2 );
	await drained();
	await budget.take( locationId, { signal: never, priority: 'interactive' } );
	await until( 'the reserve is there', async () => ( await free() ) >= 5 );
	await drained();
	end.abort();
	await drain;
}, 60_000 );

test( 'a drain of background calls is spread over the window once half of it is used', async () => {
	const budget = make( { slots: 20, windowMs: 4_000 } );
	const locationId = randomUUID();
	await grantedWithin( budget, locationId, 200, 'background', 9_000 );
	const { rows } = await database.pool.query<{ gap: number; count: number }>( `
		SELECT max(gap) AS gap, count(*) AS count FROM (
			SELECT extract(epoch FROM at - lag(at) OVER (ORDER BY at))::float8 AS gap, row_number() OVER (ORDER BY at) AS nth FROM grant_log WHERE location_id = $1
		) AS gaps
	`, [ locationId ] );
	// Unpaced, ten slots or more would come free at once, after nothing for more than three seconds.
	expect( Number( rows[ 0 ]?.gap ) ).toBeLessThan( 1.5 );
	expect( Number( rows[ 0 ]?.count ) ).toBeGreaterThan( 35 );
}, 60_000 );

test( 'a person who finds no slot gets the next one, before background calls of every replica that waited longer', async () => {
	const locationId = randomUUID();
	const [ one, other ] = [ make( { slots: 10, reserve: 0, burst: 1, windowMs: 3_000 } ), make( { slots: 10, reserve: 0, burst: 1, windowMs: 3_000 } ) ];
	const end = new AbortController();
	await grantedWithin( one, locationId, 10, 'background', 1_000 );
	// They come free one by one, a fifth of a second apart.
	await database.pool.query( 'UPDATE rate_slot SET at = clock_timestamp() - (2.2 - slot * 0.2) * interval \'1 second\' WHERE location_id = $1', [ locationId ] );
	const order: string[] = [];
	const waiting = [ one, other, one, other ].map( ( budget ) => budget.take( locationId, { signal: end.signal, priority: 'background' } ).then( () => order.push( 'background' ), () => undefined ) );
	await sleep( 300 );
	expect( order ).toEqual( [] );
	await Promise.all( [ one, other ].map( ( budget ) => budget.take( locationId, { signal: never, priority: 'interactive' } ).then( () => order.push( 'person' ) ) ) );
	await Promise.all( waiting );
	expect( order.indexOf( 'background' ) ).toBe( 2 );
	expect( order ).toHaveLength( 6 );
}, 60_000 );

test( 'a call\'s window begins when its answer is there, not when it was let out', async () => {
	const budget = make( { slots: 1, reserve: 0, windowMs: 600 } );
	const locationId = randomUUID();
	const endCall = await budget.take( locationId, { signal: never, priority: 'background' } );
	await sleep( 400 );
	endCall();
	await until( 'it is noted', async () => ( await stamps( locationId ) ).length === 2 );
	await budget.take( locationId, { signal: never, priority: 'background' } );
	const [ granted, ended, next ] = await stamps( locationId );
	expect( ended! - granted! ).toBeGreaterThanOrEqual( 400 );
	expect( next! - ended! ).toBeGreaterThanOrEqual( 600 );
} );

test( 'locations do not count for each other', async () => {
	const budget = make( { slots: 2, reserve: 0, burst: 1, windowMs: 60_000 } );
	const [ full, free ] = [ randomUUID(), randomUUID() ];
	await grantedWithin( budget, full, 2, 'background', 1_000 );
	await budget.take( free, { signal: never, priority: 'background' } );
	await until( 'only the full one is passed over', async () => {
		const blocked = await budget.blockedLocations();
		return blocked.includes( full ) && ! blocked.includes( free );
	} );
} );

test( 'a slot comes back a whole window after its grant, in the order of asking', async () => {
	const budget = make( { slots: 1, reserve: 0, windowMs: 150 } );
	const locationId = randomUUID();
	const order: number[] = [];
	await Promise.all( [ 1, 2, 3, 4 ].map( ( nth ) => budget.take( locationId, { signal: never, priority: 'background' } ).then( () => order.push( nth ) ) ) );
	expect( order ).toEqual( [ 1, 2, 3, 4 ] );
} );

test( 'a caller that is called off leaves the line at once, and the line goes on', async () => {
	const budget = make( { slots: 1, reserve: 0, windowMs: 400 } );
	const locationId = randomUUID();
	await budget.take( locationId, { signal: never, priority: 'background' } );
	const first = new AbortController();
	const second = new AbortController();
	const waiting = [ first, second ].map( ( { signal } ) => budget.take( locationId, { signal, priority: 'background' } ) );
	const third = budget.take( locationId, { signal: never, priority: 'background' } );
	second.abort( new Error( 'second is called off' ) );
	await expect( waiting[ 1 ] ).rejects.toThrow( 'second is called off' );
	first.abort( new Error( 'first is called off' ) );
	await expect( waiting[ 0 ] ).rejects.toThrow( 'first is called off' );
	await third;
} );

test( 'after a 429 nothing goes out until the time that HighLevel named, in any replica', async () => {
	const locationId = randomUUID();
	const [ one, other ] = [ make(), make() ];
	await one.take( locationId, { signal: never, priority: 'background' } );
	await one.observe( locationId, { status: 429, headers: { 'Retry-After': '1' } } );
	const { rows } = await database.pool.query<{ until: Date }>( 'SELECT blocked_until AS until FROM location_budget WHERE location_id = $1', [ locationId ] );
	expect( await one.blockedLocations() ).toContain( locationId );
	await Promise.all( [ one, other ].map( ( budget ) => budget.take( locationId, { signal: never, priority: 'interactive' } ) ) );
	const { rows: now } = await database.pool.query<{ now: Date }>( 'SELECT clock_timestamp() AS now' );
	expect( now[ 0 ]?.now.getTime() ).toBeGreaterThanOrEqual( rows[ 0 ]?.until.getTime() as number );
} );

test( 'a long block is not waited for: the caller is told when to come back', async () => {
	const locationId = randomUUID();
	const budget = make();
	await budget.observe( locationId, { status: 429, headers: { 'retry-after': '900' } } );
	const failure = await budget.take( locationId, { signal: never, priority: 'background' } ).catch( ( error: unknown ) => error );
	expect( failure ).toMatchObject( { code: 'highlevel_rate_limited' } );
	expect( ( failure as { data: { afterMs: number } } ).data.afterMs ).toBeGreaterThan( 800_000 );
	// A shorter block that is reported later does not shorten the longer one.
	await budget.observe( locationId, { status: 429, headers: { 'retry-after': '1' } } );
	await sleep( 1_100 );
	await expect( budget.take( locationId, { signal: never, priority: 'background' } ) ).rejects.toMatchObject( { code: 'highlevel_rate_limited' } );
} );

test( 'the day\'s limit is exact, however many ask at once, and background calls stop a little earlier', async () => {
	const locationId = randomUUID();
	const budgets = [ 1, 2, 3 ].map( () => make( { slots: 500, reserve: 0, burst: 1, windowMs: 1_000, dailyLimit: 100 } ) );
	const ask = async ( priority: 'interactive' | 'background' ) => {
		const results = await Promise.allSettled( budgets.flatMap( ( budget ) => Array.from( { length: 60 }, () => budget.take( locationId, { signal: never, priority } ) ) ) );
		const refused = results.filter( ( result ) => result.status === 'rejected' );
		refused.forEach( ( result ) => expect( result.reason ).toMatchObject( { code: 'highlevel_daily_limit', data: { afterMs: expect.any( Number ) } } ) );
		return results.length - refused.length;
	};
	expect( await ask( 'background' ) ).toBe( 99 );
	expect( await ask( 'interactive' ) ).toBe( 1 );
	await until( 'it is passed over', async () => ( await make( { dailyLimit: 100 } ).blockedLocations() ).includes( locationId ) );
} );

test( 'HighLevel\'s own count of the day wins when it is higher', async () => {
	const locationId = randomUUID();
	const budget = make( { dailyLimit: 1_000 } );
	await budget.take( locationId, { signal: never, priority: 'background' } );
	await budget.observe( locationId, { status: 200, headers: { 'X-RateLimit-Limit-Daily': '1000', 'X-RateLimit-Daily-Remaining': '5' } } );
	await expect( budget.take( locationId, { signal: never, priority: 'background' } ) ).rejects.toMatchObject( { code: 'highlevel_daily_limit' } );
	await budget.take( locationId, { signal: never, priority: 'interactive' } );
} );

test( 'a block reaches over midnight', async () => {
	const locationId = randomUUID();
	await database.pool.query( 'INSERT INTO location_budget (location_id, day, used, blocked_until) VALUES ($1, (clock_timestamp() AT TIME ZONE \'utc\')::date - 1, 5, clock_timestamp() + interval \'1 hour\')', [ locationId ] );
	await expect( make().take( locationId, { signal: never, priority: 'background' } ) ).rejects.toMatchObject( { code: 'highlevel_rate_limited' } );
} );

test( 'a test account\'s limits are learned from an answer, by every replica at once, and hold from the first moment', async () => {
	const locationId = randomUUID();
	const [ one, other ] = [ make( { windowMs: 60_000, burst: 1 } ), make( { windowMs: 60_000, burst: 1 } ) ];
	// Forty calls went out before HighLevel said that there are 25.
	expect( await grantedWithin( one, locationId, 40, 'background', 3_000 ) ).toBe( 40 );
	await one.observe( locationId, { status: 200, headers: { 'X-RateLimit-Max': '25', 'X-RateLimit-Interval-Milliseconds': '60000', 'X-RateLimit-Limit-Daily': '10000', 'X-RateLimit-Daily-Remaining': '9960' } } );
	expect( await grantedWithin( other, locationId, 5, 'interactive', 700 ) ).toBe( 0 );
	expect( await other.blockedLocations() ).toContain( locationId );
	expect( await other.describe( locationId ) ).toMatchObject( { calls: 24, windowMs: 60_000, daily: 10_000, usedToday: 40, learned: true } );
	const fresh = randomUUID();
	await one.observe( fresh, { status: 200, headers: { 'X-RateLimit-Max': '25', 'X-RateLimit-Interval-Milliseconds': '60000' } } );
	await other.take( fresh, { signal: never, priority: 'interactive' } );
	// Two of the ten in 99 that are kept for people.
	expect( await grantedWithin( other, fresh, 40, 'background', 1_500 ) ).toBe( 21 );
	expect( await grantedWithin( other, fresh, 40, 'interactive', 1_500 ) ).toBe( 2 );
	// And when the account gets the usual limit, the rest is there.
	await other.observe( fresh, { status: 200, headers: { 'X-RateLimit-Max': '100', 'X-RateLimit-Interval-Milliseconds': '60000' } } );
	expect( await grantedWithin( one, fresh, 100, 'interactive', 2_000 ) ).toBe( 75 );
} );

test( 'the day of a test account ends earlier', async () => {
	const locationId = randomUUID();
	const budget = make();
	await budget.take( locationId, { signal: never, priority: 'background' } );
	await budget.observe( locationId, { status: 200, headers: { 'X-RateLimit-Limit-Daily': '10000', 'X-RateLimit-Daily-Remaining': '50' } } );
	await expect( budget.take( locationId, { signal: never, priority: 'background' } ) ).rejects.toMatchObject( { code: 'highlevel_daily_limit' } );
	await budget.take( locationId, { signal: never, priority: 'interactive' } );
	expect( await make().blockedLocations() ).toContain( locationId );
} );
