/** The bridge's numbers for Prometheus: what this process did as counters, what the database holds as gauges read at each scrape. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Measurements } from '../database/measurements.ts';
import type { EventState } from '../database/schema.ts';

export interface Metrics {
	accepted( count: number ): void;
	/** Events reached this state for good or until the next try. */
	settled( state: EventState, count: number ): void;
	/** One call of HighLevel; `status` null when there was no answer. */
	called( call: { operation: string; status: number | null; durationMs: number } ): void;
	/** In the text format of Prometheus. */
	render(): Promise<{ text: string; mediaType: string }>;
}

export interface MetricsOptions {
	measure(): Promise<Measurements>;
	/** Memory, processor, event loop of this process; only once a process. */
	withProcess?: boolean;
}

/** Several scrapers, or an eager one, cost the database no more than one. */
const FRESH_MS = 2_000;

export function createMetrics( options: MetricsOptions ): Metrics {
	const registry = new Registry();
	if ( options.withProcess ) {
		collectDefaultMetrics( { register: registry } );
	}
	const counters = makeCounters( registry );
	const calls = new Histogram( {
		name: 'slotbridge_highlevel_call_seconds', help: 'How long calls of HighLevel took in this process, by operation and class of status (none: no answer).',
		labelNames: [ 'operation', 'status' ], buckets: [ 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 10 ], registers: [ registry ],
	} );
	const show = makeGauges( registry );
	const refresh = onceIn( FRESH_MS, async () => show( await options.measure() ) );
	return {
		accepted: ( count ) => counters.accepted.inc( count ),
		settled: ( state, count ) => counters.of( state )?.inc( count ),
		called: ( call ) => calls.observe( { operation: call.operation, status: statusClass( call.status ) }, call.durationMs / 1_000 ),
		render: async () => {
			await refresh();
			return { text: await registry.metrics(), mediaType: registry.contentType };
		},
	};
}

function makeCounters( registry: Registry ) {
	const counter = ( name: string, help: string ) => new Counter( { name: `slotbridge_events_${ name }_total`, help: `${ help } Of this process since it started: add up the replicas.`, registers: [ registry ] } );
	const delivered = counter( 'delivered', 'Events that HighLevel has.' );
	const retried = counter( 'retried', 'Deliveries that did not succeed and are tried again by themselves.' );
	const waiting = counter( 'held', 'Deliveries that wait for somebody to remove the reason.' );
	const dead = counter( 'dead', 'Events that were given up.' );
	const superseded = counter( 'superseded', 'Events that a newer one of the same calendar or group carried along.' );
	const states: Partial<Record<EventState, Counter>> = { delivered, retrying: retried, pending: retried, waiting, dead, superseded };
	return { accepted: counter( 'accepted', 'New events that sites have sent.' ), of: ( state: EventState ) => states[ state ] };
}

/** Returns what puts a fresh measurement into the gauges. */
function makeGauges( registry: Registry ): ( now: Measurements ) => void {
	const gauge = <L extends string>( name: string, help: string, labelNames: L[] ) => new Gauge<L>( { name: `slotbridge_${ name }`, help, labelNames, registers: [ registry ] } );
	const open = gauge( 'events_open', 'Events with something left to do. A site without a connection stands under its own id.', [ 'location', 'state' ] );
	const age = gauge( 'queue_age_seconds', 'How long the oldest open event has been open.', [ 'location', 'state' ] );
	const dead = gauge( 'events_dead', 'Events that were given up and not sent again.', [ 'location' ] );
	const window = gauge( 'limit_window_used', 'Calls of HighLevel in the last ten seconds; HighLevel allows 100.', [ 'location' ] );
	const day = gauge( 'limit_day_used', 'Calls of HighLevel on this day (UTC); HighLevel allows 200,000.', [ 'location' ] );
	const blocked = gauge( 'limit_blocked_seconds', 'How long HighLevel still wants no call; 0 when it does not.', [ 'location' ] );
	const token = gauge( 'token_age_seconds', 'How long ago the token was entered.', [ 'connection', 'location' ] );
	const status = gauge( 'connection_status', '1 for the status that the connection has.', [ 'connection', 'location', 'status' ] );
	const lanes = gauge( 'lanes', 'Calendars and groups with something to do.', [ 'state' ] );
	const callbacks = gauge( 'callbacks_pending', 'Messages on their way to sites.', [] );
	const bytes = gauge( 'database_bytes', 'Size of the database, and of the exchanges with HighLevel in it.', [ 'part' ] );
	return ( now ) => {
		[ open, age, dead, window, day, blocked, token, status ].forEach( ( one ) => one.reset() );
		for ( const { location, state, count, ageSeconds } of now.open ) {
			open.set( { location, state }, count );
			age.set( { location, state }, ageSeconds );
		}
		now.dead.forEach( ( { location, count } ) => dead.set( { location }, count ) );
		for ( const { location, windowUsed, dayUsed, blockedSeconds } of now.limits ) {
			window.set( { location }, windowUsed );
			day.set( { location }, dayUsed );
			blocked.set( { location }, blockedSeconds );
		}
		for ( const { connection, location, status: is, tokenAgeSeconds } of now.connections ) {
			token.set( { connection, location }, tokenAgeSeconds );
			[ 'active', 'paused', 'broken' ].forEach( ( each ) => status.set( { connection, location, status: each }, each === is ? 1 : 0 ) );
		}
		lanes.set( { state: 'queued' }, now.lanes.queued );
		lanes.set( { state: 'active' }, now.lanes.active );
		callbacks.set( now.callbacks );
		bytes.set( { part: 'all' }, now.databaseBytes );
		bytes.set( { part: 'exchanges' }, now.exchangeBytes );
	};
}

function statusClass( status: number | null ): string {
	return status === null ? 'none' : status === 429 ? '429' : `${ Math.floor( status / 100 ) }xx`;
}

/** Does the work at most once in so many ms; callers meanwhile share the last one, also while it runs. */
function onceIn( ms: number, work: () => Promise<void> ): () => Promise<void> {
	let last: { at: number; done: Promise<void> } | undefined;
	return () => {
		if ( ! last || Date.now() - last.at > ms ) {
			const mine = { at: Date.now(), done: work() };
			mine.done.catch( () => {
				last = last === mine ? undefined : last;
			} );
			last = mine;
		}
		return last.done;
	};
}
