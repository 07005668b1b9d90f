/** `POST /oauth/consent`: the page's button. Binds the consent to this browser and sends it to HighLevel. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { beginConsent } from '../../use-cases/oauth/begin-consent.ts';
import { readConsentCookies, setConsentCookie } from '../consent-cookie.ts';
import { FORM } from '../read-body.ts';
import { refuseElsewhere } from '../refuse-elsewhere.ts';
import { openRoute, type Route } from '../route.ts';
import { ticket } from '../schemas/consent.ts';

export function createBeginConsent( deps: BridgeDeps ): Route {
	return openRoute( {
		method: 'post',
		path: '/oauth/consent',
		summary: 'The button of that page: begins the consent in this browser. Refused when it is pressed from anywhere else',
		mediaType: FORM,
		body: z.object( { ticket } ),
		forPeople: true,
		answers: { 303: { description: 'To HighLevel\'s consent, with a cookie that its answer must come back with' } },
		handle: async ( { body, header } ) => {
			refuseElsewhere( deps.ownUrl, header );
			const { url, browser } = await beginConsent( deps, { ticket: body.ticket, browsers: readConsentCookies( deps.ownUrl, header( 'cookie' ) ) } );
			return { status: 303, headers: { location: url, 'set-cookie': setConsentCookie( deps.ownUrl, browser ), 'referrer-policy': 'no-referrer' } };
		},
	} );
}
