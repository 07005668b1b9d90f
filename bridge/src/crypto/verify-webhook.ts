/** Whether HighLevel signed a webhook: Ed25519 over the raw body, in base64. */
import { createPublicKey, verify } from 'node:crypto';

/** HighLevel's own key, as its webhook guide prints it. */
export const HIGHLEVEL_WEBHOOK_KEY = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=
-----END PUBLIC KEY-----`;

const SIGNATURE_BYTES = 64;

/**
 * @param signature The header X-GHL-Signature. HighLevel may send `N/A` in it, which is none.
 * @param key       PEM; HighLevel's own when null.
 */
export function isSignedByHighLevel( raw: Uint8Array, signature: string | undefined, key: string | null ): boolean {
	const bytes = Buffer.from( signature ?? '', 'base64' );
	return bytes.length === SIGNATURE_BYTES && verify( null, raw, createPublicKey( key ?? HIGHLEVEL_WEBHOOK_KEY ), bytes );
}
