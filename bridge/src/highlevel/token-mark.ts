/** Tells tokens apart without keeping them: what an error may carry along. */
import { createHash } from 'node:crypto';

/** @returns A fingerprint of 32 hexadecimal digits. A token is far too random to be found by it. */
export function markOfToken( token: string ): string {
	return createHash( 'sha256' ).update( token ).digest( 'hex' ).slice( 0, 32 );
}
