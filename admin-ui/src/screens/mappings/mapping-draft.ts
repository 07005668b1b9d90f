/** The unsaved mapping: reading, changing and comparing it, without a screen. */
import type { ApiError } from '../../api/errors.ts';
import type { Config, EntityKind, FieldDefinition, FieldMapping } from '../../api/types.ts';

/** What a field is mapped to before anybody changed it. */
export const defaultMapping = ( field: FieldDefinition ): FieldMapping => ( {
	target: field.id,
	enabled: true,
	source: { path: field.defaultSource },
	transforms: [],
} );

/** The mapping of one field; one that the stored config does not know yet gets its default. */
export function mappingOf( config: Config, entity: EntityKind, field: FieldDefinition ): FieldMapping {
	return config[ entity ].fields.find( ( { target } ) => target === field.id ) ?? defaultMapping( field );
}

/** A copy of the config with this one mapping put in its place. */
export function withMapping( config: Config, entity: EntityKind, mapping: FieldMapping ): Config {
	const { fields } = config[ entity ];
	const isKnown = fields.some( ( { target } ) => target === mapping.target );
	return {
		...config,
		[ entity ]: { fields: isKnown ? fields.map( ( before ) => ( before.target === mapping.target ? mapping : before ) ) : [ ...fields, mapping ] },
	};
}

export function isSameMapping( a: FieldMapping, b: FieldMapping ): boolean {
	return a.enabled === b.enabled && sourceText( a ) === sourceText( b ) && a.transforms.join( '\n' ) === b.transforms.join( '\n' );
}

/** True when both would do the same; the version does not count, and neither does the order of the fields. */
export function isSameConfig( a: Config, b: Config ): boolean {
	return (
		a.policies.calendarRemoved === b.policies.calendarRemoved &&
		a.policies.groupRemoved === b.policies.groupRemoved &&
		a.policies.calendarGone === b.policies.calendarGone &&
		a.policies.groupGone === b.policies.groupGone &&
		isSameList( a.calendar.fields, b.calendar.fields ) &&
		isSameList( a[ 'calendar-group' ].fields, b[ 'calendar-group' ].fields )
	);
}

function isSameList( a: FieldMapping[], b: FieldMapping[] ): boolean {
	return a.length === b.length && a.every( ( mapping ) => b.some( ( other ) => other.target === mapping.target && isSameMapping( mapping, other ) ) );
}

const sourceText = ( { source }: FieldMapping ): string => ( 'path' in source ? `path:${ source.path }` : `template:${ source.template }` );

/**
 * Brings a refusal's field paths (`calendar/fields/3/source/template`) to the fields they speak of.
 *
 * @return Messages by entity and target, joined by a colon (`calendar:name`).
 */
export function errorsByTarget( error: ApiError | null, sent: Config ): Record<string, string> {
	const found: Record<string, string> = {};
	for ( const [ path, words ] of Object.entries( error?.fields ?? {} ) ) {
		const match = /^(?:config\/)?(calendar|calendar-group)\/fields\/(\d+)/.exec( path );
		const entity = match?.[ 1 ] as EntityKind | undefined;
		const mapping = entity && sent[ entity ].fields[ Number( match?.[ 2 ] ) ];
		if ( mapping ) {
			found[ `${ entity }:${ mapping.target }` ] = words;
		}
	}
	return found;
}
