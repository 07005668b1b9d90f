/** Calendar groups: every field needed, slugs unique, the status by its own call. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCalendar, makeGroup } from './helpers/make.ts';
import { locationId, runSandbox, type Json, type RunningSandbox } from './helpers/run-sandbox.ts';

let sandbox: RunningSandbox;
const groups = async (): Promise<Json[]> => ( await sandbox.call( 'GET', `/calendars/groups?locationId=${ locationId }` ) ).body.groups;
const available = async ( slug: string ): Promise<boolean> => ( await sandbox.call( 'POST', '/calendars/groups/validate-slug', { locationId, slug } ) ).body.available;

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );

it( 'creates with 201 and lists', async () => {
	const reply = await sandbox.call( 'POST', '/calendars/groups', { locationId, name: 'Sales', description: 'Calls', slug: 'sales' } );
	expect( reply.status ).toBe( 201 );
	expect( reply.body.group ).toEqual( { id: expect.any( String ), locationId, name: 'Sales', description: 'Calls', slug: 'sales', isActive: true } );
	expect( await groups() ).toContainEqual( reply.body.group );
} );

it( 'needs a description, on create and on update', async () => {
	const { status, body } = await sandbox.call( 'POST', '/calendars/groups', { locationId, name: 'x', slug: 'x', description: '' } );
	expect( [ status, body.message ] ).toEqual( [ 422, [ 'description should not be empty' ] ] );
	const { id } = await makeGroup( sandbox );
	expect( ( await sandbox.call( 'PUT', `/calendars/groups/${ id }`, { name: 'x', slug: 'x' } ) ).status ).toBe( 422 );
} );

it( 'tells whether a slug is free, and refuses one that is not', async () => {
	expect( await available( 'unique' ) ).toBe( true );
	const { id } = await makeGroup( sandbox, { slug: 'unique' } );
	expect( await available( 'unique' ) ).toBe( false );
	const clash = await sandbox.call( 'POST', '/calendars/groups', { locationId, name: 'x', description: 'x', slug: 'unique' } );
	expect( [ clash.status, clash.body.message ] ).toEqual( [ 400, 'Group slug is already taken' ] );
	const same = await sandbox.call( 'PUT', `/calendars/groups/${ id }`, { name: 'New', description: 'd', slug: 'unique' } );
	expect( [ same.status, same.body.group.name ] ).toEqual( [ 200, 'New' ] );
} );

it( 'refuses isActive on an update: the status has its own call, for off and on', async () => {
	const { id } = await makeGroup( sandbox );
	const { status, body } = await sandbox.call( 'PUT', `/calendars/groups/${ id }`, { name: 'x', description: 'x', slug: 'status', isActive: false } );
	expect( [ status, body.message ] ).toEqual( [ 422, [ 'property isActive should not exist' ] ] );
	for ( const isActive of [ false, true ] ) {
		const reply = await sandbox.call( 'PUT', `/calendars/groups/${ id }/status`, { isActive } );
		expect( [ reply.status, reply.body.success ] ).toEqual( [ 200, true ] );
		expect( ( await groups() ).find( ( group ) => group.id === id ).isActive ).toBe( isActive );
	}
} );

it( 'deletes, and its calendars stay without a group', async () => {
	const { id } = await makeGroup( sandbox );
	const calendar = await makeCalendar( sandbox, { groupId: id } );
	expect( ( await sandbox.call( 'DELETE', `/calendars/groups/${ id }` ) ).body.success ).toBe( true );
	expect( ( await groups() ).some( ( group ) => group.id === id ) ).toBe( false );
	expect( ( await sandbox.call( 'GET', `/calendars/${ calendar.id }` ) ).body.calendar ).not.toHaveProperty( 'groupId' );
	expect( ( await sandbox.call( 'DELETE', `/calendars/groups/${ id }` ) ).status ).toBe( 404 );
} );
