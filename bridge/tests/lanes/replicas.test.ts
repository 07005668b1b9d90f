/** Several bridges on one database: no lane runs twice at once, none is lost when a bridge is killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLaneQueue } from '../../src/lanes/lane-queue.ts';
import { acceptEvents } from '../../src/use-cases/accept-events.ts';
import { calendarEvent } from '../helpers/events.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { startReplica, type Replica } from './processes.ts';
import { quietLog, untilDrained } from './start-lanes.ts';

const database = withDatabase();
const replicas: Replica[] = [];
let siteId: string;

interface Delivery {
	worker: number;
	subject: string;
	sequence: number;
	started: Date;
	ended: Date | null;
}

beforeAll( async () => {
	await database.pool.query( 'CREATE TABLE delivery (id serial PRIMARY KEY, worker integer, subject text, event_id uuid, sequence bigint, started timestamptz, ended timestamptz)' );
} );
beforeEach( async () => {
	siteId = await makeSite( database.db );
	await makeConnection( database.db, siteId );
	await database.pool.query( 'TRUNCATE delivery' );
} );
afterEach( async () => {
	await Promise.all( replicas.splice( 0 ).map( ( replica ) => ( replica.process.exitCode === null && replica.process.signalCode === null ? replica.kill() : undefined ) ) );
} );

async function replica( workMs: number ): Promise<Replica> {
	const started = await startReplica( 'worker-process.ts', { connectionString: database.connectionString, workMs, heartbeatSeconds: 10 } );
	replicas.push( started );
	return started;
}

/** Accepts changes from several callers at once, with a queue that has no worker of its own. */
async function acceptMany( callers: number, perCaller: number, calendars: number, pauseMs: number ): Promise<void> {
	const queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog, monitorIntervalSeconds: 1, heartbeatSeconds: 10 } );
	await queue.start();
	let sequence = 0;
	await Promise.all( Array.from( { length: callers }, async ( _, caller ) => {
		for ( let round = 0; round < perCaller; round += 1 ) {
			await acceptEvents( { db: database.db, queue }, siteId, [ calendarEvent( 1 + ( round + caller * 3 ) % calendars, ( sequence += 1 ) ) ] );
			await sleep( Math.random() * pauseMs );
		}
	} ) );
	await queue.stop();
}

async function deliveries(): Promise<Delivery[]> {
	return ( await database.pool.query<Delivery>( 'SELECT worker, subject, sequence, started, ended FROM delivery ORDER BY started' ) ).rows;
}

/** Pairs of deliveries of one entity that ran at the same time; one that a kill cut short ended with its process. */
async function overlaps(): Promise<number> {
	const { rows } = await database.pool.query<{ count: number }>( `
		SELECT count(*) AS count FROM delivery a JOIN delivery b ON a.subject = b.subject AND a.id < b.id
		WHERE a.started < b.ended AND b.started < a.ended
	` );
	return rows[ 0 ]?.count ?? -1;
}

async function lastOnes(): Promise<{ subject: string; newest: number; last_state: string; delivered: number }[]> {
	return ( await database.pool.query( `
		SELECT subject, max(sequence) AS newest, (array_agg(state ORDER BY sequence DESC))[1] AS last_state,
			(SELECT max(sequence) FROM delivery WHERE delivery.subject = event.subject AND ended IS NOT NULL) AS delivered
		FROM event WHERE site_id = $1 GROUP BY subject
	`, [ siteId ] ) ).rows;
}

test( 'two replicas share the work, never one lane, and every calendar ends with its newest change', async () => {
	const [ first, second ] = await Promise.all( [ replica( 25 ), replica( 25 ) ] );
	await acceptMany( 4, 60, 10, 8 );
	await untilDrained( database, siteId );
	const all = await deliveries();
	expect( new Set( all.map( ( delivery ) => delivery.worker ) ) ).toEqual( new Set( [ first?.pid, second?.pid ] ) );
	expect( await overlaps() ).toBe( 0 );
	for ( const works of Map.groupBy( all, ( delivery ) => delivery.subject ).values() ) {
		const order = works.map( ( delivery ) => delivery.sequence );
		expect( order ).toEqual( order.toSorted( ( a, b ) => a - b ) );
	}
	const ends = await lastOnes();
	expect( ends ).toHaveLength( 10 );
	ends.forEach( ( end ) => expect( end ).toMatchObject( { last_state: 'delivered', delivered: end.newest } ) );
	expect( await Promise.all( [ first?.stop(), second?.stop() ] ) ).toEqual( [ 0, 0 ] );
} );

test( 'a replica that is killed in the middle: the other takes its lanes up, nothing is lost, nothing runs twice at once', async () => {
	const victim = await replica( 3_000 );
	const accepting = acceptMany( 3, 20, 12, 10 );
	await until( 'the victim is in the middle of several deliveries', async () => ( await deliveries() ).filter( ( delivery ) => delivery.ended === null ).length >= 4 );
	await victim.kill();
	const cut = ( await deliveries() ).filter( ( delivery ) => delivery.ended === null );
	expect( cut.length ).toBeGreaterThanOrEqual( 4 );
	const survivor = await replica( 20 );
	await accepting;
	await untilDrained( database, siteId, 55_000 );
	const after = ( await deliveries() ).filter( ( delivery ) => delivery.worker === survivor.pid );
	for ( const lost of cut ) {
		expect( after.some( ( delivery ) => delivery.subject === lost.subject && delivery.sequence >= lost.sequence ), lost.subject ).toBe( true );
	}
	expect( await overlaps() ).toBe( 0 );
	( await lastOnes() ).forEach( ( end ) => expect( end ).toMatchObject( { last_state: 'delivered', delivered: end.newest } ) );
	expect( await survivor.stop() ).toBe( 0 );
}, 120_000 );
