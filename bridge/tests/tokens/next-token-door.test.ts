/** The owner enters the next token over the doors: tested first, never told, taken out again; and the age of the current one. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { withBridge, type TestSite } from '../edge/helpers.ts';
import { withSandbox, type Location } from '../edge/sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );
let site: TestSite;
let location: Location;
let id: string;

beforeEach( async () => {
	site = await bridge.pair();
	location = await sandbox.makeLocation();
	id = ( await site.call( 'POST', '/v1/connections', { body: location } ) ).body.connection.id;
} );

const change = ( body: object ) => site.call( 'PATCH', `/v1/connections/${ id }`, { body } );
const view = async () => ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ];
const stored = () => bridge.database.db.selectFrom( 'connection' ).selectAll().where( 'id', '=', id ).executeTakeFirstOrThrow();
const grow = ( days: number ) => bridge.database.db.updateTable( 'connection' ).set( { token_added_at: new Date( Date.now() - days * 86_400_000 - 60_000 ) } ).where( 'id', '=', id ).execute();
/** A second token of the same location, as "Rotate and expire later" makes one. */
async function rotate(): Promise<string> {
	const token = `pit-${ randomUUID() }`;
	await sandbox.control( 'POST', '/tokens', { token, locationId: location.locationId } );
	return token;
}
const revoke = ( token: string ) => sandbox.control( 'POST', '/tokens', { token, locationId: location.locationId, revoked: true } );

test( 'a good one is kept sealed beside the current one, and told only by its date', async () => {
	const next = await rotate();
	const { status, body, text } = await change( { nextToken: next } );
	expect( status ).toBe( 200 );
	expect( body.connection.nextToken ).toEqual( { addedAt: expect.any( String ), problem: null } );
	expect( text ).not.toContain( next );
	expect( bridge.logged ).not.toContain( next );
	const row = await stored();
	expect( row.next_token ).not.toContain( next );
	expect( [ bridge.deps.box.open( row.token ), bridge.deps.box.open( row.next_token! ) ] ).toEqual( [ location.token, next ] );
	expect( ( await change( { nextToken: null } ) ).body.connection.nextToken ).toBeNull();
} );

test( 'a bad one is refused, and the connection is as it was', async () => {
	const before = await stored();
	expect( ( await change( { nextToken: `pit-${ randomUUID() }` } ) ).body.code ).toBe( 'connection_test_failed' );
	const other = await sandbox.makeLocation();
	expect( ( await change( { nextToken: other.token } ) ).body.code ).toBe( 'connection_test_failed' );
	const same = await change( { nextToken: location.token } );
	expect( [ same.status, same.body.errors[ 0 ].pointer ] ).toEqual( [ 422, '/nextToken' ] );
	expect( await stored() ).toEqual( before );
} );

test( 'for a broken connection the next token is the token', async () => {
	const next = await rotate();
	await revoke( location.token );
	await site.call( 'POST', `/v1/connections/${ id }/test` );
	expect( ( await view() ).status ).toBe( 'broken' );
	expect( ( await change( { nextToken: next } ) ).body.connection ).toMatchObject( { status: 'active', nextToken: null } );
	expect( bridge.deps.box.open( ( await stored() ).token ) ).toBe( next );
} );

test( 'somebody waiting for an answer gets it with the next token', async () => {
	const next = await rotate();
	await change( { nextToken: next } );
	await revoke( location.token );
	expect( ( await site.call( 'GET', `/v1/connections/${ id }/users` ) ).status ).toBe( 200 );
	expect( bridge.deps.box.open( ( await stored() ).token ) ).toBe( next );
	expect( await view() ).toMatchObject( { status: 'active', nextToken: null } );
} );

test( 'testing again names a next token that has died meanwhile', async () => {
	const next = await rotate();
	await change( { nextToken: next } );
	await revoke( next );
	expect( ( await site.call( 'POST', `/v1/connections/${ id }/test` ) ).body.ok ).toBe( true );
	expect( ( await view() ).nextToken.problem ).toContain( 'does not know this private integration token' );
} );

test( 'age is told in days, and from the 80th day what to do about it', async () => {
	expect( await view() ).toMatchObject( { tokenAgeDays: 0, tokenReminder: null } );
	await grow( 79 );
	expect( await view() ).toMatchObject( { tokenAgeDays: 79, tokenReminder: null } );
	await grow( 80 );
	expect( await view() ).toMatchObject( { tokenAgeDays: 80, tokenReminder: expect.stringContaining( '80 days old' ) } );
	await change( { nextToken: await rotate() } );
	expect( await view() ).toMatchObject( { tokenAgeDays: 80, tokenReminder: null } );
} );
