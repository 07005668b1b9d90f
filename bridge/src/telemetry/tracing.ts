/**
 * Follows one event through the bridge: spans for a collector (OpenTelemetry), and the same ids for the log.
 * Without a collector nothing is made or kept but the two ids.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace, type Attributes, type Context, type Tracer } from '@opentelemetry/api';
import type { TracerProvider } from '@opentelemetry/sdk-trace';

/** What an event brings along. */
export interface TracedEvent {
	id: string;
	traceparent: string | null;
}

export interface SpanOptions {
	attributes?: Attributes;
}

/** Runs the work as a span below the one that is under way; attributes that are only known later go through `note`. */
export type InSpan = <T>( name: string, options: SpanOptions, work: ( note: ( attributes: Attributes ) => void ) => Promise<T> ) => Promise<T>;

export interface Tracing {
	inSpan: InSpan;
	/** The same for all that is done for one event: below the span of the site that sent it. */
	forEvent<T>( name: string, event: TracedEvent, attributes: Attributes, work: () => Promise<T> ): Promise<T>;
	/** A span of something that has just ended. */
	ended( name: string, event: TracedEvent, startedAt: Date, attributes: Attributes ): void;
	/** A call of HighLevel that has just ended, below the span that is under way. */
	called( call: { operation: string; method: string; status: number | null; at: Date } ): void;
	/** For each line of the log: the event and the trace that it belongs to. */
	logFields(): { eventId?: string; traceId?: string };
	/** Sends what is left; gives up after a moment. */
	stop(): Promise<void>;
}

interface Here {
	context: Context;
	fields: { eventId: string; traceId: string };
}

const STOP_MS = 1_500;

/** @param endpoint Of an OTLP/HTTP collector, such as http://127.0.0.1:4318; null: no spans. */
export async function createTracing( endpoint: string | null, version: string ): Promise<Tracing> {
	const here = new AsyncLocalStorage<Here>();
	const provider = endpoint === null ? undefined : await makeProvider( endpoint, version );
	const tracer = provider?.getTracer( 'slotbridge' );
	return {
		inSpan: async ( name, options, work ) => {
			const now = here.getStore();
			return tracer && now ? await spanned( tracer, here, now, name, options, work ) : await work( () => undefined );
		},
		forEvent: async ( name, event, attributes, work ) => {
			const now = placeOf( event );
			return await here.run( now, () => ( tracer ? spanned( tracer, here, now, name, { attributes: { ...attributes, 'slotbridge.event_id': event.id } }, work ) : work() ) );
		},
		ended: ( name, event, startedAt, attributes ) => {
			tracer?.startSpan( name, { startTime: startedAt, kind: SpanKind.SERVER, attributes: { ...attributes, 'slotbridge.event_id': event.id } }, placeOf( event ).context ).end();
		},
		called: ( { operation, method, status, at } ) => {
			const now = here.getStore();
			const span = tracer && now ? tracer.startSpan( `HighLevel ${ operation }`, { startTime: at, kind: SpanKind.CLIENT, attributes: { 'http.request.method': method, 'slotbridge.operation': operation } }, now.context ) : undefined;
			if ( status !== null ) {
				span?.setAttribute( 'http.response.status_code', status );
			}
			if ( status === null || status >= 400 ) {
				span?.setStatus( { code: SpanStatusCode.ERROR } );
			}
			span?.end();
		},
		logFields: () => here.getStore()?.fields ?? {},
		stop: async () => {
			await Promise.race( [ provider?.shutdown().catch( () => undefined ), new Promise( ( resolve ) => setTimeout( resolve, STOP_MS ).unref() ) ] );
		},
	};
}

/** Loaded only here: a bridge without a collector pays neither the time nor the memory. */
async function makeProvider( endpoint: string, version: string ): Promise<TracerProvider> {
	const [ { OTLPTraceExporter }, { resourceFromAttributes }, { BatchSpanProcessor, TracerProvider } ] = await Promise.all( [
		import( '@opentelemetry/exporter-trace-otlp-http' ), import( '@opentelemetry/resources' ), import( '@opentelemetry/sdk-trace' ),
	] );
	return new TracerProvider( {
		resource: resourceFromAttributes( { 'service.name': 'slotbridge-bridge', 'service.version': version } ),
		spanProcessors: [ new BatchSpanProcessor( { exporter: new OTLPTraceExporter( { url: `${ endpoint }/v1/traces` } ), scheduledDelayMillis: 1_000 } ) ],
	} );
}

async function spanned<T>(
	tracer: Tracer, here: AsyncLocalStorage<Here>, now: Here, name: string, options: SpanOptions, work: ( note: ( attributes: Attributes ) => void ) => Promise<T>,
): Promise<T> {
	const span = tracer.startSpan( name, { attributes: options.attributes }, now.context );
	try {
		return await here.run( { ...now, context: trace.setSpan( now.context, span ) }, () => work( ( attributes ) => void span.setAttributes( attributes ) ) );
	} catch ( error ) {
		// The kind only: messages can quote what HighLevel answered, and that stays in the bridge.
		span.setStatus( { code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' } );
		throw error;
	} finally {
		span.end();
	}
}

/** An event of a plugin that sends no trace still gets one of its own, the same at every try: its id has the right form. */
function placeOf( event: TracedEvent ): Here {
	const [ , traceId, spanId, flags ] = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec( event.traceparent ?? '' ) ?? [];
	if ( traceId === undefined || spanId === undefined ) {
		return { context: trace.setSpanContext( ROOT_CONTEXT, parentOf( event.id.replaceAll( '-', '' ), event.id.replaceAll( '-', '' ).slice( 16 ), TraceFlags.SAMPLED ) ), fields: { eventId: event.id, traceId: event.id.replaceAll( '-', '' ) } };
	}
	return { context: trace.setSpanContext( ROOT_CONTEXT, parentOf( traceId, spanId, Number.parseInt( flags ?? '01', 16 ) & TraceFlags.SAMPLED ) ), fields: { eventId: event.id, traceId } };
}

function parentOf( traceId: string, spanId: string, traceFlags: number ) {
	return { traceId, spanId, traceFlags, isRemote: true };
}
