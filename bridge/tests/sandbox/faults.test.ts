/** Faults on demand, each seen from the client's side and in what really happened. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { locationId, runSandbox, token, type Json, type Reply, type RunningSandbox } from './helpers/run-sandbox.ts';

const list = `/calendars/?locationId=${ locationId }`;
let sandbox: RunningSandbox;
const add = async ( fault: Record<string, unknown> ): Promise<Json> => ( await sandbox.control( 'POST', '/faults', fault ) ).body;
const create = ( name: string ): Promise<Reply> => sandbox.call( 'POST', '/calendars/', { locationId, name, calendarType: 'event' } );
const names = async (): Promise<string[]> => ( await sandbox.control( 'GET', '/state' ) ).body.calendars.map( ( calendar: Json ) => calendar.name );
const last = async (): Promise<Json> => ( await sandbox.control( 'GET', '/requests' ) ).body.requests.at( -1 );

beforeAll( async () => {
	sandbox = await runSandbox( [ '--limit', '1000/10000' ] );
} );
afterEach( () => sandbox.control( 'DELETE', '/faults' ) );
afterAll( () => sandbox.stop() );

it( 'rate-limit: 429 with nothing left', async () => {
	await add( { kind: 'rate-limit' } );
	const { status, headers } = await sandbox.call( 'GET', list );
	expect( [ status, headers.get( 'x-ratelimit-remaining' ), headers.get( 'x-ratelimit-max' ) ] ).toEqual( [ 429, '0', '1000' ] );
} );

it( 'server-error: 500, or the status that was asked for, and nothing happened', async () => {
	await add( { kind: 'server-error' } );
	await add( { kind: 'server-error', status: 503 } );
	expect( [ ( await create( 'Never 1' ) ).status, ( await create( 'Never 2' ) ).status ] ).toEqual( [ 500, 503 ] );
	expect( ( await names() ).filter( ( name ) => name.startsWith( 'Never' ) ) ).toEqual( [] );
} );

it( 'slow: the request waits, and other requests do not', async () => {
	await add( { kind: 'slow', ms: 60_000, match: { method: 'POST' } } );
	const abort = new AbortController();
	const waiting = fetch( `${ sandbox.url }/calendars/`, {
		method: 'POST', signal: abort.signal, headers: { Authorization: `Bearer ${ token }`, Version: '2021-04-15' }, body: '{}',
	} );
	const ended = expect( waiting ).rejects.toThrow();
	await expect.poll( async () => ( await last() )?.fault ).toBe( 'slow' );
	expect( ( await sandbox.call( 'GET', list ) ).status ).toBe( 200 );
	abort.abort();
	await ended;
} );

it( 'cut-before: the connection ends and nothing happened', async () => {
	await add( { kind: 'cut-before' } );
	await expect( create( 'Unborn' ) ).rejects.toThrow();
	expect( await names() ).not.toContain( 'Unborn' );
	expect( await last() ).toMatchObject( { fault: 'cut-before', status: null, body: { name: 'Unborn' } } );
} );

it( 'cut-after-commit: the connection ends and it has happened', async () => {
	await add( { kind: 'cut-after-commit', match: { method: 'POST', path: '^/calendars/$' } } );
	await expect( create( 'Orphan' ) ).rejects.toThrow();
	expect( await names() ).toContain( 'Orphan' );
	await expect.poll( async () => ( await last() ).durationMs ).not.toBeNull();
	expect( await last() ).toMatchObject( { fault: 'cut-after-commit', status: null, operation: 'create-calendar' } );
} );

it( 'cut-after-commit: a refusal does not reach the client either', async () => {
	await add( { kind: 'cut-after-commit' } );
	await expect( sandbox.call( 'POST', '/calendars/', { locationId } ) ).rejects.toThrow();
} );

it( 'broken-json: it has happened, and the answer is half of its JSON', async () => {
	await add( { kind: 'broken-json' } );
	const { status, headers, body } = await create( 'Garbled' );
	expect( [ status, headers.get( 'content-type' ), typeof body ] ).toEqual( [ 200, 'application/json; charset=utf-8', 'string' ] );
	expect( await names() ).toContain( 'Garbled' );
} );

it( 'html-error: Cloudflare\'s 502 page', async () => {
	await add( { kind: 'html-error' } );
	const { status, headers, body } = await sandbox.call( 'GET', list );
	expect( [ status, headers.get( 'content-type' ) ] ).toEqual( [ 502, 'text/html; charset=utf-8' ] );
	expect( body ).toContain( '<h1>502 Bad Gateway</h1>' );
} );

it( 'token-revoked: the 401 of a token that is gone', async () => {
	await add( { kind: 'token-revoked' } );
	const { status, body } = await sandbox.call( 'GET', list );
	expect( [ status, body.message ] ).toEqual( [ 401, 'Invalid Private Integration token' ] );
	expect( ( await sandbox.call( 'GET', list ) ).status ).toBe( 200 );
} );

it( 'answer: any status and body, for texts that the sandbox does not know by itself', async () => {
	await add( { kind: 'answer', status: 401, body: { statusCode: 401, message: 'This location is not accessible from this token!' } } );
	const { status, body } = await sandbox.call( 'GET', list );
	expect( [ status, body.message ] ).toEqual( [ 401, 'This location is not accessible from this token!' ] );
} );

it( 'meets only what it matches, as often as it was told, once when it was told nothing', async () => {
	const { id, left } = await add( { kind: 'server-error', times: 2, match: { method: 'GET', path: '^/calendars/groups' } } );
	expect( left ).toBe( 2 );
	const groups = `/calendars/groups?locationId=${ locationId }`;
	expect( ( await sandbox.call( 'GET', list ) ).status ).toBe( 200 );
	expect( [ await sandbox.call( 'GET', groups ), await sandbox.call( 'GET', groups ), await sandbox.call( 'GET', groups ) ].map( ( reply ) => reply.status ) ).toEqual( [ 500, 500, 200 ] );
	expect( ( await sandbox.control( 'GET', '/faults' ) ).body.faults ).toEqual( [] );
	expect( ( await sandbox.control( 'DELETE', `/faults/${ id }` ) ).status ).toBe( 404 );
	expect( ( await add( { kind: 'server-error' } ) ).left ).toBe( 1 );
} );

it( 'stays until it is removed with times 0', async () => {
	const { id } = await add( { kind: 'server-error', times: 0 } );
	expect( [ await sandbox.call( 'GET', list ), await sandbox.call( 'GET', list ) ].map( ( reply ) => reply.status ) ).toEqual( [ 500, 500 ] );
	expect( ( await sandbox.control( 'DELETE', `/faults/${ id }` ) ).status ).toBe( 204 );
	expect( ( await sandbox.call( 'GET', list ) ).status ).toBe( 200 );
} );

it( 'refuses a fault it does not know and a path that is no expression', async () => {
	expect( ( await sandbox.control( 'POST', '/faults', { kind: 'earthquake' } ) ).status ).toBe( 422 );
	expect( ( await sandbox.control( 'POST', '/faults', { kind: 'slow', match: { path: '(' } } ) ).status ).toBe( 422 );
} );
