/** Signs a message to a site as Standard Webhooks 1.0 says: https://www.standardwebhooks.com */
import { Webhook } from 'standardwebhooks';

/**
 * @param secrets The site's secrets in plain text, the current one first; the UTF-8 bytes of each are its key. While a
 *                secret is being rotated both sign, and the site accepts either.
 */
export function signCallback( id: string, body: string, secrets: readonly string[], now: Date = new Date() ): Record<string, string> {
	const signatures = secrets.map( ( secret ) => new Webhook( new TextEncoder().encode( secret ), { format: 'raw' } ).sign( id, now, body ) );
	return {
		'webhook-id': id,
		'webhook-timestamp': String( Math.floor( now.getTime() / 1000 ) ),
		'webhook-signature': signatures.join( ' ' ),
	};
}
