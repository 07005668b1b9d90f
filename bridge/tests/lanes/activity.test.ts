/** What the owner reads of the events: the list with its filters, the counts, one event in full. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EventState } from '../../src/database/schema.ts';
import { activityQuery, listActivity, readActivityDetail, summarizeQueue, type ActivityList } from '../../src/use-cases/read-activity.ts';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { makeConnection, makeSite } from '../helpers/sites.ts';
import { withDatabase } from '../helpers/with-database.ts';

const database = withDatabase();
let siteId: string;

beforeEach( async () => {
	siteId = await makeSite( database.db );
} );

interface Given {
	site?: string;
	kind?: string;
	number?: number;
	sequence?: number;
	state?: EventState;
	name?: string;
	reason?: string;
	receivedAt?: string;
}

async function put( given: Given = {} ): Promise<string> {
	const { kind = 'calendar.updated', number = 1 } = given;
	const entity = kind.startsWith( 'calendar-group' ) ? groupSnapshot( number ) : calendarSnapshot( number );
	const id = randomUUID();
	await database.db.insertInto( 'event' ).values( {
		id, site_id: given.site ?? siteId, type: `com.slotbridge.${ kind }`, subject: `${ kind.split( '.' )[ 0 ] }/${ number }`, sequence: given.sequence ?? 1, time: new Date(),
		...( given.receivedAt ? { received_at: given.receivedAt as unknown as Date } : {} ),
		data: JSON.stringify( { entity, changed: [ 'name', 'color' ] } ), entity_name: given.name ?? 'Coaching', state: given.state ?? 'delivered', reason: given.reason ?? null,
	} ).execute();
	return id;
}

const list = ( query: Record<string, string> = {}, site: string = siteId ): Promise<ActivityList> => listActivity( database.db, site, activityQuery.parse( query ) );
const ids = ( answer: ActivityList ) => answer.items.map( ( item ) => item.id );

describe( 'the list', () => {
	test( 'tells each event in plain words, the newest first', async () => {
		const first = await put( { kind: 'calendar.created', name: 'Yoga "am" <Morgen>', receivedAt: '2026-03-01T10:00:00Z' } );
		const second = await put( { kind: 'calendar-group.deleted', name: 'Team', receivedAt: '2026-03-01T10:00:01Z', state: 'dead', reason: 'HighLevel refused it' } );
		const answer = await list();
		expect( ids( answer ) ).toEqual( [ second, first ] );
		expect( answer.items.map( ( item ) => item.title ) ).toEqual( [ 'Calendar group "Team" was deleted', 'Calendar "Yoga "am" <Morgen>" was added' ] );
		expect( answer.items[ 0 ] ).toMatchObject( { entity: 'calendar-group', subject: 'calendar-group/1', state: 'dead', reason: 'HighLevel refused it', changed: [ 'name', 'color' ], highLevelId: null } );
		expect( answer.next ).toBeNull();
		expect( answer.counts ).toEqual( { pending: 0, running: 0, retrying: 0, waiting: 0, delivered: 1, superseded: 0, dead: 1 } );
		expect( JSON.parse( JSON.stringify( answer ) ).items[ 0 ].receivedAt ).toBe( '2026-03-01T10:00:01.000Z' );
	} );

	test( 'can be narrowed by state, entity, subject and words; the counts follow all but the state', async () => {
		const dead = await put( { state: 'dead', name: 'Alpha', reason: 'The colour is not one' } );
		const pending = await put( { state: 'pending', name: 'Beta', number: 2 } );
		const group = await put( { kind: 'calendar-group.updated', state: 'dead', name: 'Gamma 100%' } );
		expect( ids( await list( { state: 'dead' } ) ).toSorted() ).toEqual( [ dead, group ].toSorted() );
		expect( ids( await list( { state: 'dead,pending' } ) ) ).toHaveLength( 3 );
		expect( ids( await list( { entity: 'calendar-group' } ) ) ).toEqual( [ group ] );
		expect( ids( await list( { subject: 'calendar/2' } ) ) ).toEqual( [ pending ] );
		expect( ids( await list( { q: 'alph' } ) ) ).toEqual( [ dead ] );
		expect( ids( await list( { q: 'COLOUR' } ) ) ).toEqual( [ dead ] );
		expect( ids( await list( { q: '100%' } ) ) ).toEqual( [ group ] );
		expect( ids( await list( { q: '%' } ) ) ).toEqual( [ group ] );
		expect( ids( await list( { q: '_' } ) ) ).toEqual( [] );
		expect( ids( await list( { q: 'x\' OR true --' } ) ) ).toEqual( [] );
		expect( ( await list( { state: 'dead', entity: 'calendar' } ) ).counts ).toMatchObject( { dead: 1, pending: 1 } );
		expect( ids( await list( { state: '', entity: '', q: '', before: '', limit: '' } ) ) ).toHaveLength( 3 );
	} );

	test( 'is paged without a gap or a repetition, even where many events have the same moment, and while new ones arrive', async () => {
		const all = new Set<string>();
		for ( let index = 0; index < 25; index += 1 ) {
			// Moments that differ by one microsecond, or not at all.
			all.add( await put( { sequence: index, receivedAt: `2026-03-01T10:00:00.00000${ index % 3 }Z` } ) );
		}
		const seen: string[] = [];
		let before = '';
		do {
			const page = await list( { limit: '4', before } );
			seen.push( ...ids( page ) );
			before = page.next ?? '';
			await put( { sequence: 100, receivedAt: '2026-03-02T10:00:00Z' } );
		} while ( before !== '' );
		expect( seen ).toHaveLength( 25 );
		expect( new Set( seen ) ).toEqual( all );
	} );

	test.each( [ 'nonsense', Buffer.from( 'now()|x' ).toString( 'base64url' ), Buffer.from( `9999-99-99 99:99:99+00|${ randomUUID() }` ).toString( 'base64url' ) ] )( 'refuses a cursor that is not its own: %s', async ( before ) => {
		await expect( list( { before } ) ).rejects.toMatchObject( { code: 'body_invalid' } );
	} );

	test.each( [ { state: 'lost' }, { entity: 'planet' }, { limit: '0' }, { limit: '1000' } ] )( 'refuses a filter that does not exist: %j', ( query ) => {
		expect( activityQuery.safeParse( query ).success ).toBe( false );
	} );

	test( 'shows nothing of another site', async () => {
		const other = await makeSite( database.db );
		const foreign = await put( { site: other } );
		expect( await list() ).toMatchObject( { items: [], counts: { delivered: 0 } } );
		expect( await list( { subject: 'calendar/1' } ) ).toMatchObject( { items: [] } );
		await expect( readActivityDetail( database.db, siteId, foreign ) ).rejects.toMatchObject( { code: 'not_found' } );
		expect( ( await readActivityDetail( database.db, other, foreign ) ).item.id ).toBe( foreign );
		expect( await summarizeQueue( database.db, siteId ) ).toMatchObject( { pending: 0 } );
	} );
} );

test( 'one event shows its envelope, its runs, their steps and every attempt, and where it went', async () => {
	const connection = await makeConnection( database.db, siteId );
	const eventId = await put( { number: 5, sequence: 77 } );
	const runIds = [ randomUUID(), randomUUID() ];
	const stepIds = [ randomUUID(), randomUUID() ];
	const { db } = database;
	await db.insertInto( 'run' ).values( runIds.map( ( id, index ) => ( {
		id, event_id: eventId, site_id: siteId, workflow: 'sync-calendar', state: index === 0 ? 'retrying' as const : 'succeeded' as const, connection_id: connection.id, location_id: connection.locationId,
		started_at: new Date( Date.UTC( 2026, 2, 1, 10, index ) ), finished_at: null, reason_code: null, reason: null,
	} ) ) ).execute();
	await db.insertInto( 'step' ).values( stepIds.map( ( id, index ) => ( {
		id, run_id: runIds[ 1 ] as string, position: 2 - index, name: `step-${ 2 - index }`, title: 'Write the calendar', state: 'succeeded' as const, summary: null, finished_at: null,
	} ) ) ).execute();
	await db.insertInto( 'attempt' ).values( {
		id: randomUUID(), step_id: stepIds[ 0 ] as string, operation: 'calendars.update', method: 'PUT', url: 'https://highlevel.example/calendars/x',
		request_headers: JSON.stringify( { version: '2021-04-15' } ) as never, request_body: JSON.stringify( { name: 'x' } ), status: 200,
		response_headers: JSON.stringify( { 'x-trace': '1' } ), response_body: JSON.stringify( { ok: true } ), error_code: null, error: null, trace_id: 'trace', duration_ms: 12,
	} ).execute();
	await db.insertInto( 'link' ).values( {
		site_id: siteId, subject: 'calendar/5', connection_id: connection.id, location_id: connection.locationId, highlevel_id: 'hl-1', marker: 'm', state: 'linked', base: '{}', applied_sequence: 77, applied_event_id: eventId, synced_at: null,
	} ).execute();
	const detail = await readActivityDetail( db, siteId, eventId );
	expect( detail.item ).toMatchObject( { id: eventId, connectionId: connection.id, locationId: connection.locationId, highLevelId: 'hl-1' } );
	expect( detail.event ).toMatchObject( { specversion: '1.0', id: eventId, subject: 'calendar/5', sequence: '77', data: { entity: calendarSnapshot( 5 ), changed: [ 'name', 'color' ] } } );
	expect( detail.runs.map( ( run ) => run.id ) ).toEqual( runIds );
	expect( detail.runs[ 1 ]?.steps.map( ( step ) => step.name ) ).toEqual( [ 'step-1', 'step-2' ] );
	expect( detail.runs[ 1 ]?.steps[ 1 ]?.attempts ).toMatchObject( [ { method: 'PUT', requestBody: { name: 'x' }, responseBody: { ok: true }, status: 200, durationMs: 12, traceId: 'trace' } ] );
	expect( ( await list() ).items[ 0 ] ).toMatchObject( { highLevelId: 'hl-1', locationId: connection.locationId } );
} );

test( 'an id that is none is not found, and does not trouble the database', async () => {
	await expect( readActivityDetail( database.db, siteId, 'x' ) ).rejects.toMatchObject( { code: 'not_found' } );
	await expect( readActivityDetail( database.db, siteId, randomUUID() ) ).rejects.toMatchObject( { code: 'not_found' } );
} );

test( 'the queue in figures', async () => {
	await put( { state: 'pending', receivedAt: '2026-03-01T10:00:00Z' } );
	await put( { state: 'running', receivedAt: '2026-03-01T10:00:05Z' } );
	await put( { state: 'retrying' } );
	await put( { state: 'waiting' } );
	await put( { state: 'dead', receivedAt: '2026-02-01T10:00:00Z' } );
	expect( await summarizeQueue( database.db, siteId ) ).toEqual( { pending: 2, retrying: 1, waiting: 1, dead: 1, oldestPendingAt: new Date( '2026-03-01T10:00:00Z' ) } );
} );
