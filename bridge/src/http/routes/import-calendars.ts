/** `GET /v1/importable` and `POST /v1/links/adopt`: calendars that HighLevel has already become calendars of the site. */
import { z } from 'zod';
import { adoptCalendar } from '../../use-cases/adopt-calendar.ts';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { listImportable } from '../../use-cases/import-calendars.ts';
import { signedRoute, type Route } from '../route.ts';
import { linkSchema } from '../schemas/link.ts';

const fields = z.object( {
	name: z.string(), description: z.string(), slug: z.string().optional(), timeZone: z.string().optional(), color: z.string().optional(),
	type: z.string(), status: z.enum( [ 'active', 'draft' ] ),
	durationMinutes: z.int().optional(), intervalMinutes: z.int().optional(), bufferMinutes: z.int().optional(),
	openHours: z.array( z.object( { days: z.array( z.int() ), from: z.string(), to: z.string() } ) ), hosts: z.array( z.string() ),
} );

const item = z.object( {
	highLevelId: z.string(),
	subject: z.string().nullable().describe( 'The calendar of this site that has it' ),
	state: z.enum( [ 'free', 'linked', 'released', 'elsewhere', 'marked' ] ),
	fields: fields.describe( 'As the site\'s own snapshot has them' ),
	group: z.int().nullable(),
	notes: z.array( z.string() ),
} );

const body = z.strictObject( {
	subject: z.string().max( 200 ).regex( /^calendar\/[0-9]+$/, 'A calendar looks like calendar/12.' ),
	highLevelId: z.string().trim().regex( /^\w{1,64}$/, 'An id of HighLevel has only letters and digits.' ),
} );

export function createListImportable( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/importable',
		summary: 'The calendars of the connected location in the site\'s fields, and whose they are already',
		answers: { 200: { description: 'As HighLevel lists them', schema: z.object( { items: z.array( item ) } ) } },
		handle: async ( { site } ) => ( { status: 200, body: await listImportable( deps, site.id ) } ),
	} );
}

export function createAdoptCalendar( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/links/adopt',
		summary: 'Links a new calendar of the site to one that HighLevel has already, which is looked at first; nothing is sent',
		body,
		answers: { 200: { description: 'Linked', schema: z.object( { link: linkSchema } ) } },
		handle: async ( { site, body: wanted } ) => ( { status: 200, body: await adoptCalendar( deps, site.id, wanted ) } ),
	} );
}
