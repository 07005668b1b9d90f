/** What the page of a consent tells: who asks for what, and where it goes on. Looking uses nothing up. */
import { reasonForScope } from '@slotbridge/catalogue/scopes.ts';
import { hashOAuthSecret } from '../../crypto/oauth-secrets.ts';
import { findConsent } from '../../database/oauth-states.ts';
import type { ConsentWish } from '../../database/token-tables.ts';
import { AppError } from '../../errors/app-error.ts';
import type { BridgeDeps } from '../bridge-deps.ts';
import { consentUrl, type ConsentPlaces } from './consent-url.ts';
import { backTo } from './way-back.ts';

export interface ConsentView {
	/** As the site calls itself; it can call itself anything. */
	siteName: string;
	/** As it was paired. */
	siteUrl: string;
	wish: ConsentWish;
	isSandbox: boolean;
	scopes: { scope: string; why: string }[];
	/** Where HighLevel asks the person. */
	consentUrl: string;
	/** The site's own page, as if HighLevel had been told no. */
	cancelUrl: string;
}

const OF_AGENCIES = 'to get access to the sub-accounts that you choose, one by one';

/**
 * @param input.browsers What this browser brings along from pages that it went on from.
 * @throws AppError oauth_state_invalid, also when another browser has gone on from this page.
 */
export async function showConsent( deps: Pick<BridgeDeps, 'db'> & ConsentPlaces, input: { ticket: string; browsers: string[] } ): Promise<ConsentView> {
	const consent = await findConsent( deps.db, { ticket: hashOAuthSecret( input.ticket ) } );
	if ( consent === undefined || ( consent.browser !== null && ! input.browsers.map( hashOAuthSecret ).includes( consent.browser ) ) ) {
		throw ticketInvalid( consent?.returnUrl );
	}
	const { siteName, siteUrl, wish, server, returnUrl } = consent;
	return {
		siteName, siteUrl, wish,
		isSandbox: server === 'sandbox',
		scopes: consent.scopes.split( ' ' ).filter( Boolean ).map( ( scope ) => ( { scope, why: reasonForScope( scope ) || OF_AGENCIES } ) ),
		consentUrl: consentUrl( deps, server ),
		cancelUrl: backTo( returnUrl, 'refused' ),
	};
}

/** @param returnUrl Of the site, when it is known. */
export function ticketInvalid( returnUrl?: string ): AppError {
	const detail = returnUrl === undefined
		? 'This page belongs to no connection that was begun in the last ten minutes, or the connection is finished. Go back to WordPress and press "Connect with HighLevel" again.'
		: 'Another browser has gone on from this page already, and it works for one alone. Go back to WordPress and press "Connect with HighLevel" again.';
	return new AppError( 'oauth_state_invalid', detail, { data: returnUrl === undefined ? undefined : { backTo: returnUrl } } );
}
