/** A small check of a value against an OpenAPI 3.0 schema: as much of it as HighLevel's files use in answers. */
import type { Json } from '../helpers/run-sandbox.ts';

export interface Spec {
	paths: Record<string, Record<string, Json>>;
	components: { schemas: Record<string, Json> };
}

/** A fault of the files themselves: these are typed `object` beside examples that are strings. */
const timesTypedObject = [ 'startTime', 'endTime', 'dateAdded', 'dateUpdated' ];

/** Another: every event is said to need these, although not every calendar has a group, and a blocked slot has no contact. */
const wronglyRequired = ( at: string ): string[] => at.includes( '/blocked-slots' ) ? [ 'groupId', 'contactId', 'assignedUserId', 'users' ] : [ 'groupId' ];

/** @return One line a fault; empty when the value fits. */
export function schemaFaults( spec: Spec, schema: Json, value: unknown, at: string ): string[] {
	const resolved = resolve( spec, schema );
	if ( resolved.allOf ) {
		return resolved.allOf.flatMap( ( part: Json ) => schemaFaults( spec, part, value, at ) );
	}
	if ( resolved.enum && ! resolved.enum.includes( value ) ) {
		return [ `${ at }: ${ JSON.stringify( value ) } is not one of ${ resolved.enum.join( ', ' ) }` ];
	}
	if ( resolved.type === 'array' ) {
		return Array.isArray( value )
			? value.flatMap( ( item, index ) => schemaFaults( spec, resolved.items ?? {}, item, `${ at }[${ index }]` ) )
			: [ `${ at } is no array` ];
	}
	if ( resolved.type === 'object' || resolved.properties ) {
		return objectFaults( spec, resolved, value, at );
	}
	return resolved.type && typeof value !== resolved.type ? [ `${ at } is no ${ resolved.type }` ] : [];
}

function objectFaults( spec: Spec, schema: Json, value: unknown, at: string ): string[] {
	if ( typeof value !== 'object' || value === null || Array.isArray( value ) ) {
		return [ `${ at } is no object` ];
	}
	const given = value as Record<string, unknown>;
	const missing = ( schema.required ?? [] ).filter( ( key: string ) => given[ key ] === undefined && ! wronglyRequired( at ).includes( key ) );
	return [
		...missing.map( ( key: string ) => `${ at }.${ key } is missing` ),
		...Object.entries( given ).flatMap( ( [ key, item ] ) => memberFaults( spec, schema, key, item, `${ at }.${ key }` ) ),
	];
}

function memberFaults( spec: Spec, schema: Json, key: string, item: unknown, at: string ): string[] {
	const member = schema.properties?.[ key ] ?? ( typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined );
	if ( ! member || item === undefined ) {
		return [];
	}
	return timesTypedObject.includes( key ) ? schemaFaults( spec, { type: 'string' }, item, at ) : schemaFaults( spec, member, item, at );
}

function resolve( spec: Spec, schema: Json ): Json {
	const name = /^#\/components\/schemas\/(.+)$/.exec( schema.$ref ?? '' )?.[ 1 ];
	return name ? spec.components.schemas[ name ] : schema;
}
