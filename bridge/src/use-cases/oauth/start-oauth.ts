/** The owner presses "Connect with HighLevel" in WordPress: a consent is prepared, and a page of the bridge is opened by its ticket. */
import { agencyScopes, neededScopes } from '@slotbridge/catalogue/needed-scopes.ts';
import { hashOAuthSecret, newOAuthSecret } from '../../crypto/oauth-secrets.ts';
import { readConfig } from '../../database/configs.ts';
import { keepConsent } from '../../database/oauth-states.ts';
import type { Server } from '../../database/schema.ts';
import type { ConsentWish } from '../../database/token-tables.ts';
import { AppError } from '../../errors/app-error.ts';
import type { BridgeDeps } from '../bridge-deps.ts';

export type StartOAuthDeps = Pick<BridgeDeps, 'db' | 'box' | 'tokens' | 'ownUrl'>;

export interface StartOAuthInput {
	/** Where the browser goes in the end: a page of the site itself. */
	returnUrl: string;
	server?: Server;
	as?: ConsentWish;
}

/** Of a ticket, and once more of the state that a browser gets for it. */
export const LIFE_SECONDS = 600;

/** Addresses of the bridge that browsers open. */
export const callbackUrl = ( deps: Pick<BridgeDeps, 'ownUrl'> ): string => `${ deps.ownUrl ?? '' }/oauth/callback`;
export const consentPageUrl = ( deps: Pick<BridgeDeps, 'ownUrl'> ): string => `${ deps.ownUrl ?? '' }/oauth/consent`;

/**
 * @returns The address to send the owner's browser to, good for ten minutes and one browser.
 * @throws AppError oauth_missing, sandbox_missing, or body_invalid for a way back that is not the site's own.
 */
export async function startOAuth( deps: StartOAuthDeps, site: { id: string; url: string }, input: StartOAuthInput ): Promise<{ url: string; expiresIn: number }> {
	const { server = 'live', as: wish = 'location', returnUrl } = input;
	// Asked for its refusal: without an app there is nothing to begin.
	deps.tokens.oauthServer( server );
	if ( URL.parse( returnUrl )?.origin !== new URL( site.url ).origin ) {
		const detail = `The way back must be a page of this site (${ new URL( site.url ).origin }).`;
		throw new AppError( 'body_invalid', detail, { errors: [ { pointer: '/returnUrl', detail } ] } );
	}
	const wanted: string[] = neededScopes( await readConfig( deps.db, site.id ) ).filter( ( { need } ) => need !== 'unused' ).map( ( { scope } ) => scope );
	const scopes = [ ...wanted, ...( wish === 'agency' ? agencyScopes : [] ) ].join( ' ' );
	const ticket = newOAuthSecret();
	const hashes = { ticket: hashOAuthSecret( ticket ), state: hashOAuthSecret( newOAuthSecret() ) };
	await keepConsent( deps.db, hashes, { siteId: site.id, server, wish, scopes, returnUrl, verifier: deps.box.seal( newOAuthSecret() ) }, LIFE_SECONDS );
	return { url: `${ consentPageUrl( deps ) }?ticket=${ ticket }`, expiresIn: LIFE_SECONDS };
}
