/** Tells which site sent a signed request, or why it is refused. */
import { decodeJwt } from 'jose';
import { validate as isUuid } from 'uuid';
import type { SecretBox } from '../crypto/secret-box.ts';
import { refuseByClaims, verifyRequest, type RefusalReason, type SignatureCheck, type SignedRequest } from '../crypto/verify-request.ts';
import type { Db } from '../database/client.ts';
import { claimToken } from '../database/seen-tokens.ts';
import { findSite, touchSite, type SiteRow } from '../database/sites.ts';

export interface AuthenticationDeps {
	db: Db;
	box: SecretBox;
	bridge: { id: string };
}

/** What a route may know about the caller. */
export interface AuthenticatedSite {
	id: string;
	url: string;
	name: string;
	callbackUrl: string | null;
	pairedAt: Date;
	/** It signed with the secret that a rotation has replaced: it does not know the new one yet. */
	usedPreviousSecret: boolean;
}

export type Refusal = RefusalReason | 'unknown_site' | 'unpaired' | 'replayed';

export type Authentication = { ok: true; site: AuthenticatedSite } | { ok: false; reason: Refusal };

const TOUCH_EVERY_MS = 60_000;

/** Turns away, without the database and without the body, what a look into the token is enough for. */
export function refuseEarly( deps: Pick<AuthenticationDeps, 'bridge'>, request: Omit<SignedRequest, 'body'> ): Refusal | undefined {
	return claimedSite( request.token ) === undefined ? 'malformed' : refuseByClaims( request, { bridgeId: deps.bridge.id } );
}

/** The `jti` is claimed last, so that a request that is refused for another reason does not use it up. */
export async function authenticateSite( deps: AuthenticationDeps, request: SignedRequest, now: Date = new Date() ): Promise<Authentication> {
	const siteId = claimedSite( request.token );
	if ( siteId === undefined ) {
		return { ok: false, reason: 'malformed' };
	}
	const site = await findSite( deps.db, siteId );
	if ( site === undefined ) {
		return { ok: false, reason: 'unknown_site' };
	}
	const { check, usedPreviousSecret } = await verify( deps, request, site, now );
	if ( ! check.ok ) {
		return check;
	}
	if ( site.unpaired_at !== null ) {
		return { ok: false, reason: 'unpaired' };
	}
	if ( ! await claimToken( deps.db, site.id, check.jti, check.expiresAt ) ) {
		return { ok: false, reason: 'replayed' };
	}
	if ( now.getTime() - ( site.last_seen_at?.getTime() ?? 0 ) > TOUCH_EVERY_MS ) {
		await touchSite( deps.db, site.id );
	}
	return { ok: true, site: describe( site, usedPreviousSecret ) };
}

/** The current secret first; the previous one only for a signature that the current one did not make. */
async function verify(
	deps: AuthenticationDeps, request: SignedRequest, site: SiteRow, now: Date,
): Promise<{ check: SignatureCheck; usedPreviousSecret: boolean }> {
	const options = { siteId: site.id, bridgeId: deps.bridge.id, now };
	const check = await verifyRequest( request, { ...options, secret: deps.box.open( site.secret ) } );
	const previous = site.previous_secret_until !== null && site.previous_secret_until > now ? site.previous_secret : null;
	if ( check.ok || check.reason !== 'signature' || previous === null ) {
		return { check, usedPreviousSecret: false };
	}
	return { check: await verifyRequest( request, { ...options, secret: deps.box.open( previous ) } ), usedPreviousSecret: true };
}

/** Only to find the secret; nothing of the token is believed before its signature is checked. */
function claimedSite( token: string ): string | undefined {
	try {
		const { iss } = decodeJwt( token );
		return typeof iss === 'string' && isUuid( iss ) ? iss : undefined;
	} catch {
		return undefined;
	}
}

function describe( site: SiteRow, usedPreviousSecret: boolean ): AuthenticatedSite {
	return { id: site.id, url: site.url, name: site.name, callbackUrl: site.callback_url, pairedAt: site.paired_at, usedPreviousSecret };
}
