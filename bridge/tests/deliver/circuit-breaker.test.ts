/** A HighLevel that keeps failing: a location's calls rest, one probe at a time finds out, and nothing is lost or used up. */
import { beforeEach, expect, test } from 'vitest';
import { createBudget } from '../../src/lanes/budget.ts';
import { guardBudget } from '../../src/lanes/circuit-breaker.ts';
import { createLaneQueue } from '../../src/lanes/lane-queue.ts';
import { acceptEvents } from '../../src/use-cases/accept-events.ts';
import { calendarEvent, calendarSnapshot } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { startReplica } from '../lanes/processes.ts';
import { quietLog, untilDrained } from '../lanes/start-lanes.ts';
import { ending } from './scene.ts';
import { withScene } from './with-scene.ts';

const { database, sandbox, scene } = withScene( { poolSize: 15 } );
const never = new AbortController().signal;
let id = 21_000;

beforeEach( () => {
	id += 50;
} );

const make = ( options: object = {} ) => guardBudget( createBudget( { db: database.db } ), { db: database.db, log: quietLog, threshold: 3, baseMs: 60_000, ...options } );
const failed = { ok: false as const, code: 'highlevel_unavailable' as const, reason: 'HighLevel had an error of its own.' };
const due = () => database.pool.query( 'UPDATE circuit_breaker SET probe_at = clock_timestamp() WHERE location_id = $1', [ scene.locationId ] );
const row = async () => ( await database.pool.query( 'SELECT *, extract(epoch FROM probe_at - clock_timestamp())::float8 AS rest FROM circuit_breaker WHERE location_id = $1', [ scene.locationId ] ) ).rows[ 0 ];

test( 'it opens after failures in a row, in every replica, and a good answer in between begins the count anew', async () => {
	const [ one, other ] = [ make(), make() ];
	await one.ended( scene.locationId, failed );
	await other.ended( scene.locationId, failed );
	// What HighLevel refuses is an answer too: it works.
	await one.ended( scene.locationId, { ok: false, code: 'highlevel_refused', reason: 'No.' } );
	expect( await row() ).toBeUndefined();
	for ( const budget of [ one, other, one ] ) {
		await budget.take( scene.locationId, { signal: never, priority: 'background' } );
		await budget.ended( scene.locationId, failed );
	}
	await until( 'the other replica has seen it', async () => ( await other.blockedLocations() ).includes( scene.locationId ) );
	const refusal = await other.take( scene.locationId, { signal: never, priority: 'interactive' } ).catch( ( error: unknown ) => error );
	expect( refusal ).toMatchObject( { code: 'highlevel_resting', data: { afterMs: expect.any( Number ), nextProbeAt: ( await row() ).probe_at.toISOString() } } );
	expect( ( refusal as Error ).message ).toMatch( /^HighLevel has kept failing.*tried again in about \d+ seconds, by itself\.$/ );
} );

test( 'when the pause is over one caller of all gets through, a failed probe makes the pause longer, a good one closes it', async () => {
	const replicas = [ make(), make(), make() ];
	for ( let nth = 0; nth < 3; nth++ ) {
		await replicas[ 0 ]!.ended( scene.locationId, failed );
	}
	const rests = [ ( await row() ).rest ];
	for ( let probe = 1; probe <= 2; probe++ ) {
		await due();
		const results = await Promise.allSettled( replicas.flatMap( ( budget ) => [ 1, 2, 3, 4 ].map( () => budget.take( scene.locationId, { signal: never, priority: 'interactive' } ) ) ) );
		expect( results.filter( ( result ) => result.status === 'fulfilled' ) ).toHaveLength( 1 );
		expect( await replicas[ 1 ]!.blockedLocations() ).toContain( scene.locationId );
		await replicas[ 2 ]!.ended( scene.locationId, failed );
		rests.push( ( await row() ).rest );
	}
	// Each pause is between half and the whole of 60, then 120 s (the longest).
	expect( rests[ 0 ] ).toBeLessThanOrEqual( 60 );
	expect( rests[ 1 ] ).toBeGreaterThan( 59 );
	expect( ( await row() ).probes ).toBe( 2 );
	await due();
	await until( 'the probe is let through', () => replicas[ 1 ]!.take( scene.locationId, { signal: never, priority: 'background' } ).then( () => true, () => false ) );
	await replicas[ 1 ]!.ended( scene.locationId, { ok: true } );
	expect( await row() ).toBeUndefined();
	await until( 'everybody calls again', () => Promise.all( replicas.map( ( budget ) => budget.take( scene.locationId, { signal: never, priority: 'background' } ) ) ).then( () => true ) );
} );

test( 'a probe whose process died is sent again by another once its time is over', async () => {
	const [ one, other ] = [ make( { leaseMs: 400 } ), make() ];
	for ( let nth = 0; nth < 3; nth++ ) {
		await one.ended( scene.locationId, failed );
	}
	await due();
	await until( 'one probes', () => one.take( scene.locationId, { signal: never, priority: 'background' } ).then( () => true, () => false ) );
	await expect( other.take( scene.locationId, { signal: never, priority: 'background' } ) ).rejects.toMatchObject( { code: 'highlevel_resting' } );
	await until( 'another probes', () => other.take( scene.locationId, { signal: never, priority: 'background' } ).then( () => true, () => false ) );
} );

test( 'an event that meets an open breaker waits with the reason, and no try is counted', async () => {
	const budget = make();
	scene.deps.budget = budget;
	for ( let nth = 0; nth < 3; nth++ ) {
		await budget.ended( scene.locationId, failed );
	}
	const told = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( 'waiting highlevel_resting' );
	expect( told.outcome ).toMatchObject( { untried: true, afterMs: expect.any( Number ) } );
	expect( await scene.requests() ).toEqual( [] );
} );

test( 'two replicas before a HighLevel that is down: a handful of calls, then probes; when it is back everything arrives once', async () => {
	const settings = { connectionString: database.connectionString, highLevelBaseUrl: sandbox.url, breaker: { threshold: 4, baseMs: 400, capMs: 800 }, pauseMs: 50 };
	await scene.fault( { kind: 'html-error', times: 0 } );
	const replicas = await Promise.all( [ 1, 2 ].map( () => startReplica( '../deliver/replica-process.ts', settings ) ) );
	const queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog } );
	await queue.start();
	const events = Array.from( { length: 12 }, ( _, nth ) => calendarEvent( id + nth, nth + 1, { type: 'com.slotbridge.calendar.created' } ) );
	await acceptEvents( { db: database.db, queue }, scene.siteId, events );
	await until( 'four probes went out in vain', async () => ( await row() )?.probes >= 4 );
	// The scene's own requests carry no location while a fault answers first, so all of the sandbox are counted.
	const before = ( await sandbox.control( 'GET', '/requests' ) ).body.requests.filter( ( request: { fault: string } ) => request.fault === 'html-error' ).length;
	// Those that were under way when it opened, at most six lanes of the location, and the probes (one may be out).
	expect( before ).toBeLessThanOrEqual( 4 + 6 + ( await row() ).probes + 1 );
	const { rows: waiting } = await database.pool.query( 'SELECT max(attempts) AS most FROM event WHERE site_id = $1', [ scene.siteId ] );
	expect( waiting[ 0 ].most ).toBeLessThanOrEqual( 6 );
	await sandbox.control( 'DELETE', '/faults' );
	await untilDrained( database, scene.siteId );
	expect( ( await scene.remote() ).calendars.map( ( calendar ) => calendar.name ).sort() ).toEqual( events.map( ( _, nth ) => `Calendar ${ id + nth }` ).sort() );
	expect( await row() ).toBeUndefined();
	expect( await Promise.all( replicas.map( ( replica ) => replica.stop() ) ) ).toEqual( [ 0, 0 ] );
	await queue.stop();
}, 120_000 );
