/** The owner's pauses by HTTP: what is paused waits and says why, nothing is lost, and it goes on in its order. */
import { expect, test } from 'vitest';
import { calendarEvent, groupEvent } from '../helpers/events.ts';
import { reaches, send, withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );
/** HighLevel's slugs are unique over all locations, so each calendar of this file has an id of its own. */
const id = 31_000;

const pause = ( site: TestSite, scope: string, paused: boolean ) => site.call( 'PATCH', '/v1/pauses', { body: { scope, paused } } );

test( 'a paused site: events are taken, wait with the reason and without a try, and go on when it is resumed', async () => {
	const [ site, other ] = [ await connectedSite(), await connectedSite() ];
	await start();
	const { body: view } = await pause( site, 'site', true );
	expect( Date.parse( view.site.pausedAt ) ).not.toBeNaN();
	expect( ( await pause( site, 'site', true ) ).body ).toEqual( view );
	await send( site, calendarEvent( id, 1, { type: 'com.slotbridge.calendar.created' } ), groupEvent( id, 2 ) );
	await send( other, calendarEvent( id + 1, 1, { type: 'com.slotbridge.calendar.created' } ) );
	await reaches( other, { 1: 'delivered' } );
	await reaches( site, { 1: 'waiting site_paused', 2: 'waiting site_paused' } );
	// A newer change takes the older one along, paused or not.
	await send( site, calendarEvent( id, 3, { entity: { name: 'Newer' } } ) );
	await reaches( site, { 1: 'superseded', 2: 'waiting site_paused', 3: 'waiting site_paused' } );
	const { body: { items } } = await site.call( 'GET', '/v1/activity?state=waiting' );
	expect( items.map( ( item: { attempts: number } ) => item.attempts ) ).toEqual( [ 0, 0 ] );
	expect( items[ 0 ].reason ).toBe( 'This site is paused. Resume it on the Connect screen, and this goes on by itself.' );
	expect( ( await site.call( 'GET', '/v1/pair' ) ).body ).toMatchObject( { pauses: { site: view.site }, queue: { waiting: 2 } } );

	await pause( site, 'site', false );
	await reaches( site, { 1: 'superseded', 2: 'delivered', 3: 'delivered' } );
	const { body: links } = await site.call( 'GET', '/v1/links' );
	expect( links.links.map( ( link: { state: string } ) => link.state ) ).toEqual( [ 'linked', 'linked' ] );
	const { body: found } = await sandbox.control( 'GET', '/state' );
	expect( found.calendars.filter( ( calendar: { id: string } ) => calendar.id === links.links[ 1 ].highLevelId ) ).toMatchObject( [ { name: 'Newer' } ] );
} );

test( 'a paused workflow holds its kind of change alone', async () => {
	const site = await connectedSite();
	await start();
	const { body: view } = await pause( site, 'calendar.send', true );
	expect( view.site.pausedAt ).toBeNull();
	expect( view.workflows.map( ( each: { workflow: string; pausedAt: string | null } ) => [ each.workflow, each.pausedAt !== null ] ) ).toEqual( [
		[ 'calendar.send', true ], [ 'calendar.retire', false ], [ 'calendar-group.send', false ], [ 'calendar-group.retire', false ], [ 'booking.change', false ],
	] );
	await send( site, calendarEvent( id + 2, 1 ), groupEvent( id + 2, 2 ) );
	await reaches( site, { 1: 'waiting workflow_paused', 2: 'delivered' } );
	expect( ( await site.call( 'GET', '/v1/activity?state=waiting' ) ).body.items[ 0 ].reason ).toBe( 'Sending calendars to HighLevel is paused. Resume it, and this goes on by itself.' );
	await pause( site, 'calendar.send', false );
	await reaches( site, { 1: 'delivered', 2: 'delivered' } );
} );

test( 'a calendar waits with its new group while groups are paused, and both arrive together afterwards', async () => {
	const site = await connectedSite();
	await start();
	await pause( site, 'calendar-group.send', true );
	await send( site, groupEvent( id + 3, 1, { type: 'com.slotbridge.calendar-group.created' } ) );
	await reaches( site, { 1: 'waiting workflow_paused' } );
	await send( site, calendarEvent( id + 3, 2, { type: 'com.slotbridge.calendar.created', entity: { group: id + 3 } } ), calendarEvent( id + 4, 3 ) );
	await reaches( site, { 1: 'waiting workflow_paused', 2: 'waiting workflow_paused', 3: 'delivered' } );
	await pause( site, 'calendar-group.send', false );
	await reaches( site, { 1: 'delivered', 2: 'delivered', 3: 'delivered' } );
	const { body: { groups, calendars } } = await sandbox.control( 'GET', '/state' );
	const group = groups.find( ( found: { locationId: string } ) => found.locationId === site.locationId );
	expect( calendars.find( ( found: { slug: string } ) => found.slug === `calendar-${ id + 3 }` ) ).toMatchObject( { groupId: group.id } );
} );

test( 'an unknown scope is refused, and no site sees or ends another one\'s pause', async () => {
	const [ site, other ] = [ await bridge.pair(), await bridge.pair() ];
	expect( ( await pause( site, 'everything', true ) ).body.code ).toBe( 'body_invalid' );
	await pause( site, 'site', true );
	expect( ( await other.call( 'GET', '/v1/pauses' ) ).body.site.pausedAt ).toBeNull();
	await pause( other, 'site', false );
	expect( ( await site.call( 'GET', '/v1/pauses' ) ).body.site.pausedAt ).not.toBeNull();
} );
