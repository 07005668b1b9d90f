/** Events in, activity and links out, preview and slots: what the doors add to the stories behind them. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { LINKS_PAGE } from '../../src/use-cases/list-links.ts';
import { calendarEvent, calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const mediaType = 'application/cloudevents-batch+json';
let site: TestSite;

beforeEach( async () => {
	site = await bridge.pair();
} );

const send = ( events: unknown ) => site.call( 'POST', '/v1/events', { body: events, mediaType } );
const connect = async () => ( await site.call( 'POST', '/v1/connections', { body: await sandbox.makeLocation() } ) ).body.connection;

describe( 'events', () => {
	test( 'good ones are taken, bad ones told with a pointer, repeated ones taken again without effect', async () => {
		const [ good, bad ] = [ calendarEvent( 1, 1 ), calendarEvent( 2, 2, { entity: { color: 'red' } } ) ];
		const { status, body } = await send( [ good, bad ] );
		expect( status ).toBe( 202 );
		expect( body.accepted ).toEqual( [ good.id ] );
		expect( body.rejected ).toMatchObject( [ { id: bad.id, code: 'event_invalid', errors: [ { pointer: '/1/data/entity/color' } ] } ] );
		expect( ( await send( [ good ] ) ).body ).toEqual( { accepted: [ good.id ], rejected: [], highestSequence: expect.any( Number ) } );
		expect( ( await site.call( 'GET', '/v1/activity' ) ).body.items ).toHaveLength( 1 );
	} );

	test( 'more than 50 at once, or no list at all, are refused as a whole', async () => {
		for ( const body of [ Array.from( { length: 51 }, ( _, index ) => calendarEvent( index + 1, index + 1 ) ), calendarEvent( 1, 1 ), null ] ) {
			const answer = await send( body );
			expect( [ answer.status, answer.body.code ] ).toEqual( [ 422, 'body_invalid' ] );
		}
		expect( ( await site.call( 'GET', '/v1/activity' ) ).body.items ).toEqual( [] );
	} );
} );

describe( 'activity', () => {
	test( 'goes page by page, filtered, and down to one event', async () => {
		await send( [ 1, 2, 3 ].map( ( id ) => calendarEvent( id, id, { entity: { name: `Yoga ${ id }` } } ) ) );
		const first = ( await site.call( 'GET', '/v1/activity?limit=2&q=yoga&entity=calendar&state=pending,running' ) ).body;
		const second = ( await site.call( 'GET', `/v1/activity?limit=2&q=yoga&before=${ encodeURIComponent( first.next ) }` ) ).body;
		expect( [ first.items.length, second.items.length, second.next ] ).toEqual( [ 2, 1, null ] );
		expect( new Set( [ ...first.items, ...second.items ].map( ( item: { entityName: string } ) => item.entityName ) ) ).toEqual( new Set( [ 'Yoga 1', 'Yoga 2', 'Yoga 3' ] ) );
		const { body } = await site.call( 'GET', `/v1/activity/${ first.items[ 0 ].id }` );
		expect( body.item ).toEqual( first.items[ 0 ] );
	} );

	test.each( [ 'state=odd', 'limit=0', 'limit=many', 'before=nonsense', 'entity=contact', 'q=a%00b', 'subject=%00', 'before=%00' ] )( 'refuses ?%s', async ( query ) => {
		expect( ( await site.call( 'GET', `/v1/activity?${ query }` ) ).status ).toBe( 422 );
	} );

	test( 'of an event that is not there is not there', async () => {
		expect( ( await site.call( 'GET', `/v1/activity/${ randomUUID() }` ) ).status ).toBe( 404 );
		expect( ( await site.call( 'GET', '/v1/activity/none' ) ).status ).toBe( 404 );
	} );
} );

describe( 'replay', () => {
	test( 'brings a dead event back', async () => {
		const event = calendarEvent( 1, 1 );
		await send( [ event ] );
		await bridge.database.db.updateTable( 'event' ).set( { state: 'dead', reason_code: 'highlevel_refused', reason: 'No.' } ).where( 'id', '=', event.id ).execute();
		const { status, body } = await site.call( 'POST', '/v1/replay', { body: { state: 'dead' } } );
		expect( [ status, body ] ).toEqual( [ 202, { replayed: 1, ids: [ event.id ], skipped: [] } ] );
	} );

	test.each( [ [ {} ], [ { state: 'delivered' } ], [ { eventIds: [] } ], [ { eventIds: [ 'x' ] } ], [ { eventIds: [ randomUUID() ], state: 'dead' } ] ] )( 'refuses %j', async ( body ) => {
		expect( ( await site.call( 'POST', '/v1/replay', { body } ) ).body.code ).toBe( 'body_invalid' );
	} );
} );

describe( 'links', () => {
	test( 'all of them come page by page, each once', async () => {
		const { id, locationId } = await connect();
		const subjects = Array.from( { length: LINKS_PAGE + 3 }, ( _, index ) => `calendar/${ index + 1 }` );
		await bridge.database.db.insertInto( 'link' ).values( subjects.map( ( subject ) => ( {
			site_id: site.id, subject, connection_id: id, location_id: locationId, highlevel_id: `${ site.id }-${ subject }`, marker: 'M', state: 'linked' as const, base: '{}', applied_sequence: 1,
		} ) ) ).execute();
		const first = ( await site.call( 'GET', '/v1/links' ) ).body;
		const second = ( await site.call( 'GET', `/v1/links?after=${ first.next }` ) ).body;
		expect( [ first.links.length, second.links.length, second.next ] ).toEqual( [ LINKS_PAGE, 3, null ] );
		expect( [ ...first.links, ...second.links ].map( ( link: { subject: string } ) => link.subject ).sort() ).toEqual( [ ...subjects ].sort() );
		const some = ( await site.call( 'GET', '/v1/links?subject=calendar/5,calendar/9,calendar/99999' ) ).body.links;
		expect( some.map( ( link: { subject: string } ) => link.subject ) ).toEqual( [ 'calendar/5', 'calendar/9' ] );
	} );

	test( 'an entity on its way is pending', async () => {
		await send( [ calendarEvent( 4, 1 ) ] );
		expect( ( await site.call( 'GET', '/v1/links?subject=calendar/4' ) ).body.links ).toMatchObject( [ { subject: 'calendar/4', state: 'pending', highLevelId: null } ] );
	} );

	test( 'a subject that is none is refused', async () => {
		expect( ( await site.call( 'GET', '/v1/links?subject=calendar/1,drop%20table' ) ).status ).toBe( 422 );
	} );
} );

describe( 'preview', () => {
	const preview = ( body: object ) => site.call( 'POST', '/v1/preview', { body } );

	test( 'shows the requests for a calendar and sends none', async () => {
		const { locationId } = await connect();
		const before = await sandbox.requests();
		const { status, body } = await preview( { entity: 'calendar', snapshot: calendarSnapshot( 1, { name: 'Breath work' } ) } );
		expect( status ).toBe( 200 );
		expect( body.requests[ 0 ] ).toMatchObject( { operation: 'create-calendar', method: 'POST', body: { name: 'Breath work', locationId, eventColor: '#1a2b3c' } } );
		expect( await sandbox.requests() ).toBe( before );
	} );

	test( 'follows a config that is not saved', async () => {
		const { body: { config } } = await site.call( 'GET', '/v1/config' );
		const name = config.calendar.fields.find( ( field: { source: { path?: string } } ) => field.source.path === 'name' );
		name.source = { template: '{{ entity.name | upcase }}' };
		const { body } = await preview( { entity: 'calendar', snapshot: calendarSnapshot( 1, { name: 'Breath work' } ), config } );
		expect( body.requests[ 0 ].body.name ).toBe( 'BREATH WORK' );
	} );

	test( 'of a group', async () => {
		const { body } = await preview( { entity: 'calendar-group', snapshot: groupSnapshot( 3 ) } );
		expect( body.requests.map( ( request: { operation: string } ) => request.operation ) ).toEqual( [ 'validate-groups-slug', 'create-calendar-group' ] );
		expect( body.notes ).toContain( 'No HighLevel location is connected yet.' );
	} );

	test( 'refuses what it does not know', async () => {
		expect( ( await preview( { entity: 'contact', snapshot: {} } ) ).status ).toBe( 422 );
		expect( ( await preview( { entity: 'calendar', snapshot: [] } ) ).status ).toBe( 422 );
	} );
} );

describe( 'slots', () => {
	const slots = ( query: string ) => site.call( 'GET', `/v1/slots?${ query }` );

	test( 'of a linked calendar come as HighLevel gives them', async () => {
		const { id, locationId } = await connect();
		const { token } = ( await bridge.database.db.selectFrom( 'connection' ).select( 'token' ).where( 'id', '=', id ).executeTakeFirstOrThrow() );
		const made = await ( await fetch( `${ sandbox.url }/calendars/`, {
			method: 'POST',
			headers: { authorization: `Bearer ${ bridge.deps.box.open( token ) }`, version: '2021-04-15', 'content-type': 'application/json', 'user-agent': 'a test' },
			body: JSON.stringify( { locationId, name: 'Open', slug: `open-${ randomUUID() }`, calendarType: 'event', openHours: [ { daysOfTheWeek: [ 0, 1, 2, 3, 4, 5, 6 ], hours: [ { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 } ] } ] } ),
		} ) ).json() as { calendar: { id: string } };
		await bridge.database.db.insertInto( 'link' ).values( {
			site_id: site.id, subject: 'calendar/5', connection_id: id, location_id: locationId, highlevel_id: made.calendar.id, marker: 'M', state: 'linked', base: '{}', applied_sequence: 1,
		} ).execute();
		const from = Date.now() + 86_400_000;
		const { status, body } = await slots( `calendar=5&from=${ from }&to=${ from + 3 * 86_400_000 }&timeZone=Europe/Berlin` );
		expect( status ).toBe( 200 );
		expect( body.timeZone ).toBe( 'Europe/Berlin' );
		expect( body.days.flatMap( ( day: { slots: string[] } ) => day.slots ).length ).toBeGreaterThan( 0 );
	} );

	test( 'of a calendar that is not in HighLevel are none, with the reason', async () => {
		await connect();
		const { body } = await slots( `calendar=6&from=${ Date.now() }&to=${ Date.now() + 86_400_000 }` );
		expect( body ).toMatchObject( { days: [], reason: expect.stringContaining( 'not in HighLevel' ) } );
	} );

	test.each( [ [ 'calendar=1' ], [ 'calendar=x&from=1&to=2' ], [ 'calendar=1&from=1.5&to=2' ], [ 'calendar=1&from=1&to=2&timeZone=no%20zone' ], [ 'calendar=1&calendar=2&from=1&to=2' ] ] )( '?%s is refused', async ( query ) => {
		expect( ( await slots( query ) ).body.code ).toBe( 'body_invalid' );
	} );
} );
