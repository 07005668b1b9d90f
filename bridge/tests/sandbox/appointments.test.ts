/** Appointments, blocks, events and notes: how slots are taken and given back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCalendar, openDaily, slotsOf, userIds } from './helpers/make.ts';
import { locationId, runSandbox, type Json, type Reply, type RunningSandbox } from './helpers/run-sandbox.ts';

const day = 86_400_000;
let sandbox: RunningSandbox;
const book = ( calendarId: string, startTime: string, extra: Record<string, unknown> = {} ): Promise<Reply> =>
	sandbox.call( 'POST', '/calendars/events/appointments', { calendarId, locationId, contactId: 'contact1', startTime, ...extra } );

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );

async function openCalendar( extra: Record<string, unknown> = {} ): Promise<{ id: string; slots: string[] }> {
	const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 12 ), ...extra } );
	return { id, slots: ( await slotsOf( sandbox, id ) ).slots };
}

describe( 'booking', () => {
	it( 'takes a slot exactly as it was offered, and answers without dates', async () => {
		const { id, slots } = await openCalendar();
		const { status, body } = await book( id, slots[ 3 ]! );
		expect( status ).toBe( 200 );
		expect( body ).toMatchObject( { calendarId: id, locationId, contactId: 'contact1', startTime: slots[ 3 ], appointmentStatus: 'confirmed', isRecurring: false } );
		expect( Date.parse( body.endTime ) - Date.parse( body.startTime ) ).toBe( 30 * 60_000 );
		expect( body ).not.toHaveProperty( 'dateAdded' );
		expect( ( await slotsOf( sandbox, id ) ).slots ).toEqual( slots.filter( ( slot ) => slot !== slots[ 3 ] ) );
		const event = ( await sandbox.call( 'GET', `/calendars/events/appointments/${ body.id }` ) ).body.event;
		expect( event ).toMatchObject( { id: body.id, startTime: slots[ 3 ], dateAdded: expect.any( String ) } );
	} );

	it( 'is answered with dates under v3', async () => {
		const { id, slots } = await openCalendar();
		const reply = await sandbox.call( 'POST', '/calendars/events/appointments', { calendarId: id, locationId, contactId: 'contact1', startTime: slots[ 0 ] }, { version: 'v3' } );
		expect( reply.body ).toMatchObject( { dateAdded: expect.any( String ), dateUpdated: expect.any( String ) } );
	} );

	it( 'refuses the same instant rewritten to UTC, a time between slots, and a taken slot', async () => {
		const { id, slots } = await openCalendar();
		const utc = new Date( slots[ 3 ]! ).toISOString();
		await book( id, slots[ 4 ]! );
		for ( const start of [ utc, slots[ 3 ]!.replace( ':30:00', ':40:00' ).replace( ':00:00', ':10:00' ), slots[ 4 ]! ] ) {
			const { status, body } = await book( id, start );
			expect( [ status, body.message ] ).toEqual( [ 400, 'The slot you have selected is no longer available.' ] );
		}
		expect( ( await book( id, utc, { ignoreFreeSlotValidation: true } ) ).status ).toBe( 200 );
	} );

	it( 'lets exactly one of four equal requests win', async () => {
		const { id, slots } = await openCalendar();
		const replies = await Promise.all( [ 1, 2, 3, 4 ].map( () => book( id, slots[ 0 ]! ) ) );
		expect( replies.map( ( reply ) => reply.status ).sort() ).toEqual( [ 200, 400, 400, 400 ] );
	} );

	it( 'wants its four fields, and times that are times', async () => {
		const { id, slots } = await openCalendar();
		expect( ( await sandbox.call( 'POST', '/calendars/events/appointments', { calendarId: id, locationId, startTime: slots[ 0 ] } ) ).body.message ).toContain( 'contactId must be a string' );
		expect( ( await book( id, 'tomorrow' ) ).status ).toBe( 422 );
		expect( ( await book( id, slots[ 1 ]!, { endTime: slots[ 0 ] } ) ).status ).toBe( 400 );
	} );

	it( 'may be longer than a slot, as long as nothing is in the way', async () => {
		const { id, slots } = await openCalendar();
		expect( ( await book( id, slots[ 0 ]!, { endTime: slots[ 4 ] } ) ).status ).toBe( 200 );
		expect( ( await book( id, slots[ 3 ]! ) ).status ).toBe( 400 );
		expect( ( await book( id, slots[ 4 ]! ) ).status ).toBe( 200 );
	} );

	it( 'fills seats before a slot is gone', async () => {
		const { id, slots } = await openCalendar( { appoinmentPerSlot: 2 } );
		expect( ( await book( id, slots[ 0 ]! ) ).status ).toBe( 200 );
		expect( ( await slotsOf( sandbox, id ) ).slots ).toContain( slots[ 0 ] );
		expect( ( await book( id, slots[ 0 ]! ) ).status ).toBe( 200 );
		expect( ( await book( id, slots[ 0 ]! ) ).status ).toBe( 400 );
	} );

	it( 'ends a day that has its number of appointments', async () => {
		const { id, slots } = await openCalendar( { appoinmentPerDay: 1 } );
		await book( id, slots[ 8 ]! );
		const date = slots[ 8 ]!.slice( 0, 10 );
		expect( ( await slotsOf( sandbox, id ) ).slots.some( ( slot ) => slot.startsWith( date ) ) ).toBe( false );
	} );

	it( 'keeps the buffers free', async () => {
		const { id, slots } = await openCalendar( { slotBuffer: 20, preBuffer: 10 } );
		const date = slots[ 8 ]!.slice( 0, 10 );
		await book( id, `${ date }T10:00:00${ slots[ 8 ]!.slice( 19 ) }` );
		const left = ( await slotsOf( sandbox, id ) ).slots.filter( ( slot ) => slot.startsWith( date ) ).map( ( slot ) => slot.slice( 11, 16 ) );
		expect( left ).toEqual( [ '09:00', '11:00', '11:30' ] );
	} );

	it( 'ignores the notice when told to', async () => {
		const { id } = await makeCalendar( sandbox, { openHours: openDaily( 9, 12 ), allowBookingAfter: 5, allowBookingAfterUnit: 'days' } );
		const { slots } = await slotsOf( sandbox, ( await makeCalendar( sandbox, { openHours: openDaily( 9, 12 ) } ) ).id );
		expect( ( await book( id, slots[ 7 ]! ) ).status ).toBe( 400 );
		expect( ( await book( id, slots[ 7 ]!, { ignoreDateRange: true } ) ).status ).toBe( 200 );
	} );

	it( 'gives a round robin\'s appointment to whoever is free, across calendars', async () => {
		const [ ada, ben ] = await userIds( sandbox );
		const { id, slots } = await openCalendar( { calendarType: 'round_robin', teamMembers: [ { userId: ada }, { userId: ben } ] } );
		const other = await makeCalendar( sandbox, { calendarType: 'personal', teamMembers: [ { userId: ada } ], openHours: openDaily( 9, 12 ) } );
		await book( other.id, slots[ 0 ]! );
		expect( ( await book( id, slots[ 0 ]!, { assignedUserId: ada } ) ).status ).toBe( 400 );
		expect( ( await book( id, slots[ 0 ]! ) ).body.assignedUserId ).toBe( ben );
		expect( ( await slotsOf( sandbox, id ) ).slots ).not.toContain( slots[ 0 ] );
	} );
} );

describe( 'changing', () => {
	it( 'moves with its length and frees the old slot', async () => {
		const { id, slots } = await openCalendar();
		const booked = ( await book( id, slots[ 0 ]! ) ).body;
		const moved = await sandbox.call( 'PUT', `/calendars/events/appointments/${ booked.id }`, { startTime: slots[ 5 ] } );
		expect( moved.body ).toMatchObject( { startTime: slots[ 5 ], contactId: 'contact1' } );
		const left = ( await slotsOf( sandbox, id ) ).slots;
		expect( [ left.includes( slots[ 0 ]! ), left.includes( slots[ 5 ]! ) ] ).toEqual( [ true, false ] );
	} );

	it( 'refuses to move onto another, and keeps what it does not name', async () => {
		const { id, slots } = await openCalendar();
		const first = ( await book( id, slots[ 0 ]!, { title: 'Kept' } ) ).body;
		await book( id, slots[ 1 ]! );
		expect( ( await sandbox.call( 'PUT', `/calendars/events/appointments/${ first.id }`, { startTime: slots[ 1 ] } ) ).status ).toBe( 400 );
		const reply = await sandbox.call( 'PUT', `/calendars/events/appointments/${ first.id }`, { description: 'New' } );
		expect( reply.body ).toMatchObject( { title: 'Kept', description: 'New', startTime: slots[ 0 ] } );
	} );

	it( 'frees its slot when it is cancelled', async () => {
		const { id, slots } = await openCalendar();
		const booked = ( await book( id, slots[ 0 ]! ) ).body;
		await sandbox.call( 'PUT', `/calendars/events/appointments/${ booked.id }`, { appointmentStatus: 'cancelled' } );
		expect( ( await slotsOf( sandbox, id ) ).slots ).toContain( slots[ 0 ] );
	} );

	it( 'is deleted with 201, with or without a body', async () => {
		const { id, slots } = await openCalendar();
		for ( const body of [ {}, undefined ] ) {
			const booked = ( await book( id, slots[ 0 ]! ) ).body;
			const reply = await sandbox.call( 'DELETE', `/calendars/events/${ booked.id }`, body );
			expect( [ reply.status, reply.body.succeeded ] ).toEqual( [ 201, true ] );
			expect( ( await sandbox.call( 'GET', `/calendars/events/appointments/${ booked.id }` ) ).status ).toBe( 404 );
		}
	} );
} );

describe( 'events', () => {
	it( 'are listed between two times in ms, by calendar, user or group, and never without one', async () => {
		const { id, slots } = await openCalendar();
		const booked = ( await book( id, slots[ 0 ]! ) ).body;
		const range = `locationId=${ locationId }&startTime=${ Date.now() }&endTime=${ Date.now() + 7 * day }`;
		const reply = await sandbox.call( 'GET', `/calendars/events?${ range }&calendarId=${ id }` );
		expect( reply.body.events.map( ( event: Json ) => event.id ) ).toEqual( [ booked.id ] );
		expect( ( await sandbox.call( 'GET', `/calendars/events?${ range }` ) ).status ).toBe( 400 );
		expect( ( await sandbox.call( 'GET', `/calendars/events?locationId=${ locationId }&calendarId=${ id }&startTime=2027-01-01&endTime=x` ) ).status ).toBe( 422 );
	} );
} );

describe( 'blocks', () => {
	const block = ( body: Record<string, unknown> ): Promise<Reply> => sandbox.call( 'POST', '/calendars/events/block-slots', { locationId, title: 'Lunch', ...body } );

	it( 'take a calendar\'s or a person\'s time, never both at once', async () => {
		const [ ada ] = await userIds( sandbox );
		const { id, slots } = await openCalendar();
		const times = { startTime: slots[ 0 ], endTime: slots[ 2 ] };
		for ( const wrong of [ times, { ...times, calendarId: id, assignedUserId: ada } ] ) {
			expect( ( await block( wrong ) ).status ).toBe( 400 );
		}
		const reply = await block( { ...times, calendarId: id } );
		expect( reply.status ).toBe( 201 );
		expect( ( await slotsOf( sandbox, id ) ).slots.slice( 0, 1 ) ).toEqual( [ slots[ 2 ] ] );
		const moved = await sandbox.call( 'PUT', `/calendars/events/block-slots/${ reply.body.id }`, { locationId, calendarId: id, startTime: slots[ 4 ], endTime: slots[ 5 ] } );
		expect( moved.status ).toBe( 201 );
		expect( ( await slotsOf( sandbox, id ) ).slots ).toEqual( slots.filter( ( slot ) => slot !== slots[ 4 ] ) );
	} );

	it( 'are listed apart from appointments', async () => {
		const { id, slots } = await openCalendar();
		await block( { calendarId: id, startTime: slots[ 0 ], endTime: slots[ 1 ] } );
		const query = `locationId=${ locationId }&calendarId=${ id }&startTime=${ Date.now() }&endTime=${ Date.now() + 7 * day }`;
		expect( ( await sandbox.call( 'GET', `/calendars/blocked-slots?${ query }` ) ).body.events ).toHaveLength( 1 );
		expect( ( await sandbox.call( 'GET', `/calendars/events?${ query }` ) ).body.events ).toHaveLength( 0 );
	} );
} );

describe( 'notes', () => {
	it( 'are written, paged, changed and deleted', async () => {
		const [ ada ] = await userIds( sandbox );
		const { id, slots } = await openCalendar();
		const path = `/calendars/appointments/${ ( await book( id, slots[ 0 ]! ) ).body.id }/notes`;
		for ( const body of [ 'one', 'two', 'three' ] ) {
			expect( ( await sandbox.call( 'POST', path, { body, userId: ada } ) ).status ).toBe( 201 );
		}
		const page = ( await sandbox.call( 'GET', `${ path }?limit=2&offset=0` ) ).body;
		expect( [ page.notes.map( ( note: Json ) => note.body ), page.hasMore, page.notes[ 0 ].createdBy.name ] ).toEqual( [ [ 'one', 'two' ], true, 'Ada Okafor' ] );
		const note = `${ path }/${ page.notes[ 0 ].id }`;
		expect( ( await sandbox.call( 'PUT', note, { body: 'new' } ) ).body.note.body ).toBe( 'new' );
		expect( ( await sandbox.call( 'DELETE', note ) ).body.success ).toBe( true );
		expect( ( await sandbox.call( 'GET', `${ path }?limit=20&offset=0` ) ).body.notes ).toHaveLength( 2 );
		expect( ( await sandbox.call( 'GET', path ) ).status ).toBe( 422 );
		expect( ( await sandbox.call( 'POST', path, { body: 'x'.repeat( 5001 ) } ) ).status ).toBe( 422 );
	} );
} );
