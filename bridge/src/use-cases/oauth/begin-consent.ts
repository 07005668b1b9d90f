/** The person presses "Continue to HighLevel" at the bridge's page: from here on, the consent belongs to this browser. */
import { hashOAuthSecret, newOAuthSecret, pkceChallenge } from '../../crypto/oauth-secrets.ts';
import { claimConsent, findConsent } from '../../database/oauth-states.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { consentUrl, type ConsentPlaces } from './consent-url.ts';
import { ticketInvalid } from './show-consent.ts';
import { callbackUrl, LIFE_SECONDS } from './start-oauth.ts';

export interface BegunInBrowser {
	/** HighLevel's consent. */
	url: string;
	/** What the browser must bring along with HighLevel's answer, and by which name it is told from those of other consents. */
	browser: { id: string; secret: string; lifeSeconds: number };
}

/** Not a secret: it names the cookie of one consent, so that two in one browser do not meet. */
export const browserId = ( ticketHash: string ): string => ticketHash.slice( 0, 16 );

/**
 * A second press in the same browser (a double click, the Back button) starts anew with a new state; the first one ends.
 *
 * @throws AppError oauth_state_invalid for a ticket that is not known, too old, or of another browser.
 */
export async function beginConsent( deps: Pick<BridgeDeps, 'db' | 'box' | 'tokens' | 'ownUrl'> & ConsentPlaces, input: { ticket: string; browsers: string[] } ): Promise<BegunInBrowser> {
	const ticket = hashOAuthSecret( input.ticket );
	const consent = await findConsent( deps.db, { ticket } );
	const [ state, verifier, fresh ] = [ newOAuthSecret(), newOAuthSecret(), newOAuthSecret() ];
	const bound = consent && await claimConsent( deps.db, ticket, {
		state: hashOAuthSecret( state ), verifier: deps.box.seal( verifier ), freshBrowser: hashOAuthSecret( fresh ),
		knownBrowsers: input.browsers.map( hashOAuthSecret ), lifeSeconds: LIFE_SECONDS,
	} );
	const secret = [ fresh, ...input.browsers ].find( ( known ) => hashOAuthSecret( known ) === bound );
	if ( consent === undefined || secret === undefined ) {
		throw ticketInvalid( consent?.returnUrl );
	}
	const url = new URL( consentUrl( deps, consent.server ) );
	const parameters = {
		response_type: 'code', client_id: deps.tokens.oauthServer( consent.server ).clientId, redirect_uri: callbackUrl( deps ), state, scope: consent.scopes,
		code_challenge: pkceChallenge( verifier ), code_challenge_method: 'S256',
	};
	for ( const [ name, value ] of Object.entries( parameters ) ) {
		url.searchParams.set( name, value );
	}
	return { url: url.href, browser: { id: browserId( ticket ), secret, lifeSeconds: LIFE_SECONDS } };
}
