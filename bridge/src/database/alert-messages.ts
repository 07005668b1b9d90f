/** The table `alert_message`: alerts on their way, one row a receiver. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db, Trx } from './client.ts';

export interface NewAlertMessage {
	channel: 'webhook' | 'email';
	/** The e-mail address; empty for the webhook. */
	receiver: string;
	body: unknown;
}

export interface DueAlertMessage extends NewAlertMessage {
	/** Stays the same over all tries. */
	id: string;
	site_id: string;
	/** Tries, this one included. */
	attempts: number;
	webhook_url: string | null;
	webhook_secret: string | null;
}

export async function enqueueAlertMessages( trx: Trx, siteId: string, messages: readonly NewAlertMessage[] ): Promise<void> {
	if ( messages.length > 0 ) {
		await trx.insertInto( 'alert_message' ).values( messages.map( ( { channel, receiver, body } ) => ( { id: uuidv7(), site_id: siteId, channel, receiver, body: JSON.stringify( body ) } ) ) ).execute();
	}
}

/** As `claimDueCallbacks`: for this process alone, and back by themselves after `leaseSeconds` should it die. */
export async function claimDueAlertMessages( db: Db, limit: number, leaseSeconds: number ): Promise<DueAlertMessage[]> {
	const { rows } = await sql<DueAlertMessage>`
		WITH due AS (
			SELECT id FROM alert_message WHERE next_attempt_at <= now() ORDER BY next_attempt_at, id LIMIT ${ limit } FOR UPDATE SKIP LOCKED
		), claimed AS (
			UPDATE alert_message SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${ leaseSeconds })
			FROM due WHERE alert_message.id = due.id
			RETURNING alert_message.*
		)
		SELECT claimed.id, claimed.site_id, claimed.channel, claimed.receiver, claimed.body, claimed.attempts, alert_settings.webhook_url, alert_settings.webhook_secret
		FROM claimed JOIN alert_settings ON alert_settings.site_id = claimed.site_id
		ORDER BY claimed.id`.execute( db );
	return rows;
}

export async function deleteAlertMessage( db: Db, siteId: string, id: string ): Promise<void> {
	await db.deleteFrom( 'alert_message' ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}

/** @param afterMs Until the next try. @param counted False: this try was cut short by the bridge's own end. */
export async function postponeAlertMessage( db: Db, siteId: string, id: string, afterMs: number, counted: boolean = true ): Promise<void> {
	await db.updateTable( 'alert_message' ).set( {
		next_attempt_at: sql<Date>`now() + make_interval(secs => ${ afterMs / 1000 })`,
		...( ! counted && { attempts: sql<number>`attempts - 1` } ),
	} ).where( 'site_id', '=', siteId ).where( 'id', '=', id ).execute();
}
