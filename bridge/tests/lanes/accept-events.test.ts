/** The door for events: what comes in is whole or not at all, and each fault is named. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { logEvents } from '../../src/database/events.ts';
import { createLaneQueue, type LaneQueue } from '../../src/lanes/lane-queue.ts';
import { sweep } from '../../src/lanes/sweeper.ts';
import { acceptEvents, MAX_EVENTS } from '../../src/use-cases/accept-events.ts';
import { readEnvelope } from '../../src/use-cases/event-envelope.ts';
import { calendarEvent, calendarSnapshot, groupEvent } from '../helpers/events.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { quietLog } from './start-lanes.ts';

const database = withDatabase();
let queue: LaneQueue;
let siteId: string;

beforeAll( async () => {
	queue = createLaneQueue( { db: database.db, pool: database.pool, log: quietLog } );
	await queue.start();
} );
afterAll( () => queue.stop() );
beforeEach( async () => {
	siteId = await makeSite( database.db );
} );

const accept = ( body: unknown, site: string = siteId ) => acceptEvents( { db: database.db, queue }, site, body );

async function stored( site: string = siteId ) {
	return await database.db.selectFrom( 'event' ).selectAll().where( 'site_id', '=', site ).orderBy( 'sequence' ).execute();
}

async function lanesOf( site: string = siteId ): Promise<{ key: string; group: string }[]> {
	await queue.settled();
	const { rows } = await sql<{ key: string; group: string }>`
		SELECT singleton_key AS key, group_id AS group FROM pgboss.job WHERE name = 'lane' AND data ->> 'siteId' = ${ site } AND state < 'active' ORDER BY 1
	`.execute( database.db );
	return rows;
}

describe( 'good events', () => {
	test( 'are stored exactly as they came, with one lane an entity', async () => {
		const name = 'Ünïcode "quotes" \\ <b>tag</b> 🧘 שלום';
		const first = { ...calendarEvent( 7, '41', { entity: { name } } ), traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', extension: 'ignored' };
		const batch = [ first, calendarEvent( 7, 42 ), calendarEvent( 8, 43 ), groupEvent( 7, 44 ) ];
		const answer = await accept( batch );
		expect( answer ).toEqual( { accepted: batch.map( ( event ) => event.id ), rejected: [], highestSequence: 44 } );
		const rows = await stored();
		expect( rows.map( ( row ) => [ row.id, row.sequence, row.subject, row.state ] ) ).toEqual( [
			[ batch[ 0 ]?.id, 41, 'calendar/7', 'pending' ], [ batch[ 1 ]?.id, 42, 'calendar/7', 'pending' ],
			[ batch[ 2 ]?.id, 43, 'calendar/8', 'pending' ], [ batch[ 3 ]?.id, 44, 'calendar-group/7', 'pending' ],
		] );
		expect( rows[ 0 ] ).toMatchObject( { entity_name: name, traceparent: first.traceparent, data: { entity: calendarSnapshot( 7, { name } ), changed: [ 'name' ] }, time: new Date( '2026-03-01T12:00:00Z' ) } );
		expect( ( await lanesOf() ).map( ( lane ) => lane.key ) ).toEqual( [ `${ siteId }:calendar-group/7`, `${ siteId }:calendar/7`, `${ siteId }:calendar/8` ] );
	} );

	test( 'belong to the group of the location they go to, or of the site while it has none', async () => {
		await accept( [ calendarEvent( 1, 1 ) ] );
		expect( ( await lanesOf() ).map( ( lane ) => lane.group ) ).toEqual( [ siteId ] );
		const oldest = await makeConnection( database.db, siteId );
		await accept( [ calendarEvent( 1, 2 ) ] );
		expect( ( await lanesOf() ).map( ( lane ) => lane.group ) ).toEqual( [ oldest.locationId ] );
		const chosen = await makeConnection( database.db, siteId );
		await database.db.insertInto( 'config' ).values( { site_id: siteId, version: 1, body: JSON.stringify( { connectionId: chosen.id } ), updated_at: new Date() } ).execute();
		await accept( [ calendarEvent( 1, 3 ) ] );
		expect( ( await lanesOf() ).map( ( lane ) => lane.group ) ).toEqual( [ chosen.locationId ] );
	} );

	test( 'that come again are accepted and change nothing', async () => {
		const event = calendarEvent( 1, 1 );
		await accept( [ event ] );
		const again = await accept( [ { ...event, data: { entity: calendarSnapshot( 1, { name: 'Another name' } ), changed: [] } }, event, calendarEvent( 2, 2 ) ] );
		expect( again.accepted[ 0 ] ).toBe( event.id );
		expect( again.accepted ).toHaveLength( 2 );
		expect( ( await stored() ).map( ( row ) => row.entity_name ) ).toEqual( [ 'Calendar 1', 'Calendar 2' ] );
	} );

	test( 'that come twice at the same moment are stored once', async () => {
		const batch = Array.from( { length: 20 }, ( _, index ) => calendarEvent( index + 1, index + 1 ) );
		const answers = await Promise.all( [ batch, batch.toReversed(), batch ].map( ( body ) => accept( body ) ) );
		answers.forEach( ( answer ) => expect( answer.accepted ).toHaveLength( 20 ) );
		expect( await stored() ).toHaveLength( 20 );
		expect( await lanesOf() ).toHaveLength( 20 );
	} );

	test( 'a name of 200 characters counts characters, not what they are made of', async () => {
		expect( ( await accept( [ calendarEvent( 1, 1, { entity: { name: '🧘'.repeat( 200 ) } } ) ] ) ).rejected ).toEqual( [] );
		expect( ( await accept( [ calendarEvent( 1, 2, { entity: { name: '🧘'.repeat( 201 ) } } ) ] ) ).rejected[ 0 ]?.errors[ 0 ]?.pointer ).toBe( '/0/data/entity/name' );
	} );
} );

describe( 'bad events', () => {
	const audience = { match: 'any', rules: [ { kind: 'planet', id: '1', name: 'x' } ] };
	test.each<[ string, ( event: Record<string, unknown> ) => unknown, string ]>( [
		[ 'no object', () => 'text', '' ],
		[ 'null', () => null, '' ],
		[ 'another version', ( event ) => ( { ...event, specversion: '0.3' } ), '/specversion' ],
		[ 'an id that is no UUID', ( event ) => ( { ...event, id: '17' } ), '/id' ],
		[ 'no source', ( event ) => ( { ...event, source: '' } ), '/source' ],
		[ 'an unknown type', ( event ) => ( { ...event, type: 'com.slotbridge.calendar.exploded' } ), '/type' ],
		[ 'a subject without id', ( event ) => ( { ...event, subject: 'calendar' } ), '/subject' ],
		[ 'a subject that is another entity', ( event ) => ( { ...event, subject: 'calendar/2' } ), '/subject' ],
		[ 'a subject of another kind', ( event ) => ( { ...event, subject: 'calendar-group/1' } ), '/subject' ],
		[ 'a time that is none', ( event ) => ( { ...event, time: 'yesterday' } ), '/time' ],
		[ 'a time before there was a web', ( event ) => ( { ...event, time: '0000-01-01T00:00:00Z' } ), '/time' ],
		[ 'a negative sequence', ( event ) => ( { ...event, sequence: -1 } ), '/sequence' ],
		[ 'a sequence that is no whole number', ( event ) => ( { ...event, sequence: '1.5' } ), '/sequence' ],
		[ 'a sequence beyond exactness', ( event ) => ( { ...event, sequence: '9007199254740993' } ), '/sequence' ],
		[ 'a trace of the wrong form', ( event ) => ( { ...event, traceparent: 'x' } ), '/traceparent' ],
		[ 'no data', ( event ) => ( { ...event, data: undefined } ), '/data' ],
		[ 'changed is no list', ( event ) => ( { ...event, data: { ...( event[ 'data' ] as object ), changed: 'name' } } ), '/data/changed' ],
		[ 'a colour of another form', () => calendarEvent( 1, 1, { entity: { color: 'red' } } ), '/data/entity/color' ],
		[ 'a field nobody knows', () => calendarEvent( 1, 1, { entity: { extra: 1 } } ), '/data/entity' ],
		[ 'a fault deep inside', () => calendarEvent( 1, 1, { entity: { openHours: [ { days: [ 1 ], from: '09:00', to: '25:00' } ] } } ), '/data/entity/openHours/0/to' ],
		[ 'a fault inside an alternative', () => calendarEvent( 1, 1, { entity: { audience } } ), '/data/entity/audience/rules/0/kind' ],
		[ 'the same host twice', () => calendarEvent( 1, 1, { entity: { hosts: [ 'a', 'a' ] } } ), '/data/entity/hosts/1' ],
		[ 'a NUL in a name', () => calendarEvent( 1, 1, { entity: { name: 'a\0b' } } ), '/data/entity/name' ],
		[ 'half of a surrogate pair', () => calendarEvent( 1, 1, { entity: { description: '\ud83d' } } ), '/data/entity/description' ],
	] )( '%s: refused with a pointer, the good ones beside it accepted', async ( _what, spoil, pointer ) => {
		const good = calendarEvent( 2, 2 );
		const answer = await accept( [ spoil( calendarEvent( 1, 1 ) ), good ] );
		expect( answer.accepted ).toEqual( [ good.id ] );
		expect( answer.rejected ).toHaveLength( 1 );
		expect( answer.rejected[ 0 ]?.errors.map( ( fault ) => fault.pointer ) ).toContain( `/0${ pointer }` );
		expect( answer.rejected[ 0 ]?.detail.length ).toBeGreaterThan( 10 );
		expect( await stored() ).toHaveLength( 1 );
	} );

	test( 'an id that another site has used is refused, and tells nothing of that site', async () => {
		const other = await makeSite( database.db );
		const event = calendarEvent( 1, 1 );
		await accept( [ event ], other );
		const answer = await accept( [ event, calendarEvent( 2, 2 ) ] );
		expect( answer.accepted ).toHaveLength( 1 );
		expect( answer.rejected ).toMatchObject( [ { id: event.id, code: 'event_invalid' } ] );
		expect( await stored( other ) ).toHaveLength( 1 );
		expect( await lanesOf() ).toHaveLength( 1 );
	} );

	test.each( [ [ 'an object', {} ], [ 'nothing', null ], [ 'too many', Array.from( { length: MAX_EVENTS + 1 }, ( _, index ) => calendarEvent( index + 1, 1 ) ) ] ] )( 'a body that is %s is refused as a whole', async ( _what, body ) => {
		await expect( accept( body ) ).rejects.toMatchObject( { code: 'body_invalid' } );
		expect( await stored() ).toEqual( [] );
	} );
} );

test( 'a lane\'s job is the same whether acceptance or pg-boss itself put it in', async () => {
	await accept( [ calendarEvent( 1, 1 ) ] );
	await queue.settled();
	await database.db.transaction().execute( ( trx ) => queue.wake( trx, { siteId, subject: 'calendar/2', group: siteId } ) );
	const { rows } = await sql<{ job: Record<string, unknown>; kept: number }>`
		SELECT to_jsonb(job) AS job, extract(epoch FROM keep_until - start_after)::float8 AS kept FROM pgboss.job WHERE data ->> 'siteId' = ${ siteId } ORDER BY singleton_key
	`.execute( database.db );
	// What names the job or its moment, and nothing else.
	const own = [ 'id', 'created_on', 'start_after', 'keep_until', 'singleton_key', 'data' ];
	const rest = rows.map( ( { job, kept } ) => ( { kept, ...Object.fromEntries( Object.entries( job ).filter( ( [ column ] ) => ! own.includes( column ) ) ) } ) );
	expect( rest ).toHaveLength( 2 );
	expect( rest[ 0 ] ).toEqual( rest[ 1 ] );
	expect( rows.map( ( { job } ) => job[ 'data' ] ) ).toEqual( [ { siteId, subject: 'calendar/1' }, { siteId, subject: 'calendar/2' } ] );
} );

test( 'a waiting lane is not put in twice, and runs at once when it would have run later', async () => {
	const later = new Date( Date.now() + 3_600_000 );
	await database.db.transaction().execute( ( trx ) => queue.wake( trx, { siteId, subject: 'calendar/1', group: 'elsewhere' }, { at: later } ) );
	await accept( [ calendarEvent( 1, 1 ) ] );
	await queue.settled();
	const { rows } = await sql<{ due: boolean }>`SELECT start_after <= clock_timestamp() AS due FROM pgboss.job WHERE data ->> 'siteId' = ${ siteId }`.execute( database.db );
	expect( rows ).toEqual( [ { due: true } ] );
	expect( await lanesOf() ).toEqual( [ { key: `${ siteId }:calendar/1`, group: siteId } ] );
} );

test( 'a lane that cannot be woken is tried again until it can, and its event is kept', async () => {
	const warnings: unknown[] = [];
	const patient = createLaneQueue( { db: database.db, pool: database.pool, log: { ...quietLog, warn: ( fields ) => warnings.push( fields ) } } );
	await sql`CREATE FUNCTION refuse_lane() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no lane today'; END $$`.execute( database.db );
	await sql`CREATE TRIGGER refuse_lane BEFORE INSERT ON pgboss.job_common FOR EACH ROW WHEN (NEW.singleton_key LIKE '%:calendar/666') EXECUTE FUNCTION refuse_lane()`.execute( database.db );
	const { accepted } = await acceptEvents( { db: database.db, queue: patient }, siteId, [ calendarEvent( 1, 1 ), calendarEvent( 666, 2 ) ] );
	expect( accepted ).toHaveLength( 2 );
	await until( 'the refusal is told', async () => warnings.length > 0 );
	expect( await lanesOf() ).toEqual( [] );
	await sql`DROP TRIGGER refuse_lane ON pgboss.job_common`.execute( database.db );
	await patient.settled();
	expect( ( await lanesOf() ).map( ( lane ) => lane.key ) ).toEqual( [ `${ siteId }:calendar/1`, `${ siteId }:calendar/666` ] );
	await patient.stop();
} );

test( 'what a bridge left behind that died between the log and the lanes is swept, and what has just come is left to its own bridge', async () => {
	const died = { logged: calendarEvent( 1, 1 ), fresh: calendarEvent( 2, 2 ) };
	await logEvents( database.db, siteId, [ died.logged, died.fresh ].map( ( event ) => {
		const result = readEnvelope( event );
		return result.ok ? result.event : expect.unreachable();
	} ) );
	await sql`UPDATE event SET received_at = received_at - interval '3 seconds' WHERE id = ${ died.logged.id }`.execute( database.db );
	expect( await sweep( { db: database.db, queue, log: quietLog } ) ).toBe( 1 );
	expect( ( await lanesOf() ).map( ( lane ) => lane.key ) ).toEqual( [ `${ siteId }:calendar/1` ] );
} );

test( 'the same event once more wakes nothing, and many callers at once wake each lane once', async () => {
	const events = Array.from( { length: 60 }, ( _, index ) => calendarEvent( 1 + index % 6, index + 1 ) );
	await Promise.all( events.map( ( event ) => accept( [ event ] ) ) );
	expect( await lanesOf() ).toHaveLength( 6 );
	await sql`DELETE FROM pgboss.job WHERE data ->> 'siteId' = ${ siteId }`.execute( database.db );
	await accept( events.slice( 0, 50 ) );
	expect( await lanesOf() ).toEqual( [] );
} );

test( 'whatever is sent, each event is accepted and stored or rejected, and nothing breaks', async () => {
	const anything = fc.anything( { withNullPrototype: false, withDate: false } );
	const spoiled = fc.tuple( fc.constantFrom( 'specversion', 'id', 'source', 'type', 'subject', 'time', 'sequence', 'traceparent', 'data' ), fc.oneof( anything, fc.string( { unit: 'binary' } ) ) )
		.map( ( [ key, value ] ) => ( { ...calendarEvent( 1, 1 ), [ key ]: value } ) );
	const spoiledEntity = fc.tuple( fc.constantFrom( ...Object.keys( calendarSnapshot( 1 ) ) ), fc.oneof( anything, fc.string( { unit: 'binary' } ), fc.double(), fc.integer() ) )
		.map( ( [ key, value ] ) => calendarEvent( 1, 1, { entity: { [ key ]: value } } ) );
	const good = fc.integer( { min: 1, max: 5 } ).map( ( calendar ) => calendarEvent( calendar, 1 ) );
	// Through JSON, as everything that comes by HTTP.
	const batch = fc.array( fc.oneof( anything, spoiled, spoiledEntity, good ), { maxLength: 6 } )
		.map( ( events ) => JSON.parse( JSON.stringify( events, ( _key, value ) => ( typeof value === 'bigint' ? String( value ) : value as unknown ) ) ) as unknown[] );
	await fc.assert( fc.asyncProperty( batch, async ( events ) => {
		const fresh = events.map( ( event ) => ( typeof event === 'object' && event !== null && 'id' in event && typeof event.id === 'string' && event.id.length === 36 ? { ...event, id: randomUUID() } : event ) );
		const before = await countEvents();
		const answer = await accept( fresh );
		expect( answer.accepted.length + answer.rejected.length ).toBe( fresh.length );
		expect( await countEvents() - before ).toBe( answer.accepted.length );
	} ), { numRuns: 400, seed: 20260301 } );
} );

async function countEvents(): Promise<number> {
	const row = await database.db.selectFrom( 'event' ).select( ( select ) => select.fn.countAll<number>().as( 'count' ) ).executeTakeFirstOrThrow();
	return row.count;
}
