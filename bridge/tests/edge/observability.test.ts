/** What a bridge shows of itself: metrics that a dashboard can ask, and one event's trace from the site to HighLevel. With the real program. */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarEvent } from '../helpers/events.ts';
import { until } from '../helpers/until.ts';
import { withDatabase } from '../helpers/with-database.ts';
import { startBridge, type BridgeProcess } from './bridge-process.ts';
import { post, readAnswer, siteDetails, TestSite, type Answer } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

interface Span {
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	name: string;
	kind: number;
	startTimeUnixNano: string;
	endTimeUnixNano: string;
	attributes: { key: string; value: Record<string, unknown> }[];
}

const METRICS_TOKEN = 'canary-metrics-token-0123456789';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const sandbox = withSandbox();
const database = withDatabase();
const spans: Span[] = [];
let collector: Server;
let folder: string;
let bridge: BridgeProcess;
let other: BridgeProcess;
let site: TestSite;
let token: string;
const delivered = { ...calendarEvent( 1, 2, { type: 'com.slotbridge.calendar.created', entity: { name: 'Canary Member Name' } } ), traceparent: `00-${ traceId }-b7ad6b7169203331-01` };
const refused = calendarEvent( 2, 1, { type: 'com.slotbridge.calendar.created' } );

/** An OTLP/HTTP collector, as far as traces go. */
async function startCollector(): Promise<string> {
	collector = createServer( ( request, response ) => {
		let text = '';
		request.setEncoding( 'utf8' ).on( 'data', ( chunk: string ) => ( text += chunk ) ).on( 'end', () => {
			const body = JSON.parse( text ) as { resourceSpans: { resource: { attributes: unknown }; scopeSpans: { spans: Span[] }[] }[] };
			spans.push( ...body.resourceSpans.flatMap( ( resource ) => resource.scopeSpans.flatMap( ( scope ) => scope.spans ) ) );
			response.writeHead( request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' } ).end( '{}' );
		} );
	} );
	await new Promise<void>( ( resolve ) => collector.listen( 0, '127.0.0.1', resolve ) );
	return `http://127.0.0.1:${ ( collector.address() as AddressInfo ).port }`;
}

async function call( method: string, path: string, body?: unknown, mediaType = 'application/json' ): Promise<Answer> {
	const text = body === undefined ? '' : JSON.stringify( body );
	const signature = await site.sign( method, path, text );
	return readAnswer( await fetch( site.bridgeUrl + path, { method, headers: { 'authorization': `Bearer ${ signature }`, 'content-type': mediaType }, ...( body !== undefined && { body: text } ) } ) );
}

const scrape = ( url: string, headers: Record<string, string> = { authorization: `Bearer ${ METRICS_TOKEN }` } ) => fetch( `${ url }/metrics`, { headers } );

/** The value of a metric whose labels contain these. */
function valueOf( text: string, name: string, labels: Record<string, string> = {} ): number | undefined {
	const line = text.split( '\n' ).find( ( each ) => ( each.startsWith( `${ name }{` ) || each.startsWith( `${ name } ` ) ) && Object.entries( labels ).every( ( [ key, value ] ) => each.includes( `${ key }="${ value }"` ) ) );
	return line === undefined ? undefined : Number( line.slice( line.lastIndexOf( ' ' ) ) );
}

const stateOf = async ( id: string ) => ( await database.db.selectFrom( 'event' ).select( 'state' ).where( 'id', '=', id ).executeTakeFirstOrThrow() ).state;

beforeAll( async () => {
	folder = await mkdtemp( join( tmpdir(), 'slotbridge-metrics-' ) );
	const env = { DATA_DIR: folder, DATABASE_URL: database.connectionString, HIGHLEVEL_BASE_URL: sandbox.url };
	bridge = startBridge( { ...env, METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: await startCollector() } );
	const { url } = await bridge.listening();
	other = startBridge( env );
	await other.listening();
	site = new TestSite( url, ( await post( `${ url }/v1/pair`, { code: other.code(), site: siteDetails( 'https://metrics.example' ) } ) ).body, [] );
	const location = await sandbox.makeLocation();
	token = String( ( location as { token?: string } ).token );
	expect( ( await call( 'POST', '/v1/connections', location ) ).status ).toBe( 201 );
	await sandbox.control( 'POST', '/faults', { kind: 'answer', status: 422, body: { message: 'no' }, match: { method: 'POST', path: '^/calendars/$' }, times: 1 } );
	await call( 'POST', '/v1/events', [ refused ], 'application/cloudevents-batch+json' );
	await until( 'the first is given up', async () => await stateOf( refused.id ) === 'dead' );
	await sandbox.control( 'DELETE', '/faults' );
	await call( 'POST', '/v1/events', [ { ...calendarEvent( 1, 1 ), time: '2026-03-01T11:00:00Z' }, delivered ], 'application/cloudevents-batch+json' );
	await until( 'the second is delivered', async () => await stateOf( delivered.id ) === 'delivered' );
}, 180_000 );

afterAll( async () => {
	for ( const each of [ bridge, other ] ) {
		each.kill( 'SIGTERM' );
		await each.ended;
	}
	collector.close();
	await rm( folder, { recursive: true, force: true } );
} );

describe( 'metrics', () => {
	test( 'count what this process did, and show what the database holds the same from every replica', async () => {
		const mine = await ( await scrape( site.bridgeUrl ) ).text();
		const theirs = await ( await scrape( ( await other.listening() ).url, {} ) ).text();
		expect( valueOf( mine, 'slotbridge_events_accepted_total' ) ).toBe( 3 );
		const sum = ( name: string ) => ( valueOf( mine, name ) ?? 0 ) + ( valueOf( theirs, name ) ?? 0 );
		expect( sum( 'slotbridge_events_delivered_total' ) ).toBe( 1 );
		expect( sum( 'slotbridge_events_dead_total' ) ).toBe( 1 );
		expect( sum( 'slotbridge_events_superseded_total' ) ).toBe( 1 );
		for ( const text of [ mine, theirs ] ) {
			expect( valueOf( text, 'slotbridge_events_dead' ) ).toBe( 1 );
			expect( valueOf( text, 'slotbridge_limit_day_used' ) ).toBeGreaterThan( 5 );
			expect( valueOf( text, 'slotbridge_connection_status', { status: 'active' } ) ).toBe( 1 );
			expect( valueOf( text, 'slotbridge_token_age_seconds' ) ).toBeGreaterThan( 0 );
			expect( valueOf( text, 'slotbridge_database_bytes', { part: 'exchanges' } ) ).toBeGreaterThan( 0 );
		}
		expect( ( valueOf( mine, 'slotbridge_highlevel_call_seconds_count', { status: '4xx' } ) ?? 0 ) + ( valueOf( theirs, 'slotbridge_highlevel_call_seconds_count', { status: '4xx' } ) ?? 0 ) ).toBeGreaterThan( 0 );
	} );

	test( 'show an open event with its age, and it is gone when it is delivered', async () => {
		await call( 'PATCH', `/v1/connections/${ ( await call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].id }`, { status: 'paused' } );
		const held = calendarEvent( 3, 1 );
		await call( 'POST', '/v1/events', [ held ], 'application/cloudevents-batch+json' );
		await until( 'it waits', async () => await stateOf( held.id ) === 'waiting' );
		const text = await until( 'it is shown', async () => {
			const shown = await ( await scrape( site.bridgeUrl ) ).text();
			return valueOf( shown, 'slotbridge_events_open', { state: 'waiting' } ) === 1 && shown;
		} );
		expect( valueOf( text, 'slotbridge_queue_age_seconds', { state: 'waiting' } ) ).toBeGreaterThan( 0 );
		await call( 'PATCH', `/v1/connections/${ ( await call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].id }`, { status: 'active' } );
		await until( 'it is no longer shown', async () => valueOf( await ( await scrape( site.bridgeUrl ) ).text(), 'slotbridge_events_open' ) === undefined );
	} );

	test( 'every query of the dashboard names metrics and labels that are there', async () => {
		const text = await ( await scrape( site.bridgeUrl ) ).text() + await ( await scrape( ( await other.listening() ).url, {} ) ).text();
		const declared = new Set( [ ...text.matchAll( /^# TYPE (\S+) (\S+)$/gm ) ].flatMap( ( [ , name = '', type ] ) => ( type === 'histogram' ? [ `${ name }_bucket`, `${ name }_count`, `${ name }_sum` ] : [ name ] ) ) );
		const dashboard = JSON.parse( await readFile( new URL( '../../ops/grafana-dashboard.json', import.meta.url ), 'utf8' ) ) as { panels: { title: string; targets: { expr: string }[] }[] };
		const queries = dashboard.panels.flatMap( ( panel ) => panel.targets.map( ( { expr } ) => [ panel.title, expr ] as const ) );
		expect( queries.length ).toBeGreaterThan( 15 );
		const used = new Set<string>();
		for ( const [ title, expr ] of queries ) {
			const names = expr.match( /\b(slotbridge|process|nodejs)_\w+/g ) ?? [];
			expect( names, title ).not.toEqual( [] );
			names.forEach( ( name ) => {
				expect( declared.has( name ), `${ title }: ${ name }` ).toBe( true );
				used.add( name.replace( /_(bucket|count|sum)$/, '' ) );
			} );
			for ( const label of [ ...expr.matchAll( /by \(([^)]*)\)/g ) ].flatMap( ( [ , list = '' ] ) => list.split( ', ' ) ) ) {
				expect( text.includes( `${ label }="` ), `${ title }: ${ label }` ).toBe( true );
			}
		}
		// And the other way round: nothing of ours is measured that nobody looks at.
		const ours = [ ...text.matchAll( /^# TYPE (slotbridge_\S+)/gm ) ].map( ( [ , name = '' ] ) => name );
		expect( ours.filter( ( name ) => ! used.has( name ) ) ).toEqual( [] );
	} );

	test( 'hold no secret and no name, and are shown to nobody else', async () => {
		const answer = await scrape( site.bridgeUrl );
		expect( answer.headers.get( 'content-type' ) ).toMatch( /^text\/plain; version=0\.0\.4/ );
		const text = await answer.text();
		for ( const secret of [ token, site.pairing.secret, METRICS_TOKEN, 'Canary Member Name', 'metrics.example' ] ) {
			expect( text ).not.toContain( secret );
		}
		const local = ( await other.listening() ).url;
		const statuses = await Promise.all( [ scrape( site.bridgeUrl, {} ), scrape( site.bridgeUrl, { authorization: 'Bearer wrong' } ), scrape( local, { 'x-forwarded-for': '203.0.113.7' } ) ].map( async ( each ) => ( await each ).status ) );
		expect( statuses ).toEqual( [ 401, 401, 404 ] );
		expect( JSON.stringify( [ bridge.output(), other.output() ] ) ).not.toContain( METRICS_TOKEN );
	} );
} );

describe( 'traces', () => {
	const attribute = ( span: Span, key: string ) => Object.values( span.attributes.find( ( each ) => each.key === key )?.value ?? {} )[ 0 ];

	test( 'follow one event from the site that sent it to each call of HighLevel', async () => {
		await until( 'the spans are there', () => spans.some( ( span ) => span.traceId === traceId && span.name === 'accept' ) );
		// Either bridge may have delivered it; only one of them tells the collector.
		const event = { ...calendarEvent( 1, 9, { entity: { name: 'Once more' } } ), traceparent: '00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
		other.kill( 'SIGTERM' );
		await other.ended;
		await call( 'POST', '/v1/events', [ event ], 'application/cloudevents-batch+json' );
		await until( 'it is delivered', async () => await stateOf( event.id ) === 'delivered' );
		const mine = await until( 'its spans are there', () => {
			const found = spans.filter( ( span ) => span.traceId === '1af7651916cd43dd8448eb211c80319c' );
			return found.some( ( span ) => span.name === 'run lane' ) && found;
		} );
		const [ accept, run ] = [ 'accept', 'run lane' ].map( ( name ) => mine.find( ( span ) => span.name === name )! );
		expect( [ accept!.parentSpanId, run!.parentSpanId ] ).toEqual( [ 'b7ad6b7169203331', 'b7ad6b7169203331' ] );
		expect( attribute( run!, 'slotbridge.event_id' ) ).toBe( event.id );
		const steps = mine.filter( ( span ) => span.parentSpanId === run!.spanId );
		const calls = mine.filter( ( span ) => span.name.startsWith( 'HighLevel ' ) );
		expect( steps.length ).toBeGreaterThan( 1 );
		expect( calls.length ).toBeGreaterThan( 1 );
		calls.forEach( ( span ) => {
			expect( steps.map( ( step ) => step.spanId ) ).toContain( span.parentSpanId );
			expect( span.kind ).toBe( 3 );
			expect( attribute( span, 'http.response.status_code' ) ).toBeGreaterThanOrEqual( 200 );
			expect( BigInt( span.endTimeUnixNano ) ).toBeGreaterThanOrEqual( BigInt( span.startTimeUnixNano ) );
		} );
		const recorded = await database.db.selectFrom( 'attempt' ).innerJoin( 'step', 'step.id', 'attempt.step_id' ).innerJoin( 'run', 'run.id', 'step.run_id' ).select( 'operation' ).where( 'run.event_id', '=', event.id ).execute();
		expect( calls.map( ( span ) => attribute( span, 'slotbridge.operation' ) ).sort() ).toEqual( recorded.map( ( row ) => row.operation ).sort() );
		expect( JSON.stringify( spans ) ).not.toContain( token );
	} );

	test( 'of an event that brought none are made from its id, and the log carries the same ids', async () => {
		const event = calendarEvent( 5, 1 );
		await call( 'POST', '/v1/events', [ event ], 'application/cloudevents-batch+json' );
		const own = event.id.replaceAll( '-', '' );
		await until( 'its spans are there', () => spans.some( ( span ) => span.traceId === own && span.name === 'run lane' ) );
		const line = await bridge.line( ( entry ) => entry[ 'eventId' ] === event.id );
		expect( line[ 'traceId' ] ).toBe( own );
	} );
} );
