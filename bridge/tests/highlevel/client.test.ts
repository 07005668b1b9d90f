/** The one door to HighLevel: what it sends, what it keeps on record, and what it makes of odd answers. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createHighLevelClient, type AttemptRecord, type CallBudget } from '../../src/highlevel/client.ts';
import type { HighLevelFailure } from '../../src/highlevel/failure.ts';
import { readFreeSlots, splitRange } from '../../src/highlevel/free-slots.ts';
import { parseAnswer } from '../../src/highlevel/parse-answer.ts';
import { MAX_KEPT_BODY, redactBody, redactHeaders } from '../../src/highlevel/redact.ts';
import { locationId, runSandbox, token, type RunningSandbox } from '../sandbox/helpers/run-sandbox.ts';

let sandbox: RunningSandbox;
const servers: Server[] = [];

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );
afterEach( () => {
	servers.splice( 0 ).forEach( ( server ) => {
		server.closeAllConnections();
		server.close();
	} );
} );

/** A server that answers exactly as the test says, for what no real HighLevel would do on demand. */
async function serve( listener: RequestListener ): Promise<string> {
	const server = createServer( listener );
	servers.push( server );
	await new Promise<void>( ( resolve ) => server.listen( 0, '127.0.0.1', resolve ) );
	return `http://127.0.0.1:${ ( server.address() as AddressInfo ).port }`;
}

function makeClient( baseUrl: string, options: { signal?: AbortSignal; timeoutMs?: number; token?: string } = {} ) {
	const attempts: AttemptRecord[] = [];
	const gate: string[] = [];
	const budget: CallBudget = {
		take: async () => {
			gate.push( 'take' );
			return () => void gate.push( 'end' );
		},
		observe: async ( _location, { status } ) => void gate.push( `observe ${ status }` ),
	};
	const client = createHighLevelClient( { baseUrl, token, locationId, budget, priority: 'background', onAttempt: async ( attempt ) => void attempts.push( attempt ), ...options } );
	return { client, attempts, gate };
}

const fail = ( promise: Promise<unknown> ): Promise<HighLevelFailure> => promise.then( () => expect.unreachable(), ( error: HighLevelFailure ) => error );
const json = ( text: string, status = 200, headers: Record<string, string> = {} ): RequestListener => ( _request, response ) => void response.writeHead( status, { 'content-type': 'application/json', ...headers } ).end( text );

test( 'every call carries the version of its operation, a user agent and the token; the record has all but the token', async () => {
	const seen: IncomingMessage[] = [];
	const url = await serve( ( request, response ) => {
		seen.push( request );
		json( `{"traceId":"t-1","echo":"${ token }","access_token":"abc"}` )( request, response );
	} );
	const { client, attempts, gate } = makeClient( url );
	await client.call( 'getCalendarSchedule', { path: { calendarId: 'a/b c' } } );
	await client.call( 'get-location', { path: { locationId } } );
	await client.call( 'create-calendar', { body: { name: 'N\u0000 \ud800', token: 'x' } } );
	expect( seen.map( ( { method, url: path, headers } ) => [ method, path, headers[ 'version' ] ] ) ).toEqual( [
		[ 'GET', '/calendars/schedules/event-calendar/a%2Fb%20c', 'v3' ], [ 'GET', `/locations/${ locationId }`, '2021-07-28' ], [ 'POST', '/calendars/', '2021-04-15' ],
	] );
	expect( seen[ 0 ]!.headers ).toMatchObject( { authorization: `Bearer ${ token }`, 'user-agent': expect.stringContaining( 'SlotBridge' ) } );
	expect( gate ).toEqual( [ 'take', 'end', 'observe 200', 'take', 'end', 'observe 200', 'take', 'end', 'observe 200' ] );
	expect( JSON.stringify( attempts ) ).not.toContain( token );
	expect( attempts[ 2 ] ).toMatchObject( {
		requestHeaders: { authorization: 'Bearer [hidden]' }, requestBody: { name: 'N\ufffd \ufffd', token: '[hidden]' }, traceId: 't-1',
		responseBody: { echo: '[hidden]', access_token: '[hidden]' }, status: 200, error: null,
	} );
} );

test( 'any 2xx is a success, an empty one too; control characters inside texts are no harm', async () => {
	for ( const status of [ 200, 201, 202, 204 ] ) {
		await expect( makeClient( await serve( json( '', status ) ) ).client.call( 'delete-calendar', { path: { calendarId: 'c' } } ) ).resolves.toBeUndefined();
	}
	const { client } = makeClient( await serve( json( '{"calendar":{"id":"c","description":"one\ntwo\u0001\\"x\\""}}\n' ) ) );
	expect( await client.call( 'get-calendar', { path: { calendarId: 'c' } } ) ).toEqual( { calendar: { id: 'c', description: 'one\ntwo\u0001"x"' } } );
	expect( () => parseAnswer( '{"a":' ) ).toThrow( SyntaxError );
	expect( parseAnswer( ' \n' ) ).toBeUndefined();
} );

test( 'no answer, half an answer, too late an answer, too long an answer', async () => {
	const closed = makeClient( 'http://127.0.0.1:9' );
	expect( await fail( closed.client.call( 'create-calendar', { body: {} } ) ) ).toMatchObject( { code: 'highlevel_unreachable', retryable: true, ambiguous: false } );
	expect( closed.attempts ).toMatchObject( [ { status: null, errorCode: 'highlevel_unreachable' } ] );
	expect( closed.gate ).toEqual( [ 'take', 'end' ] );

	const cut = makeClient( await serve( ( request ) => void request.socket.destroy() ) );
	expect( await fail( cut.client.call( 'create-calendar', { body: {} } ) ) ).toMatchObject( { code: 'highlevel_unreachable', ambiguous: true } );
	expect( await fail( cut.client.call( 'get-calendars' ) ) ).toMatchObject( { ambiguous: false } );

	const half = makeClient( await serve( ( request, response ) => {
		response.writeHead( 200, { 'content-length': '1000' } ).write( '{"a"' );
		setTimeout( () => request.socket.destroy(), 20 );
	} ) );
	expect( await fail( half.client.call( 'create-calendar', { body: {} } ) ) ).toMatchObject( { code: 'highlevel_unreachable', ambiguous: true } );

	const late = makeClient( await serve( () => undefined ), { timeoutMs: 150 } );
	expect( await fail( late.client.call( 'create-calendar', { body: {} } ) ) ).toMatchObject( { code: 'highlevel_timeout', ambiguous: true } );

	const long = makeClient( await serve( ( _request, response ) => {
		response.writeHead( 200 );
		const chunk = Buffer.alloc( 1024 * 1024, 'x' );
		const more = () => {
			while ( ! response.destroyed && response.write( chunk ) );
			response.once( 'drain', more );
		};
		more();
	} ) );
	expect( await fail( long.client.call( 'get-calendars' ) ) ).toMatchObject( { retryable: true } );
} );

test( 'a redirect is not followed: the token would go with it', async () => {
	let reached = false;
	const elsewhere = await serve( () => void ( reached = true ) );
	const { client } = makeClient( await serve( ( _request, response ) => void response.writeHead( 307, { location: elsewhere } ).end() ) );
	expect( await fail( client.call( 'get-calendars' ) ) ).toMatchObject( { code: 'highlevel_answer_unreadable' } );
	expect( reached ).toBe( false );
} );

test( 'a signal ends the call with its own reason', async () => {
	const stop = new AbortController();
	const { client, attempts } = makeClient( await serve( () => stop.abort( new Error( 'stop' ) ) ), { signal: stop.signal } );
	await expect( client.call( 'get-calendars' ) ).rejects.toThrow( 'stop' );
	expect( attempts ).toEqual( [] );
} );

test.for( [
	[ { 'retry-after': '7' }, { code: 'highlevel_rate_limited', afterMs: 7_000 } ],
	[ { 'x-ratelimit-interval-milliseconds': '1500' }, { code: 'highlevel_rate_limited', afterMs: 1_500 } ],
	[ { 'x-ratelimit-daily-remaining': '0', 'x-ratelimit-daily-reset': '60000' }, { code: 'highlevel_daily_limit', afterMs: 60_000 } ],
	[ {}, { code: 'highlevel_rate_limited', afterMs: 10_000 } ],
] as const )( 'a 429 with %o', async ( [ headers, expected ] ) => {
	const { client, gate } = makeClient( await serve( json( 'Too many', 429, headers ) ) );
	expect( await fail( client.call( 'create-calendar', { body: {} } ) ) ).toMatchObject( { ...expected, remedy: 'retry', ambiguous: false } );
	expect( gate ).toEqual( [ 'take', 'end', 'observe 429' ] );
} );

test( 'the five meanings of 401, as the real sandbox says them', async () => {
	const add = async ( kind: string, scopes?: string[] ) => {
		const other = `${ kind === 'privateIntegration' ? 'pit-' : '' }${ kind }-${ scopes?.length ?? 'x' }`;
		await sandbox.control( 'POST', '/tokens', { token: other, locationId, kind, ...( scopes ? { scopes } : {} ) } );
		return makeClient( sandbox.url, { token: other } ).client;
	};
	expect( await fail( ( await add( 'privateIntegration', [] ) ).call( 'get-groups', { query: { locationId } } ) ) ).toMatchObject( {
		code: 'highlevel_scope_missing', remedy: 'wait', breaksConnection: false, message: expect.stringContaining( '"calendars/groups.readonly"' ),
	} );
	expect( await fail( ( await add( 'agency' ) ).call( 'get-calendars', { query: { locationId } } ) ) ).toMatchObject( { code: 'highlevel_token_kind', remedy: 'wait', breaksConnection: true } );
	expect( await fail( makeClient( sandbox.url, { token: 'pit-nobody' } ).client.call( 'get-calendars', { query: { locationId } } ) ) ).toMatchObject( { code: 'highlevel_token_invalid', breaksConnection: true } );
	expect( await fail( makeClient( sandbox.url, { token: 'ey.jwt' } ).client.call( 'get-calendars', { query: { locationId } } ) ) ).toMatchObject( { code: 'highlevel_token_invalid', breaksConnection: true } );
	expect( await fail( makeClient( await serve( json( '{"message":"version header was not found."}', 401 ) ) ).client.call( 'get-calendars' ) ) ).toMatchObject( { code: 'highlevel_version_refused', remedy: 'dead', breaksConnection: false } );
	expect( await fail( makeClient( sandbox.url ).client.call( 'get-calendars', { query: { locationId: 'another' } } ) ) ).toMatchObject( { code: 'highlevel_location_forbidden', remedy: 'wait' } );
} );

test( 'what is kept is bounded and free of secrets, however deep they are', () => {
	const long = redactBody( { text: 'x'.repeat( MAX_KEPT_BODY + 1 ) }, [] ) as { cut: boolean; beginning: string };
	expect( long ).toMatchObject( { cut: true } );
	expect( JSON.stringify( long ).length ).toBeLessThan( MAX_KEPT_BODY );
	expect( redactBody( [ { a: { b: 'my s3cret here', Client_Secret: 'y' } } ], [ 's3cret' ] ) ).toEqual( [ { a: { b: 'my [hidden] here', Client_Secret: '[hidden]' } } ] );
	expect( redactHeaders( { Authorization: 'Bearer abc', cookie: 'x', accept: 'y' }, [] ) ).toEqual( { Authorization: 'Bearer [hidden]', cookie: '[hidden]', accept: 'y' } );
} );

test( 'free slots of a long range come whole: parts of at most 31 days, every day once, nothing but days', async () => {
	const { body } = await sandbox.call( 'POST', '/calendars/', {
		locationId, name: 'Slots', slug: 'slots-of-the-client', calendarType: 'event', slotDuration: 60, slotInterval: 60,
		openHours: [ { daysOfTheWeek: [ 0, 1, 2, 3, 4, 5, 6 ], hours: [ { openHour: 9, openMinute: 0, closeHour: 12, closeMinute: 0 } ] } ],
	} );
	const { client, attempts } = makeClient( sandbox.url );
	const from = Date.now() + 86_400_000;
	const days = await readFreeSlots( client, { calendarId: body.calendar.id, from, to: from + 70 * 86_400_000, timeZone: 'Europe/Berlin' } );
	expect( attempts ).toHaveLength( 3 );
	const dates = days.map( ( day ) => day.date );
	expect( dates ).toEqual( [ ...new Set( dates ) ].sort() );
	expect( dates.length ).toBeGreaterThanOrEqual( 70 );
	expect( days.slice( 2, -2 ).every( ( day ) => day.slots.length === 3 && new Set( day.slots ).size === 3 ) ).toBe( true );
} );

test( 'ranges are split without a gap', () => {
	const day = 86_400_000;
	expect( splitRange( 0, day ) ).toEqual( [ [ 0, day ] ] );
	const parts = splitRange( 5, 5 + 100 * day );
	expect( parts[ 0 ]![ 0 ] ).toBe( 5 );
	expect( parts.at( -1 )![ 1 ] ).toBe( 5 + 100 * day );
	parts.forEach( ( [ from, to ], index ) => {
		expect( to - from ).toBeLessThan( 31 * day );
		expect( parts[ index + 1 ]?.[ 0 ] ?? to ).toBe( to );
	} );
	expect( splitRange( 5, 5 ) ).toEqual( [] );
} );
