/** `POST /oauth/start`: begins a connection by HighLevel's own consent. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { startOAuth } from '../../use-cases/oauth/start-oauth.ts';
import { signedRoute, type Route } from '../route.ts';
import { webAddress } from '../schemas/common.ts';
import { server } from '../schemas/connection.ts';

export function createStartOAuth( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/oauth/start',
		summary: 'Begins a connection by HighLevel\'s consent, at a page of the bridge; the answer comes back to /oauth/callback',
		body: z.strictObject( { returnUrl: webAddress.describe( 'A page of the site itself' ), server: server.optional(), as: z.enum( [ 'location', 'agency' ] ).optional() } ),
		answers: { 201: { description: 'Where to send the owner\'s browser, and for how many seconds that is good', schema: z.object( { url: z.string(), expiresIn: z.int() } ) } },
		handle: async ( { site, body } ) => ( { status: 201, body: await startOAuth( deps, site, body ) } ),
	} );
}
