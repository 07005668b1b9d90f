/** `POST /v1/connections/test`: tests a token without keeping it. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { tryConnection } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { connectionTest, locationId, server, token } from '../schemas/connection.ts';

export function createTryConnection( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/connections/test',
		summary: 'Tests a token against its location, scope by scope; stores nothing',
		body: z.object( { token, locationId, server: server.optional() } ),
		answers: { 200: { description: 'What was found, also when it is not good enough', schema: connectionTest } },
		handle: async ( { site, body } ) => ( { status: 200, body: await tryConnection( deps, site.id, body ) } ),
	} );
}
