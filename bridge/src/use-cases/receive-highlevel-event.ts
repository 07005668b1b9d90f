/** HighLevel tells something by webhook: is it from HighLevel, is it new, and is it kept? What follows from it comes later. */
import { createHash } from 'node:crypto';
import { isSignedByHighLevel } from '../crypto/verify-webhook.ts';
import { keepHighLevelEvent } from '../database/highlevel-events.ts';
import { AppError } from '../errors/app-error.ts';
import type { BridgeDeps } from './bridge-deps.ts';

export type ReceiveDeps = Pick<BridgeDeps, 'db' | 'log' | 'highLevelApp' | 'highLevelWebhookKey' | 'highLevelEventsCame'>;

/** HighLevel sends again for about 70 minutes when we answer 429, always with the first time in it. Beyond this, only the memory of ids would guard. */
const WINDOW_MS = 2 * 3_600_000;
const RETRY_AFTER_S = 600;

export type Received = 'kept' | 'repeated' | 'not-ours';

/**
 * @throws AppError webhook_signature_invalid, authorization_expired, body_unreadable; webhook_not_stored with 429, the
 *         only answer after which HighLevel sends it again.
 */
export async function receiveHighLevelEvent( deps: ReceiveDeps, raw: Uint8Array, signature: string | undefined, now: number = Date.now() ): Promise<Received> {
	if ( ! isSignedByHighLevel( raw, signature, deps.highLevelWebhookKey ?? null ) ) {
		throw new AppError( 'webhook_signature_invalid', 'This message carries no valid signature of HighLevel (X-GHL-Signature).' );
	}
	const body = readBody( raw );
	const sentAt = new Date( typeof body[ 'timestamp' ] === 'string' ? body[ 'timestamp' ] : now );
	if ( ! ( Math.abs( now - sentAt.getTime() ) <= WINDOW_MS ) ) {
		throw new AppError( 'authorization_expired', 'This message is older than two hours, or from the future.' );
	}
	const { type, appId, webhookId } = body;
	// Every app's messages carry the same signature; only those of our own app are for us.
	if ( ! deps.highLevelApp || appId !== deps.highLevelApp.clientId.split( '-' )[ 0 ] || typeof type !== 'string' ) {
		return 'not-ours';
	}
	const id = typeof webhookId === 'string' && webhookId !== '' ? webhookId.slice( 0, 200 ) : createHash( 'sha256' ).update( raw ).digest( 'hex' );
	let isNew: boolean;
	try {
		isNew = await keepHighLevelEvent( deps.db, { id, type: type.slice( 0, 100 ), body, sentAt } );
	} catch ( error ) {
		deps.log.error( { err: error, type }, 'A webhook of HighLevel could not be stored' );
		throw new AppError( 'webhook_not_stored', 'This message could not be stored just now. Send it again later.', { data: { retryAfter: RETRY_AFTER_S } } );
	}
	deps.highLevelEventsCame?.();
	return isNew ? 'kept' : 'repeated';
}

function readBody( raw: Uint8Array ): Record<string, unknown> {
	try {
		const body: unknown = JSON.parse( new TextDecoder( 'utf-8', { fatal: true } ).decode( raw ) );
		if ( typeof body === 'object' && body !== null && ! Array.isArray( body ) ) {
			return body as Record<string, unknown>;
		}
	} catch {
		// Told below.
	}
	throw new AppError( 'body_unreadable', 'The body is no JSON object.' );
}
