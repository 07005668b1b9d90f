/** `GET /oauth/callback`: where HighLevel sends the owner's browser. Known again by its `state`, in the browser that has the cookie. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { finishOAuth } from '../../use-cases/oauth/finish-oauth.ts';
import { clearConsentCookie, readConsentCookies } from '../consent-cookie.ts';
import { openRoute, type Route } from '../route.ts';

const text = z.string().max( 4000 ).optional();

export function createFinishOAuth( deps: BridgeDeps ): Route {
	return openRoute( {
		method: 'get',
		path: '/oauth/callback',
		summary: 'Takes HighLevel\'s answer to a consent, in the browser that it was begun in, and sends that back to the site',
		query: z.object( { state: text, code: text, error: text } ),
		forPeople: true,
		answers: { 302: { description: 'To the page that was named at the start, with slotbridge-connect=connected, refused, failed or empty' } },
		handle: async ( { query, header } ) => {
			const { url, browserId } = await finishOAuth( deps, { ...query, browsers: readConsentCookies( deps.ownUrl, header( 'cookie' ) ) } );
			return { status: 302, headers: { location: url, 'set-cookie': clearConsentCookie( deps.ownUrl, browserId ), 'referrer-policy': 'no-referrer' } };
		},
	} );
}
