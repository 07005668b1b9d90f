/** Two slots: a private integration token is rotated in HighLevel while events flow, and no event is lost by it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findConnection, type ConnectionRow } from '../../src/database/connections.ts';
import { calendarSnapshot } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { ending, makeScene, type Scene } from '../deliver/scene.ts';
import { runSandbox, type RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';

const database = withDatabase();
let sandbox: RunningSandbox;
let scene: Scene;
let next: string;

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );
beforeEach( async () => {
	scene = await makeScene( database, sandbox );
	next = `pit-${ randomUUID() }`;
} );

const row = async () => await findConnection( database.db, scene.siteId, scene.connectionId ) as ConnectionRow;
/** HighLevel's own side: a token that works, or no longer does. */
const know = ( token: string, revoked = false ) => sandbox.control( 'POST', '/tokens', { token, locationId: scene.locationId, revoked } );
const enterNext = ( token: string ) => database.db.updateTable( 'connection' )
	.set( { next_token: `sealed:${ token }`, next_token_added_at: new Date( '2026-05-01T10:00:00Z' ) } ).where( 'id', '=', scene.connectionId ).execute();

test( 'rotate and expire later: both work for a while, then the old one ends, and not one delivery fails', async () => {
	expect( ending( await scene.save( 'calendar', calendarSnapshot( 1 ), 'created' ) ) ).toBe( 'delivered' );
	await know( next );
	await enterNext( next );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( 1, { name: 'While both work' } ) ) ) ).toBe( 'delivered' );
	expect( ( await row() ).token ).toBe( `sealed:${ scene.token }` );
	await know( scene.token, true );
	const told = await scene.save( 'calendar', calendarSnapshot( 1, { name: 'After the old one ended' } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars.map( ( calendar ) => calendar.name ) ).toEqual( [ 'After the old one ended' ] );
	const refused = told.steps.flatMap( ( step ) => step.attempts ).filter( ( attempt ) => attempt.status === 401 );
	expect( refused ).toHaveLength( 1 );
	expect( await row() ).toMatchObject( { token: `sealed:${ next }`, next_token: null, status: 'active', token_added_at: new Date( '2026-05-01T10:00:00Z' ) } );
	expect( JSON.stringify( told.runs ) ).not.toContain( next );
	expect( JSON.stringify( told.runs ) ).not.toContain( scene.token );
} );

test( 'the old one ends in the middle of one delivery: a create is sent once', async () => {
	await know( next );
	await enterNext( next );
	// The look for a calendar that is there already goes through with the old token; the create meets its end.
	await scene.fault( { kind: 'token-revoked', match: { method: 'POST', path: '^/calendars/?$' } } );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( 2 ), 'created' ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars ).toHaveLength( 1 );
	expect( ( await row() ).token ).toBe( `sealed:${ next }` );
} );

test( 'many deliveries meet the end at once: each goes through, and the next token takes over once', async () => {
	await know( next );
	await enterNext( next );
	await know( scene.token, true );
	const told = await Promise.all( [ 11, 12, 13, 14, 15 ].map( ( id ) => scene.save( 'calendar', calendarSnapshot( id ), 'created' ) ) );
	expect( told.map( ending ) ).toEqual( Array.from( { length: 5 }, () => 'delivered' ) );
	expect( await row() ).toMatchObject( { token: `sealed:${ next }`, next_token: null, status: 'active' } );
} );

test( 'both refused: the connection breaks, the event waits, and neither slot is thrown away', async () => {
	await enterNext( next );
	await know( scene.token, true );
	const told = await scene.save( 'calendar', calendarSnapshot( 3 ), 'created' );
	expect( ending( told ) ).toBe( 'waiting highlevel_token_invalid' );
	expect( told.steps.flatMap( ( step ) => step.attempts ).map( ( attempt ) => attempt.status ) ).toEqual( [ 401, 401 ] );
	expect( await row() ).toMatchObject( { status: 'broken', status_code: 'highlevel_token_invalid', token: `sealed:${ scene.token }`, next_token: `sealed:${ next }` } );
} );

test( 'a token that the owner has replaced while a delivery ran is used, not broken', async () => {
	await know( next );
	await know( scene.token, true );
	const event = await scene.note( 'calendar', calendarSnapshot( 4 ), 'created' );
	await scene.fault( { kind: 'slow', ms: 400, match: { method: 'GET' } } );
	const running = scene.deliver( event );
	await database.db.updateTable( 'connection' ).set( { token: `sealed:${ next }` } ).where( 'id', '=', scene.connectionId ).execute();
	expect( ending( await running ) ).toBe( 'delivered' );
	expect( ( await row() ).status ).toBe( 'active' );
} );

test.for( [
	[ 'of both tokens', { kind: 'token-revoked', times: 2 }, 2 ],
	[ 'of an agency\'s token', { kind: 'answer', status: 401, body: { message: 'This authClass type is not allowed' } }, 1 ],
] as const )( 'a refusal %s that comes late breaks nothing: the owner has mended the connection meanwhile', async ( [ , refusal, calls ] ) => {
	const fresh = `pit-${ randomUUID() }`;
	await know( fresh );
	await enterNext( next );
	await scene.fault( { kind: 'slow', ms: 500, times: calls } );
	await scene.fault( refusal );
	const arrived = async (): Promise<number> => ( await sandbox.control( 'GET', '/requests' ) ).body.requests.at( -1 )?.id ?? 0;
	const before = await arrived();
	const event = await scene.note( 'calendar', calendarSnapshot( 6 + calls ), 'created' );
	const running = scene.deliver( event );
	await until( 'the last call that is refused is under way', async () => await arrived() >= before + calls );
	await database.db.updateTable( 'connection' ).set( { token: `sealed:${ fresh }`, next_token: null } ).where( 'id', '=', scene.connectionId ).execute();
	expect( ending( await running ) ).toBe( 'retry not_ready' );
	expect( await row() ).toMatchObject( { status: 'active', status_code: null } );
	expect( ending( await scene.deliver( event ) ) ).toBe( 'delivered' );
} );

test( 'without a next token nothing has changed: one refusal breaks', async () => {
	await know( scene.token, true );
	const told = await scene.save( 'calendar', calendarSnapshot( 5 ), 'created' );
	expect( ending( told ) ).toBe( 'waiting highlevel_token_invalid' );
	expect( told.steps.flatMap( ( step ) => step.attempts ) ).toHaveLength( 1 );
	expect( ( await row() ).status ).toBe( 'broken' );
} );
