/**
 * Durable acceptance beside raw pg-boss: the bridge's own `acceptEvents`, and pg-boss's `send` and `insert` of the same
 * payload on a `standard` queue, on the same PostgreSQL, in turns. Prints one line of JSON for `npm run bench`.
 */
import { randomUUID } from 'node:crypto';
import bossManifest from 'pg-boss/package.json' with { type: 'json' };
import { PgBoss } from 'pg-boss';
import { createLaneQueue } from '../src/lanes/lane-queue.ts';
import { acceptEvents } from '../src/use-cases/accept-events.ts';
import { quiet, withFreshDatabase, type FreshDatabase } from './fresh-database.ts';

const ROUNDS = 5;
const ROUND_MS = 1_000;
/** As many entities as a large network of sites has: most events find no lane that waits already. */
const CALENDARS = 100_000;

interface Shape {
	name: string;
	callers: number;
	batch: number;
}

const shapes: Shape[] = [ { name: '1 at a time', callers: 1, batch: 1 }, { name: '10 at once', callers: 10, batch: 1 }, { name: 'batch of 50', callers: 1, batch: 50 } ];

/** Events a second, a round each. */
interface Rates extends Shape {
	raw: number[];
	ours: number[];
}

let sequence = 0;
function makeEvent(): Record<string, unknown> {
	const calendar = 1 + Math.floor( Math.random() * CALENDARS );
	sequence += 1;
	return {
		specversion: '1.0', id: randomUUID(), source: 'https://bench.example', type: 'com.slotbridge.calendar.updated', subject: `calendar/${ calendar }`,
		time: new Date().toISOString(), sequence,
		data: {
			changed: [ 'name' ],
			entity: {
				id: calendar, name: 'Coaching', description: 'An hour for members', slug: `coaching-${ calendar }`, timeZone: 'Europe/Berlin', color: '#1a2b3c', type: 'event',
				status: 'active', durationMinutes: 30, intervalMinutes: 30, bufferMinutes: 0, openHours: [], reminders: [], hosts: [], group: null, audience: null,
			},
		},
	};
}

const makeEvents = ( batch: number ): Record<string, unknown>[] => Array.from( { length: batch }, makeEvent );

/** Has so many callers call `work` one call after the other for about a round; calls a second. */
async function rate( callers: number, work: () => Promise<unknown>, finish: () => Promise<unknown> = async () => undefined ): Promise<number> {
	const start = performance.now();
	let done = 0;
	await Promise.all( Array.from( { length: callers }, async () => {
		while ( performance.now() - start < ROUND_MS ) {
			await work();
			done += 1;
		}
	} ) );
	// What was put off is part of it: a rate that the rest cannot keep up with is none.
	await finish();
	return done / ( ( performance.now() - start ) / 1_000 );
}

/** Raw and ours take turns, and who begins changes, so that what else the machine does hits both alike. */
async function measure( { db, pool, connectionString, siteId }: FreshDatabase ): Promise<Rates[]> {
	const queue = createLaneQueue( { db, pool, log: quiet } );
	await queue.start();
	const boss = new PgBoss( { connectionString, schema: 'raw', max: 10, schedule: false, supervise: false } );
	await boss.start();
	await boss.createQueue( 'raw', { policy: 'standard' } );
	const raw = ( { callers, batch }: Shape ) => rate( callers, () => ( batch === 1 ? boss.send( 'raw', makeEvent() ) : boss.insert( 'raw', makeEvents( batch ).map( ( data ) => ( { data } ) ) ) ) );
	const ours = ( { callers, batch }: Shape ) => rate( callers, () => acceptEvents( { db, queue }, siteId, makeEvents( batch ) ), () => queue.settled() );
	const all = shapes.map( ( shape ): Rates => ( { ...shape, raw: [], ours: [] } ) );
	for ( let round = 0; round < ROUNDS; round += 1 ) {
		for ( const rates of all ) {
			const turns = [ async () => rates.raw.push( await raw( rates ) * rates.batch ), async () => rates.ours.push( await ours( rates ) * rates.batch ) ];
			for ( const turn of round % 2 ? turns.reverse() : turns ) {
				await turn();
			}
		}
	}
	await boss.stop( { graceful: false } );
	await queue.stop();
	return all;
}

await withFreshDatabase( async ( database ) => {
	const shapesMeasured = await measure( database );
	process.stdout.write( `${ JSON.stringify( { shapes: shapesMeasured, versions: { PostgreSQL: database.version, 'pg-boss': bossManifest.version } } ) }\n` );
} );
