/** `PATCH /v1/connections/{id}`: another token or label, pause or resume. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { changeConnection } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { idParams } from '../schemas/common.ts';
import { affected, connectionSchema, label, server, token } from '../schemas/connection.ts';

const body = z.strictObject( { token: token.optional(), nextToken: token.nullable().optional(), server: server.optional(), label: label.optional(), status: z.enum( [ 'active', 'paused' ] ).optional() } )
	.refine( ( changes ) => Object.values( changes ).some( ( value ) => value !== undefined ), 'Name at least one of token, nextToken, label, status and server.' );

export function createChangeConnection( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'patch',
		path: '/v1/connections/:id',
		summary: 'Changes the token or the next token (tested first), the label or the server, pauses or resumes',
		params: idParams,
		body,
		answers: { 200: { description: 'As it is now', schema: z.object( { connection: connectionSchema, switched: z.object( { sends: affected } ).optional().describe( 'It went to its other server: what will be sent there' ) } ) } },
		handle: async ( { site, params, body: changes } ) => ( { status: 200, body: await changeConnection( deps, site.id, params.id, changes ) } ),
	} );
}
