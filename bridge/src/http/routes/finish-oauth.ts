/** `GET /oauth/callback`: where HighLevel sends the owner's browser. Known again by its `state` alone. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { finishOAuth } from '../../use-cases/oauth/finish-oauth.ts';
import { openRoute, type Route } from '../route.ts';

const text = z.string().max( 4000 ).optional();

export function createFinishOAuth( deps: BridgeDeps ): Route {
	return openRoute( {
		method: 'get',
		path: '/oauth/callback',
		summary: 'Takes HighLevel\'s answer to a consent and sends the browser back to the site',
		query: z.object( { state: text, code: text, error: text } ),
		answers: { 302: { description: 'To the page that was named at the start, with slotbridge-connect=connected, refused, failed or empty' } },
		handle: async ( { query } ) => ( { status: 302, headers: { location: await finishOAuth( deps, query ), 'referrer-policy': 'no-referrer' } } ),
	} );
}
