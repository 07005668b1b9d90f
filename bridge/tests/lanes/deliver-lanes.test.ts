/** A lane from acceptance to its end: order, coalescing, failures, waiting, and what happens meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/lanes/deliver.ts';
import type { Lanes } from '../../src/lanes/lanes.ts';
import { AppError } from '../../src/errors/app-error.ts';
import { acceptEvents } from '../../src/use-cases/accept-events.ts';
import { calendarEvent, type EnvelopeOptions } from '../helpers/events.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { eventOf, quickPolicy, recorder, startLanes, untilDrained, untilState, type StartOptions } from './start-lanes.ts';

const database = withDatabase();
let siteId: string;
let lanes: Lanes | undefined;

beforeEach( async () => {
	siteId = await makeSite( database.db );
} );
afterEach( async () => {
	await lanes?.stop();
	lanes = undefined;
} );

async function start( deliver: Parameters<typeof startLanes>[ 1 ], options?: StartOptions ): Promise<Lanes> {
	lanes = await startLanes( database, deliver, options );
	return lanes;
}

async function accept( ...events: ReturnType<typeof calendarEvent>[] ): Promise<string[]> {
	const answer = await acceptEvents( { db: database.db, queue: ( lanes as Lanes ).queue }, siteId, events );
	expect( answer.rejected ).toEqual( [] );
	return answer.accepted;
}

async function change( calendar: number, sequence: number, options?: EnvelopeOptions ): Promise<string> {
	const [ id ] = await accept( calendarEvent( calendar, sequence, options ) );
	return id as string;
}

/** A gate that a delivery can be held at. */
function gate(): { wait: Promise<void>; open: () => void } {
	let open: () => void = () => undefined;
	const wait = new Promise<void>( ( resolve ) => {
		open = resolve;
	} );
	return { wait, open };
}

describe( 'order and coalescing', () => {
	test( 'hands a change over with its snapshot, and marks it delivered with what settle wrote', async () => {
		const record = recorder( ( work ) => ( {
			kind: 'delivered',
			settle: async ( trx ) => {
				await trx.updateTable( 'site' ).set( { name: `settled ${ work.event.id }` } ).where( 'id', '=', siteId ).execute();
			},
		} ) );
		await start( record.deliver );
		const id = await change( 1, 1, { type: 'com.slotbridge.calendar.created', entity: { name: 'Coaching ☕ עברית' }, changed: [ 'name', 'color' ] } );
		const event = await untilState( database, id, 'delivered' );
		expect( event ).toMatchObject( { attempts: 1, reason: null, entity_name: 'Coaching ☕ עברית', next_attempt_at: null } );
		expect( event.finished_at ).toBeInstanceOf( Date );
		expect( record.seen ).toHaveLength( 1 );
		expect( record.seen[ 0 ] ).toMatchObject( { changed: [ 'name', 'color' ], removed: false, firstAttempt: true, superseded: [] } );
		expect( record.seen[ 0 ]?.event.data.entity ).toMatchObject( { id: 1, name: 'Coaching ☕ עברית' } );
		const site = await database.db.selectFrom( 'site' ).select( 'name' ).where( 'id', '=', siteId ).executeTakeFirstOrThrow();
		expect( site.name ).toBe( `settled ${ id }` );
	} );

	test( 'changes that wait together become one delivery: last snapshot, all changed fields, the rest superseded', async () => {
		const record = recorder();
		const held = gate();
		await start( async ( work, signal ) => {
			await held.wait;
			return record.deliver( work, signal );
		} );
		// Another lane of the same site is not held up by this one; this one's first delivery is under way and cannot be joined.
		const first = await change( 1, 1, { changed: [ 'name' ] } );
		await untilState( database, first, 'running' );
		const second = await change( 1, 2, { changed: [ 'color' ], entity: { color: '#222222' } } );
		const [ third, fourth ] = await accept(
			calendarEvent( 1, 3, { changed: [ 'name' ], entity: { color: '#333333' } } ),
			calendarEvent( 1, 4, { changed: [ 'slug' ], entity: { color: '#444444' } } ),
		);
		held.open();
		await untilDrained( database, siteId );
		expect( record.seen.map( ( work ) => work.event.id ) ).toEqual( [ first, fourth ] );
		expect( record.seen[ 1 ]?.event.data.entity ).toMatchObject( { color: '#444444' } );
		expect( record.seen[ 1 ]?.changed.toSorted() ).toEqual( [ 'color', 'name', 'slug' ] );
		expect( record.seen[ 1 ]?.superseded.map( ( event ) => event.id ) ).toEqual( [ second, third ] );
		for ( const id of [ second, third as string ] ) {
			expect( await eventOf( database, id ) ).toMatchObject( { state: 'superseded', superseded_by: fourth, reason: expect.stringContaining( 'newer' ) } );
		}
	} );

	test( 'what a failed attempt had taken over is not forgotten when a newer change takes over that one', async () => {
		const record = recorder( ( work ) => ( work.event.sequence === 2 ? { kind: 'retry', code: 'highlevel_timeout', reason: 'slow', afterMs: 600_000 } : { kind: 'delivered' } ) );
		await start( record.deliver );
		const [ , second ] = await accept( calendarEvent( 1, 1, { changed: [ 'slug' ] } ), calendarEvent( 1, 2, { changed: [ 'color' ] } ) );
		await untilState( database, second as string, 'retrying' );
		await change( 1, 3, { changed: [ 'name' ] } );
		await untilDrained( database, siteId );
		expect( record.seen.map( ( work ) => work.changed.toSorted() ) ).toEqual( [ [ 'color', 'slug' ], [ 'color', 'name', 'slug' ] ] );
	} );

	test( 'an event that arrives behind what HighLevel already has is closed, not sent', async () => {
		const connection = await makeConnection( database.db, siteId );
		await database.db.insertInto( 'link' ).values( {
			site_id: siteId, subject: 'calendar/1', connection_id: connection.id, location_id: connection.locationId, highlevel_id: 'x', marker: 'm',
			state: 'linked', base: '{}', applied_sequence: 9, applied_event_id: null, synced_at: new Date(),
		} ).execute();
		const record = recorder();
		await start( record.deliver );
		const late = await change( 1, 8 );
		const next = await change( 1, 10 );
		await untilDrained( database, siteId );
		expect( ( await eventOf( database, late ) ).state ).toBe( 'superseded' );
		expect( record.seen.map( ( work ) => work.event.id ) ).toEqual( [ next ] );
	} );

	test( 'says when the entity is gone, and the last word wins over an earlier removal', async () => {
		const record = recorder();
		const held = gate();
		await start( async ( work, signal ) => {
			await held.wait;
			return record.deliver( work, signal );
		} );
		await accept( calendarEvent( 1, 1 ), calendarEvent( 1, 2, { type: 'com.slotbridge.calendar.trashed' } ) );
		await accept( calendarEvent( 2, 3, { type: 'com.slotbridge.calendar.trashed' } ), calendarEvent( 2, 4, { type: 'com.slotbridge.calendar.restored' } ) );
		held.open();
		await untilDrained( database, siteId );
		expect( new Map( record.seen.map( ( work ) => [ work.event.subject, work.removed ] ) ) ).toEqual( new Map( [ [ 'calendar/1', true ], [ 'calendar/2', false ] ] ) );
	} );

	test( 'many changes of many calendars, accepted at once by several callers: each calendar sees them in order and ends with its last', async () => {
		const running = new Set<string>();
		let overlaps = 0;
		const record = recorder( async ( work ) => {
			overlaps += running.has( work.event.subject ) ? 1 : 0;
			running.add( work.event.subject );
			await sleep( Math.random() * 4 );
			running.delete( work.event.subject );
			return { kind: 'delivered' };
		} );
		await start( record.deliver, { worker: { concurrency: 6, perGroup: 6 } } );
		const calendars = 8;
		const perCaller = 60;
		let sequence = 0;
		await Promise.all( [ 1, 2, 3, 4 ].map( async ( caller ) => {
			for ( let round = 0; round < perCaller; round += 1 ) {
				await change( 1 + ( round * caller ) % calendars, ( sequence += 1 ) );
			}
		} ) );
		await untilDrained( database, siteId );
		expect( overlaps ).toBe( 0 );
		const delivered = Map.groupBy( record.seen, ( work ) => work.event.subject );
		for ( const works of delivered.values() ) {
			const order = works.map( ( work ) => work.event.sequence );
			expect( order ).toEqual( order.toSorted( ( a, b ) => a - b ) );
		}
		const states = await database.db.selectFrom( 'event' ).select( [ 'state', 'subject', 'sequence' ] ).where( 'site_id', '=', siteId ).orderBy( 'sequence' ).execute();
		expect( states ).toHaveLength( 4 * perCaller );
		for ( const [ subject, events ] of Map.groupBy( states, ( event ) => event.subject ) ) {
			expect( events.at( -1 )?.state, subject ).toBe( 'delivered' );
			expect( delivered.get( subject )?.at( -1 )?.event.sequence ).toBe( events.at( -1 )?.sequence );
		}
	} );
} );

describe( 'failures', () => {
	test( 'tries again after a pause and then succeeds; the reason is there in between and gone at the end', async () => {
		const reasons: ( string | null )[] = [];
		const record = recorder( async ( work, nth ): Promise<Outcome> => {
			reasons.push( ( await eventOf( database, work.event.id ) ).reason );
			return nth < 4 ? { kind: 'retry', code: 'highlevel_unavailable', reason: `HighLevel had an error, try ${ nth }` } : { kind: 'delivered' };
		} );
		await start( record.deliver );
		const id = await change( 1, 1 );
		expect( await untilState( database, id, 'delivered' ) ).toMatchObject( { attempts: 4, reason: null, reason_code: null } );
		expect( record.seen.map( ( work ) => work.firstAttempt ) ).toEqual( [ true, false, false, false ] );
		expect( reasons ).toEqual( [ null, 'HighLevel had an error, try 1', 'HighLevel had an error, try 2', 'HighLevel had an error, try 3' ] );
	} );

	test( 'never comes back before HighLevel\'s own time, and keeps that time in sight', async () => {
		const record = recorder( () => ( { kind: 'retry', code: 'highlevel_rate_limited', reason: 'slow down', afterMs: 3_600_000 } ) );
		await start( record.deliver );
		const id = await change( 1, 1 );
		const event = await untilState( database, id, 'retrying' );
		expect( event.reason_code ).toBe( 'highlevel_rate_limited' );
		expect( ( event.next_attempt_at as Date ).getTime() - event.received_at.getTime() ).toBeGreaterThanOrEqual( 3_600_000 );
		// A needless wake-up of the lane must not bring the event forward.
		await database.db.transaction().execute( ( trx ) => ( lanes as Lanes ).queue.wake( trx, { siteId, subject: 'calendar/1', group: siteId } ) );
		( lanes as Lanes ).queue.nudge();
		await until( 'the lane has gone back to sleep until then', async () => ( await ( lanes as Lanes ).queue.depth() ).queued === 1 && ( await ( lanes as Lanes ).queue.depth() ).active === 0 );
		expect( record.seen ).toHaveLength( 1 );
	} );

	test( 'a dead event keeps its reason, and the entity\'s next event goes on', async () => {
		const record = recorder( ( work ) => ( work.event.sequence === 1 ? { kind: 'dead', code: 'highlevel_refused', reason: 'HighLevel said: color is wrong' } : { kind: 'delivered' } ) );
		await start( record.deliver );
		const first = await change( 1, 1 );
		expect( await untilState( database, first, 'dead' ) ).toMatchObject( { reason_code: 'highlevel_refused', reason: 'HighLevel said: color is wrong', attempts: 1 } );
		const second = await change( 1, 2 );
		await untilState( database, second, 'delivered' );
		expect( ( await eventOf( database, first ) ).state ).toBe( 'dead' );
	} );

	test( 'a change that came while its forerunner was dying is delivered by itself', async () => {
		const held = gate();
		const record = recorder( async ( work ): Promise<Outcome> => {
			if ( work.event.sequence === 1 ) {
				await held.wait;
				return { kind: 'dead', code: 'highlevel_refused', reason: 'no' };
			}
			return { kind: 'delivered' };
		} );
		await start( record.deliver );
		const first = await change( 1, 1 );
		await untilState( database, first, 'running' );
		const second = await change( 1, 2 );
		held.open();
		await untilState( database, second, 'delivered' );
		expect( ( await eventOf( database, first ) ).state ).toBe( 'dead' );
	} );

	test( 'gives up when the tries have gone on for too long, and says what the last one met', async () => {
		const record = recorder( () => ( { kind: 'retry', code: 'highlevel_unreachable', reason: 'HighLevel could not be reached' } ) );
		await start( record.deliver, { policy: { ...quickPolicy, totalAgeMs: 300 } } );
		const id = await change( 1, 1 );
		const event = await untilState( database, id, 'dead' );
		expect( event.reason_code ).toBe( 'too_old' );
		expect( event.reason ).toContain( 'HighLevel could not be reached' );
		expect( record.seen.length ).toBeGreaterThan( 1 );
	} );

	test( 'an error that was thrown is judged by its code; a foreign one is tried again', async () => {
		const record = recorder( ( work, nth ) => {
			if ( work.event.subject === 'calendar/1' ) {
				throw new AppError( 'mapping_invalid', 'The template of the name is broken' );
			}
			if ( nth < 4 ) {
				throw new TypeError( 'secret internals' );
			}
			return { kind: 'delivered' };
		} );
		await start( record.deliver );
		const [ broken, foreign ] = await accept( calendarEvent( 1, 1 ), calendarEvent( 2, 2 ) );
		expect( await untilState( database, broken as string, 'dead' ) ).toMatchObject( { reason_code: 'mapping_invalid', reason: 'The template of the name is broken' } );
		expect( ( await untilState( database, foreign as string, 'delivered' ) ).attempts ).toBeGreaterThan( 1 );
	} );

	test( 'when settle fails nothing of the outcome is kept, and the change is delivered once more', async () => {
		const record = recorder( ( _work, nth ) => ( {
			kind: 'delivered',
			settle: async ( trx ) => {
				await trx.updateTable( 'site' ).set( { name: `try ${ nth }` } ).where( 'id', '=', siteId ).execute();
				if ( nth === 1 ) {
					await trx.insertInto( 'callback' ).values( { id: 'no uuid', site_id: siteId, body: '{}', next_attempt_at: new Date(), last_error: null } ).execute();
				}
			},
		} ) );
		await start( record.deliver );
		const id = await change( 1, 1 );
		expect( ( await untilState( database, id, 'delivered' ) ).attempts ).toBe( 2 );
		expect( ( await database.db.selectFrom( 'site' ).select( 'name' ).where( 'id', '=', siteId ).executeTakeFirstOrThrow() ).name ).toBe( 'try 2' );
	} );
} );

describe( 'waiting', () => {
	test( 'is held until the site is woken, then delivered with fresh tries', async () => {
		let mended = false;
		const record = recorder( () => ( mended ? { kind: 'delivered' } : { kind: 'waiting', code: 'connection_broken', reason: 'The token was revoked' } ) );
		const { wakeWaiting } = await start( record.deliver );
		const ids = await accept( calendarEvent( 1, 1 ), calendarEvent( 2, 2 ) );
		for ( const id of ids ) {
			expect( await untilState( database, id, 'waiting' ) ).toMatchObject( { reason_code: 'connection_broken', reason: 'The token was revoked' } );
		}
		expect( record.seen ).toHaveLength( 2 );
		const other = await makeSite( database.db );
		expect( await wakeWaiting( other ) ).toBe( 0 );
		mended = true;
		expect( await wakeWaiting( siteId ) ).toBe( 2 );
		await untilDrained( database, siteId );
		expect( ( await eventOf( database, ids[ 0 ] as string ) ).state ).toBe( 'delivered' );
	} );

	test( 'a wake-up that comes in the middle of a try that will end as waiting is not lost', async () => {
		const held = gate();
		const record = recorder( async ( _work, nth ): Promise<Outcome> => {
			if ( nth > 1 ) {
				return { kind: 'delivered' };
			}
			await held.wait;
			return { kind: 'waiting', code: 'connection_missing', reason: 'No connection yet' };
		} );
		const { wakeWaiting } = await start( record.deliver );
		const id = await change( 1, 1 );
		await untilState( database, id, 'running' );
		await wakeWaiting( siteId );
		held.open();
		await untilState( database, id, 'delivered' );
	} );

	test( 'is looked at again by itself now and then', async () => {
		const record = recorder( ( _work, nth ) => ( nth < 3 ? { kind: 'waiting', code: 'connection_paused', reason: 'Paused' } : { kind: 'delivered' } ) );
		await start( record.deliver, { policy: { ...quickPolicy, recheckMs: 40 } } );
		const id = await change( 1, 1 );
		await untilState( database, id, 'delivered' );
	} );
} );

describe( 'safety nets', () => {
	test( 'the sweeper finds events whose lane was lost, at the start and later', async () => {
		const record = recorder();
		await start( record.deliver, { sweepMs: 100 } );
		// An event put in by hand has no lane at all.
		const insert = ( calendar: number ) => database.db.insertInto( 'event' ).values( {
			id: crypto.randomUUID(), site_id: siteId, type: 'com.slotbridge.calendar.updated', subject: `calendar/${ calendar }`, sequence: calendar, time: new Date(),
			data: JSON.stringify( calendarEvent( calendar, calendar )[ 'data' ] ), entity_name: 'x',
		} ).returning( 'id' ).executeTakeFirstOrThrow();
		const later = await insert( 1 );
		await untilState( database, later.id, 'delivered' );
		await ( lanes as Lanes ).stop();
		const early = await insert( 2 );
		await start( record.deliver );
		await untilState( database, early.id, 'delivered' );
		expect( record.seen ).toHaveLength( 2 );
	} );

	test( 'stopping finishes what is quick, calls off and gives back what is not, and the next start takes it up at once', async () => {
		const called: string[] = [];
		await start( async ( work, signal ) => {
			called.push( work.event.subject );
			if ( work.event.subject === 'calendar/1' ) {
				await sleep( 100 );
				return { kind: 'delivered' };
			}
			await sleep( 60_000, undefined, { signal } );
			return { kind: 'delivered' };
		}, { worker: { graceMs: 500 } } );
		const [ quick, slow ] = await accept( calendarEvent( 1, 1 ), calendarEvent( 2, 2 ) );
		await until( 'both run', () => called.length === 2 );
		await ( lanes as Lanes ).stop();
		expect( ( await eventOf( database, quick as string ) ).state ).toBe( 'delivered' );
		expect( ( await eventOf( database, slow as string ) ).state ).toBe( 'pending' );
		const record = recorder();
		await start( record.deliver );
		await untilState( database, slow as string, 'delivered' );
		expect( record.seen[ 0 ]?.firstAttempt ).toBe( false );
	} );

	test( 'lanes of a location without calls left are passed over, the others are not', async () => {
		const full = await makeConnection( database.db, siteId );
		const otherSite = await makeSite( database.db );
		await makeConnection( database.db, otherSite );
		let blocked = [ full.locationId ];
		const record = recorder();
		await start( record.deliver, { budget: { blockedLocations: async () => blocked } } );
		const held = await change( 1, 1 );
		const [ free ] = ( await acceptEvents( { db: database.db, queue: ( lanes as Lanes ).queue }, otherSite, [ calendarEvent( 1, 1 ) ] ) ).accepted;
		await untilState( database, free as string, 'delivered' );
		expect( ( await eventOf( database, held ) ).state ).toBe( 'pending' );
		blocked = [];
		await untilState( database, held, 'delivered' );
	} );
} );
