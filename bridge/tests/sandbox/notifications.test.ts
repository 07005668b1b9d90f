/** Notifications: a list in and a list out, `_id`, no upsert, an update that answers a message only. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCalendar } from './helpers/make.ts';
import { runSandbox, type Json, type Reply, type RunningSandbox } from './helpers/run-sandbox.ts';

const reminder = { receiverType: 'contact', channel: 'email', notificationType: 'reminder', beforeTime: [ { timeOffset: 1, unit: 'hours' } ] };
let sandbox: RunningSandbox;
let path: string;
const list = async ( query = '' ): Promise<Json[]> => ( await sandbox.call( 'GET', `${ path }${ query }` ) ).body;
const add = ( body: unknown ): Promise<Reply> => sandbox.call( 'POST', path, body );

beforeAll( async () => {
	sandbox = await runSandbox();
	path = `/calendars/${ ( await makeCalendar( sandbox ) ).id }/notifications`;
} );
afterAll( () => sandbox.stop() );

it( 'takes a list and gives a bare list with _id', async () => {
	const { status, body } = await add( [ reminder ] );
	expect( status ).toBe( 200 );
	expect( body ).toEqual( [ { ...reminder, _id: expect.stringMatching( /^[0-9a-f]{24}$/ ), isActive: true, deleted: false } ] );
	expect( body[ 0 ] ).not.toHaveProperty( 'id' );
} );

it( 'refuses a single object', async () => {
	const { status, body } = await add( reminder );
	expect( [ status, body.message ] ).toEqual( [ 400, 'Validation failed (parsable array expected)' ] );
} );

it( 'refuses unknown keys and wrong words, and then adds none of the list', async () => {
	const before = ( await list() ).length;
	const { status, body } = await add( [ reminder, { ...reminder, channel: 'pigeon', when: 1 } ] );
	expect( status ).toBe( 422 );
	expect( body.message ).toEqual( [ 'property when should not exist', 'channel must be one of the following values: email, inApp, sms, whatsapp' ] );
	expect( await list() ).toHaveLength( before );
} );

it( 'has no upsert: the same one again is a second one', async () => {
	const before = ( await list() ).length;
	await add( [ reminder ] );
	await add( [ reminder ] );
	expect( await list() ).toHaveLength( before + 2 );
} );

it( 'reads, changes and deletes one; a change answers a message', async () => {
	const [ { _id } ] = ( await add( [ reminder ] ) ).body;
	const change = await sandbox.call( 'PUT', `${ path }/${ _id }`, { beforeTime: [ { timeOffset: 2, unit: 'days' } ] } );
	expect( [ change.status, Object.keys( change.body ).sort() ] ).toEqual( [ 200, [ 'message', 'traceId' ] ] );
	expect( ( await sandbox.call( 'GET', `${ path }/${ _id }` ) ).body ).toMatchObject( { ...reminder, _id, beforeTime: [ { timeOffset: 2, unit: 'days' } ] } );
	expect( ( await sandbox.call( 'DELETE', `${ path }/${ _id }` ) ).status ).toBe( 200 );
	expect( ( await list() ).map( ( item ) => item._id ) ).not.toContain( _id );
	expect( ( await list( '?deleted=true' ) ).map( ( item ) => item._id ) ).toContain( _id );
	expect( ( await sandbox.call( 'GET', `${ path }/${ _id }` ) ).status ).toBe( 404 );
} );

it( 'filters and pages', async () => {
	const [ { _id } ] = ( await add( [ { ...reminder, isActive: false } ] ) ).body;
	expect( ( await list( '?isActive=false' ) ).map( ( item ) => item._id ) ).toEqual( [ _id ] );
	const all = ( await list() ).map( ( item ) => item._id );
	expect( ( await list( '?limit=2&skip=1' ) ).map( ( item ) => item._id ) ).toEqual( all.slice( 1, 3 ) );
} );
