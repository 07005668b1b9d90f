/** What is pruned and what never is, by age and by size, on the real tables; and the migration that cut the attempts into days. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { beforeEach, describe, expect, test } from 'vitest';
import { listRuns } from '../../src/database/activity.ts';
import { listAttemptDays } from '../../src/database/attempt-days.ts';
import { migrate } from '../../src/database/migrate.ts';
import { migrations } from '../../src/database/migrations/index.ts';
import { addAttempt, startRun, startStep } from '../../src/database/runs.ts';
import type { EventState } from '../../src/database/schema.ts';
import { applyRetention, type RetentionLimits } from '../../src/use-cases/apply-retention.ts';
import { makeSite } from '../helpers/sites.ts';
import { makeDatabase, withDatabase, type TestDatabase } from '../helpers/with-database.ts';

const database = withDatabase();
const limits: RetentionLimits = { eventDays: 90, deadDays: 180, exchangeDays: 30, maxEvents: 1_000_000, maxExchangeBytes: 1e12 };
let siteId: string;

beforeEach( async () => {
	await database.pool.query( 'DELETE FROM event' );
	siteId = await makeSite( database.db );
} );

/** An event that ended so long ago (open ones: arrived). */
async function event( state: EventState, days: number, by: string | null = null ): Promise<string> {
	const id = randomUUID();
	const open = [ 'pending', 'running', 'retrying', 'waiting' ].includes( state );
	await database.pool.query( `INSERT INTO event (id, site_id, type, subject, sequence, time, received_at, data, entity_name, state, superseded_by, finished_at)
		VALUES ($1, $2, 'com.slotbridge.calendar.updated', 'calendar/1', 1, now(), now() - make_interval(days => $4), '{"entity":{},"changed":[]}', 'x', $3, $5,
			CASE WHEN $6 THEN NULL ELSE now() - make_interval(days => $4) END)`, [ id, siteId, state, days, by, open ] );
	return id;
}

/** One run with one step and one exchange that happened at that time. */
async function exchange( eventId: string, at: Date, { db }: Pick<TestDatabase, 'db'> = database ): Promise<string> {
	const runId = await startRun( db, { eventId, siteId, workflow: 'calendar.send', connectionId: null, locationId: 'l' } );
	await sql`UPDATE run SET started_at = ${ at } WHERE id = ${ runId }`.execute( db );
	const stepId = await startStep( db, { runId, position: 0, name: 'read', title: 'Read' } );
	const id = randomUUID();
	await addAttempt( db, stepId, {
		id, operation: 'getCalendar', method: 'GET', url: 'https://h.example/', requestHeaders: {}, requestBody: null, status: 200,
		responseHeaders: {}, responseBody: { calendar: 'x'.repeat( 500 ) }, errorCode: null, error: null, traceId: null, durationMs: 5, at,
	} );
	return id;
}

async function left(): Promise<Set<string>> {
	return new Set( ( await database.db.selectFrom( 'event' ).select( 'id' ).execute() ).map( ( row ) => row.id ) );
}

const daysAgo = ( days: number ) => new Date( Date.now() - days * 86_400_000 );

describe( 'by age', () => {
	test( 'delivered and superseded events go after their days with their runs, dead ones after theirs, open ones never', async () => {
		const goes = [ await event( 'delivered', 91 ), await event( 'superseded', 91 ), await event( 'dead', 181 ) ];
		const stays = [ await event( 'delivered', 89 ), await event( 'superseded', 89 ), await event( 'dead', 91 ) ];
		for ( const state of [ 'pending', 'running', 'retrying', 'waiting' ] as const ) {
			stays.push( await event( state, 4_000 ) );
		}
		await exchange( goes[ 0 ]!, daysAgo( 0 ) );
		const report = await applyRetention( database.db, limits, { batch: 2 } );
		expect( report ).toEqual( { events: 3, exchangeDays: 0, complete: true } );
		expect( await left() ).toEqual( new Set( stays ) );
		expect( await database.db.selectFrom( 'run' ).select( 'id' ).where( 'event_id', '=', goes[ 0 ]! ).execute() ).toEqual( [] );
	} );

	test( 'an event that another one carries stays as long as that one may be sent, through every link of the chain', async () => {
		const carriers = [ await event( 'waiting', 200 ), await event( 'dead', 100 ) ];
		const kept = await Promise.all( carriers.map( ( carrier ) => event( 'superseded', 200, carrier ) ) );
		kept.push( await event( 'superseded', 201, kept[ 0 ]! ) );
		await applyRetention( database.db, limits );
		expect( await left() ).toEqual( new Set( [ ...carriers, ...kept ] ) );
		await database.pool.query( 'UPDATE event SET state = \'delivered\', finished_at = now() WHERE id = ANY($1)', [ carriers ] );
		await applyRetention( database.db, limits, { batch: 1 } );
		expect( await left() ).toEqual( new Set( carriers ) );
	} );
} );

describe( 'by size', () => {
	test( 'beyond the number allowed the oldest that have ended go, but never an open or dead one, nor one of the last day', async () => {
		const oldest = await event( 'delivered', 9 );
		const stays = [ await event( 'delivered', 3 ), await event( 'dead', 50 ), await event( 'pending', 50 ), await event( 'delivered', 0 ) ];
		expect( ( await applyRetention( database.db, { ...limits, maxEvents: 4 } ) ).events ).toBe( 1 );
		expect( await left() ).toEqual( new Set( stays ) );
		expect( ( await left() ).has( oldest ) ).toBe( false );
		await applyRetention( database.db, { ...limits, maxEvents: 0 } );
		expect( await left() ).toEqual( new Set( stays.slice( 1 ) ) );
	} );
} );

describe( 'several replicas', () => {
	test( 'that prune at once take each event once, and one that finds the lock taken leaves the work to the other', async () => {
		await Promise.all( Array.from( { length: 40 }, () => event( 'delivered', 100 ) ) );
		const reports = await Promise.all( Array.from( { length: 4 }, () => applyRetention( database.db, limits, { batch: 3 } ) ) );
		expect( await applyRetention( database.db, limits ) ).toMatchObject( { complete: true } );
		expect( reports.reduce( ( sum, report ) => sum + report.events, 0 ) ).toBeLessThanOrEqual( 40 );
		expect( await left() ).toEqual( new Set() );
	} );

	test( 'a signal ends the round between two batches', async () => {
		await event( 'delivered', 100 );
		expect( await applyRetention( database.db, limits, { signal: AbortSignal.abort() } ) ).toEqual( { events: 0, exchangeDays: 0, complete: false } );
		expect( ( await left() ).size ).toBe( 1 );
	} );
} );

describe( 'days of attempts', () => {
	test( 'are made ahead, dropped when old, dropped by size from the oldest, and never the current one', async () => {
		const fresh = await makeDatabase();
		try {
			const { db } = fresh;
			siteId = await makeSite( db );
			await sql`DROP TABLE attempt_before`.execute( db );
			await sql`SELECT add_attempt_day(((now() AT TIME ZONE 'utc')::date - d)) FROM unnest(ARRAY[40, 20, 10, 0]) AS d`.execute( db );
			const id = randomUUID();
			await sql`INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name) VALUES (${ id }, ${ siteId }, 't', 'calendar/1', 1, now(), '{}', 'x')`.execute( db );
			const [ forty, twenty, ten, today ] = [ await exchange( id, daysAgo( 40 ), fresh ), await exchange( id, daysAgo( 20 ), fresh ), await exchange( id, daysAgo( 10 ), fresh ), await exchange( id, daysAgo( 0 ), fresh ) ];
			const ids = async () => ( await db.selectFrom( 'attempt' ).select( 'id' ).orderBy( 'at' ).execute() ).map( ( row ) => row.id );
			expect( await ids() ).toEqual( [ forty, twenty, ten, today ] );
			expect( ( await applyRetention( db, limits ) ).exchangeDays ).toBe( 1 );
			expect( await ids() ).toEqual( [ twenty, ten, today ] );
			// The event is still told step by step, only without that day's exchanges.
			expect( ( await listRuns( db, siteId, id ) ).map( ( run ) => run.steps.map( ( step ) => step.attempts.length ) ) ).toEqual( [ [ 0 ], [ 1 ], [ 1 ], [ 1 ] ] );
			const days = await listAttemptDays( db );
			const bytes = days.reduce( ( sum, day ) => sum + day.bytes, 0 );
			expect( ( await applyRetention( db, { ...limits, maxExchangeBytes: bytes - 1 } ) ).exchangeDays ).toBe( 1 );
			expect( await ids() ).toEqual( [ ten, today ] );
			await applyRetention( db, { ...limits, maxExchangeBytes: 0 } );
			expect( await ids() ).toEqual( [ today ] );
			expect( ( await listAttemptDays( db ) ).filter( ( day ) => day.ageDays < 0 ).length ).toBeGreaterThanOrEqual( 14 );
		} finally {
			await fresh.drop();
		}
	} );

	test( 'rows of days that nobody has made are caught, and go by their age', async () => {
		const fresh = await makeDatabase();
		try {
			siteId = await makeSite( fresh.db );
			await sql`DROP TABLE attempt_before`.execute( fresh.db );
			const id = randomUUID();
			await sql`INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name) VALUES (${ id }, ${ siteId }, 't', 'calendar/1', 1, now(), '{}', 'x')`.execute( fresh.db );
			const [ , , young, far ] = [ await exchange( id, daysAgo( 40 ), fresh ), await exchange( id, daysAgo( 39 ), fresh ), await exchange( id, daysAgo( 29 ), fresh ), await exchange( id, daysAgo( -400 ), fresh ) ];
			const { rows } = await sql<{ name: string }>`SELECT tableoid::regclass::text AS name FROM attempt`.execute( fresh.db );
			expect( rows.map( ( row ) => row.name ) ).toEqual( Array( 4 ).fill( 'attempt_rest' ) );
			await applyRetention( fresh.db, limits, { batch: 1 } );
			expect( ( await fresh.db.selectFrom( 'attempt' ).select( 'id' ).orderBy( 'at' ).execute() ).map( ( row ) => row.id ) ).toEqual( [ young, far ] );
		} finally {
			await fresh.drop();
		}
	} );

	test( 'a table that is being read for long is left for the next round, and the rest of the round goes on', async () => {
		const fresh = await makeDatabase();
		try {
			siteId = await makeSite( fresh.db );
			await sql`DROP TABLE attempt_before`.execute( fresh.db );
			await sql`SELECT add_attempt_day('2020-01-01')`.execute( fresh.db );
			await fresh.pool.query( `INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name, state, finished_at)
				VALUES (gen_random_uuid(), $1, 't', 'calendar/1', 1, now(), '{}', 'x', 'delivered', now() - interval '100 days')`, [ siteId ] );
			const reader = await fresh.pool.connect();
			await reader.query( 'BEGIN; SELECT count(*) FROM attempt' );
			const report = await applyRetention( fresh.db, limits );
			expect( report ).toEqual( { events: 1, exchangeDays: 0, complete: false } );
			await reader.query( 'COMMIT' );
			reader.release();
			expect( ( await applyRetention( fresh.db, limits ) ).exchangeDays ).toBe( 1 );
		} finally {
			await fresh.drop();
		}
	} );
} );

test( 'the migration keeps what is there, while a bridge of the version before goes on writing', async () => {
	const fresh = await makeDatabase( { empty: true } );
	try {
		const older = Object.fromEntries( Object.entries( migrations ).filter( ( [ name ] ) => name < '003' ) );
		const migrator = new Migrator( { db: fresh.db, provider: { getMigrations: async () => older }, migrationTableName: 'schema_migration', migrationLockTableName: 'schema_migration_lock' } );
		// accept_events refers to pg-boss's table, which is made at the start of the lanes; nothing is accepted here.
		await sql`SET check_function_bodies = off`.execute( fresh.db );
		expect( ( await migrator.migrateToLatest() ).error ).toBeUndefined();
		siteId = await makeSite( fresh.db );
		const id = randomUUID();
		await sql`INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name) VALUES (${ id }, ${ siteId }, 't', 'calendar/1', 1, now(), '{}', 'x')`.execute( fresh.db );
		let written = 0;
		let over = false;
		const writer = ( async () => {
			while ( ! over ) {
				await exchange( id, new Date( Date.now() - written * 3_600_000 ), fresh );
				written += 1;
			}
		} )();
		while ( written < 20 ) {
			await new Promise( ( resolve ) => setTimeout( resolve, 5 ) );
		}
		await migrate( fresh.db );
		const atMigration = written;
		while ( written < atMigration + 20 ) {
			await new Promise( ( resolve ) => setTimeout( resolve, 5 ) );
		}
		over = true;
		await writer;
		expect( ( await fresh.db.selectFrom( 'attempt' ).select( 'id' ).execute() ).length ).toBe( written );
		expect( ( await listRuns( fresh.db, siteId, id ) ).flatMap( ( run ) => run.steps.flatMap( ( step ) => step.attempts ) ) ).toHaveLength( written );
	} finally {
		await fresh.drop();
	}
} );
