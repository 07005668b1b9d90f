/** Two sites on one bridge: nothing of one can be seen, changed or guessed by the other. */
import { beforeAll, expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const mediaType = 'application/cloudevents-batch+json';
let owner: TestSite;
let stranger: TestSite;
let connectionId: string;
const event = calendarEvent( 7, 1, { entity: { name: 'Private plans' } } );

beforeAll( async () => {
	owner = await bridge.pair();
	stranger = await bridge.pair();
	connectionId = ( await owner.call( 'POST', '/v1/connections', { body: await sandbox.makeLocation() } ) ).body.connection.id;
	expect( ( await owner.call( 'POST', '/v1/events', { body: [ event ], mediaType } ) ).body ).toEqual( { accepted: [ event.id ], rejected: [] } );
	await bridge.database.db.insertInto( 'link' ).values( {
		site_id: owner.id, subject: 'calendar/7', connection_id: connectionId, location_id: 'loc', highlevel_id: 'hl1', marker: 'M', state: 'linked', base: '{}', applied_sequence: 0,
	} ).execute();
} );

test( 'lists are empty for the other', async () => {
	expect( ( await stranger.call( 'GET', '/v1/connections' ) ).body.connections ).toEqual( [] );
	expect( ( await stranger.call( 'GET', '/v1/links' ) ).body.links ).toEqual( [] );
	expect( ( await stranger.call( 'GET', '/v1/links?subject=calendar/7' ) ).body.links ).toEqual( [] );
	const activity = ( await stranger.call( 'GET', '/v1/activity?q=Private' ) ).body;
	expect( [ activity.items, activity.counts.pending ] ).toEqual( [ [], 0 ] );
	expect( ( await stranger.call( 'GET', '/v1/pair' ) ).body.queue.pending ).toBe( 0 );
} );

test( 'the owner has them', async () => {
	expect( ( await owner.call( 'GET', '/v1/connections' ) ).body.connections ).toHaveLength( 1 );
	expect( ( await owner.call( 'GET', '/v1/links' ) ).body ).toMatchObject( { links: [ { subject: 'calendar/7', highLevelId: 'hl1' } ], next: null } );
	expect( ( await owner.call( 'GET', '/v1/activity?q=Private' ) ).body.items ).toHaveLength( 1 );
	const detail = await owner.call( 'GET', `/v1/activity/${ event.id }` );
	expect( detail.body.event.data.entity.name ).toBe( 'Private plans' );
	expect( ( await owner.call( 'GET', '/v1/pair' ) ).body.queue ).toMatchObject( { pending: 1, oldestPendingAt: expect.any( String ) } );
} );

test.each( [
	[ 'GET', '/v1/connections/{connection}/users', undefined ],
	[ 'GET', '/v1/connections/{connection}/calendars', undefined ],
	[ 'POST', '/v1/connections/{connection}/test', undefined ],
	[ 'PATCH', '/v1/connections/{connection}', { label: 'Mine now' } ],
	[ 'PATCH', '/v1/connections/{connection}', { status: 'paused' } ],
	[ 'DELETE', '/v1/connections/{connection}', undefined ],
	[ 'GET', '/v1/activity/{event}', undefined ],
] )( '%s %s is not there for the other', async ( method, path, body ) => {
	const before = await bridge.database.db.selectFrom( 'connection' ).selectAll().execute();
	const requests = await sandbox.requests();
	const answer = await stranger.call( method, path.replace( '{connection}', connectionId ).replace( '{event}', event.id ), { body } );
	expect( [ answer.status, answer.body.code ] ).toEqual( [ 404, 'not_found' ] );
	expect( await bridge.database.db.selectFrom( 'connection' ).selectAll().execute() ).toEqual( before );
	expect( await sandbox.requests() ).toBe( requests );
} );

test( 'the other cannot choose this connection', async () => {
	const { body: { config } } = await stranger.call( 'GET', '/v1/config' );
	const answer = await stranger.call( 'PUT', '/v1/config', { body: { ...config, connectionId } } );
	expect( [ answer.status, answer.body.errors[ 0 ].pointer ] ).toEqual( [ 422, '/connectionId' ] );
} );

test( 'the other cannot replay this event, nor take its id', async () => {
	expect( ( await stranger.call( 'POST', '/v1/replay', { body: { eventIds: [ event.id ] } } ) ).body ).toMatchObject( { replayed: 0, ids: [] } );
	const stolen = await stranger.call( 'POST', '/v1/events', { body: [ { ...event, data: calendarEvent( 7, 9, { entity: { name: 'Stolen' } } ).data } ], mediaType } );
	expect( stolen.body ).toMatchObject( { accepted: [], rejected: [ { id: event.id } ] } );
	expect( ( await owner.call( 'GET', `/v1/activity/${ event.id }` ) ).body.item.entityName ).toBe( 'Private plans' );
} );

test( 'the other has no slots of this calendar', async () => {
	const requests = await sandbox.requests();
	expect( ( await stranger.call( 'GET', `/v1/slots?calendar=7&from=${ Date.now() }&to=${ Date.now() + 86_400_000 }` ) ).body.code ).toBe( 'connection_missing' );
	expect( await sandbox.requests() ).toBe( requests );
} );

test( 'unpairing one leaves the other alone', async () => {
	const third = await bridge.pair();
	await third.call( 'DELETE', '/v1/pair' );
	expect( ( await owner.call( 'GET', `/v1/connections/${ connectionId }/users` ) ).status ).toBe( 200 );
} );
