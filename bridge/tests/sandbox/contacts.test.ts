/** Contacts: one for each e-mail address and telephone number, found by either, in their own location only. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { locationId, runSandbox, type Json, type RunningSandbox } from './helpers/run-sandbox.ts';

let sandbox: RunningSandbox;
const add = ( body: object ) => sandbox.call( 'POST', '/contacts/', { locationId, ...body } );
const find = async ( query: string ): Promise<Json> => ( await sandbox.call( 'GET', `/contacts/search/duplicate?locationId=${ locationId }&${ query }` ) ).body.contact;

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );

it( 'adds with 201, reads, and finds by e-mail in any case and by telephone in any form', async () => {
	const { status, body } = await add( { email: 'Ruth@Example.com', phone: '+1 (212) 555-0100', tags: [ 'Member' ] } );
	expect( status ).toBe( 201 );
	expect( body.contact ).toMatchObject( { email: 'ruth@example.com', phone: '+12125550100', tags: [ 'member' ], locationId } );
	expect( ( await sandbox.call( 'GET', `/contacts/${ body.contact.id }` ) ).body.contact ).toMatchObject( { id: body.contact.id } );
	expect( ( await find( 'email=RUTH%40example.com' ) ).id ).toBe( body.contact.id );
	expect( ( await find( 'number=%2B1-212-555-0100' ) ).id ).toBe( body.contact.id );
	expect( await find( 'email=nobody%40example.com' ) ).toBeNull();
} );

it( 'refuses a duplicate with the id of the first, and what is no contact with a list', async () => {
	const { body: { contact } } = await add( { email: 'twice@example.com', firstName: 'Tom' } );
	const again = await add( { email: 'TWICE@example.com' } );
	expect( [ again.status, again.body.message, again.body.meta ] ).toEqual( [ 400, 'This location does not allow duplicated contacts.', { contactId: contact.id, contactName: 'Tom', matchingField: 'email' } ] );
	const wrong = await add( { email: 'no address', timeZone: 'UTC' } );
	expect( [ wrong.status, wrong.body.message.length ] ).toEqual( [ 422, 2 ] );
	expect( ( await sandbox.call( 'GET', '/contacts/nowhere' ) ).status ).toBe( 404 );
	expect( ( await sandbox.call( 'GET', `/contacts/search/duplicate?locationId=${ locationId }` ) ).status ).toBe( 400 );
} );

it( 'keeps locations apart, and asks for the scope', async () => {
	await add( { email: 'shared@example.com' } );
	await sandbox.control( 'POST', '/tokens', { token: 'pit-other', locationId: 'otherLocation00001', scopes: [ 'contacts.write' ] } );
	expect( ( await sandbox.call( 'POST', '/contacts/', { locationId: 'otherLocation00001', email: 'shared@example.com' }, { token: 'pit-other' } ) ).status ).toBe( 201 );
	expect( ( await sandbox.call( 'GET', '/contacts/search/duplicate?locationId=otherLocation00001&email=a%40b', undefined, { token: 'pit-other' } ) ).status ).toBe( 401 );
	expect( ( await sandbox.call( 'GET', '/contacts/search/duplicate?locationId=otherLocation00001&email=a%40b' ) ).status ).toBe( 403 );
} );

it( 'with the fault answer-after-commit: the answer that was asked for, and it is there all the same', async () => {
	await sandbox.control( 'POST', '/faults', { kind: 'answer-after-commit', status: 422, body: { statusCode: 422, message: [ 'no' ] } } );
	expect( await add( { email: 'kept@example.com' } ) ).toMatchObject( { status: 422, body: { message: [ 'no' ] } } );
	expect( await find( 'email=kept%40example.com' ) ).toMatchObject( { email: 'kept@example.com' } );
} );
