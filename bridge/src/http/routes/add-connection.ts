/** `POST /v1/connections`: tests a token and keeps it. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { addConnection } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { connectionSchema, connectionTest, label, locationId, server, token } from '../schemas/connection.ts';

export function createAddConnection( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/connections',
		summary: 'Connects a location; refused with the test when HighLevel does not accept the token',
		body: z.object( { token, locationId, label: label.optional(), server: server.optional() } ),
		answers: { 201: { description: 'Connected', schema: z.object( { connection: connectionSchema, test: connectionTest } ) } },
		handle: async ( { site, body } ) => ( { status: 201, body: await addConnection( deps, site.id, body ) } ),
	} );
}
