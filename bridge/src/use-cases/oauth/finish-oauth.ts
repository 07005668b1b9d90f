/** The owner comes back from HighLevel: the code becomes tokens, and the browser goes back to the site with one word. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hashOAuthSecret } from '../../crypto/oauth-secrets.ts';
import { saveAgency } from '../../database/agencies.ts';
import { findConsent, takeConsent, type BegunConsent } from '../../database/oauth-states.ts';
import { AppError } from '../../errors/app-error.ts';
import { HighLevelFailure } from '../../highlevel/failure.ts';
import { exchangeCode, type TokenAnswer } from '../../highlevel/oauth.ts';
import { sealPair } from '../tokens/renew.ts';
import { connectAgencyLocations } from './agency-locations.ts';
import { browserId } from './begin-consent.ts';
import { keepLocation, type KeepLocationDeps } from './keep-location.ts';
import { callbackUrl, type StartOAuthDeps } from './start-oauth.ts';
import { backTo, type ConsentResult } from './way-back.ts';

export type FinishOAuthDeps = KeepLocationDeps & Pick<StartOAuthDeps, 'ownUrl'>;

/** A browser is waiting; an agency with very many locations goes on without it. */
const PATIENCE_MS = 8_000;

/** What came with HighLevel's answer; `browsers` are the secrets that this browser holds of consents that it went on from. */
export interface ConsentAnswer {
	state?: string;
	code?: string;
	error?: string;
	browsers: string[];
}

/**
 * @returns The address of the site's own page, with the result, and which of the browser's secrets has done its work.
 * @throws AppError oauth_state_invalid when this answer belongs to no consent that was begun here, oauth_other_browser when it was
 *   begun in another one: nothing is exchanged then, and the consent stays open for its own browser.
 */
export async function finishOAuth( deps: FinishOAuthDeps, input: ConsentAnswer ): Promise<{ url: string; browserId: string }> {
	const state = hashOAuthSecret( input.state ?? '' );
	const begun = await takeConsent( deps.db, state, input.browsers.map( hashOAuthSecret ) );
	if ( begun === undefined ) {
		throw await whyNot( deps, state );
	}
	return { url: backTo( begun.returnUrl, await resultOf( deps, begun, input ) ), browserId: browserId( begun.ticket ) };
}

async function whyNot( deps: Pick<FinishOAuthDeps, 'db' | 'log'>, state: string ): Promise<AppError> {
	const other = await findConsent( deps.db, { state } );
	if ( other === undefined ) {
		return new AppError( 'oauth_state_invalid', 'This answer of HighLevel belongs to no connection that was begun in the last ten minutes, or was used already. Go back to WordPress and press "Connect with HighLevel" again.' );
	}
	deps.log.info( { siteId: other.siteId }, 'HighLevel\'s answer came to another browser than the one in which the consent was begun; nothing was connected' );
	return new AppError( 'oauth_other_browser', 'HighLevel\'s answer came to another browser than the one in which "Continue to HighLevel" was pressed, or that browser keeps no cookies. '
		+ 'Nothing was connected. Go back to WordPress, press "Connect with HighLevel" again, and stay in one browser until you are back.', { data: { backTo: other.returnUrl } } );
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
