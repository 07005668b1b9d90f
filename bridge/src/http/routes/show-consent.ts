/** `GET /oauth/consent`: the page where a person sees which site asks for HighLevel, before HighLevel is asked. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { showConsent } from '../../use-cases/oauth/show-consent.ts';
import { readConsentCookies } from '../consent-cookie.ts';
import { consentPage } from '../pages/consent-page.ts';
import { openRoute, type Route } from '../route.ts';
import { ticket } from '../schemas/consent.ts';

export function createShowConsent( deps: BridgeDeps ): Route {
	return openRoute( {
		method: 'get',
		path: '/oauth/consent',
		summary: 'A page for the owner: which site is to be connected with HighLevel, and a button to go on. Looking uses nothing up',
		query: z.object( { ticket } ),
		forPeople: true,
		answers: { 200: { description: 'The page', isPage: true } },
		handle: async ( { query, header } ) =>
			consentPage( await showConsent( deps, { ticket: query.ticket, browsers: readConsentCookies( deps.ownUrl, header( 'cookie' ) ) } ), query.ticket ),
	} );
}
