/** The secrets of a consent: ticket, browser, `state`, and the PKCE verifier (RFC 7636, S256). */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, fit for an address and for a cookie. */
export const newOAuthSecret = (): string => randomBytes( 32 ).toString( 'base64url' );

/** What of a ticket, a browser or a state is kept: enough to know it again, not to make one. */
export const hashOAuthSecret = ( secret: string ): string => createHash( 'sha256' ).update( secret ).digest( 'hex' );

export const pkceChallenge = ( verifier: string ): string => createHash( 'sha256' ).update( verifier ).digest( 'base64url' );
