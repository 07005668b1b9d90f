/** What stands before every operation: Cloudflare, the Version header, five kinds of 401, 403, scopes, 404, traceId. */
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCalendar } from './helpers/make.ts';
import { locationId, runSandbox, token, type RunningSandbox } from './helpers/run-sandbox.ts';

const list = `/calendars/?locationId=${ locationId }`;
let sandbox: RunningSandbox;

beforeAll( async () => {
	sandbox = await runSandbox();
} );
afterAll( () => sandbox.stop() );

describe( 'Cloudflare', () => {
	it( 'turns away a client without User-Agent, in plain text', async () => {
		// fetch always names itself; a bare request does not.
		const reply = await new Promise<{ status: number | undefined; text: string }>( ( resolve, reject ) => {
			get( `${ sandbox.url }${ list }`, { headers: { Authorization: `Bearer ${ token }`, Version: '2021-04-15' } }, ( response ) => {
				let text = '';
				response.on( 'data', ( chunk: Buffer ) => text += chunk.toString() );
				response.on( 'end', () => resolve( { status: response.statusCode, text } ) );
			} ).on( 'error', reject );
		} );
		expect( reply ).toEqual( { status: 403, text: 'error code: 1010' } );
	} );
} );

describe( 'Version', () => {
	it( 'is demanded with a 401 that looks like a token fault', async () => {
		const { status, body } = await sandbox.call( 'GET', list, undefined, { version: null } );
		expect( [ status, body.message ] ).toEqual( [ 401, 'version header was not found.' ] );
	} );

	it( 'is refused when unknown', async () => {
		const { status, body } = await sandbox.call( 'GET', list, undefined, { version: '2020-01-01' } );
		expect( [ status, body.message ] ).toEqual( [ 401, 'version header is invalid' ] );
	} );

	it.each( [ '2021-04-15', '2021-07-28', '2023-02-21', 'v3' ] )( 'may be %s for calendars', async ( version ) => {
		expect( ( await sandbox.call( 'GET', list, undefined, { version } ) ).status ).toBe( 200 );
	} );

	it( 'hides a v3 path from older versions', async () => {
		const { id } = await makeCalendar( sandbox );
		const { status, body } = await sandbox.call( 'GET', `/calendars/schedules/event-calendar/${ id }` );
		expect( [ status, body.message ] ).toEqual( [ 404, `Cannot GET /calendars/schedules/event-calendar/${ id }` ] );
	} );

	it( 'tells under v3 that a path was removed', async () => {
		const { status, body } = await sandbox.call( 'GET', '/oauth/installedLocations?companyId=c', undefined, { version: 'v3' } );
		expect( status ).toBe( 400 );
		expect( body.message ).toBe( 'Endpoint /oauth/installedLocations?companyId=c not available in API version v3. This endpoint was removed in version v3. Please use a version before v3.' );
	} );
} );

describe( 'the token', () => {
	beforeAll( async () => {
		await sandbox.control( 'POST', '/tokens', { token: 'pit-revoked', locationId, revoked: true } );
		await sandbox.control( 'POST', '/tokens', { token: 'oauth-old', locationId, kind: 'oauth', revoked: true } );
		await sandbox.control( 'POST', '/tokens', { token: 'oauth-good', locationId, kind: 'oauth' } );
		await sandbox.control( 'POST', '/tokens', { token: 'agency', locationId, kind: 'agency' } );
		await sandbox.control( 'POST', '/tokens', { token: 'pit-narrow', locationId, scopes: [ 'calendars.readonly' ] } );
		await sandbox.control( 'POST', '/tokens', { token: 'pit-elsewhere', locationId: 'anotherLocation0001', timeZone: 'Asia/Tokyo' } );
	} );

	it.each( [
		[ 'an unknown private integration', 'pit-unknown', 'Invalid Private Integration token' ],
		[ 'a revoked private integration', 'pit-revoked', 'Invalid Private Integration token' ],
		[ 'an unknown access token', 'eyJ.eyJ.x', 'Invalid JWT' ],
		[ 'an expired access token', 'oauth-old', 'Invalid token: access token is invalid' ],
		[ 'an agency on a sub-account route', 'agency', 'This AuthClass is not yet supported!' ],
		[ 'none at all', null, 'Invalid JWT' ],
	] )( 'refuses %s with its own 401', async ( _what, bearer, message ) => {
		const { status, body } = await sandbox.call( 'GET', list, undefined, { token: bearer } );
		expect( [ status, body.message, body.error ] ).toEqual( [ 401, message, 'Unauthorized' ] );
	} );

	it( 'takes OAuth tokens like private integrations', async () => {
		expect( ( await sandbox.call( 'GET', list, undefined, { token: 'oauth-good' } ) ).status ).toBe( 200 );
	} );

	it( 'lets an agency read the location', async () => {
		expect( ( await sandbox.call( 'GET', `/locations/${ locationId }`, undefined, { token: 'agency' } ) ).status ).toBe( 200 );
	} );

	it( 'is held to its scopes with a 401, not a 403', async () => {
		expect( ( await sandbox.call( 'GET', list, undefined, { token: 'pit-narrow' } ) ).status ).toBe( 200 );
		for ( const [ method, path, body ] of [ [ 'POST', '/calendars/', { locationId, name: 'x' } ], [ 'GET', `/calendars/groups?locationId=${ locationId }`, undefined ] ] as const ) {
			const reply = await sandbox.call( method, path, body, { token: 'pit-narrow' } );
			expect( [ reply.status, reply.body.message ] ).toEqual( [ 401, 'The token is not authorized for this scope.' ] );
		}
	} );

	it( 'gets new scopes without a new token', async () => {
		await sandbox.control( 'PUT', '/tokens/pit-narrow/scopes', { scopes: [ 'calendars/groups.readonly' ] } );
		expect( ( await sandbox.call( 'GET', `/calendars/groups?locationId=${ locationId }`, undefined, { token: 'pit-narrow' } ) ).status ).toBe( 200 );
		expect( ( await sandbox.call( 'GET', list, undefined, { token: 'pit-narrow' } ) ).status ).toBe( 401 );
	} );

	it( 'opens its own location only: query, body, path and things by id', async () => {
		const { id } = await makeCalendar( sandbox );
		const tries = [
			[ 'GET', list, undefined ],
			[ 'POST', '/calendars/', { locationId, name: 'x' } ],
			[ 'GET', `/locations/${ locationId }`, undefined ],
			[ 'GET', `/calendars/${ id }`, undefined ],
			[ 'DELETE', `/calendars/${ id }`, undefined ],
		] as const;
		for ( const [ method, path, body ] of tries ) {
			const reply = await sandbox.call( method, path, body, { token: 'pit-elsewhere' } );
			expect( [ reply.status, reply.body.message ] ).toEqual( [ 403, 'The token does not have access to this location.' ] );
		}
		expect( ( await sandbox.call( 'GET', `/calendars/${ id }` ) ).status ).toBe( 200 );
	} );

	it( 'is told a missing scope before a wrong location, and that before a wrong body', async () => {
		await sandbox.control( 'POST', '/tokens', { token: 'pit-both', locationId: 'anotherLocation0001', scopes: [ 'calendars.readonly' ] } );
		const body = { locationId, nonsense: true };
		expect( ( await sandbox.call( 'POST', '/calendars/', body, { token: 'pit-both' } ) ).status ).toBe( 401 );
		expect( ( await sandbox.call( 'POST', '/calendars/', body, { token: 'pit-elsewhere' } ) ).status ).toBe( 403 );
		expect( ( await sandbox.call( 'POST', '/calendars/', body ) ).status ).toBe( 422 );
	} );
} );

describe( 'every path', () => {
	it( 'is taken with and without a slash at its end', async () => {
		for ( const path of [ `/calendars?locationId=${ locationId }`, list, `/users?locationId=${ locationId }`, `/calendars/groups/?locationId=${ locationId }` ] ) {
			expect( ( await sandbox.call( 'GET', path ) ).status ).toBe( 200 );
		}
		const { id } = await makeCalendar( sandbox );
		expect( ( await sandbox.call( 'GET', `/calendars/${ id }/` ) ).status ).toBe( 200 );
	} );

	it( 'is "Cannot …" when there is no such thing', async () => {
		const { status, body } = await sandbox.call( 'GET', '/calendarz' );
		expect( [ status, body.message, body.error ] ).toEqual( [ 404, 'Cannot GET /calendarz', 'Not Found' ] );
	} );
} );

describe( 'every answer', () => {
	it( 'carries a traceId of its own, refusals too', async () => {
		const replies = [ await sandbox.call( 'GET', list ), await sandbox.call( 'GET', list ), await sandbox.call( 'GET', list, undefined, { token: 'pit-x' } ), await sandbox.call( 'GET', '/x' ) ];
		const ids = replies.map( ( reply ) => reply.body.traceId );
		expect( ids.every( ( id ) => /^[0-9a-f-]{36}$/.test( id ) ) ).toBe( true );
		expect( new Set( ids ).size ).toBe( 4 );
	} );

	it( 'to a body that is no JSON is 400', async () => {
		expect( ( await sandbox.call( 'POST', '/calendars/', '{"locationId":' ) ).status ).toBe( 400 );
	} );
} );
