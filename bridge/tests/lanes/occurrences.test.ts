/** Things that happened (a member got a tag, logged in): each is delivered by itself, in order, and none stands for another. */
import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../../src/lanes/deliver.ts';
import { createLaneQueue } from '../../src/lanes/lane-queue.ts';
import type { Lanes } from '../../src/lanes/lanes.ts';
import { acceptEvents } from '../../src/use-cases/accept-events.ts';
import { applyRetention } from '../../src/use-cases/apply-retention.ts';
import { replayEvents } from '../../src/use-cases/replay-events.ts';
import { calendarEvent, memberEvent } from '../helpers/events.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { startReplica } from './processes.ts';
import { eventOf, quickPolicy, quietLog, recorder, startLanes, untilDrained, untilState, type StartOptions } from './start-lanes.ts';

const database = withDatabase();
let siteId: string;
let lanes: Lanes | undefined;

beforeAll( async () => {
	await database.pool.query( 'CREATE TABLE delivery (id serial PRIMARY KEY, worker integer, subject text, event_id uuid, sequence bigint, started timestamptz, ended timestamptz)' );
} );
beforeEach( async () => {
	siteId = await makeSite( database.db );
} );
afterEach( async () => {
	await lanes?.stop();
	lanes = undefined;
} );

async function start( record: ReturnType<typeof recorder>, options?: StartOptions ): Promise<Lanes> {
	lanes = await startLanes( database, record.deliver, options );
	return lanes;
}

async function accept( ...events: ReturnType<typeof calendarEvent>[] ): Promise<string[]> {
	const answer = await acceptEvents( { db: database.db, queue: ( lanes as Lanes ).queue }, siteId, events );
	expect( answer.rejected ).toEqual( [] );
	return answer.accepted;
}

const order = ( record: ReturnType<typeof recorder>, subject: string ) => record.seen.filter( ( work ) => work.event.subject === subject ).map( ( work ) => work.event.sequence );

async function statesOf( subject: string ): Promise<string[]> {
	const rows = await database.db.selectFrom( 'event' ).select( 'state' ).where( 'site_id', '=', siteId ).where( 'subject', '=', subject ).orderBy( 'sequence' ).execute();
	return rows.map( ( row ) => row.state );
}

const refused: Outcome = { kind: 'dead', code: 'highlevel_refused', reason: 'no' };

test( 'a mixed batch: every occurrence is delivered, oldest first, and the calendar beside it only once, with its last state', async () => {
	const record = recorder();
	await start( record );
	await accept(
		memberEvent( 1, 1 ), calendarEvent( 1, 2 ), memberEvent( 1, 3, { type: 'com.slotbridge.member.tag-removed' } ), calendarEvent( 1, 4 ),
		memberEvent( 2, 5 ), memberEvent( 1, 6, { type: 'com.slotbridge.user.logged-in', changed: [] } ), calendarEvent( 1, 7 ),
	);
	await untilDrained( database, siteId );
	expect( order( record, 'member/1' ) ).toEqual( [ 1, 3, 6 ] );
	expect( order( record, 'member/2' ) ).toEqual( [ 5 ] );
	expect( await statesOf( 'member/1' ) ).toEqual( [ 'delivered', 'delivered', 'delivered' ] );
	expect( record.seen.filter( ( work ) => work.event.subject.startsWith( 'member/' ) ).every( ( work ) => work.superseded.length === 0 && work.firstAttempt ) ).toBe( true );
	expect( order( record, 'calendar/1' ) ).toEqual( [ 7 ] );
	expect( record.seen.find( ( work ) => work.event.sequence === 3 ) ).toMatchObject( { changed: [ 'tags' ], event: { data: { detail: { tag: { name: 'Gold' } } } } } );
} );

test( 'one that comes in behind others that are delivered already is not taken for an old one', async () => {
	const record = recorder();
	await start( record );
	const [ late ] = await accept( memberEvent( 1, 9 ) );
	await untilState( database, late as string, 'delivered' );
	// As after the restore of a WordPress database: it counts from an earlier number.
	await accept( memberEvent( 1, 4 ) );
	await untilDrained( database, siteId );
	expect( order( record, 'member/1' ) ).toEqual( [ 9, 4 ] );
	expect( await statesOf( 'member/1' ) ).toEqual( [ 'delivered', 'delivered' ] );
} );

test( 'a link that HighLevel has of the same subject closes no occurrence', async () => {
	const connection = await makeConnection( database.db, siteId );
	await database.db.insertInto( 'link' ).values( {
		site_id: siteId, subject: 'member/1', connection_id: connection.id, location_id: connection.locationId, highlevel_id: 'contact', marker: '',
		state: 'linked', base: '{}', applied_sequence: 50, applied_event_id: null, synced_at: new Date(),
	} ).execute();
	const record = recorder();
	await start( record );
	await accept( memberEvent( 1, 1 ), memberEvent( 1, 2 ) );
	await untilDrained( database, siteId );
	expect( order( record, 'member/1' ) ).toEqual( [ 1, 2 ] );
} );

test( 'a dead one lets the next go on; one that is tried again holds its place', async () => {
	const record = recorder( ( work, nth ) => ( work.event.sequence === 1 ? refused : work.event.sequence === 2 && nth < 5 ? { kind: 'retry', code: 'highlevel_timeout', reason: 'slow' } : { kind: 'delivered' } ) );
	await start( record );
	await accept( memberEvent( 1, 1 ), memberEvent( 1, 2 ), memberEvent( 1, 3 ) );
	await untilDrained( database, siteId );
	expect( order( record, 'member/1' ) ).toEqual( [ 1, 2, 2, 2, 2, 3 ] );
	expect( await statesOf( 'member/1' ) ).toEqual( [ 'dead', 'delivered', 'delivered' ] );
} );

test( 'what waits is taken up in its order when the reason is gone', async () => {
	let held = true;
	const record = recorder( () => ( held ? { kind: 'waiting', code: 'site_paused', reason: 'Paused', untried: true } : { kind: 'delivered' } ) );
	const { wakeWaiting } = await start( record );
	const [ first ] = await accept( memberEvent( 1, 1 ), memberEvent( 1, 2 ), memberEvent( 1, 3 ) );
	await untilState( database, first as string, 'waiting' );
	held = false;
	await wakeWaiting( siteId );
	await untilDrained( database, siteId );
	expect( order( record, 'member/1' ).slice( -3 ) ).toEqual( [ 1, 2, 3 ] );
	expect( await statesOf( 'member/1' ) ).toEqual( [ 'delivered', 'delivered', 'delivered' ] );
} );

test( 'one whose worker kept dying until it was too old is given up, and the next goes on', async () => {
	const record = recorder();
	await start( record, { policy: { ...quickPolicy, totalAgeMs: 60_000 } } );
	await ( lanes as Lanes ).stop();
	const insert = ( sequence: number, state: string ) => sql`
		INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name, state, attempts, open_since)
		VALUES (gen_random_uuid(), ${ siteId }, 'com.slotbridge.member.tag-added', 'member/1', ${ sequence }, now(), ${ JSON.stringify( memberEvent( 1, sequence )[ 'data' ] ) }::jsonb, 'x', ${ state }, 3, now() - interval '5 minutes')
	`.execute( database.db );
	await insert( 1, 'running' );
	await insert( 2, 'pending' );
	await start( record, { policy: { ...quickPolicy, totalAgeMs: 60_000 } } );
	await untilDrained( database, siteId );
	expect( await statesOf( 'member/1' ) ).toEqual( [ 'dead', 'delivered' ] );
	expect( order( record, 'member/1' ) ).toEqual( [ 2 ] );
} );

test( 'a bridge that is killed in the middle: every occurrence is delivered all the same, in order, and only the one in its hands twice', async () => {
	await makeConnection( database.db, siteId );
	await database.pool.query( 'TRUNCATE delivery' );
	const queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog, monitorIntervalSeconds: 1, heartbeatSeconds: 10 } );
	await queue.start();
	await acceptEvents( { db: database.db, queue }, siteId, Array.from( { length: 12 }, ( _, index ) => memberEvent( 1, index + 1 ) ) );
	await queue.settled();
	const settings = { connectionString: database.connectionString, workMs: 120, heartbeatSeconds: 10 };
	const first = await startReplica( 'worker-process.ts', settings );
	const started = async () => Number( ( await database.pool.query( 'SELECT count(*) AS count FROM delivery' ) ).rows[ 0 ].count );
	await until( 'it is in the middle', async () => await started() >= 4 );
	await first.kill();
	const second = await startReplica( 'worker-process.ts', settings );
	try {
		await untilDrained( database, siteId, 60_000 );
	} finally {
		await second.stop();
		await queue.stop();
	}
	const { rows } = await database.pool.query<{ sequence: number; ended: Date | null }>( 'SELECT sequence, ended FROM delivery ORDER BY id' );
	const sequences = rows.map( ( row ) => Number( row.sequence ) );
	expect( sequences ).toEqual( sequences.toSorted( ( a, b ) => a - b ) );
	expect( new Set( sequences ).size ).toBe( 12 );
	expect( sequences.length ).toBeLessThanOrEqual( 13 );
	expect( new Set( await statesOf( 'member/1' ) ) ).toEqual( new Set( [ 'delivered' ] ) );
} );

test( 'a replay sends one again whatever happened afterwards, also one that was delivered; those before and after stay as they are', async () => {
	let broken = true;
	const record = recorder( ( work ) => ( work.event.sequence === 1 && broken ? refused : { kind: 'delivered' } ) );
	await start( record );
	const [ dead, , third ] = await accept( memberEvent( 1, 1 ), memberEvent( 1, 2 ), memberEvent( 1, 3 ) );
	await untilDrained( database, siteId );
	broken = false;
	const deps = { db: database.db, queue: ( lanes as Lanes ).queue };
	expect( await replayEvents( deps, siteId, { state: 'dead' } ) ).toEqual( { replayed: 1, ids: [ dead ], skipped: [] } );
	await untilDrained( database, siteId );
	expect( await replayEvents( deps, siteId, { eventIds: [ third as string ] } ) ).toMatchObject( { replayed: 1, skipped: [] } );
	await untilDrained( database, siteId );
	expect( order( record, 'member/1' ) ).toEqual( [ 1, 2, 3, 1, 3 ] );
	expect( await statesOf( 'member/1' ) ).toEqual( [ 'delivered', 'delivered', 'delivered' ] );
	expect( record.seen.at( -1 )?.firstAttempt ).toBe( false );
	expect( await eventOf( database, third as string ) ).toMatchObject( { replays: 1 } );
} );

test( 'several callers at once and lanes that are long: each of 300 is delivered exactly once', async () => {
	const record = recorder();
	await start( record );
	let sequence = 0;
	await Promise.all( [ 1, 2, 3 ].map( async ( caller ) => {
		for ( let round = 0; round < 10; round += 1 ) {
			await accept( ...Array.from( { length: 10 }, ( _, index ) => memberEvent( 1 + ( index + caller ) % 4, ( sequence += 1 ) ) ) );
		}
	} ) );
	await untilDrained( database, siteId, 60_000 );
	expect( record.seen.map( ( work ) => work.event.sequence ).toSorted( ( a, b ) => a - b ) ).toEqual( Array.from( { length: 300 }, ( _, index ) => index + 1 ) );
} );

test( 'delivered occurrences go with their age, those that are open stay', async () => {
	const record = recorder( ( work ) => ( work.event.sequence === 2 ? { kind: 'waiting', code: 'site_paused', reason: 'Paused' } : { kind: 'delivered' } ) );
	await start( record );
	const [ gone, kept ] = await accept( memberEvent( 1, 1 ), memberEvent( 1, 2 ) );
	await untilState( database, kept as string, 'waiting' );
	await database.pool.query( 'UPDATE event SET received_at = now() - interval \'200 days\', finished_at = CASE WHEN finished_at IS NULL THEN NULL ELSE now() - interval \'200 days\' END WHERE site_id = $1', [ siteId ] );
	await applyRetention( database.db, { eventDays: 90, deadDays: 180, exchangeDays: 30, maxEvents: 1_000_000, maxExchangeBytes: 1e12 } );
	const left = await database.db.selectFrom( 'event' ).select( 'id' ).where( 'id', 'in', [ gone as string, kept as string ] ).execute();
	expect( left ).toEqual( [ { id: kept } ] );
} );
