/** Checks the signature of one request from a site: a JWT that names the method, the target and the hash of the body. */
import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';

/** Seconds that the clocks of site and bridge may differ. */
export const CLOCK_SKEW = 30;
/** Seconds that a signature lives. */
export const LIFE = 60;

export interface SignedRequest {
	token: string;
	method: string;
	/** True when `htu` names this request's scheme, host, port and path. */
	isTarget( htu: string ): boolean;
	/** Exactly as received, before any parsing. */
	body: Uint8Array;
}

export interface VerifyOptions {
	/** The shared secret; its UTF-8 bytes are the key. */
	secret: string;
	siteId: string;
	bridgeId: string;
	now?: Date;
}

export type RefusalReason = 'malformed' | 'signature' | 'issuer' | 'audience' | 'expired' | 'future' | 'method' | 'target' | 'body';

/** `expiresAt`: from then on the age alone refuses this token, so its `jti` need not be remembered any longer. */
export type SignatureCheck = { ok: true; jti: string; expiresAt: Date } | { ok: false; reason: RefusalReason };

const claimsSchema = z.object( {
	// It is stored, so it may hold nothing that a database refuses.
	jti: z.string().min( 8 ).max( 64 ).regex( /^[\x21-\x7e]+$/ ),
	htm: z.string(),
	htu: z.string().max( 2048 ),
	bsha: z.string(),
	iat: z.number(),
} );

/**
 * What a token says of itself, unproven: enough to turn away an expired or a re-targeted one before its body is read
 * and the database is asked. What passes here has to pass `verifyRequest` all the same.
 *
 * @return The reason to refuse it, or undefined.
 */
export function refuseByClaims( request: Omit<SignedRequest, 'body'>, options: { bridgeId: string; now?: Date } ): RefusalReason | undefined {
	let payload: JWTPayload;
	try {
		payload = decodeJwt( request.token );
		if ( decodeProtectedHeader( request.token ).alg !== 'HS256' ) {
			return 'malformed';
		}
	} catch {
		return 'malformed';
	}
	const claims = claimsSchema.safeParse( payload );
	if ( ! claims.success || typeof payload.exp !== 'number' ) {
		return 'malformed';
	}
	const now = Math.floor( ( options.now ?? new Date() ).getTime() / 1000 );
	const { iat, htm, htu } = claims.data;
	if ( ! ( payload.aud === options.bridgeId || ( Array.isArray( payload.aud ) && payload.aud.includes( options.bridgeId ) ) ) ) {
		return 'audience';
	}
	if ( payload.exp <= now - CLOCK_SKEW || now - iat > LIFE + CLOCK_SKEW ) {
		return 'expired';
	}
	if ( iat > now + CLOCK_SKEW ) {
		return 'future';
	}
	return htm.toUpperCase() !== request.method.toUpperCase() ? 'method' : request.isTarget( htu ) ? undefined : 'target';
}

/**
 * Everything about one request that can be told without the database.
 * Source: RFC 7519, and RFC 9449 section 4.2 for `htm` and `htu`.
 */
export async function verifyRequest( request: SignedRequest, options: VerifyOptions ): Promise<SignatureCheck> {
	let payload: JWTPayload;
	try {
		( { payload } = await jwtVerify( request.token, new TextEncoder().encode( options.secret ), {
			algorithms: [ 'HS256' ],
			issuer: options.siteId,
			audience: options.bridgeId,
			clockTolerance: CLOCK_SKEW,
			maxTokenAge: LIFE,
			requiredClaims: [ 'exp' ],
			currentDate: options.now ?? new Date(),
		} ) );
	} catch ( error ) {
		return { ok: false, reason: reasonOf( error ) };
	}
	return checkBinding( request, payload );
}

/** The signature is good: does it belong to this very request? */
function checkBinding( request: SignedRequest, payload: JWTPayload ): SignatureCheck {
	const parsed = claimsSchema.safeParse( payload );
	if ( ! parsed.success ) {
		return { ok: false, reason: 'malformed' };
	}
	const { htm, htu, bsha, jti, iat } = parsed.data;
	if ( htm.toUpperCase() !== request.method.toUpperCase() ) {
		return { ok: false, reason: 'method' };
	}
	if ( ! request.isTarget( htu ) ) {
		return { ok: false, reason: 'target' };
	}
	if ( bsha !== createHash( 'sha256' ).update( request.body ).digest( 'base64url' ) ) {
		return { ok: false, reason: 'body' };
	}
	return { ok: true, jti, expiresAt: new Date( ( iat + LIFE + CLOCK_SKEW + 1 ) * 1000 ) };
}

function reasonOf( error: unknown ): RefusalReason {
	if ( error instanceof errors.JWSSignatureVerificationFailed ) {
		return 'signature';
	}
	if ( error instanceof errors.JWTExpired ) {
		return 'expired';
	}
	if ( error instanceof errors.JWTClaimValidationFailed && error.reason === 'check_failed' ) {
		const byClaim: Record<string, RefusalReason> = { iss: 'issuer', aud: 'audience', iat: 'future', nbf: 'future' };
		return byClaim[ error.claim ] ?? 'malformed';
	}
	if ( error instanceof errors.JOSEError ) {
		return 'malformed';
	}
	throw error;
}
