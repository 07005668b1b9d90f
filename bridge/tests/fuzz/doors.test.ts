/** Every door that takes something from a site, with input that it should not get. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultRules } from '../../src/use-cases/alerts/alert-rules.ts';
import { withBridge, type Answer, type TestSite } from '../edge/helpers.ts';
import { calendarEvent, calendarSnapshot, groupEvent, memberEvent } from '../helpers/events.ts';
import { makeConnection } from '../helpers/sites.ts';
import { bodyFrom, pathPart, queryFrom, type Json } from './inputs.ts';
import { fuzz, RUNS } from './run.ts';

const bridge = withBridge( { siteLimits: { burst: 1e9, perSecond: 1e9 } } );
let site: TestSite;
let connectionId: string;
beforeAll( async () => {
	site = await bridge.pair();
	connectionId = ( await makeConnection( bridge.database.db, site.id ) ).id;
	await bridge.database.db.updateTable( 'connection' ).set( { token: bridge.deps.box.seal( 'pit-fuzz-0000' ) } ).execute();
	await sendEvents( [ calendarEvent( 1, 1 ), groupEvent( 2, 2 ) ] );
} );

const other = ( type: string, id: number, entity: object, detail?: object ) => ( { ...memberEvent( id, id ), type: `com.slotbridge.${ type }`, subject: `${ type.split( '.' )[ 0 ] }/${ id }`, data: { entity: { id, name: 'N', ...entity }, changed: [], ...( detail && { detail } ) } } );
const offeringEvent = ( id: number ) => other( 'offering.updated', id, { key: '_accessally_offering_1', tags: { base: '5', revoke: null }, pages: [ { id: 4, name: 'P' } ], hash: 'h' } );
const teamEvent = ( id: number ) => other( 'team.renamed', id, { leaders: 1, members: 2 } );
const inboundEvent = ( id: number ) => other( 'inbound.received', id, {}, { body: { a: [ 1, 'two' ] } } );

const patience = Math.max( 60_000, RUNS * 200 );
const call = ( method: string, path: string, raw?: Uint8Array<ArrayBuffer>, mediaType?: string ) => site.call( method, path, { raw, mediaType } );
const sendEvents = ( events: unknown ) => site.call( 'POST', '/v1/events', { body: events, mediaType: 'application/cloudevents-batch+json' } );

describe( 'fuzzed bodies', () => {
	test( 'POST /v1/events', async () => {
		const others = [ offeringEvent, teamEvent, inboundEvent ].map( ( make, index ) => make( 11 + index ) );
		const ids = async () => new Set( ( await bridge.database.db.selectFrom( 'event' ).select( 'id' ).execute() ).map( ( row ) => row.id ) );
		const example = [ { ...calendarEvent( 7, 3 ), traceparent: `00-${ 'a'.repeat( 32 ) }-${ 'b'.repeat( 16 ) }-01` }, groupEvent( 8, 4 ), calendarEvent( 9, 5 ), memberEvent( 10, 6 ), ...others ] as unknown as Json;
		let stored = await ids();
		await fuzz( {
			bridge,
			input: bodyFrom( example ),
			send: ( raw ) => call( 'POST', '/v1/events', raw, 'application/cloudevents-batch+json' ),
			look: async ( answer ) => {
				const now = await ids();
				const accepted: string[] = answer.status === 202 ? answer.body.accepted : [];
				// Stored is what was said to be, no more and no less.
				expect( accepted.filter( ( id ) => ! now.has( id ) ) ).toEqual( [] );
				expect( [ ...now ].filter( ( id ) => ! stored.has( id ) && ! accepted.includes( id ) ) ).toEqual( [] );
				stored = now;
			},
		} );
	}, patience );

	test( 'POST /v1/pair', async () => {
		const input = bodyFrom( { code: 'CODE', site: { url: 'https://fuzz.example', name: 'Fuzz', callbackUrl: 'https://fuzz.example/cb', pluginVersion: '1', wordpressVersion: '7' } } );
		await fuzz( {
			bridge, input,
			send: async ( raw ) => {
				const text = Buffer.from( raw ).toString( 'latin1' );
				return openCall( '/v1/pair', text.includes( '"CODE"' ) ? Buffer.from( text.replace( '"CODE"', `"${ liveCode }"` ), 'latin1' ) : raw );
			},
			look: async ( answer ) => {
				if ( answer.status === 201 ) {
					liveCode = await bridge.newCode();
				}
			},
		} );
	}, patience );

	test( 'PUT /v1/config', async () => {
		const { body: { config } } = await site.call( 'GET', '/v1/config' );
		await fuzz( { bridge, input: bodyFrom( config ), send: ( raw ) => call( 'PUT', '/v1/config', raw ) } );
	}, patience );

	test( 'POST /v1/preview', async () => {
		const { body: { config } } = await site.call( 'GET', '/v1/config' );
		const examples: Json[] = [
			{ entity: 'calendar', snapshot: calendarSnapshot( 3, { openHours: [ { days: [ 1 ], from: '09:00', to: '17:00' } ], reminders: [ { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'hours' } } ] } ) as Json },
			{ entity: 'calendar', snapshot: calendarSnapshot( 3 ) as Json, config },
			{ entity: 'calendar-group', snapshot: { id: 1, name: 'G', slug: 'g', description: 'd', status: 'active', audience: null }, config },
		];
		await fuzz( { bridge, input: fc.oneof( ...examples.map( bodyFrom ) ), send: ( raw ) => call( 'POST', '/v1/preview', raw ) } );
	}, patience );

	test( 'POST /v1/replay', async () => {
		const examples: Json[] = [ { eventIds: [ randomUUID(), randomUUID() ] }, { state: 'dead', since: '2026-01-01T00:00:00Z' }, { state: 'dead' } ];
		await fuzz( { bridge, input: fc.oneof( ...examples.map( bodyFrom ) ), send: ( raw ) => call( 'POST', '/v1/replay', raw ) } );
	}, patience );

	test( 'POST /v1/connections and its test', async () => {
		const input = fc.tuple( fc.constantFrom( '/v1/connections', '/v1/connections/test' ), bodyFrom( { token: 'pit-0000-1111-2222', locationId: 'location0001', label: 'Fuzz' } ) );
		await fuzz( { bridge, input, send: ( [ path, raw ] ) => call( 'POST', path, raw ) } );
	}, patience );

	test( 'PATCH, POST and DELETE /v1/connections/{id}', async () => {
		const body = bodyFrom( { label: 'Another', status: 'paused', token: 'pit-0000-1111-3333' } );
		const input = fc.record( { method: fc.constantFrom( 'PATCH', 'PATCH', 'PATCH', 'POST', 'GET', 'DELETE' ), id: pathPart, known: fc.boolean(), body } );
		await fuzz( {
			bridge, input,
			send: ( { method, id, known, body: raw } ) => method === 'PATCH' ? send( 'PATCH', `/v1/connections/${ known ? connectionId : id }`, raw )
				: method === 'POST' ? send( 'POST', `/v1/connections/${ id }/test` )
					: method === 'GET' ? send( 'GET', `/v1/connections/${ id }/calendars` ) : send( 'DELETE', `/v1/connections/${ id }` ),
		} );
	}, patience );

	test( 'PUT /v1/alerts', async () => {
		const example: Json = { webhook: { url: 'https://hooks.example/x', secret: `whsec_${ 'AAAA'.repeat( 8 ) }` }, emails: [], rules: defaultRules };
		await fuzz( { bridge, input: bodyFrom( example ), send: ( raw ) => call( 'PUT', '/v1/alerts', raw ) } );
	}, patience );
} );

describe( 'fuzzed queries and paths', () => {
	const uuid = randomUUID();

	test( 'GET /v1/slots', async () => {
		const input = queryFrom( { calendar: [ '1', '0', '999999999999999' ], from: [ '0', '1770000000000', '999999999999999' ], to: [ '1770000600000', '999999999999999' ], timeZone: [ 'Europe/Berlin', 'UTC', 'Nowhere/Land' ], host: [ 'user1' ] } );
		await fuzz( { bridge, input, send: ( query ) => send( 'GET', `/v1/slots?${ query }` ) } );
	}, patience );

	test( 'GET /v1/activity and /v1/activity/{id}', async () => {
		const query = queryFrom( { state: [ 'dead', 'pending,dead', 'x' ], entity: [ 'calendar' ], subject: [ 'calendar/1' ], search: [ 'Calendar', '%', '_' ], before: [ uuid, 'MjAyNg' ], limit: [ '1', '100', '1000' ], since: [ '2026-01-01T00:00:00Z' ], type: [ 'x' ] } );
		const input = fc.tuple( fc.oneof( { weight: 3, arbitrary: fc.constant( '' ) }, { weight: 1, arbitrary: pathPart.map( ( part ) => `/${ part }` ) } ), query );
		await fuzz( { bridge, input, send: ( [ part, text ] ) => send( 'GET', `/v1/activity${ part }?${ text }` ) } );
	}, patience );

	test( 'GET /v1/links', async () => {
		const input = queryFrom( { subject: [ 'calendar/1', 'calendar/1,calendar-group/2', 'calendar/99999999999999999999', ',' ], after: [ 'calendar/1', 'x' ] } );
		await fuzz( { bridge, input, send: ( query ) => send( 'GET', `/v1/links?${ query }` ) } );
	}, patience );
} );

let liveCode = '';
beforeAll( async () => {
	liveCode = await bridge.newCode();
} );

async function openCall( path: string, raw: Uint8Array ): Promise<Answer> {
	return readPlain( await fetch( bridge.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: new Uint8Array( raw ) } ) );
}

/** As `call`, but for paths that `fetch` or the signing side write differently than they were given. */
async function send( method: string, path: string, raw?: Uint8Array<ArrayBuffer> ): Promise<Answer> {
	const url = new URL( bridge.url + path );
	const token = await site.sign( method, url.pathname, raw ?? '' );
	return readPlain( await fetch( url, { method, headers: { authorization: `Bearer ${ token }`, 'content-type': 'application/json' }, ...( raw && { body: raw } ) } ) );
}

async function readPlain( response: Response ): Promise<Answer> {
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse( text ) };
}
