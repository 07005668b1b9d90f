/** Measures the lanes on a fresh embedded PostgreSQL, beside raw pg-boss in the same run. Prints a table; judges nothing. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { openDatabase } from '../src/database/client.ts';
import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { migrate } from '../src/database/migrate.ts';
import { createLaneQueue, type LaneQueue } from '../src/lanes/lane-queue.ts';
import { createLanes } from '../src/lanes/lanes.ts';
import { acceptEvents } from '../src/use-cases/accept-events.ts';
import { removesEntity } from '../src/use-cases/event-types.ts';

const FLOOD = Number( process.argv[ 2 ] ?? 20_000 );
const rows: { what: string; value: string }[] = [];
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const dataDir = await mkdtemp( join( tmpdir(), 'slotbridge-bench-' ) );
const server = await startEmbeddedPostgres( { dataDir, log: quiet } );
const { db, pool, close } = await openDatabase( { connectionString: server.connectionString } );
await migrate( db );

/** The deliveries that somebody waits for, by event id. */
const arrivals = new Map<string, () => void>();
let deliverMs = 0;
const makeLanes = () => createLanes( {
	db, pool, removes: removesEntity, log: quiet, budget: { blockedLocations: async () => [] },
	deliver: async ( work ) => {
		arrivals.get( work.event.id )?.();
		await sleep( deliverMs );
		return { kind: 'delivered' };
	},
} );

async function makeSite(): Promise<string> {
	const id = randomUUID();
	await db.insertInto( 'site' ).values( { id, url: `https://${ id }.example`, name: 'x', secret: 'x' } ).execute();
	return id;
}

let sequence = 0;
function event( calendar: number ): { id: string } & Record<string, unknown> {
	sequence += 1;
	return {
		specversion: '1.0', id: randomUUID(), source: 'https://x.example', type: 'com.slotbridge.calendar.updated', subject: `calendar/${ calendar }`,
		time: '2026-03-01T12:00:00Z', sequence,
		data: {
			changed: [ 'name' ],
			entity: {
				id: calendar, name: 'Coaching', description: '', slug: 'coaching', timeZone: 'Europe/Berlin', color: '#1a2b3c', type: 'event', status: 'active', durationMinutes: 30,
				intervalMinutes: 30, bufferMinutes: 0, openHours: [], reminders: [], hosts: [], group: null, audience: null,
			},
		},
	};
}

/** Calls `work` for about `ms` from so many callers; calls a second. */
async function rate( callers: number, ms: number, work: () => Promise<unknown> ): Promise<number> {
	const start = performance.now();
	let done = 0;
	await Promise.all( Array.from( { length: callers }, async () => {
		while ( performance.now() - start < ms ) {
			await work();
			done += 1;
		}
	} ) );
	return done / ( ( performance.now() - start ) / 1_000 );
}

async function accepting(): Promise<void> {
	const queue = createLaneQueue( { db, pool, log: quiet } );
	await queue.start();
	const boss = new PgBoss( { connectionString: server.connectionString, schema: 'raw', max: 10, schedule: false, supervise: false } );
	await boss.start();
	await boss.createQueue( 'raw' );
	const site = await makeSite();
	const payload = event( 1 );
	for ( const [ name, callers, batch ] of [ [ '1 at a time', 1, 1 ], [ '10 at once', 10, 1 ], [ 'batch of 50', 1, 50 ] ] as const ) {
		const raw = await rate( callers, 3_000, () => ( batch === 1 ? boss.send( 'raw', payload ) : boss.insert( 'raw', Array.from( { length: batch }, () => ( { data: payload } ) ) ) ) ) * batch;
		const ours = await rate( callers, 3_000, () => acceptEvents( { db, queue }, site, Array.from( { length: batch }, () => event( 1 + Math.floor( Math.random() * 100_000 ) ) ) ) ) * batch;
		rows.push( { what: `accept, ${ name }`, value: `${ ours.toFixed( 0 ) }/s, raw pg-boss ${ raw.toFixed( 0 ) }/s, ratio ${ ( ours / raw ).toFixed( 2 ) }` } );
	}
	await boss.stop( { graceful: false } );
	await queue.stop();
	await pool.query( 'DELETE FROM pgboss.job; TRUNCATE event CASCADE' );
}

/** From the call of `acceptEvents` to the beginning of the delivery, in ms. */
async function latency( queue: LaneQueue, site: string, calendar: number ): Promise<number> {
	const one = event( calendar );
	const arrived = new Promise<void>( ( resolve ) => arrivals.set( one.id, resolve ) );
	const start = performance.now();
	await acceptEvents( { db, queue }, site, [ one ] );
	await arrived;
	return performance.now() - start;
}

async function latencies( queue: LaneQueue, site: string, times: number ): Promise<string> {
	const all: number[] = [];
	for ( let index = 0; index < times; index += 1 ) {
		all.push( await latency( queue, site, index + 1 ) );
		await sleep( 50 );
	}
	all.sort( ( a, b ) => a - b );
	return `p50 ${ all[ Math.floor( times / 2 ) ]?.toFixed( 1 ) } ms, p95 ${ all[ Math.floor( times * 0.95 ) ]?.toFixed( 1 ) } ms`;
}

async function flood(): Promise<void> {
	const queue = createLaneQueue( { db, pool, log: quiet } );
	await queue.start();
	const flooded = await makeSite();
	await pool.query( `INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name)
		SELECT gen_random_uuid(), $1, 'com.slotbridge.calendar.updated', 'calendar/' || n, n, now(), '{"entity":{},"changed":[]}', 'x' FROM generate_series(1, $2::int) AS n`, [ flooded, FLOOD ] );
	for ( let from = 0; from < FLOOD; from += 2_000 ) {
		const wanted = Array.from( { length: Math.min( 2_000, FLOOD - from ) }, ( _, index ) => ( { siteId: flooded, subject: `calendar/${ from + index + 1 }`, group: flooded } ) );
		await db.transaction().execute( ( trx ) => queue.wakeMany( trx, wanted ) );
	}
	await queue.stop();
	await pool.query( 'VACUUM ANALYZE event' ).then( () => pool.query( 'VACUUM ANALYZE pgboss.job' ) );
	deliverMs = 500;
	const lanes = makeLanes();
	await lanes.start();
	rows.push( { what: `accept to delivery in another location, ${ FLOOD } pending`, value: await latencies( lanes.queue, await makeSite(), 20 ) } );
	rows.push( { what: `RSS of this process, ${ FLOOD } pending`, value: `${ ( process.memoryUsage().rss / 1e6 ).toFixed( 0 ) } MB` } );
	await lanes.stop();
}

async function idle(): Promise<void> {
	const lanes = makeLanes();
	await lanes.start();
	rows.push( { what: 'accept to delivery, idle', value: await latencies( lanes.queue, await makeSite(), 60 ) } );
	await lanes.stop();
}

await idle();
await accepting();
await flood();
process.stdout.write( `${ cpus()[ 0 ]?.model ?? 'unknown processor' }, ${ cpus().length } cores, Node ${ process.version }\n` );
rows.forEach( ( { what, value } ) => process.stdout.write( `${ what.padEnd( 60 ) } ${ value }\n` ) );
await close();
await server.stop();
await rm( dataDir, { recursive: true, force: true } );
