/** Calendars: what is written, what comes back, what an update resets, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCalendar, makeGroup, openDaily, userIds } from './helpers/make.ts';
import { locationId, runSandbox, type Json, type RunningSandbox } from './helpers/run-sandbox.ts';

let sandbox: RunningSandbox;
const read = async ( id: string ): Promise<Json> => ( await sandbox.call( 'GET', `/calendars/${ id }` ) ).body.calendar;
const put = ( id: string, body: unknown ): Promise<Json> => sandbox.call( 'PUT', `/calendars/${ id }`, body );

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );

describe( 'create', () => {
	it( 'answers the calendar with HighLevel\'s defaults filled in', async () => {
		const reply = await sandbox.call( 'POST', '/calendars/', { locationId, name: 'Plain', calendarType: 'event' } );
		expect( reply.status ).toBe( 200 );
		expect( reply.body.calendar ).toMatchObject( {
			locationId, name: 'Plain', calendarType: 'event', isActive: true, eventColor: '#039be5', slotDuration: 30, slotInterval: 30,
			widgetType: 'classic', eventTitle: '{{contact.name}}', formSubmitType: 'ThankYouMessage', autoConfirm: true, openHours: [], teamMembers: [],
		} );
		expect( reply.body.calendar.id ).toMatch( /^[A-Za-z0-9]{20}$/ );
		expect( reply.body.calendar.slug ).toMatch( /^plain-/ );
		expect( reply.body.traceId ).toBeTypeOf( 'string' );
	} );

	it( 'keeps names exactly: emoji, HTML, right-to-left', async () => {
		const name = '🧘 <b>Beratung</b> & ייעוץ "x"';
		expect( ( await read( ( await makeCalendar( sandbox, { name } ) ).id ) ).name ).toBe( name );
	} );

	it( 'lists every fault at once, each unknown key by name', async () => {
		const { status, body } = await sandbox.call( 'POST', '/calendars/', {
			locationId, calendarName: 'x', timeZone: 'Europe/Berlin', slotDuration: '30', calendarType: 'magic',
			openHours: [ { daysOfTheWeek: [ 7 ], hours: [ { openHour: 24, openMinute: 0, closeHour: 1 } ], foo: 1 } ],
		} );
		expect( status ).toBe( 422 );
		expect( body.error ).toBe( 'Unprocessable Entity' );
		expect( body.message ).toEqual( expect.arrayContaining( [
			'property calendarName should not exist',
			'property timeZone should not exist',
			'name must be a string',
			'name should not be empty',
			'slotDuration must be a number conforming to the specified constraints',
			'calendarType must be one of the following values: round_robin, event, class_booking, collective, service_booking, personal',
			'openHours.0.property foo should not exist',
			'openHours.0.daysOfTheWeek.0 must not be greater than 6',
			'openHours.0.hours.0.openHour must not be greater than 23',
			'openHours.0.hours.0.closeMinute must be a number conforming to the specified constraints',
		] ) );
	} );

	it( 'refuses a slug that any location already has', async () => {
		await sandbox.control( 'POST', '/tokens', { token: 'pit-neighbour', locationId: 'neighbour00000000001' } );
		await makeCalendar( sandbox, { slug: 'taken' } );
		const own = await sandbox.call( 'POST', '/calendars/', { locationId, name: 'x', slug: 'taken' } );
		const other = await sandbox.call( 'POST', '/calendars/', { locationId: 'neighbour00000000001', name: 'x', slug: 'taken' }, { token: 'pit-neighbour' } );
		for ( const reply of [ own, other ] ) {
			expect( [ reply.status, reply.body.message ] ).toEqual( [ 400, 'Calendar slug is already taken' ] );
		}
	} );

	it( 'takes null for "not given"', async () => {
		expect( ( await makeCalendar( sandbox, { description: null, eventColor: null } ) ).eventColor ).toBe( '#039be5' );
	} );
} );

describe( 'staff', () => {
	const create = async ( calendarType: string, teamMembers?: unknown[] ): Promise<number> =>
		( await sandbox.call( 'POST', '/calendars/', { locationId, name: 'Staffed', calendarType, teamMembers } ) ).status;

	it( 'is needed by round robin, collective, class and service calendars', async () => {
		const [ ada, ben ] = await userIds( sandbox );
		for ( const type of [ 'round_robin', 'class_booking', 'service_booking' ] ) {
			expect( await create( type ) ).toBe( 400 );
			expect( await create( type, [ { userId: ada }, { userId: ben } ] ) ).toBe( 200 );
		}
	} );

	it( 'is exactly one person for a personal calendar', async () => {
		const [ ada, ben ] = await userIds( sandbox );
		expect( await create( 'personal' ) ).toBe( 400 );
		expect( await create( 'personal', [ { userId: ada }, { userId: ben } ] ) ).toBe( 400 );
		expect( await create( 'personal', [ { userId: ada } ] ) ).toBe( 200 );
	} );

	it( 'has one primary in a collective calendar', async () => {
		const [ ada, ben ] = await userIds( sandbox );
		expect( await create( 'collective', [ { userId: ada }, { userId: ben } ] ) ).toBe( 400 );
		expect( await create( 'collective', [ { userId: ada, isPrimary: true }, { userId: ben } ] ) ).toBe( 200 );
	} );

	it( 'has one of three priorities and belongs to the location', async () => {
		const [ ada ] = await userIds( sandbox );
		expect( await create( 'round_robin', [ { userId: ada, priority: 0.7 } ] ) ).toBe( 422 );
		expect( await create( 'round_robin', [ { userId: 'stranger' } ] ) ).toBe( 400 );
	} );

	it( 'is not needed by an event calendar, which knows no conference either', async () => {
		expect( await create( 'event' ) ).toBe( 200 );
		const zoom = await sandbox.call( 'POST', '/calendars/', { locationId, name: 'x', calendarType: 'event', locationConfigurations: [ { kind: 'zoom_conference' } ] } );
		expect( zoom.status ).toBe( 400 );
	} );
} );

describe( 'update', () => {
	const rich = {
		description: 'Long', eventColor: '#aa0000', slotDuration: 60, slotInterval: 15, openHours: openDaily( 9, 17 ), notes: 'Bring tea',
		formSubmitThanksMessage: 'Thank you!', availabilities: [ { date: '2027-01-05T00:00:00.000Z', hours: [] } ], slotBufferUnit: 'hours', slotBuffer: 1,
	};

	it( 'resets everything that it does not name', async () => {
		const group = await makeGroup( sandbox );
		const { id, slug } = await makeCalendar( sandbox, { ...rich, groupId: group.id } );
		const { status, body } = await put( id, { name: 'Renamed' } );
		expect( status ).toBe( 200 );
		expect( body.calendar ).toMatchObject( { id, slug, name: 'Renamed', calendarType: 'event', slotDuration: 30, slotInterval: 30, eventColor: '#039be5', openHours: [], availabilities: [], slotBuffer: 0, preBuffer: 0 } );
		for ( const lost of [ 'description', 'notes', 'formSubmitThanksMessage', 'groupId' ] ) {
			expect( body.calendar ).not.toHaveProperty( lost );
		}
		expect( await read( id ) ).toEqual( body.calendar );
	} );

	it( 'keeps everything when everything writable is sent back', async () => {
		const { id, locationId: _location, calendarType: _type, teamMembers: _none, slotBufferUnit: _unit, ...writable } = await makeCalendar( sandbox, rich );
		expect( ( await put( id, { ...writable, name: 'Renamed' } ) ).status ).toBe( 200 );
		expect( await read( id ) ).toMatchObject( { ...rich, availabilities: writable.availabilities, name: 'Renamed', slotBufferUnit: 'hours' } );
	} );

	it( 'leaves draft or active as it was', async () => {
		const { id } = await makeCalendar( sandbox, { isActive: false } );
		await put( id, { name: 'Still draft' } );
		expect( ( await read( id ) ).isActive ).toBe( false );
	} );

	it( 'refuses the body that GET gave', async () => {
		const { id } = await makeCalendar( sandbox, { formSubmitRedirectURL: 'https://example.org/thanks', slotBufferUnit: 'mins' } );
		const { status, body } = await put( id, await read( id ) );
		expect( status ).toBe( 422 );
		expect( body.message ).toEqual( expect.arrayContaining( [
			'property id should not exist', 'property locationId should not exist', 'property calendarType should not exist',
			'property slotBufferUnit should not exist', 'property formSubmitRedirectUrl should not exist', 'teamMembers should not be empty',
		] ) );
	} );

	it( 'spells the redirect address differently for writing and for reading', async () => {
		const { id } = await makeCalendar( sandbox );
		await put( id, { formSubmitRedirectURL: 'https://example.org/thanks', formSubmitType: 'RedirectURL' } );
		const calendar = await read( id );
		expect( calendar.formSubmitRedirectUrl ).toBe( 'https://example.org/thanks' );
		expect( calendar ).not.toHaveProperty( 'formSubmitRedirectURL' );
	} );

	it( 'changes a custom date by its id, adds one without, deletes one on demand', async () => {
		const { id, availabilities } = await makeCalendar( sandbox, { availabilities: [ { date: '2027-01-05T00:00:00.000Z', hours: [] }, { date: '2027-01-06T00:00:00.000Z', hours: [] } ] } );
		const hours = [ { openHour: 8, openMinute: 0, closeHour: 9, closeMinute: 0 } ];
		await put( id, { availabilities: [ { ...availabilities[ 0 ], hours }, { ...availabilities[ 1 ], deleted: true }, { date: '2027-01-07T00:00:00.000Z', hours: [] } ] } );
		const after = ( await read( id ) ).availabilities;
		expect( after.map( ( day: Json ) => day.date.slice( 0, 10 ) ) ).toEqual( [ '2027-01-05', '2027-01-07' ] );
		expect( after[ 0 ] ).toEqual( { id: availabilities[ 0 ].id, date: '2027-01-05T00:00:00.000Z', hours } );
	} );

	it( 'checks slug, group and staff as a create does, and changes nothing when it refuses', async () => {
		const other = await makeCalendar( sandbox );
		const { id, slug } = await makeCalendar( sandbox );
		expect( ( await put( id, { slug: other.slug } ) ).body.message ).toBe( 'Calendar slug is already taken' );
		expect( ( await put( id, { groupId: 'nowhere' } ) ).status ).toBe( 404 );
		expect( ( await read( id ) ).slug ).toBe( slug );
		expect( ( await put( id, { slug } ) ).status ).toBe( 200 );
	} );
} );

describe( 'list, read and delete', () => {
	it( 'lists drafts too unless asked not to, and by group', async () => {
		const group = await makeGroup( sandbox );
		const draft = await makeCalendar( sandbox, { isActive: false, groupId: group.id } );
		const active = await makeCalendar( sandbox, { groupId: group.id } );
		const ids = async ( query: string ): Promise<string[]> => ( await sandbox.call( 'GET', `/calendars/?locationId=${ locationId }&groupId=${ group.id }${ query }` ) ).body.calendars.map( ( calendar: Json ) => calendar.id );
		expect( await ids( '' ) ).toEqual( [ draft.id, active.id ] );
		expect( await ids( '&showDrafted=true' ) ).toEqual( [ draft.id, active.id ] );
		expect( await ids( '&showDrafted=false' ) ).toEqual( [ active.id ] );
	} );

	it( 'wants a location', async () => {
		expect( ( await sandbox.call( 'GET', '/calendars/' ) ).status ).toBe( 422 );
	} );

	it( 'deletes with all that hangs on it', async () => {
		const { id } = await makeCalendar( sandbox );
		await sandbox.call( 'POST', `/calendars/${ id }/notifications`, [ { receiverType: 'contact', channel: 'email', notificationType: 'reminder' } ] );
		expect( ( await sandbox.call( 'DELETE', `/calendars/${ id }` ) ).body.success ).toBe( true );
		for ( const reply of [ await sandbox.call( 'GET', `/calendars/${ id }` ), await sandbox.call( 'DELETE', `/calendars/${ id }` ), await put( id, { name: 'x' } ), await sandbox.call( 'GET', `/calendars/${ id }/notifications` ) ] ) {
			expect( reply.status ).toBe( 404 );
		}
		const { body } = await sandbox.control( 'GET', '/state' );
		expect( body.notifications.filter( ( notification: Json ) => notification.calendarId === id ) ).toEqual( [] );
	} );
} );
