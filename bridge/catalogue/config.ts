/** What a site's owner can configure: its shape, its defaults, and the check of what comes in. */
import { z } from 'zod';
import type { Entity } from './events/index.ts';
import { fields } from './fields/index.ts';
import { transforms, type TransformId } from './transforms.ts';

export type FieldSource = { path: string } | { template: string };

/** How one HighLevel field is filled. */
export interface FieldMapping {
	/** Id of a FieldDefinition. */
	target: string;
	/** Off: the field is left to HighLevel. */
	enabled: boolean;
	source: FieldSource;
	transforms: TransformId[];
}

/** What happens in HighLevel when the thing is trashed or deleted on the site. */
export type RemovalPolicy = 'draft' | 'delete';

/** What happens when a linked calendar or group is found deleted in HighLevel: it is added anew, or waits for the owner's word. */
export type GonePolicy = 'recreate' | 'ask';

/** What happens to the future bookings of a member who loses access. The site decides each case; here it says which scopes are made use of. */
export type LostAccessPolicy = 'keep' | 'ask' | 'cancel';

export interface Config {
	/** Counts up with every save; 0 has never been saved. */
	version: number;
	/** Null: the only connection, or the oldest. */
	connectionId: string | null;
	calendar: { fields: FieldMapping[] };
	'calendar-group': { fields: FieldMapping[] };
	policies: { calendarRemoved: RemovalPolicy; groupRemoved: RemovalPolicy; calendarGone: GonePolicy; groupGone: GonePolicy; lostAccess: LostAccessPolicy };
}

/** Names joined by dots, list positions as numbers: `name`, `audience.rules.0.name`. */
const pathPattern = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+){0,9}$/;
const transformIds = transforms.map( ( transform ) => transform.id ) as [ TransformId, ...TransformId[] ];

const fieldMapping = z.strictObject( {
	target: z.string(),
	enabled: z.boolean(),
	source: z.union( [
		z.strictObject( { path: z.string().max( 200 ).regex( pathPattern, 'A path is names joined by dots, such as audience.match.' ) } ),
		z.strictObject( { template: z.string().min( 1 ).max( 4000 ) } ),
	] ),
	transforms: z.array( z.enum( transformIds ) ).max( 10 ),
} );

const removalPolicy = z.enum( [ 'draft', 'delete' ] );
/** May be left out: an admin that is older than the bridge does not know it. */
const gonePolicy = z.enum( [ 'recreate', 'ask' ] ).default( 'recreate' );
const lostAccess = z.enum( [ 'keep', 'ask', 'cancel' ] ).default( 'keep' );

/** Checks a Config that came from outside; templates are checked by the mapping, which can read them. */
export const configSchema: z.ZodType<Config> = z.strictObject( {
	// As far as PostgreSQL's integer reaches, with the next one.
	version: z.int().min( 0 ).max( 2_147_483_646 ),
	connectionId: z.uuid().nullable(),
	calendar: z.strictObject( { fields: fieldMappings( 'calendar' ) } ),
	'calendar-group': z.strictObject( { fields: fieldMappings( 'calendar-group' ) } ),
	policies: z.strictObject( { calendarRemoved: removalPolicy, groupRemoved: removalPolicy, calendarGone: gonePolicy, groupGone: gonePolicy, lostAccess } ),
} );

function fieldMappings( entity: Entity ): z.ZodType<FieldMapping[]> {
	const known = new Map( fields[ entity ].map( ( field ) => [ field.id, field ] ) );
	return z.array( fieldMapping ).max( known.size ).superRefine( ( mappings, context ) => {
		const seen = new Set<string>();
		mappings.forEach( ( { target, enabled }, index ) => {
			const definition = known.get( target );
			const refuse = ( key: string, message: string ) => context.addIssue( { code: 'custom', path: [ index, key ], message } );
			if ( ! definition ) {
				refuse( 'target', `There is no field "${ target }".` );
			} else if ( seen.has( target ) ) {
				refuse( 'target', `"${ definition.label }" is mapped twice.` );
			} else if ( definition.required && ! enabled ) {
				refuse( 'enabled', `"${ definition.label }" is needed and cannot be switched off.` );
			}
			seen.add( target );
		} );
	} );
}

/** Every field on, filled from the field of the same meaning; what is removed on the site becomes a draft in HighLevel. */
export function defaultConfig(): Config {
	return {
		version: 0,
		connectionId: null,
		calendar: { fields: defaultMappings( 'calendar' ) },
		'calendar-group': { fields: defaultMappings( 'calendar-group' ) },
		policies: { calendarRemoved: 'draft', groupRemoved: 'draft', calendarGone: 'recreate', groupGone: 'recreate', lostAccess: 'keep' },
	};
}

function defaultMappings( entity: Entity ): FieldMapping[] {
	return fields[ entity ].map( ( field ) => ( { target: field.id, enabled: true, source: { path: field.defaultSource }, transforms: [] } ) );
}

/** A stored configuration with what it does not know yet: fields that came with a later version, in the catalogue's order. */
export function withDefaults( stored: Partial<Config> ): Config {
	const defaults = defaultConfig();
	const mend = ( entity: Entity ): { fields: FieldMapping[] } => ( {
		fields: defaults[ entity ].fields.map(
			( field ) => stored[ entity ]?.fields.find( ( own ) => own.target === field.target ) ?? field
		),
	} );
	return {
		version: stored.version ?? defaults.version,
		connectionId: stored.connectionId ?? defaults.connectionId,
		calendar: mend( 'calendar' ),
		'calendar-group': mend( 'calendar-group' ),
		policies: { ...defaults.policies, ...stored.policies },
	};
}
