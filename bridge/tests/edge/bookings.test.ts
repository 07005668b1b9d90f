/** The future bookings of members: found, cancelled once whatever happens on the way, restored as far as HighLevel lets them. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findMissing } from '../../src/database/switching.ts';
import type { BookingChange } from '../../src/use-cases/bookings/change-bookings.ts';
import type { FoundBooking } from '../../src/use-cases/bookings/find-bookings.ts';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { send, withDelivering } from './delivering.ts';
import { withBridge, type TestSite } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
const { start, connectedSite } = withDelivering( bridge, sandbox );
let id = 71_000;

type Owned = TestSite & { token: string; locationId: string };
interface Scene {
	site: Owned;
	calendar: number;
	highLevelId: string;
	slots: string[];
	/** HighLevel's contact of a person. */
	contact( name: string ): Promise<string>;
	/** Books like a visitor of HighLevel's own page; the appointment's id. */
	book( name: string, slot: string, calendarId?: string ): Promise<string>;
	status( appointment: string ): Promise<string>;
	/** A call by the owner's other tools. */
	call( method: string, path: string, body?: object ): Promise<{ status: number; body: any }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- HighLevel's answer.
}

const everyDay = [ { days: [ 0, 1, 2, 3, 4, 5, 6 ], from: '08:00', to: '18:00' } ];
const mail = ( name: string ): string => `${ name.toLowerCase() }@example.com`;

async function linked( site: Owned, calendar: number, sequence: number ): Promise<string> {
	await send( site, calendarEvent( calendar, sequence, { type: 'com.slotbridge.calendar.created', entity: { openHours: everyDay } } ) );
	return until( `calendar ${ calendar } is linked`, async () => {
		const [ link ] = ( await site.call( 'GET', `/v1/links?subject=calendar/${ calendar }` ) ).body.links;
		return link?.state === 'linked' && link.highLevelId;
	} );
}

async function makeScene(): Promise<Scene> {
	id += 10;
	const [ calendar, site ] = [ id, await connectedSite() ];
	await start();
	const highLevelId = await linked( site, calendar, 1 );
	const contacts = new Map<string, string>();
	const call: Scene[ 'call' ] = async ( method, path, body ) => {
		const answer = await fetch( sandbox.url + path, {
			method, headers: { authorization: `Bearer ${ site.token }`, version: '2021-04-15', 'user-agent': 'owner', 'content-type': 'application/json' }, body: body && JSON.stringify( body ),
		} );
		return { status: answer.status, body: await answer.json() };
	};
	const contact = async ( name: string ): Promise<string> => {
		const known = contacts.get( name ) ?? ( await call( 'POST', '/contacts/', { locationId: site.locationId, firstName: name, email: mail( name ) } ) ).body.contact.id as string;
		contacts.set( name, known );
		return known;
	};
	const from = Date.now() + 86_400_000;
	const free = ( await call( 'GET', `/calendars/${ highLevelId }/free-slots?startDate=${ from }&endDate=${ from + 3 * 86_400_000 }` ) ).body as Record<string, { slots?: string[] }>;
	return {
		site, calendar, highLevelId, contact, call,
		slots: Object.values( free ).flatMap( ( day ) => day.slots ?? [] ),
		book: async ( name, slot, calendarId = highLevelId ) => {
			const { status, body } = await call( 'POST', '/calendars/events/appointments', { calendarId, locationId: site.locationId, contactId: await contact( name ), startTime: slot } );
			expect( status ).toBe( 200 );
			return body.id;
		},
		status: async ( appointment ) => ( await call( 'GET', `/calendars/events/appointments/${ appointment }` ) ).body.event.appointmentStatus,
	};
}

async function find( { site, calendar }: Scene, emails: string[], calendars = [ calendar ] ) {
	const answer = await site.call( 'POST', '/v1/bookings/find', { body: { calendars, emails } } );
	expect( answer.status ).toBe( 200 );
	return answer.body as { connectionId: string; server: 'live' | 'sandbox'; bookings: FoundBooking[]; notLinked: number[] };
}

let number = 500;

/** What the plugin sends for a booking that was found. */
async function wishFor( scene: Scene, name: string, more: Partial<BookingChange> = {} ): Promise<BookingChange> {
	const { connectionId, server, bookings: [ booking ] } = await find( scene, [ mail( name ) ] );
	return {
		id: randomUUID(), booking: ++number, sequence: 1, wish: 'cancelled', name: 'Coaching', appointmentId: booking!.id, contactId: booking!.contactId, calendar: booking!.calendar,
		startTime: booking!.startTime, status: booking!.status, connectionId, server, ...more,
	};
}

async function wish( { site }: Scene, ...changes: BookingChange[] ): Promise<void> {
	const answer = await site.call( 'POST', '/v1/bookings', { body: { changes } } );
	expect( answer.body ).toEqual( { accepted: changes.map( ( change ) => change.id ) } );
}

/** How the wish ended: its state, with the code of its reason where there is one. */
async function ends( { site }: Scene, { id: wanted, booking }: BookingChange ): Promise<string> {
	return until( `booking ${ booking } has ended`, async () => {
		const [ told ] = ( await site.call( 'GET', `/v1/bookings?bookings=${ booking }` ) ).body.bookings;
		return told?.id === wanted && [ 'delivered', 'dead' ].includes( told.state ) && ( told.reasonCode ? `${ told.state } ${ told.reasonCode }` : told.state );
	} );
}

const writesTo = async ( appointment: string ): Promise<number> =>
	( await sandbox.control( 'GET', `/requests?method=PUT&path=${ encodeURIComponent( `appointments/${ appointment }$` ) }` ) ).body.requests.length;

test( 'finds what will take place, of these people in these calendars, and nothing else', async () => {
	const scene = await makeScene();
	const other = await linked( scene.site, scene.calendar + 1, 2 );
	const ana = await scene.book( 'Ana', scene.slots[ 0 ]! );
	await scene.book( 'Ben', scene.slots[ 1 ]! );
	await scene.book( 'Ana', scene.slots[ 2 ]!, other );
	const over = await scene.book( 'Ana', scene.slots[ 4 ]! );
	await scene.call( 'PUT', `/calendars/events/appointments/${ over }`, { appointmentStatus: 'cancelled' } );

	const found = await find( scene, [ 'ANA@example.com', 'nobody@example.com' ] );
	expect( found.bookings ).toEqual( [ {
		id: ana, calendar: scene.calendar, email: 'ana@example.com', contactId: await scene.contact( 'Ana' ), startTime: scene.slots[ 0 ], endTime: expect.any( String ), status: 'confirmed', title: expect.any( String ),
	} ] );
	expect( found ).toMatchObject( { server: 'live', notLinked: [] } );
	// One address and two people who have booked: asked from the other side, with the same answer.
	expect( ( await find( scene, [ mail( 'Ana' ) ] ) ).bookings.map( ( booking ) => booking.id ) ).toEqual( [ ana ] );
	expect( ( await find( scene, [ mail( 'Ana' ) ], [ scene.calendar, scene.calendar + 1, 999 ] ) ) ).toMatchObject( { bookings: [ { id: ana }, { calendar: scene.calendar + 1 } ], notLinked: [ 999 ] } );
} );

test( 'fifty members of a calendar without bookings cost one call', async () => {
	const scene = await makeScene();
	const before = await sandbox.requests();
	expect( ( await find( scene, Array.from( { length: 50 }, ( _, index ) => `member${ index }@example.com` ) ) ).bookings ).toEqual( [] );
	expect( await sandbox.requests() - before ).toBe( 1 );
} );

test( 'cancels once although the answer is lost, leaves the other person\'s booking alone, and Activity shows each call', async () => {
	const scene = await makeScene();
	const [ ana, ben ] = [ await scene.book( 'Ana', scene.slots[ 0 ]! ), await scene.book( 'Ben', scene.slots[ 1 ]! ) ];
	const change = await wishFor( scene, 'Ana' );
	await sandbox.control( 'POST', '/faults', { kind: 'cut-after-commit', match: { method: 'PUT', path: `appointments/${ ana }$` } } );
	await wish( scene, change );
	await wish( scene, change ); // The plugin did not get the answer, and says it again.
	expect( await ends( scene, change ) ).toBe( 'delivered' );
	expect( [ await scene.status( ana ), await scene.status( ben ) ] ).toEqual( [ 'cancelled', 'confirmed' ] );
	expect( [ await writesTo( ana ), await writesTo( ben ) ] ).toEqual( [ 1, 0 ] );

	const { items } = ( await scene.site.call( 'GET', '/v1/activity?entity=booking' ) ).body;
	expect( items ).toMatchObject( [ { id: change.id, subject: `booking/${ change.booking }`, title: expect.stringContaining( 'Booking "Coaching" was to be cancelled' ) } ] );
	const { runs } = ( await scene.site.call( 'GET', `/v1/activity/${ change.id }` ) ).body;
	expect( runs.map( ( run: { workflow: string; state: string } ) => [ run.workflow, run.state ] ) ).toEqual( [ [ 'booking.change', 'retrying' ], [ 'booking.change', 'succeeded' ] ] );
	const attempts = runs.flatMap( ( run: { steps: { attempts: { operation: string }[] }[] } ) => run.steps.flatMap( ( step ) => step.attempts.map( ( attempt ) => attempt.operation ) ) );
	expect( attempts ).toEqual( [ 'get-appointment', 'edit-appointment', 'get-appointment' ] );
} );

test( 'restores what it cancelled, and says when somebody else has the time by now', async () => {
	const scene = await makeScene();
	const ana = await scene.book( 'Ana', scene.slots[ 0 ]! );
	const cancel = await wishFor( scene, 'Ana' );
	await wish( scene, cancel );
	expect( await ends( scene, cancel ) ).toBe( 'delivered' );
	const restore: BookingChange = { ...cancel, id: randomUUID(), sequence: 2, wish: 'booked' };
	await wish( scene, restore );
	expect( await ends( scene, restore ) ).toBe( 'delivered' );
	expect( await scene.status( ana ) ).toBe( 'confirmed' );

	const again: BookingChange = { ...cancel, id: randomUUID(), sequence: 3 };
	await wish( scene, again );
	expect( await ends( scene, again ) ).toBe( 'delivered' );
	const ben = await scene.book( 'Ben', scene.slots[ 0 ]! );
	const late: BookingChange = { ...restore, id: randomUUID(), sequence: 4 };
	await wish( scene, late );
	expect( await ends( scene, late ) ).toBe( 'dead booking_slot_taken' );
	expect( [ await scene.status( ana ), await scene.status( ben ) ] ).toEqual( [ 'cancelled', 'confirmed' ] );
	const [ told ] = ( await scene.site.call( 'GET', `/v1/bookings?bookings=${ late.booking }` ) ).body.bookings;
	expect( told.reason ).toContain( 'Somebody else has booked this time' );
} );

test( 'touches nothing that is not what was found: another person\'s, another calendar\'s, another server\'s, one that is gone', async () => {
	const scene = await makeScene();
	const other = await linked( scene.site, scene.calendar + 1, 2 );
	const ana = await scene.book( 'Ana', scene.slots[ 0 ]! );
	const stranger = await scene.contact( 'Ben' );
	const elsewhere = await scene.book( 'Ana', scene.slots[ 2 ]!, other );
	const change = await wishFor( scene, 'Ana' );
	const wrong: BookingChange[] = [
		{ ...change, id: randomUUID(), booking: ++number, contactId: stranger },
		{ ...change, id: randomUUID(), booking: ++number, appointmentId: elsewhere },
		{ ...change, id: randomUUID(), booking: ++number, server: 'sandbox' },
		{ ...change, id: randomUUID(), booking: ++number, connectionId: randomUUID() },
		{ ...change, id: randomUUID(), booking: ++number, wish: 'booked', appointmentId: 'thereIsNone00000001' },
	];
	await wish( scene, ...wrong );
	for ( const each of wrong ) {
		expect( await ends( scene, each ) ).toBe( 'dead booking_changed' );
	}
	const gone: BookingChange = { ...change, id: randomUUID(), booking: ++number, appointmentId: 'thereIsNone00000001' };
	await wish( scene, gone );
	expect( await ends( scene, gone ) ).toBe( 'delivered' );
	expect( [ await scene.status( ana ), await scene.status( elsewhere ) ] ).toEqual( [ 'confirmed', 'confirmed' ] );
	expect( [ await writesTo( ana ), await writesTo( elsewhere ) ] ).toEqual( [ 0, 0 ] );
} );

test( 'bookings are no links, are not sent to the other server after a switch, and are another site\'s secret', async () => {
	const scene = await makeScene();
	await scene.book( 'Ana', scene.slots[ 0 ]! );
	const change = await wishFor( scene, 'Ana' );
	await wish( scene, change );
	await ends( scene, change );
	expect( ( await scene.site.call( 'GET', '/v1/links' ) ).body.links.map( ( link: { subject: string } ) => link.subject ) ).toEqual( [ `calendar/${ scene.calendar }` ] );
	const lacking = await findMissing( bridge.database.db, { siteId: scene.site.id, connectionId: change.connectionId, server: 'sandbox' }, [] );
	expect( lacking.map( ( each ) => each.subject ) ).toEqual( [ `calendar/${ scene.calendar }` ] );
	const stranger = await connectedSite();
	expect( ( await stranger.call( 'GET', `/v1/bookings?bookings=${ change.booking }` ) ).body.bookings ).toEqual( [] );
	expect( ( await stranger.call( 'POST', '/v1/bookings', { body: { changes: [ change ] } } ) ).body.code ).toBe( 'event_invalid' );
	expect( ( await stranger.call( 'POST', '/v1/bookings/find', { body: { calendars: [ scene.calendar ], emails: [ mail( 'Ana' ) ] } } ) ).body ).toMatchObject( { bookings: [], notLinked: [ scene.calendar ] } );
} );

test( 'the scopes that bookings need are named once the owner wants something done, and a missing one in words', async () => {
	const scene = await makeScene();
	const scopesOf = async (): Promise<Record<string, string>> => {
		const { connections: [ connection ] } = ( await scene.site.call( 'GET', '/v1/connections' ) ).body;
		const { scopes } = ( await scene.site.call( 'POST', `/v1/connections/${ connection.id }/test` ) ).body;
		return Object.fromEntries( scopes.map( ( each: { scope: string; need: string; granted: boolean | null } ) => [ each.scope, `${ each.need } ${ String( each.granted ) }` ] ) );
	};
	expect( await scopesOf() ).not.toHaveProperty( 'contacts.readonly' );
	const { config } = ( await scene.site.call( 'GET', '/v1/config' ) ).body;
	await scene.site.call( 'PUT', '/v1/config', { body: { ...config, policies: { ...config.policies, lostAccess: 'ask' } } } );
	expect( await scopesOf() ).toMatchObject( { 'contacts.readonly': 'recommended true', 'calendars/events.write': 'recommended true' } );

	await scene.book( 'Ana', scene.slots[ 0 ]! );
	await sandbox.control( 'PUT', `/tokens/${ scene.site.token }/scopes`, { scopes: [ 'calendars.readonly', 'calendars/events.readonly' ] } );
	const refused = await scene.site.call( 'POST', '/v1/bookings/find', { body: { calendars: [ scene.calendar ], emails: [ mail( 'Ana' ) ] } } );
	expect( [ refused.status, refused.body.code ] ).toEqual( [ 422, 'highlevel_scope_missing' ] );
	expect( refused.body.detail ).toContain( 'contacts.readonly' );
} );

test( 'waits while the owner holds bookings back, and goes on afterwards', async () => {
	const scene = await makeScene();
	const ana = await scene.book( 'Ana', scene.slots[ 0 ]! );
	const change = await wishFor( scene, 'Ana' );
	await scene.site.call( 'PATCH', '/v1/pauses', { body: { scope: 'booking.change', paused: true } } );
	expect( ( await scene.site.call( 'POST', '/v1/bookings/find', { body: { calendars: [ scene.calendar ], emails: [ mail( 'Ana' ) ] } } ) ).body.code ).toBe( 'workflow_paused' );
	await wish( scene, change );
	await until( 'it waits', async () => ( await scene.site.call( 'GET', `/v1/bookings?bookings=${ change.booking }` ) ).body.bookings[ 0 ].reasonCode === 'workflow_paused' );
	expect( await scene.status( ana ) ).toBe( 'confirmed' );
	await scene.site.call( 'PATCH', '/v1/pauses', { body: { scope: 'booking.change', paused: false } } );
	expect( await ends( scene, change ) ).toBe( 'delivered' );
	expect( await scene.status( ana ) ).toBe( 'cancelled' );
} );
