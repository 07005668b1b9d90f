/** `DELETE /v1/pair`: the site leaves. */
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { unpairSite } from '../../use-cases/unpair-site.ts';
import { signedRoute, type Route } from '../route.ts';

export function createUnpairSite( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'delete',
		path: '/v1/pair',
		summary: 'Ends the pairing and removes the site\'s HighLevel tokens',
		answers: { 204: { description: 'No longer paired' } },
		handle: async ( { site } ) => {
			await unpairSite( deps, site.id );
			deps.log.info( { siteId: site.id }, 'A site was unpaired' );
			return { status: 204 };
		},
	} );
}
