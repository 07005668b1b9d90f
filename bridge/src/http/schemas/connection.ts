/** Connections as they come in and go out. A token only ever comes in. */
import { z } from 'zod';
import { shortText, time } from './common.ts';

const scope = z.object( {
	scope: z.string(),
	need: z.enum( [ 'required', 'recommended', 'unused' ] ).describe( 'unused: nothing that is switched on asks for it' ),
	granted: z.boolean().nullable().describe( 'null: could not be told' ),
	why: z.string(),
} );

/** `strictObject`: a token that a later change lets slip out fails the tests of every door. */
export const connectionSchema = z.strictObject( {
	id: z.uuid(),
	kind: z.enum( [ 'privateIntegration', 'oauth' ] ),
	server: z.enum( [ 'live', 'sandbox' ] ),
	label: z.string(),
	locationId: z.string(),
	locationName: z.string().nullable(),
	timeZone: z.string().nullable(),
	status: z.enum( [ 'active', 'paused', 'broken' ] ),
	statusCode: z.string().nullable(),
	statusReason: z.string().nullable(),
	tokenAddedAt: time,
	tokenAgeDays: z.int().min( 0 ),
	tokenReminder: z.string().nullable().describe( 'What to do about an old token, in words' ),
	nextToken: z.strictObject( { addedAt: time, problem: z.string().nullable() } ).nullable().describe( 'There is a token that takes over when HighLevel refuses the current one' ),
	checkedAt: time.nullable(),
	scopes: z.array( scope ),
	trouble: z.object( { code: z.string(), reason: z.string(), since: time, nextProbeAt: time } ).nullable()
		.describe( 'HighLevel keeps failing for this location: its calls rest until then' ),
	scopesMissing: z.array( z.string() ),
	scopesSuperfluous: z.array( z.string() ).describe( 'As far as they can be known' ),
} );

export const connectionTest = z.strictObject( {
	ok: z.boolean(),
	location: z.object( { id: z.string(), name: z.string().nullable(), timeZone: z.string().nullable() } ).nullable(),
	scopes: z.array( scope ),
	problems: z.array( z.object( { code: z.string(), detail: z.string() } ) ),
} );

export const token = z.string().trim().min( 8, 'Paste the whole private integration token.' ).max( 2000 )
	.regex( /^[\x21-\x7e]+$/, 'A token has no spaces and only plain letters, digits and signs.' )
	.describe( 'Write-only' );

export const locationId = z.string().trim().regex( /^[A-Za-z0-9]{8,64}$/, 'A location id has only letters and digits; find it in HighLevel under Settings, Business Profile.' );

export const label = shortText;

/** Never an address: which servers there are is the bridge's own configuration. */
export const server = z.enum( [ 'live', 'sandbox' ] );

/** Calendars and groups that a switch between the two is about. */
export const affected = z.object( { calendars: z.int().min( 0 ), groups: z.int().min( 0 ) } );
