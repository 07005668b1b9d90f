/** Schedules: a team member's, and an event calendar's under Version v3. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCalendar, userIds } from './helpers/make.ts';
import { locationId, runSandbox, type Reply, type RunningSandbox } from './helpers/run-sandbox.ts';

const monday = { type: 'wday', day: 'monday', intervals: [ { from: '09:00', to: '17:00' } ] };
let sandbox: RunningSandbox;
let ada: string;

beforeAll( async () => {
	sandbox = await runSandbox();
	[ ada ] = await userIds( sandbox );
} );
afterAll( () => sandbox.stop() );

describe( 'a team member\'s schedule', () => {
	const create = ( extra: Record<string, unknown> = {} ): Promise<Reply> =>
		sandbox.call( 'POST', '/calendars/schedules', { locationId, name: 'Office', userId: ada, timezone: 'Europe/Berlin', rules: [ monday ], ...extra } );

	it( 'is created with 201, found by its user, changed in part, deleted', async () => {
		const reply = await create();
		expect( reply.status ).toBe( 201 );
		const { id } = reply.body.schedule;
		expect( reply.body.schedule ).toMatchObject( { locationId, userId: ada, timezone: 'Europe/Berlin', rules: [ monday ], calendarIds: [], deleted: false } );
		const search = await sandbox.call( 'GET', `/calendars/schedules/search?locationId=${ locationId }&userId=${ ada }` );
		expect( search.body.schedules.map( ( schedule: { id: string } ) => schedule.id ) ).toContain( id );
		await sandbox.call( 'PUT', `/calendars/schedules/${ id }`, { timezone: 'Asia/Tokyo' } );
		expect( ( await sandbox.call( 'GET', `/calendars/schedules/${ id }` ) ).body.schedule ).toMatchObject( { name: 'Office', rules: [ monday ], timezone: 'Asia/Tokyo' } );
		expect( ( await sandbox.call( 'DELETE', `/calendars/schedules/${ id }` ) ).body.success ).toBe( true );
		expect( ( await sandbox.call( 'GET', `/calendars/schedules/${ id }` ) ).status ).toBe( 404 );
	} );

	it( 'is searched by location and user, not by one of them alone', async () => {
		const { status, body } = await sandbox.call( 'GET', `/calendars/schedules/search?locationId=${ locationId }` );
		expect( [ status, body.message ] ).toEqual( [ 422, [ 'userId must be a string', 'userId should not be empty' ] ] );
	} );

	it( 'is tied to calendars and untied', async () => {
		const { id } = ( await create() ).body.schedule;
		const calendar = await makeCalendar( sandbox, { calendarType: 'personal', teamMembers: [ { userId: ada } ] } );
		const association = `/calendars/schedules/${ id }/associations/${ calendar.id }`;
		await sandbox.call( 'PUT', association );
		await sandbox.call( 'PUT', association );
		const ids = async (): Promise<string[]> => ( await sandbox.call( 'GET', `/calendars/schedules/${ id }` ) ).body.schedule.calendarIds;
		expect( await ids() ).toEqual( [ calendar.id ] );
		await sandbox.call( 'DELETE', association );
		expect( await ids() ).toEqual( [] );
		expect( ( await sandbox.call( 'PUT', `/calendars/schedules/${ id }/associations/nowhere` ) ).status ).toBe( 404 );
	} );

	it.each( [ 'UTC', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+5', 'Mars/Olympus' ] )( 'refuses the zone %s', async ( timezone ) => {
		expect( ( await create( { timezone } ) ).status ).toBe( 422 );
	} );

	it( 'refuses rules without a day, and times that no clock shows', async () => {
		expect( ( await create( { rules: [ { type: 'wday', intervals: [] } ] } ) ).body.message ).toEqual( [ 'rules.0.day should not be empty' ] );
		expect( ( await create( { rules: [ { ...monday, intervals: [ { from: '09:00', to: '24:00' } ] } ] } ) ).status ).toBe( 422 );
	} );

	it( 'belongs to a user of the location', async () => {
		expect( ( await create( { userId: 'stranger' } ) ).status ).toBe( 400 );
	} );
} );

describe( 'an event calendar\'s schedule', () => {
	const at = ( id: string, method: string, body?: unknown ): Promise<Reply> =>
		sandbox.call( method, `/calendars/schedules/event-calendar/${ id }`, body, { version: 'v3' } );

	it( 'is 404 until it is created, also for an update', async () => {
		const { id } = await makeCalendar( sandbox );
		expect( ( await at( id, 'GET' ) ).status ).toBe( 404 );
		expect( ( await at( id, 'PUT', { timezone: 'Europe/Berlin' } ) ).status ).toBe( 404 );
		const reply = await at( id, 'POST', { timezone: 'Europe/Berlin', rules: [ monday ] } );
		expect( reply.status ).toBe( 201 );
		expect( reply.body.schedule ).toMatchObject( { calendarId: id, timezone: 'Europe/Berlin', rules: [ monday ] } );
		expect( ( await at( id, 'POST', { timezone: 'Europe/Berlin', rules: [] } ) ).status ).toBe( 422 );
	} );

	it( 'is changed in part', async () => {
		const { id } = await makeCalendar( sandbox );
		await at( id, 'POST', { timezone: 'Europe/Berlin', rules: [ monday ] } );
		await at( id, 'PUT', { timezone: 'America/Chicago' } );
		expect( ( await at( id, 'GET' ) ).body.schedule ).toMatchObject( { timezone: 'America/Chicago', rules: [ monday ] } );
		await at( id, 'PUT', { rules: [] } );
		expect( ( await at( id, 'GET' ) ).body.schedule ).toMatchObject( { timezone: 'America/Chicago', rules: [] } );
	} );

	it( 'wants zone and rules on create, and an event calendar', async () => {
		const { id } = await makeCalendar( sandbox );
		expect( ( await at( id, 'POST', { timezone: 'Europe/Berlin' } ) ).status ).toBe( 422 );
		expect( ( await at( id, 'POST', { rules: [], timezone: 'UTC' } ) ).status ).toBe( 422 );
		const staffed = await makeCalendar( sandbox, { calendarType: 'personal', teamMembers: [ { userId: ada } ] } );
		expect( ( await at( staffed.id, 'POST', { timezone: 'Europe/Berlin', rules: [] } ) ).status ).toBe( 400 );
		expect( ( await at( 'nowhere', 'GET' ) ).status ).toBe( 404 );
	} );
} );
