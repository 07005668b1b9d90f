/** The owner presses "Connect with HighLevel": a consent begins, and its answer will be known again. */
import { agencyScopes, neededScopes } from '@slotbridge/catalogue/needed-scopes.ts';
import { hashOAuthState, newOAuthSecret, pkceChallenge } from '../../crypto/oauth-secrets.ts';
import { readConfig } from '../../database/configs.ts';
import { keepState } from '../../database/oauth-states.ts';
import type { Server } from '../../database/schema.ts';
import { AppError } from '../../errors/app-error.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { consentUrl } from './consent-url.ts';

export type StartOAuthDeps = Pick<BridgeDeps, 'db' | 'box' | 'tokens' | 'ownUrl' | 'highLevelBaseUrl' | 'highLevelSandboxUrl' | 'highLevelConsentUrl'>;

export interface StartOAuthInput {
	/** Where the browser goes in the end: a page of the site itself. */
	returnUrl: string;
	server?: Server;
	/** Whether one location is to be connected, or an agency with the locations that its owner chooses. */
	as?: 'location' | 'agency';
}

const LIFE_SECONDS = 600;

export const callbackUrl = ( deps: Pick<BridgeDeps, 'ownUrl'> ): string => `${ deps.ownUrl ?? '' }/oauth/callback`;

/**
 * @returns The address to send the owner's browser to, good for ten minutes and one answer.
 * @throws AppError oauth_missing, sandbox_missing, or body_invalid for a way back that is not the site's own.
 */
export async function startOAuth( deps: StartOAuthDeps, site: { id: string; url: string }, input: StartOAuthInput ): Promise<{ url: string; expiresIn: number }> {
	const server = input.server ?? 'live';
	const { clientId } = deps.tokens.oauthServer( server );
	if ( URL.parse( input.returnUrl )?.origin !== new URL( site.url ).origin ) {
		const detail = `The way back must be a page of this site (${ new URL( site.url ).origin }).`;
		throw new AppError( 'body_invalid', detail, { errors: [ { pointer: '/returnUrl', detail } ] } );
	}
	const [ state, verifier ] = [ newOAuthSecret(), newOAuthSecret() ];
	const url = new URL( consentUrl( deps, server ) );
	const wanted = neededScopes( await readConfig( deps.db, site.id ) ).filter( ( { need } ) => need !== 'unused' ).map( ( { scope } ) => scope as string );
	const parameters = {
		response_type: 'code', client_id: clientId, redirect_uri: callbackUrl( deps ), state,
		scope: [ ...wanted, ...( input.as === 'agency' ? agencyScopes : [] ) ].join( ' ' ),
		code_challenge: pkceChallenge( verifier ), code_challenge_method: 'S256',
	};
	for ( const [ name, value ] of Object.entries( parameters ) ) {
		url.searchParams.set( name, value );
	}
	await keepState( deps.db, hashOAuthState( state ), { siteId: site.id, server, verifier: deps.box.seal( verifier ), returnUrl: input.returnUrl }, LIFE_SECONDS );
	return { url: url.href, expiresIn: LIFE_SECONDS };
}
