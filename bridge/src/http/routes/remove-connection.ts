/** `DELETE /v1/connections/{id}`: forgets a connection with its token. Nothing is deleted in HighLevel. */
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { removeConnection } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { idParams } from '../schemas/common.ts';

export function createRemoveConnection( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'delete',
		path: '/v1/connections/:id',
		summary: 'Forgets a connection and its token; HighLevel keeps everything',
		params: idParams,
		answers: { 204: { description: 'Gone' } },
		handle: async ( { site, params } ) => {
			await removeConnection( deps, site.id, params.id );
			return { status: 204 };
		},
	} );
}
