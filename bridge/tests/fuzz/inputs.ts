/** Input that nobody should send: valid examples with something broken in them, and things that never were an example. */
import fc from 'fast-check';

export type Json = null | boolean | number | string | Json[] | { [ key: string ]: Json };

/** What has broken parsers, databases and type checks before. */
const nasty: fc.Arbitrary<Json> = fc.oneof(
	fc.constantFrom<Json>(
		null, true, false, 0, -1, 1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 2 ** 63, '', ' ', '\0', 'a\0b', '\ud800', 'x\udfff', '\u202e', '\r\n', '🗓️',
		'null', 'undefined', 'NaN', '0', '-1', '1e999', '1970-01-01T00:00:00Z', '9999-12-31T23:59:60Z', '+275760-09-13T00:00:00Z', '0000-00-00', '../../etc/passwd', '%00', '\\',
		'\'; DROP TABLE event; --', '{{ 1 | divided_by: 0 }}', '{{', '{% for i in (1..999999999) %}x{% endfor %}', '<script>alert(1)</script>', '__proto__', 'constructor',
		[], {}, [ [] ], [ null ], { __proto__: null }, { constructor: { prototype: 1 } },
	),
	fc.string( { unit: 'binary', maxLength: 40 } ),
	fc.string( { maxLength: 40 } ),
	fc.constantFrom( 200, 201, 1_000, 70_000 ).map( ( length ) => 'a'.repeat( length ) ),
	fc.integer(), fc.double( { noNaN: true, noDefaultInfinity: true } ),
	fc.date( { noInvalidDate: true } ).map( ( date ) => date.toISOString() ), fc.uuid(), fc.webUrl(), fc.emailAddress(),
	fc.constantFrom( 5, 25, 200 ).map( ( depth ) => Array.from( { length: depth } ).reduce<Json>( ( inner ) => [ inner ], 1 ) ),
	fc.jsonValue( { maxDepth: 3, noUnicodeString: false } as fc.JsonSharedConstraints ).map( ( value ) => value as Json ),
);

interface Mutation {
	/** Which way to take at each level, modulo what is there. */
	way: number[];
	kind: 'replace' | 'remove' | 'add' | 'repeat' | 'rename';
	key: string;
	value: Json;
}

const mutation: fc.Arbitrary<Mutation> = fc.record( {
	way: fc.array( fc.nat( 40 ), { minLength: 1, maxLength: 6 } ),
	kind: fc.constantFrom( 'replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'rename' ),
	key: fc.oneof( fc.constantFrom( '__proto__', 'constructor', 'toString', 'id', '', 'a/b~c', '\0', 'secret' ), fc.string( { maxLength: 8 } ) ),
	value: nasty,
} );

/** A valid example with one to four things changed at random places, or (sometimes) as it is. */
export function brokenFrom( example: Json ): fc.Arbitrary<Json> {
	return fc.oneof(
		{ weight: 12, arbitrary: fc.array( mutation, { minLength: 1, maxLength: 4 } ).map( ( mutations ) => mutations.reduce( mutate, structuredClone( example ) ) ) },
		{ weight: 2, arbitrary: nasty },
		{ weight: 1, arbitrary: fc.constant( example ) },
	);
}

function mutate( value: Json, change: Mutation ): Json {
	const [ step, ...rest ] = change.way;
	if ( typeof value !== 'object' || value === null || step === undefined ) {
		return change.value;
	}
	const keys = Object.keys( value );
	const key = keys[ step % Math.max( 1, keys.length ) ];
	const inner = key === undefined ? undefined : ( value as Record<string, Json> )[ key ];
	if ( key !== undefined && rest.length > 0 && typeof inner === 'object' && inner !== null ) {
		return put( value, key, mutate( inner, { ...change, way: rest } ) );
	}
	if ( Array.isArray( value ) ) {
		return change.kind === 'remove' ? value.slice( 1 ) : change.kind === 'repeat' ? [ ...value, ...value ] : change.kind === 'add' ? [ ...value, change.value ] : value.map( ( item, index ) => ( String( index ) === key ? change.value : item ) );
	}
	if ( change.kind === 'remove' || change.kind === 'rename' ) {
		const { [ key ?? '' ]: taken, ...others } = value;
		return change.kind === 'remove' ? others : put( others, change.key, taken ?? null );
	}
	return put( value, change.kind === 'add' ? change.key : key ?? change.key, change.value );
}

/** Own properties, so that `__proto__` is a key like any other, as it is for JSON.parse. */
function put( value: Json[] | { [ key: string ]: Json }, key: string, item: Json ): Json {
	if ( Array.isArray( value ) ) {
		return value.map( ( old, index ) => ( String( index ) === key ? item : old ) );
	}
	return Object.defineProperty( { ...value }, key, { value: item, enumerable: true, configurable: true, writable: true } );
}

/** The bytes of a body: mostly JSON, sometimes torn or nothing like it. */
export function bodyFrom( example: Json ): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
	const json = brokenFrom( example ).map( ( value ) => Buffer.from( JSON.stringify( value ) ) );
	return fc.oneof(
		{ weight: 20, arbitrary: json },
		{ weight: 1, arbitrary: fc.tuple( json, fc.double( { min: 0, max: 1, noNaN: true } ) ).map( ( [ bytes, part ] ) => bytes.subarray( 0, Math.floor( bytes.length * part ) ) ) },
		{ weight: 1, arbitrary: fc.uint8Array( { maxLength: 200 } ) },
	).map( ( bytes ) => new Uint8Array( bytes ) );
}

/** A query from the given names, some of them twice, with values that may be anything that can stand in an address. */
export function queryFrom( examples: Record<string, string[]> ): fc.Arbitrary<string> {
	const value = ( name: string ) => fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom( ...examples[ name ]! ) },
		{ weight: 2, arbitrary: nasty.map( ( odd ) => ( typeof odd === 'string' ? odd : JSON.stringify( odd ) ).slice( 0, 3_000 ) ) },
	);
	const whole = Object.entries( examples ).map( ( [ name, [ first = '' ] ] ) => [ name, first ] as const );
	const known = fc.constantFrom( ...Object.keys( examples ) ).chain( ( name ) => value( name ).map( ( text ) => [ name, text ] as const ) );
	const unknown = fc.tuple( fc.string( { maxLength: 10 } ), fc.string( { maxLength: 10 } ) );
	return fc.oneof(
		{ weight: 12, arbitrary: fc.array( fc.oneof( { weight: 8, arbitrary: known }, { weight: 1, arbitrary: unknown } ), { maxLength: 6 } ).chain( ( pairs ) => fc.boolean().map( ( onTop ) => ( onTop ? [ ...new Map( [ ...whole, ...pairs.slice( 0, 2 ) ] ) ] : pairs ) ) ).map( ( pairs ) => pairs.map( ( pair ) => pair.map( ( text ) => encodeURIComponent( text.toWellFormed() ) ).join( '=' ) ).join( '&' ) ) },
		{ weight: 1, arbitrary: fc.stringMatching( /^[!-"$-~]{0,60}$/ ) },
	);
}

/** What can stand in the place of an id in a path. */
export const pathPart: fc.Arbitrary<string> = fc.oneof(
	fc.uuid(), fc.constantFrom( '0', '-1', '%00', '%ff', '%', '..', '.', '%2e%2e', '%2f', 'null', '\'', '00000000-0000-0000-0000-000000000000', 'a'.repeat( 3_000 ) ),
	fc.string( { minLength: 1, maxLength: 20 } ).map( ( text ) => encodeURIComponent( text.toWellFormed() ) ),
);

export { nasty };
