/** Signs messages to receivers that an owner named, as Standard Webhooks 1.0 says, and makes the secret for it. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** `whsec_` and 24 to 64 bytes in base64, as the standard wants it. */
export const WEBHOOK_SECRET = /^whsec_(?:[A-Za-z0-9+/]{4}){7,21}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/;

/** 256 random bits. */
export function makeWebhookSecret(): string {
	return `whsec_${ randomBytes( 32 ).toString( 'base64' ) }`;
}

/** @param id Stays the same over all tries of one message. */
export function signWebhook( id: string, body: string, secret: string, now: Date = new Date() ): Record<string, string> {
	return {
		'webhook-id': id,
		'webhook-timestamp': String( Math.floor( now.getTime() / 1000 ) ),
		'webhook-signature': new Webhook( secret ).sign( id, now, body ),
	};
}
