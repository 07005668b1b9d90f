/** Replaying: what is sent again, what is not, and why. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventState } from '../../src/database/schema.ts';
import type { Outcome } from '../../src/lanes/deliver.ts';
import type { Lanes } from '../../src/lanes/lanes.ts';
import { acceptEvents } from '../../src/use-cases/accept-events.ts';
import { replayEvents, replayRequest, type ReplayAnswer } from '../../src/use-cases/replay-events.ts';
import { calendarEvent } from '../helpers/events.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { eventOf, recorder, startLanes, untilDrained, untilState } from './start-lanes.ts';

const database = withDatabase();
let siteId: string;
let lanes: Lanes;
/** How the next deliveries end; delivered when it says nothing. */
let answer: ( sequence: number ) => Outcome | undefined;
let seen: ReturnType<typeof recorder>[ 'seen' ];

beforeEach( async () => {
	siteId = await makeSite( database.db );
	answer = () => undefined;
	const record = recorder( ( work ) => answer( work.event.sequence ) ?? { kind: 'delivered' } );
	seen = record.seen;
	lanes = await startLanes( database, record.deliver );
} );
afterEach( () => lanes.stop() );

const refused: Outcome = { kind: 'dead', code: 'highlevel_refused', reason: 'HighLevel refused it' };
const deps = () => ( { db: database.db, queue: lanes.queue } );
const replay = ( ...eventIds: string[] ): Promise<ReplayAnswer> => replayEvents( deps(), siteId, { eventIds } );

/** Accepts one change and waits until it has come to the given end. */
async function change( calendar: number, sequence: number, end: EventState, site: string = siteId ): Promise<string> {
	const { accepted } = await acceptEvents( deps(), site, [ calendarEvent( calendar, sequence ) ] );
	await untilState( database, accepted[ 0 ] as string, end );
	return accepted[ 0 ] as string;
}

test( 'a dead event is sent again with fresh tries', async () => {
	answer = () => refused;
	const id = await change( 1, 1, 'dead' );
	answer = () => undefined;
	expect( await replay( id ) ).toEqual( { replayed: 1, ids: [ id ], skipped: [] } );
	expect( await untilState( database, id, 'delivered' ) ).toMatchObject( { attempts: 1, replays: 1, reason: null } );
	expect( seen.map( ( work ) => work.firstAttempt ) ).toEqual( [ true, false ] );
} );

test( 'the newest delivered event is run again; an older one is not, and the reason is said', async () => {
	const older = await change( 1, 1, 'delivered' );
	const newest = await change( 1, 2, 'delivered' );
	const result = await replay( older, newest );
	expect( result.ids ).toEqual( [ newest ] );
	expect( result.skipped ).toEqual( [ { id: older, reason: expect.stringContaining( 'newer change' ) } ] );
	await untilDrained( database, siteId );
	expect( seen.map( ( work ) => work.event.sequence ) ).toEqual( [ 1, 2, 2 ] );
	expect( await eventOf( database, older ) ).toMatchObject( { state: 'delivered', replays: 0 } );
} );

test( 'a dead event that a newer delivered change has overtaken is closed, not sent', async () => {
	answer = ( sequence ) => ( sequence === 1 ? refused : undefined );
	const dead = await change( 1, 1, 'dead' );
	const newer = await change( 1, 2, 'delivered' );
	expect( await replay( dead ) ).toEqual( { replayed: 0, ids: [], skipped: [ { id: dead, reason: expect.stringContaining( 'newer change' ) } ] } );
	expect( await eventOf( database, dead ) ).toMatchObject( { state: 'superseded', superseded_by: newer, reason: expect.stringContaining( 'newer change' ) } );
	expect( seen ).toHaveLength( 2 );
} );

test( 'what HighLevel has by the link counts too, when the newer event itself was pruned', async () => {
	answer = () => refused;
	const dead = await change( 1, 1, 'dead' );
	const connection = await makeConnection( database.db, siteId );
	await database.db.insertInto( 'link' ).values( {
		site_id: siteId, subject: 'calendar/1', connection_id: connection.id, location_id: connection.locationId, highlevel_id: 'x', marker: 'm', state: 'linked', base: '{}', applied_sequence: 5, applied_event_id: null, synced_at: null,
	} ).execute();
	expect( ( await replay( dead ) ).skipped ).toHaveLength( 1 );
	expect( ( await eventOf( database, dead ) ).state ).toBe( 'superseded' );
} );

test( 'a superseded event whose successor died can be sent again', async () => {
	answer = () => ( { kind: 'retry', code: 'highlevel_timeout', reason: 'slow', afterMs: 3_600_000 } );
	const first = await change( 1, 1, 'retrying' );
	answer = () => refused;
	const second = await change( 1, 2, 'dead' );
	expect( ( await eventOf( database, first ) ).superseded_by ).toBe( second );
	answer = () => undefined;
	expect( ( await replay( first ) ).ids ).toEqual( [ first ] );
	await untilState( database, first, 'delivered' );
} );

test( 'an event that waits for its next try is tried at once', async () => {
	answer = () => ( { kind: 'retry', code: 'highlevel_timeout', reason: 'slow', afterMs: 3_600_000 } );
	const id = await change( 1, 1, 'retrying' );
	answer = () => undefined;
	expect( ( await replay( id ) ).ids ).toEqual( [ id ] );
	await untilState( database, id, 'delivered' );
} );

test( 'all dead events since a moment, each entity in its order', async () => {
	answer = () => refused;
	const old = await change( 1, 1, 'dead' );
	await database.pool.query( 'UPDATE event SET finished_at = now() - interval \'2 days\' WHERE id = $1', [ old ] );
	const fresh = [ await change( 2, 2, 'dead' ), await change( 2, 3, 'dead' ), await change( 3, 4, 'dead' ) ];
	answer = () => undefined;
	const since = replayRequest.parse( { state: 'dead', since: new Date( Date.now() - 3_600_000 ).toISOString() } );
	const result = await replayEvents( deps(), siteId, since );
	expect( result.ids.toSorted() ).toEqual( fresh.toSorted() );
	await untilDrained( database, siteId );
	expect( ( await eventOf( database, old ) ).state ).toBe( 'dead' );
	expect( ( await Promise.all( fresh.map( ( id ) => eventOf( database, id ) ) ) ).map( ( event ) => event.state ) ).toEqual( [ 'superseded', 'delivered', 'delivered' ] );
	expect( ( await replayEvents( deps(), siteId, { state: 'dead' } ) ).ids ).toEqual( [ old ] );
} );

test( 'more dead events than fit in one batch are all replayed', async () => {
	await lanes.stop();
	await database.pool.query( `
		INSERT INTO event (id, site_id, type, subject, sequence, time, data, entity_name, state, finished_at)
		SELECT gen_random_uuid(), $1, 'com.slotbridge.calendar.updated', 'calendar/' || n, n, now(), '{"entity":{},"changed":[]}', 'x', 'dead', now() FROM generate_series(1, 1203) AS n
	`, [ siteId ] );
	lanes = await startLanes( database, async () => ( { kind: 'delivered' } ) );
	expect( ( await replayEvents( deps(), siteId, { state: 'dead' } ) ).replayed ).toBe( 1_203 );
	await untilDrained( database, siteId );
} );

test( 'nothing of another site can be replayed, and unknown ids are passed over', async () => {
	answer = () => refused;
	const other = await makeSite( database.db );
	const foreign = await change( 1, 1, 'dead', other );
	expect( await replay( foreign, randomUUID() ) ).toEqual( { replayed: 0, ids: [], skipped: [] } );
	expect( ( await replayEvents( deps(), siteId, { state: 'dead' } ) ).replayed ).toBe( 0 );
	expect( ( await eventOf( database, foreign ) ).state ).toBe( 'dead' );
} );

test.each( [ {}, { eventIds: [] }, { eventIds: [ 'x' ] }, { eventIds: 'x' }, { state: 'delivered' }, { state: 'dead', since: 'yesterday' }, { state: 'dead', eventIds: [ randomUUID() ] } ] )( 'a request of another form is refused: %j', ( body ) => {
	expect( replayRequest.safeParse( body ).success ).toBe( false );
} );
