/** `GET /v1/connections/{id}/calendars|groups|users|resources/…`: what a connected location has in HighLevel. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { browseHighLevel, shelfNames, type Shelf } from '../../use-cases/browse-highlevel.ts';
import { signedRoute, type Route } from '../route.ts';

/** One door a shelf, so that each has its own line in the OpenAPI document. */
export function createBrowseConnection( deps: BridgeDeps ): Route[] {
	return shelfNames.map( ( what ) => createShelf( deps, what ) );
}

function createShelf( deps: BridgeDeps, what: Shelf ): Route {
	return signedRoute( {
		method: 'get',
		path: `/v1/connections/:id/${ what }`,
		summary: `The ${ what } of a connected location`,
		params: z.object( { id: z.guid() } ),
		answers: { 200: { description: 'Exactly as HighLevel gives them', schema: z.object( { items: z.array( z.unknown() ) } ) } },
		handle: async ( { site, params } ) => ( { status: 200, body: await browseHighLevel( deps, { siteId: site.id, connectionId: params.id, what } ) } ),
	} );
}
