/** The two secrets of a consent: `state`, which only its own answer knows, and the PKCE verifier (RFC 7636, S256). */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, fit for an address. */
export const newOAuthSecret = (): string => randomBytes( 32 ).toString( 'base64url' );

/** What of a state is kept: enough to know it again, not to make one. */
export const hashOAuthState = ( state: string ): string => createHash( 'sha256' ).update( state ).digest( 'hex' );

export const pkceChallenge = ( verifier: string ): string => createHash( 'sha256' ).update( verifier ).digest( 'base64url' );
