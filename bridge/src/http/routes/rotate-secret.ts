/** `POST /v1/pair/secret`: a new secret; the old one lives for another day. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { rotateSecret } from '../../use-cases/rotate-secret.ts';
import { signedRoute, type Route } from '../route.ts';

export function createRotateSecret( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/pair/secret',
		summary: 'Replaces the secret; the old one is accepted for 24 hours more',
		answers: { 200: { description: 'The new secret, told only here', schema: z.object( { secret: z.string() } ) } },
		handle: async ( { site } ) => {
			const { secret } = await rotateSecret( deps, site );
			deps.log.info( { siteId: site.id }, 'The secret of a site was rotated' );
			return { status: 200, body: { secret } };
		},
	} );
}
