/** The owner comes back from HighLevel: the code becomes tokens, and the browser goes back to the site with one word. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hashOAuthState } from '../../crypto/oauth-secrets.ts';
import { saveAgency } from '../../database/agencies.ts';
import { takeState, type BegunConsent } from '../../database/oauth-states.ts';
import { AppError } from '../../errors/app-error.ts';
import { HighLevelFailure } from '../../highlevel/failure.ts';
import { exchangeCode, type TokenAnswer } from '../../highlevel/oauth.ts';
import { sealPair } from '../tokens/renew.ts';
import { connectAgencyLocations } from './agency-locations.ts';
import { keepLocation, type KeepLocationDeps } from './keep-location.ts';
import { callbackUrl, type StartOAuthDeps } from './start-oauth.ts';

export type FinishOAuthDeps = KeepLocationDeps & Pick<StartOAuthDeps, 'ownUrl'>;

/** `refused`: by the owner. `failed`: by HighLevel, or it could not be reached. `empty`: the agency chose no location. */
export type ConsentResult = 'connected' | 'refused' | 'failed' | 'empty';

/** The word stands in this part of the address. */
export const RESULT_PARAMETER = 'slotbridge-connect';

/** A browser is waiting; an agency with very many locations goes on without it. */
const PATIENCE_MS = 8_000;

/**
 * @returns The address of the site's own page, with the result.
 * @throws AppError oauth_state_invalid when this answer belongs to no consent that was begun here: there is no way back then.
 */
export async function finishOAuth( deps: FinishOAuthDeps, input: { state?: string; code?: string; error?: string } ): Promise<string> {
	const begun = input.state === undefined ? undefined : await takeState( deps.db, hashOAuthState( input.state ) );
	if ( begun === undefined ) {
		throw new AppError( 'oauth_state_invalid', 'This answer of HighLevel belongs to no connection that was begun in the last ten minutes, or was used already. Go back to WordPress and press "Connect with HighLevel" again.' );
	}
	const url = new URL( begun.returnUrl );
	url.searchParams.set( RESULT_PARAMETER, await resultOf( deps, begun, input ) );
	return url.href;
}

async function resultOf( deps: FinishOAuthDeps, begun: BegunConsent, input: { code?: string; error?: string } ): Promise<ConsentResult> {
	if ( input.error !== undefined || ! input.code ) {
		return 'refused';
	}
	try {
		const answer = await exchangeCode( deps.tokens.oauthServer( begun.server ), { code: input.code, redirectUri: callbackUrl( deps ), verifier: deps.box.open( begun.verifier ) } );
		return answer.userType === 'Company' ? await keepAgency( deps, begun, answer ) : await keepOne( deps, begun, answer );
	} catch ( error ) {
		if ( ! ( error instanceof AppError || error instanceof HighLevelFailure ) ) {
			throw error;
		}
		deps.log.warn( { err: error, siteId: begun.siteId }, 'A site could not be connected with HighLevel' );
		return 'failed';
	}
}

async function keepOne( deps: FinishOAuthDeps, { siteId, server }: BegunConsent, answer: TokenAnswer ): Promise<ConsentResult> {
	if ( answer.locationId === null || answer.refreshToken === null ) {
		return 'failed';
	}
	await keepLocation( deps, { siteId, server, locationId: answer.locationId, agencyId: null, answer } );
	return 'connected';
}

async function keepAgency( deps: FinishOAuthDeps, { siteId, server }: BegunConsent, answer: TokenAnswer ): Promise<ConsentResult> {
	const { companyId, refreshToken } = answer;
	if ( companyId === null || refreshToken === null ) {
		return 'failed';
	}
	const agency = await saveAgency( deps.db, { siteId, server, companyId, pair: { ...sealPair( deps.box, answer ), refreshToken: deps.box.seal( refreshToken ) } } );
	const connecting = connectAgencyLocations( deps, agency );
	// Should the rest fail after the browser has gone, the agency is looked through again soon.
	connecting.catch( ( error: unknown ) => deps.log.warn( { err: error, siteId }, 'Not all locations of an agency could be connected yet' ) );
	const connected = await Promise.race( [ connecting, sleep( PATIENCE_MS, undefined, { ref: false } ) ] );
	return connected === 0 ? 'empty' : 'connected';
}
