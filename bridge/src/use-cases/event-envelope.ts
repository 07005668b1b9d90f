/** Checks one CloudEvents envelope and the entity in it, fault by fault, with a pointer to each. */
import { entitySchemas, type EventEntity } from '@slotbridge/catalogue/events/index.ts';
import { z } from 'zod';
import type { NewEvent } from '../database/events.ts';
import type { EventData } from '../database/schema.ts';
import type { ErrorCode } from '../errors/codes.ts';
import type { FieldFault } from '../errors/app-error.ts';
import { toPointer } from '../errors/json-pointer.ts';
import { findEventType } from './event-types.ts';
import { findUnstorable, UNSTORABLE } from './unstorable.ts';

export type EnvelopeResult =
	| { ok: true; event: NewEvent }
	| { ok: false; code: ErrorCode; detail: string; errors: FieldFault[] };

/** As PHP's and JavaScript's integers agree on; text is allowed because some JSON writers send large numbers so. */
const sequence = z.union( [ z.int().min( 1 ), z.string().regex( /^[1-9]\d{0,15}$/ ).transform( Number ).pipe( z.int().min( 1 ) ) ] );

/** Far enough from the ends of what PostgreSQL can store, and outside of it nothing can be meant seriously. */
const time = z.iso.datetime( { offset: true } ).transform( ( text ) => new Date( text ) )
	.refine( ( date ) => date.getUTCFullYear() >= 2000 && date.getUTCFullYear() < 2200, 'must be between the years 2000 and 2200' );

/** Bytes of JSON: room for what another system may send to the site in one call (64 KiB), and no more. */
export const MAX_DETAIL = 98_304;

const detail = z.looseObject( {} ).refine( ( value ) => Buffer.byteLength( JSON.stringify( value ) ) <= MAX_DETAIL, `must not be larger than ${ MAX_DETAIL } bytes` );

const envelopeSchema = z.object( {
	specversion: z.literal( '1.0' ),
	id: z.guid().transform( ( id ) => id.toLowerCase() ),
	source: z.string().min( 1 ).max( 2_000 ),
	type: z.string().min( 1 ).max( 200 ),
	subject: z.string().regex( /^[a-z-]+\/[1-9]\d{0,18}$/, 'must be an entity and its id, such as calendar/123' ),
	time,
	sequence,
	traceparent: z.string().regex( /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/ ).optional(),
	data: z.object( { entity: z.looseObject( {} ), changed: z.array( z.string().min( 1 ).max( 64 ) ).max( 100 ), detail: detail.optional() } ),
} );

const entityCheckers = Object.fromEntries(
	Object.entries( entitySchemas ).map( ( [ entity, schema ] ) => [ entity, z.fromJSONSchema( schema as Parameters<typeof z.fromJSONSchema>[ 0 ] ) ] ),
) as Record<EventEntity, z.ZodType>;

/** Unknown members of the envelope are ignored (CloudEvents allows extensions); unknown fields of the entity are faults. */
export function readEnvelope( input: unknown ): EnvelopeResult {
	const stray = findUnstorable( input );
	if ( stray !== undefined ) {
		return invalid( [ { pointer: stray, detail: UNSTORABLE } ] );
	}
	const envelope = envelopeSchema.safeParse( input );
	if ( ! envelope.success ) {
		return invalid( faultsOf( envelope.error.issues, input ) );
	}
	const { type, subject, data } = envelope.data;
	const eventType = findEventType( type );
	if ( eventType === undefined ) {
		const detail = `The bridge does not know events of the type ${ type }. Is it older than the plugin?`;
		return { ok: false, code: 'event_type_unknown', detail, errors: [ { pointer: '/type', detail: 'is not known' } ] };
	}
	const entity = entityCheckers[ eventType.entity ].safeParse( data.entity );
	const faults = entity.success ? [] : faultsOf( entity.error.issues, data.entity, '/data/entity' );
	if ( faults.length === 0 && subject !== `${ eventType.entity }/${ String( data.entity[ 'id' ] ) }` ) {
		faults.push( { pointer: '/subject', detail: `must be ${ eventType.entity }/${ String( data.entity[ 'id' ] ) }, as the type and the entity say` } );
	}
	if ( faults.length > 0 ) {
		return invalid( faults );
	}
	const { id, sequence: number, time: moment, traceparent } = envelope.data;
	// The entity as it came, not as zod rebuilt it: what is stored is what the site said.
	const { entity: original, detail: told } = ( input as { data: EventData } ).data;
	return {
		ok: true,
		event: {
			id, type, subject, sequence: number, time: moment, traceparent: traceparent ?? null,
			data: { entity: original, changed: [ ...new Set( data.changed ) ], ...( told && { detail: told } ) }, entityName: nameOf( original ),
		},
	};
}

/** Somebody without a name is known by their login, or at least by a number. */
function nameOf( entity: Record<string, unknown> ): string {
	return String( entity[ 'name' ] || entity[ 'login' ] || entity[ 'id' ] );
}

function invalid( errors: FieldFault[] ): EnvelopeResult {
	const [ first ] = errors;
	const more = errors.length > 1 ? ` (and ${ errors.length - 1 } more)` : '';
	return { ok: false, code: 'event_invalid', detail: `The event is not valid: ${ first?.pointer || 'the event' } ${ first?.detail }${ more }.`, errors };
}

/**
 * zod's issues as pointers, the alternatives of a union unfolded to the one that fits best.
 * JSON Schema counts characters, zod counts UTF-16 units: an issue about length stands only if the characters are too many.
 */
function faultsOf( issues: readonly z.core.$ZodIssue[], input: unknown, base: string = '' ): FieldFault[] {
	return issues.flatMap( ( issue ) => {
		const pointer = base + toPointer( issue.path );
		if ( issue.code === 'too_big' && issue.origin === 'string' && [ ...String( valueAt( input, issue.path ) ) ].length <= Number( issue.maximum ) ) {
			return [];
		}
		if ( issue.code === 'invalid_union' ) {
			const best = deepest( issue.errors );
			return best ? faultsOf( best, valueAt( input, issue.path ), pointer ) : [ { pointer, detail: 'has none of the allowed forms' } ];
		}
		return [ { pointer, detail: decapitalise( issue.message ) } ];
	} );
}

/** Of the alternatives of a union, the one that got furthest before it failed. */
function deepest( alternatives: readonly ( readonly z.core.$ZodIssue[] )[] ): readonly z.core.$ZodIssue[] | undefined {
	const depth = ( issues: readonly z.core.$ZodIssue[] ) => Math.max( 0, ...issues.map( ( issue ) => issue.path.length ) );
	return [ ...alternatives ].sort( ( a, b ) => depth( b ) - depth( a ) )[ 0 ];
}

function valueAt( input: unknown, path: readonly PropertyKey[] ): unknown {
	return path.reduce<unknown>( ( value, step ) => ( value as Record<PropertyKey, unknown> | null | undefined )?.[ step ], input );
}

function decapitalise( text: string ): string {
	return text.charAt( 0 ).toLowerCase() + text.slice( 1 );
}
