/** `GET /v1/connections`: the site's connections, without their tokens. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { showConnections } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { connectionSchema } from '../schemas/connection.ts';

export function createListConnections( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/connections',
		summary: 'The connections to HighLevel locations',
		answers: { 200: { description: 'Oldest first; tokens are never told', schema: z.object( { connections: z.array( connectionSchema ), offers: z.object( { oauth: z.boolean(), sandbox: z.boolean() } ) } ) } },
		handle: async ( { site } ) => ( { status: 200, body: await showConnections( deps, site.id ) } ),
	} );
}
