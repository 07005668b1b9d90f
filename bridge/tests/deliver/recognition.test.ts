/**
 * The table of src/highlevel/README.md, row by row: the connection is cut after HighLevel has carried out the create, and
 * afterwards there is exactly one object, known and linked.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { findOperation, operations } from '@slotbridge/catalogue';
import { createHighLevelClient, type HighLevelClient } from '../../src/highlevel/client.ts';
import { readFreeSlots } from '../../src/highlevel/free-slots.ts';
import { createAppointmentOnce } from '../../src/use-cases/deliver/booking/create-appointment.ts';
import { createBlockOnce } from '../../src/use-cases/deliver/booking/create-block.ts';
import { createContactOnce } from '../../src/use-cases/deliver/booking/create-contact.ts';
import { openLink, type LinkKeeper } from '../../src/use-cases/deliver/link-keeper.ts';
import { makeMarker } from '../../src/workflows/marker.ts';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import type { Json } from '../sandbox/helpers/run-sandbox.ts';
import { ending, makeScene } from './scene.ts';
import { withScene } from './with-scene.ts';

const { database, sandbox, scene } = withScene();
let client: HighLevelClient;
let id = 51_000;
/** The creates whose rows a test of this file has gone through. */
const covered = new Set<string>();

beforeEach( () => {
	id += 10;
	client = createHighLevelClient( { baseUrl: sandbox.url, token: scene.token, locationId: scene.locationId, budget: scene.deps.budget, priority: 'background' } );
} );

const everyDay = [ { days: [ 0, 1, 2, 3, 4, 5, 6 ], from: '08:00', to: '18:00' } ];
const reminder = { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } };

/** The path of an operation as a pattern for faults and requests. */
const patternOf = ( operation: Parameters<typeof findOperation>[ 0 ] ): string => `^${ findOperation( operation ).path.replace( /\/$/, '/?' ).replaceAll( /\{\w+\}/g, '[^/]+' ) }$`;

async function cutAfter( operation: Parameters<typeof findOperation>[ 0 ], fault: Record<string, unknown> = { kind: 'cut-after-commit' } ): Promise<void> {
	covered.add( operation );
	await scene.fault( { ...fault, match: { method: 'POST', path: patternOf( operation ) } } );
}

/** How often the create reached HighLevel. */
async function creates( operation: Parameters<typeof findOperation>[ 0 ] ): Promise<number> {
	return ( await scene.requests( 'POST' ) ).filter( ( request ) => new RegExp( patternOf( operation ) ).test( request.path ) ).length;
}

describe( 'what a calendar or a group is made of', () => {
	test.for( [
		[ 'calendar', 'create-calendar', 'calendar', () => calendarSnapshot( id ), 'calendars' ],
		[ 'calendar group', 'create-calendar-group', 'calendar-group', () => groupSnapshot( id ), 'groups' ],
		[ 'schedule of an event calendar', 'createCalendarSchedule', 'calendar', () => calendarSnapshot( id ), 'eventSchedules' ],
		[ 'schedule of a host', 'createSchedule', 'calendar', () => calendarSnapshot( id, { type: 'round_robin', hosts: scene.users.slice( 0, 1 ), openHours: everyDay } ), 'schedules' ],
		[ 'reminder', 'create-event-notification', 'calendar', () => calendarSnapshot( id, { reminders: [ reminder ] } ), 'notifications' ],
	] as const )( '%s: one, and one create', async ( [ , operation, entity, snapshot, kind ] ) => {
		await cutAfter( operation );
		const told = await scene.save( entity, snapshot(), 'created' );
		expect( ending( told ) ).toBe( 'retry highlevel_unreachable' );
		expect( ( await scene.remote() )[ kind ] ).toHaveLength( 1 );
		const again = await scene.deliver( told.eventId );
		expect( ending( again ) ).toBe( 'delivered' );
		expect( again.link.state ).toBe( 'linked' );
		expect( ( await scene.remote() )[ kind ] ).toHaveLength( 1 );
		expect( await creates( operation ) ).toBe( 1 );
	} );
} );

describe( 'what a booking is made of', () => {
	const link = ( subject: string ): Promise<LinkKeeper> => openLink( database.db, {
		siteId: scene.siteId, subject, connectionId: scene.connectionId, locationId: scene.locationId, server: 'live', marker: makeMarker( scene.siteId, subject ),
	} );
	const there = async ( kind: string ): Promise<Json[]> => ( await sandbox.control( 'GET', '/state' ) ).body[ kind ].filter( ( thing: Json ) => thing.locationId === scene.locationId );
	const slotsOf = async ( calendarId: string ): Promise<string[]> => {
		const from = Date.now() + 86_400_000;
		return ( await readFreeSlots( client, { calendarId, from, to: from + 3 * 86_400_000 } ) ).flatMap( ( day ) => day.slots );
	};
	const calendar = async (): Promise<string> => ( await scene.save( 'calendar', calendarSnapshot( id, { openHours: everyDay } ), 'created' ) ).link.highLevelId as string;

	/** Tried twice as a lane would, each time with the link as the database has it; what it is at the end. */
	async function twice( subject: string, create: ( keeper: LinkKeeper ) => Promise<{ id: string }>, first: object = { code: 'highlevel_unreachable', ambiguous: true } ): Promise<string> {
		await expect( create( await link( subject ) ) ).rejects.toMatchObject( first );
		const { id: made } = await create( await link( subject ) );
		expect( await link( subject ) ).toMatchObject( { state: 'linked', highLevelId: made } );
		return made;
	}

	test( 'contact: one, by its e-mail address in any case', async () => {
		await cutAfter( 'create-contact' );
		const made = await twice( 'contact/7', ( keeper ) => createContactOnce( client, keeper, { email: 'Ruth@Example.com', firstName: 'Ruth' } ) );
		expect( await there( 'contacts' ) ).toMatchObject( [ { id: made, email: 'ruth@example.com' } ] );
		expect( await creates( 'create-contact' ) ).toBe( 1 );
	} );

	test( 'contact: one, by its telephone number; another site of the location shares it', async () => {
		await cutAfter( 'create-contact' );
		const made = await twice( 'contact/8', ( keeper ) => createContactOnce( client, keeper, { phone: '+1 212 555 0100' } ) );
		const other = await makeScene( database, sandbox );
		const keeper = await openLink( database.db, { siteId: other.siteId, subject: 'contact/3', connectionId: other.connectionId, locationId: scene.locationId, server: 'live', marker: 'X' } );
		expect( await createContactOnce( client, keeper, { email: 'new@example.com', phone: '+12125550100' } ) ).toMatchObject( { id: made } );
		expect( await there( 'contacts' ) ).toHaveLength( 1 );
	} );

	test( 'contact: one, though HighLevel answers 422 and keeps it', async () => {
		await cutAfter( 'create-contact', { kind: 'answer-after-commit', status: 422, body: { statusCode: 422, message: [ 'phone must be valid' ] } } );
		const keeper = await link( 'contact/9' );
		const made = await createContactOnce( client, keeper, { email: 'kept@example.com' } );
		expect( await there( 'contacts' ) ).toMatchObject( [ { id: made.id } ] );
		await scene.fault( { kind: 'answer', status: 422, body: { statusCode: 422, message: [ 'email must be an email' ] }, match: { method: 'POST', path: '^/contacts/' } } );
		await expect( createContactOnce( client, await link( 'contact/10' ), { email: 'refused@example.com' } ) ).rejects.toMatchObject( { code: 'highlevel_refused' } );
		expect( await there( 'contacts' ) ).toHaveLength( 1 );
	} );

	test( 'appointment: one, by calendar, contact and start; a cancelled one is not taken for it', async () => {
		const calendarId = await calendar();
		const [ first, second ] = await slotsOf( calendarId ) as [ string, string ];
		await cutAfter( 'create-appointment' );
		const book = ( startTime: string ) => ( keeper: LinkKeeper ) => createAppointmentOnce( client, keeper, { calendarId, contactId: 'contactOne', startTime } );
		const made = await twice( 'appointment/1', book( first ) );
		expect( await there( 'events' ) ).toMatchObject( [ { id: made, contactId: 'contactOne' } ] );
		expect( await creates( 'create-appointment' ) ).toBe( 1 );
		await scene.call( 'PUT', `/calendars/events/appointments/${ made }`, { appointmentStatus: 'cancelled' } );
		expect( ( await book( first )( await link( 'appointment/2' ) ) ).id ).not.toBe( made );
		// Another person's slot is no success of ours.
		await scene.call( 'POST', '/calendars/events/appointments', { calendarId, locationId: scene.locationId, contactId: 'somebodyElse', startTime: second } );
		await expect( book( second )( await link( 'appointment/3' ) ) ).rejects.toMatchObject( { code: 'highlevel_refused' } );
		expect( await there( 'events' ) ).toHaveLength( 3 );
	} );

	test( 'blocked time: one, by the marker in its title; the owner\'s own block of the same time is another', async () => {
		const calendarId = await calendar();
		const [ startTime, , endTime ] = await slotsOf( calendarId ) as [ string, string, string ];
		await scene.call( 'POST', '/calendars/events/block-slots', { calendarId, locationId: scene.locationId, title: 'Holiday', startTime, endTime } );
		await cutAfter( 'create-block-slot' );
		const made = await twice( 'block/1', ( keeper ) => createBlockOnce( client, keeper, { calendarId, title: 'Holiday', startTime, endTime } ) );
		const blocks = await there( 'events' );
		expect( blocks.map( ( block ) => block.title ).sort() ).toEqual( [ 'Holiday', `Holiday (SlotBridge ${ makeMarker( scene.siteId, 'block/1' ) })` ] );
		expect( blocks.find( ( block ) => block.id === made )?.title ).toContain( 'SlotBridge' );
		// The owner's own, and ours once.
		expect( await creates( 'create-block-slot' ) ).toBe( 2 );
	} );
} );

test( 'every create of the catalogue has its row here', () => {
	expect( [ ...covered ].sort() ).toEqual( operations.map( ( { id: operation } ) => operation ).filter( ( operation ) => findOperation( operation ).creates ).sort() );
} );
