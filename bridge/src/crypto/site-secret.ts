/** Makes the secret that a site and the bridge share. */
import { randomBytes } from 'node:crypto';

/**
 * 256 random bits as text. Both sides use the UTF-8 bytes of this text as the key. The prefix lets log scrubbers and
 * secret scanners know one when they see it.
 */
export function makeSiteSecret(): string {
	return `sbs_${ randomBytes( 32 ).toString( 'base64url' ) }`;
}
