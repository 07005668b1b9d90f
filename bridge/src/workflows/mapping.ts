/** Fills the fields of the catalogue from a snapshot, as the owner's mapping says. Pure: the same in, the same out. */
import { fields, type Config, type Entity, type FieldDefinition, type FieldMapping } from '@slotbridge/catalogue';
import { coerce, readFlag } from './coerce.ts';
import { findTemplateFault, renderTemplate } from './template.ts';
import { applyTransforms } from './transforms.ts';

export interface MappingFault {
	/** Id of the field. */
	target: string;
	/** What is wrong, for the owner. */
	detail: string;
}

export interface Mapped {
	/** Values by field id; a field that is switched off or has no value is absent. */
	values: Record<string, unknown>;
	faults: MappingFault[];
}

/**
 * @param snapshot The entity as the event carried it.
 * @param mappings The owner's choices for this kind of entity.
 */
export function mapFields( entity: Entity, snapshot: Record<string, unknown>, mappings: readonly FieldMapping[] ): Mapped {
	const mapped: Mapped = { values: {}, faults: [] };
	for ( const definition of fields[ entity ] ) {
		const mapping = mappings.find( ( candidate ) => candidate.target === definition.id );
		if ( mapping?.enabled ) {
			mapOne( definition, mapping, snapshot, mapped );
		}
	}
	return mapped;
}

function mapOne( definition: FieldDefinition, mapping: FieldMapping, snapshot: Record<string, unknown>, mapped: Mapped ): void {
	const fault = ( detail: string ) => mapped.faults.push( { target: definition.id, detail: `${ definition.label }: ${ detail }` } );
	let value: unknown;
	try {
		value = applyTransforms( readSource( mapping, snapshot ), mapping.transforms, readFlag );
	} catch ( error ) {
		fault( ( error as Error ).message );
		return;
	}
	if ( value === undefined || ( definition.required && typeof value === 'string' && value.trim() === '' ) ) {
		if ( definition.required ) {
			fault( 'It must not be empty.' );
		}
		return;
	}
	const coerced = coerce( value, definition.kind );
	if ( 'fault' in coerced ) {
		fault( coerced.fault );
	} else {
		mapped.values[ definition.id ] = coerced.value;
	}
}

function readSource( mapping: FieldMapping, snapshot: Record<string, unknown> ): unknown {
	return 'template' in mapping.source ? renderTemplate( mapping.source.template, { entity: snapshot } ) : readPath( snapshot, mapping.source.path );
}

/** Follows own properties only, so that `constructor` and its like lead nowhere. */
function readPath( snapshot: unknown, path: string ): unknown {
	return path.split( '.' ).reduce(
		( value: unknown, key ) => ( typeof value === 'object' && value !== null && Object.hasOwn( value, key ) ? ( value as Record<string, unknown> )[ key ] : undefined ),
		snapshot
	);
}

/** Templates of a configuration that cannot be read, with the JSON Pointer of each. */
export function findConfigFaults( config: Config ): { pointer: string; detail: string }[] {
	return ( [ 'calendar', 'calendar-group' ] as const ).flatMap( ( entity ) =>
		config[ entity ].fields.flatMap( ( { source }, index ) => {
			const detail = 'template' in source ? findTemplateFault( source.template ) : undefined;
			return detail === undefined ? [] : [ { pointer: `/${ entity }/fields/${ index }/source/template`, detail } ];
		} )
	);
}
