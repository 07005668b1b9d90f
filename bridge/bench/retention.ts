/**
 * Fills a fresh embedded PostgreSQL with a log of many events and exchanges, then measures its size and what is asked of
 * it all the time. Prints a table; judges nothing.
 *
 *     node bridge/bench/retention.ts [events, default 1000000] [exchanges an event, default 1]
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countEvents, listEvents, listRuns } from '../src/database/activity.ts';
import { openDatabase } from '../src/database/client.ts';
import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { migrate } from '../src/database/migrate.ts';
import { createLaneQueue } from '../src/lanes/lane-queue.ts';
import { acceptEvents } from '../src/use-cases/accept-events.ts';
import { applyRetention } from '../src/use-cases/apply-retention.ts';

const EVENTS = Number( process.argv[ 2 ] ?? 1_000_000 );
const EXCHANGES = Number( process.argv[ 3 ] ?? 1 );
const CHUNK = 20_000;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const rows: [ string, string ][] = [];
const dataDir = await mkdtemp( join( tmpdir(), 'slotbridge-bench-' ) );
const server = await startEmbeddedPostgres( { dataDir, log: quiet } );
const { db, pool, close } = await openDatabase( { connectionString: server.connectionString } );
await migrate( db );
const queue = createLaneQueue( { db, pool, log: quiet } );
await queue.start();
const site = randomUUID();
await pool.query( 'INSERT INTO site (id, url, name, secret) VALUES ($1, $2, \'x\', \'x\')', [ site, `https://${ site }.example` ] );

const entity = {
	id: 1, name: 'Coaching', description: 'Forty minutes to talk about where you stand and where you want to go. Bring your notes.', slug: 'coaching', timeZone: 'Europe/Berlin', color: '#1a2b3c',
	type: 'event', status: 'active', durationMinutes: 30, intervalMinutes: 30, bufferMinutes: 0, openHours: [], reminders: [], hosts: [], group: null, audience: null,
};
/** As large as HighLevel's own answers about a calendar. */
const calendar = {
	id: 'x'.repeat( 20 ), locationId: 'y'.repeat( 20 ), groupId: null, calendarType: 'event', widgetType: 'classic', name: 'Coaching', description: `${ entity.description } [slotbridge:1]`, slug: 'coaching', widgetSlug: 'coaching',
	eventTitle: '{{contact.name}}', eventColor: '#1a2b3c', slotDuration: 30, slotDurationUnit: 'mins', slotInterval: 30, slotIntervalUnit: 'mins', slotBuffer: 0, preBuffer: 0, appoinmentPerSlot: 1, appoinmentPerDay: 0,
	openHours: [ 1, 2, 3, 4, 5 ].map( ( day ) => ( { daysOfTheWeek: [ day ], hours: [ { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 } ] } ) ), enableRecurring: false, autoConfirm: true, shouldSendAlertEmailsToAssignedMember: true,
	allowReschedule: true, allowCancellation: true, shouldAssignContactToTeamMember: false, notes: '', pixelId: '', formSubmitType: 'ThankYouMessage', isActive: true, isLivePaymentMode: false, teamMembers: [], notifications: [], availabilities: [],
};
const headers = { version: '2021-04-15', accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'SlotBridge/0.1.0', authorization: '[hidden]' };
const answerHeaders = { 'x-ratelimit-limit-daily': '200000', 'x-ratelimit-daily-remaining': '199000', 'x-ratelimit-max': '100', 'x-ratelimit-remaining': '99', 'content-type': 'application/json', 'x-trace-id': randomUUID() };

async function fill(): Promise<void> {
	await pool.query( 'SELECT add_attempt_day((now() AT TIME ZONE \'utc\')::date - ago) FROM generate_series(0, 30) AS ago' );
	for ( let from = 0; from < EVENTS; from += CHUNK ) {
		await pool.query( `
			WITH many AS MATERIALIZED (
				SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS run, gen_random_uuid() AS step, now() - (1 - n::float8 / $4) * interval '29 days' AS at
				FROM generate_series($1::int, $1::int + $2::int - 1) AS n
			), events AS (
				INSERT INTO event (id, site_id, type, subject, sequence, time, received_at, data, entity_name, state, attempts, finished_at, traceparent)
				SELECT id, $3, 'com.slotbridge.calendar.updated', 'calendar/' || (n % 5000 + 1), n + 1, at, at, jsonb_build_object('entity', $5::jsonb, 'changed', '["name"]'::jsonb), 'Coaching',
					CASE WHEN n % 500 = 0 THEN 'dead' WHEN n % 10 = 0 THEN 'superseded' ELSE 'delivered' END, 1, at + interval '1 second', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
				FROM many
			), runs AS (
				INSERT INTO run (id, event_id, site_id, workflow, state, location_id, started_at, finished_at) SELECT run, id, $3, 'calendar.send', 'succeeded', 'loc', at, at FROM many
			), steps AS (
				INSERT INTO step (id, run_id, position, name, title, state, summary, started_at, finished_at)
				SELECT CASE WHEN position = 1 THEN step ELSE gen_random_uuid() END, run, position, 'update-calendar', 'Write the calendar to HighLevel', 'succeeded', 'The name was changed.', at, at FROM many, generate_series(0, 2) AS position
			)
			INSERT INTO attempt (id, step_id, operation, method, url, request_headers, request_body, status, response_headers, response_body, trace_id, duration_ms, at)
			SELECT gen_random_uuid(), step, 'calendars.update', 'PUT', 'https://services.leadconnectorhq.com/calendars/' || n, $6, $7, 200, $8, jsonb_build_object('calendar', $7::jsonb), gen_random_uuid()::text, 120, at
			FROM many, generate_series(1, $9::int)
		`, [ from, Math.min( CHUNK, EVENTS - from ), site, EVENTS, JSON.stringify( entity ), JSON.stringify( headers ), JSON.stringify( calendar ), JSON.stringify( answerHeaders ), EXCHANGES ] );
	}
	await pool.query( 'VACUUM ANALYZE' );
}

/** The median of several calls, in ms, after one that warms up. */
async function time( what: string, work: () => Promise<unknown>, times = 15 ): Promise<void> {
	await work();
	const all: number[] = [];
	for ( let index = 0; index < times; index += 1 ) {
		const start = performance.now();
		await work();
		all.push( performance.now() - start );
	}
	all.sort( ( a, b ) => a - b );
	rows.push( [ what, `${ all[ Math.floor( times / 2 ) ]?.toFixed( 1 ) } ms` ] );
}

async function sizes(): Promise<void> {
	const of = async ( text: string ) => Number( ( await pool.query<{ bytes: number }>( text ) ).rows[ 0 ]?.bytes );
	const mega = ( bytes: number, each: number ) => `${ ( bytes / 1e6 ).toFixed( 0 ) } MB, ${ ( bytes / each ).toFixed( 0 ) } bytes each`;
	rows.push( [ `${ EVENTS } events, with indexes`, mega( await of( 'SELECT pg_total_relation_size(\'event\') AS bytes' ), EVENTS ) ] );
	rows.push( [ `${ EVENTS } runs and ${ EVENTS * 3 } steps`, mega( await of( 'SELECT pg_total_relation_size(\'run\') + pg_total_relation_size(\'step\') AS bytes' ), EVENTS ) ] );
	rows.push( [ `${ EVENTS * EXCHANGES } exchanges`, mega( await of( 'SELECT sum(pg_total_relation_size(inhrelid)) AS bytes FROM pg_inherits WHERE inhparent = \'attempt\'::regclass' ), EVENTS * EXCHANGES ) ] );
}

let sequence = 10_000_000;
const event = () => ( {
	specversion: '1.0', id: randomUUID(), source: 'https://x.example', type: 'com.slotbridge.calendar.updated', subject: `calendar/${ ( sequence += 1 ) }`, time: '2026-03-01T12:00:00Z', sequence,
	data: { changed: [ 'name' ], entity: { ...entity, id: sequence } },
} );

async function asked(): Promise<void> {
	const first = await listEvents( db, site, {}, { limit: 50 } );
	const middle = ( await pool.query<{ at: string; id: string }>( 'SELECT received_at::text AS at, id FROM event WHERE sequence = $1', [ Math.floor( EVENTS / 2 ) ] ) ).rows[ 0 ]!;
	await time( 'activity: first page', () => listEvents( db, site, {}, { limit: 50 } ) );
	await time( 'activity: page in the middle', () => listEvents( db, site, {}, { limit: 50, before: middle } ) );
	await time( 'activity: dead only', () => listEvents( db, site, { states: [ 'dead' ] }, { limit: 50 } ) );
	await time( 'activity: one calendar', () => listEvents( db, site, { subject: 'calendar/77' }, { limit: 50 } ) );
	await time( 'activity: counts of all states', () => countEvents( db, site, {} ) );
	await time( 'activity: one event with its exchanges', () => listRuns( db, site, first[ 0 ]!.id ) );
	await time( 'accept one event', async () => {
		const { rejected } = await acceptEvents( { db, queue }, site, [ event() ] );
		if ( rejected.length > 0 ) {
			throw new Error( rejected[ 0 ]?.detail );
		}
	} );
	await time( 'claim a lane', () => queue.claim( { max: 1, perGroup: 1_000, ignoreGroups: [] } ) );
	await time( 'claim when nothing waits', () => queue.claim( { max: 16, perGroup: 6, ignoreGroups: [ site ] } ) );
}

async function pruned(): Promise<void> {
	const limits = { eventDays: 3_650, deadDays: 3_650, exchangeDays: 3_650, maxEvents: Infinity, maxExchangeBytes: Infinity };
	const watch = async ( what: string, changed: Partial<typeof limits> ) => {
		const start = performance.now();
		const report = await applyRetention( db, { ...limits, ...changed } );
		rows.push( [ what, `${ ( performance.now() - start ).toFixed( 0 ) } ms (${ report.events } events, ${ report.exchangeDays } days)` ] );
	};
	await watch( 'a round with nothing to do', {} );
	await watch( 'dropping 10 days of exchanges', { exchangeDays: 19 } );
	await watch( 'removing a day of events', { eventDays: 28 } );
}

const filling = performance.now();
await pool.query( 'DROP TABLE attempt_before' );
await fill();
rows.push( [ 'filled in', `${ ( ( performance.now() - filling ) / 1_000 ).toFixed( 0 ) } s` ] );
await sizes();
await asked();
await pruned();
process.stdout.write( `${ cpus()[ 0 ]?.model ?? 'unknown processor' }, ${ cpus().length } cores, Node ${ process.version }\n` );
rows.forEach( ( [ what, value ] ) => process.stdout.write( `${ what.padEnd( 50 ) } ${ value }\n` ) );
await queue.stop();
await close();
await server.stop();
await rm( dataDir, { recursive: true, force: true } );
