/** `GET /v1/links`: where the site's calendars and groups are in HighLevel. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { listLinks, LINKS_PAGE } from '../../use-cases/list-links.ts';
import { signedRoute, type Route } from '../route.ts';
import { linkSchema, subject } from '../schemas/link.ts';

const query = z.object( {
	subject: z.string().transform( ( text ) => text.split( ',' ) ).pipe( z.array( subject ).max( LINKS_PAGE ) ).optional()
		.describe( 'Up to 500 subjects, with commas between them; left out: all' ),
	after: subject.optional().describe( '`next` of the page before' ),
} );

export function createListLinks( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/links',
		summary: 'How calendars and groups stand in HighLevel',
		query,
		answers: { 200: { description: 'By subject', schema: z.object( { links: z.array( linkSchema ), next: subject.nullable() } ) } },
		handle: async ( { site, query: { subject: subjects, after } } ) => ( { status: 200, body: await listLinks( deps, site.id, { subjects, after } ) } ),
	} );
}
