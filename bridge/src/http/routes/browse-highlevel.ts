/** `GET /v1/connections/{id}/calendars` and its sisters: what a location has in HighLevel, as HighLevel tells it. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { browseHighLevel, shelfNames } from '../../use-cases/browse-highlevel.ts';
import { signedRoute, type Route } from '../route.ts';
import { idParams } from '../schemas/common.ts';

const answer = z.object( { items: z.array( z.unknown() ) } );

/** A door for each kind of thing. */
export function createBrowseHighLevel( deps: BridgeDeps ): Route[] {
	return shelfNames.map( ( what ) => signedRoute( {
		method: 'get',
		path: `/v1/connections/:id/${ what }`,
		summary: `The ${ what.replace( 'resources/', '' ) } of the location, straight from HighLevel`,
		params: idParams,
		answers: { 200: { description: 'With HighLevel\'s own field names', schema: answer } },
		handle: async ( { site, params } ) => ( { status: 200, body: await browseHighLevel( deps, { siteId: site.id, connectionId: params.id, what } ) } ),
	} ) );
}
