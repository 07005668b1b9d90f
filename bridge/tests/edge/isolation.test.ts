/** Two sites on one bridge: nothing of one can be seen, changed or guessed by the other. */
import { beforeAll, describe, expect, test } from 'vitest';
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
	expect( ( await owner.call( 'POST', '/v1/events', { body: [ event ], mediaType } ) ).body ).toEqual( { accepted: [ event.id ], rejected: [], highestSequence: expect.any( Number ) } );
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
	[ 'GET', '/v1/connections/{connection}/switch', undefined ],
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

describe( 'two sites, two locations each', () => {
	interface Owned {
		site: TestSite;
		/** Connection ids and their locations. */
		mine: { id: string; locationId: string; token: string }[];
	}
	let [ left, right ]: Owned[] = [];
	const connect = async ( site: TestSite, settings: object = {} ): Promise<Owned[ 'mine' ][ number ]> => {
		const location = await sandbox.makeLocation( settings );
		return { ...location, id: ( await site.call( 'POST', '/v1/connections', { body: location } ) ).body.connection.id };
	};
	const make = async (): Promise<Owned> => {
		const site = await bridge.pair();
		return { site, mine: [ await connect( site ), await connect( site ) ] };
	};
	const all = () => bridge.database.db.selectFrom( 'connection' ).selectAll().orderBy( 'id' ).execute();

	beforeAll( async () => {
		[ left, right ] = [ await make(), await make() ];
	} );

	test( 'each lists its own two, and no more', async () => {
		for ( const { site, mine } of [ left!, right! ] ) {
			const { connections } = ( await site.call( 'GET', '/v1/connections' ) ).body;
			expect( connections.map( ( connection: { id: string } ) => connection.id ).sort() ).toEqual( mine.map( ( { id } ) => id ).sort() );
		}
	} );

	test( 'each tries every door of the other\'s two: nothing is found, changed or asked of HighLevel', async () => {
		const before = await all();
		const requests = await sandbox.requests();
		for ( const [ from, to ] of [ [ left!, right! ], [ right!, left! ] ] ) {
			for ( const { id, token } of to!.mine ) {
				for ( const [ method, path, body ] of [
					[ 'PATCH', '', { nextToken: token } ], [ 'PATCH', '', { nextToken: null } ], [ 'PATCH', '', { token } ], [ 'PATCH', '', { server: 'sandbox' } ], [ 'PATCH', '', { status: 'active' } ],
					[ 'POST', '/test', undefined ], [ 'DELETE', '', undefined ], [ 'GET', '/calendars', undefined ], [ 'GET', '/groups', undefined ], [ 'GET', '/resources/rooms', undefined ],
				] as const ) {
					const answer = await from!.site.call( method, `/v1/connections/${ id }${ path }`, { body } );
					expect( [ method, path, answer.status, answer.body.code ] ).toEqual( [ method, path, 404, 'not_found' ] );
				}
				const { body: { config } } = await from!.site.call( 'GET', '/v1/config' );
				expect( ( await from!.site.call( 'PUT', '/v1/config', { body: { ...config, connectionId: id } } ) ).status ).toBe( 422 );
			}
		}
		expect( await all() ).toEqual( before );
		expect( await sandbox.requests() ).toBe( requests );
	} );

	test( 'a token opens its own location only, on its own site and on another', async () => {
		const [ first, second ] = left!.mine;
		for ( const site of [ left!.site, right!.site ] ) {
			const test = ( await site.call( 'POST', '/v1/connections/test', { body: { token: first!.token, locationId: second!.locationId } } ) ).body;
			expect( [ test.ok, test.problems[ 0 ].code, test.location ] ).toEqual( [ false, 'highlevel_location_forbidden', null ] );
		}
		expect( ( await left!.site.call( 'PATCH', `/v1/connections/${ first!.id }`, { body: { nextToken: second!.token } } ) ).body.code ).toBe( 'connection_test_failed' );
	} );

	test( 'one location on two sites stays two connections: what one does, the other does not feel', async () => {
		const [ shared ] = left!.mine;
		const second = ( await right!.site.call( 'POST', '/v1/connections', { body: { token: shared!.token, locationId: shared!.locationId } } ) ).body.connection;
		expect( second.id ).not.toBe( shared!.id );
		await right!.site.call( 'PATCH', `/v1/connections/${ second.id }`, { body: { status: 'paused' } } );
		await right!.site.call( 'DELETE', `/v1/connections/${ second.id }` );
		const own = ( await left!.site.call( 'GET', '/v1/connections' ) ).body.connections.find( ( connection: { id: string } ) => connection.id === shared!.id );
		expect( own.status ).toBe( 'active' );
		expect( ( await left!.site.call( 'GET', `/v1/connections/${ shared!.id }/users` ) ).status ).toBe( 200 );
	} );

	test( 'both have a calendar 7: each link shows on its own site alone, and each location has its own', async () => {
		for ( const [ index, { site, mine } ] of [ left!, right! ].entries() ) {
			await bridge.database.db.insertInto( 'link' ).values( {
				site_id: site.id, subject: 'calendar/7', connection_id: mine[ 0 ]!.id, location_id: mine[ 0 ]!.locationId, highlevel_id: `hl-${ index }`, marker: 'M', state: 'linked', base: '{}', applied_sequence: 0,
			} ).execute();
			const { links } = ( await site.call( 'GET', '/v1/links?subject=calendar/7' ) ).body;
			expect( links.map( ( link: { highLevelId: string; locationId: string } ) => [ link.highLevelId, link.locationId ] ) ).toEqual( [ [ `hl-${ index }`, mine[ 0 ]!.locationId ] ] );
		}
	} );
} );
