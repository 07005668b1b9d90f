/** What every door does alike: sizes, types, errors, headers, and the description of all of them. */
import { describe, expect, test, beforeAll } from 'vitest';
import { BODY_LIMIT } from '../../src/http/read-body.ts';
import { post, readAnswer, siteDetails, withBridge, type TestSite } from './helpers.ts';

const bridge = withBridge();
let site: TestSite;

beforeAll( async () => {
	site = await bridge.pair();
} );

const save = ( options: object ) => site.call( 'PUT', '/v1/config', options );

describe( 'a body', () => {
	test( 'of more than 1 MiB is refused', async () => {
		const { status, body } = await save( { raw: ' '.repeat( BODY_LIMIT + 1 ) } );
		expect( [ status, body.code ] ).toEqual( [ 413, 'body_too_large' ] );
	} );

	test( 'of exactly 1 MiB is read', async () => {
		expect( ( await save( { raw: ' '.repeat( BODY_LIMIT ) } ) ).body.code ).toBe( 'body_unreadable' );
	} );

	test( 'of another type is refused', async () => {
		for ( const mediaType of [ 'text/plain', 'application/x-www-form-urlencoded', 'application/cloudevents-batch+json' ] ) {
			const { status, body } = await save( { body: {}, mediaType } );
			expect( [ status, body.code ] ).toEqual( [ 415, 'media_type_unsupported' ] );
		}
		expect( ( await site.call( 'POST', '/v1/events', { body: [] } ) ).status ).toBe( 415 );
	} );

	test( 'that is compressed is refused before it is unpacked', async () => {
		const { status, body } = await save( { body: {}, headers: { 'content-encoding': 'gzip' } } );
		expect( [ status, body.code ] ).toEqual( [ 415, 'media_type_unsupported' ] );
	} );

	test.each( [
		[ 'half JSON', '{"version":' ],
		[ 'nothing', '' ],
		[ 'broken UTF-8', new Uint8Array( [ 0x22, 0xff, 0xfe, 0x22 ] ) ],
		[ 'brackets a hundred thousand deep', '['.repeat( 100_000 ) ],
	] )( 'of %s is refused as unreadable', async ( _name, raw ) => {
		const { status, body } = await save( { raw } );
		expect( [ status, body.code ] ).toEqual( [ 400, 'body_unreadable' ] );
	} );

	test( 'is not even looked at before the signature is', async () => {
		const { status, body } = await save( { raw: '{', signedBody: '{}' } );
		expect( [ status, body.code ] ).toEqual( [ 401, 'authorization_invalid' ] );
	} );

	test( 'that does not fit is told with a pointer to each fault', async () => {
		const { body: { config } } = await site.call( 'GET', '/v1/config' );
		const answer = await save( { body: { ...config, policies: { calendarRemoved: 'burn', groupRemoved: 'draft' }, version: -1 } } );
		expect( answer.status ).toBe( 422 );
		expect( answer.body.errors.map( ( fault: { pointer: string } ) => fault.pointer ).sort() ).toEqual( [ '/policies/calendarRemoved', '/version' ] );
	} );
} );

describe( 'errors', () => {
	test( 'are problem documents', async () => {
		const answer = await readAnswer( await fetch( `${ bridge.url }/nowhere` ) );
		expect( answer.status ).toBe( 404 );
		expect( answer.headers.get( 'content-type' ) ).toContain( 'application/problem+json' );
		expect( answer.body ).toEqual( {
			type: 'urn:slotbridge:error:not_found', title: 'Not found', status: 404, code: 'not_found', detail: expect.stringContaining( '/nowhere' ),
		} );
	} );

	test( 'an address that cannot be read is no fault of the bridge', async () => {
		const answer = await readAnswer( await fetch( `${ bridge.url }/v1/activity/%E0%A4%A`, { headers: { authorization: 'Bearer x' } } ) );
		expect( [ 400, 404 ] ).toContain( answer.status );
		expect( answer.text ).not.toContain( 'node_modules' );
	} );

	test( 'of the bridge itself tell no stack and no query', async () => {
		await bridge.database.db.schema.alterTable( 'config' ).renameTo( 'config_away' ).execute();
		const answer = await site.call( 'GET', '/v1/config' ).finally( () => bridge.database.db.schema.alterTable( 'config_away' ).renameTo( 'config' ).execute() );
		expect( [ answer.status, answer.body.code ] ).toEqual( [ 500, 'internal' ] );
		expect( answer.text ).not.toMatch( /config|select|\.ts|at / );
		expect( bridge.logged ).toContain( 'relation \\"config\\" does not exist' );
	} );
} );

describe( 'headers', () => {
	test( 'no page of another origin may read or send anything', async () => {
		const asked = await fetch( `${ bridge.url }/v1/pair`, { method: 'OPTIONS', headers: { 'origin': 'https://evil.example', 'access-control-request-method': 'POST' } } );
		const read = await fetch( `${ bridge.url }/healthz`, { headers: { origin: 'https://evil.example' } } );
		for ( const response of [ asked, read ] ) {
			expect( [ ...response.headers.keys() ].filter( ( name ) => name.startsWith( 'access-control' ) ) ).toEqual( [] );
		}
	} );

	test( 'nothing is cached, sniffed or framed, and Express is not named', async () => {
		const { headers } = await fetch( `${ bridge.url }/healthz` );
		expect( headers.get( 'cache-control' ) ).toBe( 'no-store' );
		expect( headers.get( 'x-content-type-options' ) ).toBe( 'nosniff' );
		expect( headers.get( 'content-security-policy' )!.split( ';' ).sort() )
			.toEqual( [ "base-uri 'none'", "default-src 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'", 'sandbox' ] );
		expect( headers.get( 'referrer-policy' ) ).toBe( 'no-referrer' );
		expect( headers.get( 'strict-transport-security' ) ).toBe( 'max-age=31536000; includeSubDomains' );
		expect( headers.get( 'content-type' ) ).toBe( 'application/json; charset=utf-8' );
		expect( headers.get( 'x-frame-options' ) ).toBe( 'DENY' );
		expect( headers.get( 'x-powered-by' ) ).toBeNull();
	} );
} );

describe( 'the description', () => {
	test( 'names every door, and only signed ones need a signature', async () => {
		const { status, body } = await readAnswer( await fetch( `${ bridge.url }/openapi.json` ) );
		expect( status ).toBe( 200 );
		expect( body.openapi ).toMatch( /^3\.1/ );
		const doors = Object.entries( body.paths as Record<string, Record<string, { security: unknown[] }>> )
			.flatMap( ( [ path, methods ] ) => Object.entries( methods ).map( ( [ method, door ] ) => [ `${ method.toUpperCase() } ${ path }`, door.security.length > 0 ] ) );
		expect( doors.filter( ( [ , signed ] ) => ! signed ).map( ( [ name ] ) => name ).sort() )
			.toEqual( [ 'GET /healthz', 'GET /oauth/callback', 'GET /oauth/consent', 'GET /openapi.json', 'GET /readyz', 'POST /oauth/consent', 'POST /v1/pair', 'POST /webhooks/highlevel' ] );
		expect( doors.map( ( [ name ] ) => name ) ).toEqual( expect.arrayContaining( [
			'GET /v1/pair', 'DELETE /v1/pair', 'POST /v1/pair/secret', 'POST /v1/events', 'GET /v1/activity', 'GET /v1/activity/{id}',
			'POST /v1/replay', 'GET /v1/links', 'GET /v1/config', 'PUT /v1/config',
		] ) );
		expect( new Set( Object.values( body.paths as Record<string, object> ).flatMap( ( methods ) => Object.values( methods ).map( ( door ) => door.operationId ) ) ).size ).toBe( doors.length );
	} );

	test( 'every signed door is shut without a signature', async () => {
		for ( const route of site.routes.filter( ( candidate ) => candidate.signed ) ) {
			const path = route.path.replaceAll( /:\w+/g, '00000000-0000-4000-8000-000000000000' );
			const { status, body } = await readAnswer( await fetch( bridge.url + path, { method: route.method.toUpperCase() } ) );
			expect( [ route.path, status, body.code ] ).toEqual( [ route.path, 401, 'authorization_missing' ] );
		}
	} );
} );

test( 'health and readiness are there for everybody', async () => {
	expect( await ( await fetch( `${ bridge.url }/healthz` ) ).json() ).toEqual( { status: 'ok' } );
	expect( await ( await fetch( `${ bridge.url }/readyz` ) ).json() ).toEqual( { status: 'ok', checks: { database: true, lanes: true } } );
} );

test( 'a pairing without a code is told what is missing', async () => {
	const { status, body } = await post( `${ bridge.url }/v1/pair`, { site: siteDetails( 'https://a.example' ) } );
	expect( [ status, body.errors[ 0 ].pointer ] ).toEqual( [ 422, '/code' ] );
} );
