/** `POST /webhooks/highlevel`: what HighLevel tells the app. INSTALL and UNINSTALL come to one address an app, so no connection is named in it. */
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { receiveHighLevelEvent } from '../../use-cases/receive-highlevel-event.ts';
import { openRoute, type Route } from '../route.ts';

export function createReceiveHighLevelEvent( deps: BridgeDeps ): Route {
	return openRoute( {
		method: 'post',
		path: '/webhooks/highlevel',
		summary: 'Takes a webhook that HighLevel signed (X-GHL-Signature, Ed25519 over the raw body)',
		answers: { 204: { description: 'Kept, known already, or not about this bridge\'s app. 429 when it could not be kept: HighLevel sends it again only then.' } },
		handle: async ( { raw, header } ) => {
			await receiveHighLevelEvent( deps, raw, header( 'x-ghl-signature' ) );
			return { status: 204 };
		},
	} );
}
