/** The location, its users, and its rooms and equipment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCalendar } from './helpers/make.ts';
import { locationId, runSandbox, type RunningSandbox } from './helpers/run-sandbox.ts';

let sandbox: RunningSandbox;

beforeAll( async () => {
	sandbox = await runSandbox( [ '--location-name', 'Mountain Coaching', '--time-zone', 'America/Denver' ] );
} );
afterAll( () => sandbox.stop() );

it( 'knows its location by name and time zone', async () => {
	const { status, body } = await sandbox.call( 'GET', `/locations/${ locationId }`, undefined, { version: '2021-07-28' } );
	expect( status ).toBe( 200 );
	expect( body.location ).toMatchObject( { id: locationId, name: 'Mountain Coaching', timezone: 'America/Denver' } );
} );

it( 'lists users of the location, the same ones at every start', async () => {
	const { body } = await sandbox.call( 'GET', `/users/?locationId=${ locationId }`, undefined, { version: '2021-07-28' } );
	expect( body.users ).toHaveLength( 3 );
	expect( body.users[ 0 ] ).toMatchObject( { id: '3X3jOUrK7CqP0rJyrfwB', name: 'Ada Okafor', firstName: 'Ada', roles: { locationIds: [ locationId ] } } );
	expect( ( await sandbox.call( 'GET', '/users/' ) ).status ).toBe( 422 );
} );

it( 'keeps rooms and equipment apart', async () => {
	const calendar = await makeCalendar( sandbox );
	const room = { locationId, name: 'Blue room', description: 'First floor', quantity: 1, outOfService: 0, capacity: 8, calendarIds: [ calendar.id ] };
	const made = await sandbox.call( 'POST', '/calendars/resources/rooms', room );
	expect( made.status ).toBe( 201 );
	expect( made.body ).toMatchObject( { ...room, resourceType: 'rooms', isActive: true } );
	const list = ( type: string ): Promise<{ body: unknown[] }> => sandbox.call( 'GET', `/calendars/resources/${ type }?locationId=${ locationId }&limit=20&skip=0` );
	expect( ( await list( 'rooms' ) ).body ).toHaveLength( 1 );
	expect( ( await list( 'equipments' ) ).body ).toEqual( [] );
	const path = `/calendars/resources/rooms/${ made.body.id }`;
	expect( ( await sandbox.call( 'PUT', path, { isActive: false } ) ).body ).toMatchObject( { name: 'Blue room', isActive: false } );
	expect( ( await sandbox.call( 'GET', path ) ).body.isActive ).toBe( false );
	expect( ( await sandbox.call( 'DELETE', path ) ).body.success ).toBe( true );
	expect( ( await sandbox.call( 'GET', path ) ).status ).toBe( 404 );
} );

it( 'refuses an incomplete resource, an unknown kind and a list without limits', async () => {
	expect( ( await sandbox.call( 'POST', '/calendars/resources/rooms', { locationId, name: 'x' } ) ).status ).toBe( 422 );
	expect( ( await sandbox.call( 'GET', `/calendars/resources/cars?locationId=${ locationId }&limit=1&skip=0` ) ).status ).toBe( 422 );
	expect( ( await sandbox.call( 'GET', `/calendars/resources/rooms?locationId=${ locationId }` ) ).status ).toBe( 422 );
} );
