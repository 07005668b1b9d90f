/** `PUT /v1/pair/address`: the site tells that it has moved. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { moveSite } from '../../use-cases/move-site.ts';
import { signedRoute, type Route } from '../route.ts';
import { webAddress } from '../schemas/common.ts';

export function createMoveSite( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'put',
		path: '/v1/pair/address',
		summary: 'The site has another address; it keeps its id, its links and its connections',
		body: z.strictObject( { url: webAddress, callbackUrl: webAddress.nullish() } ),
		answers: { 204: { description: 'Known under the new address' } },
		handle: async ( { site, body } ) => {
			await moveSite( deps, site.id, { url: body.url, callbackUrl: body.callbackUrl ?? null } );
			deps.log.info( { siteId: site.id, from: site.url, to: body.url }, 'A site has moved' );
			return { status: 204 };
		},
	} );
}
