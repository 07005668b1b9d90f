/** `POST /v1/connections/{id}/test`: tests the stored token and keeps what was found. */
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { recheckConnection } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { idParams } from '../schemas/common.ts';
import { connectionTest } from '../schemas/connection.ts';

export function createRecheckConnection( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/connections/:id/test',
		summary: 'Tests the stored token and updates the status of the connection',
		params: idParams,
		answers: { 200: { description: 'What was found', schema: connectionTest } },
		handle: async ( { site, params } ) => ( { status: 200, body: await recheckConnection( deps, site.id, params.id ) } ),
	} );
}
