/** Looks after the alerts: looks at the sites, sends what is due, tries again later. */
import type { Logger } from 'pino';
import { claimDueAlertMessages, deleteAlertMessage, postponeAlertMessage, type DueAlertMessage } from '../../database/alert-messages.ts';
import { noteAlertResult } from '../../database/alert-settings.ts';
import type { Db } from '../../database/client.ts';
import { callbackPause, MAX_TRIES } from '../../wordpress/callback-backoff.ts';
import { allOrFirstFailure, createPollLoop, type PollLoop } from '../poll-loop.ts';
import { checkDueSites, defaultPace, type AlertPace } from './check-alerts.ts';
import { sendDueDigests } from './send-digests.ts';
import { deliverByMail, deliverByWebhook, type AlertResult, type AlertWays } from './deliver-alert.ts';

export interface AlertWatcherOptions extends AlertWays {
	db: Db;
	log: Logger;
	pace?: AlertPace;
	/** Between two looks at the tables, in ms. */
	pollMs?: number;
	/** Replaces the pause after a failed try; tests need not wait for hours. */
	pause?( tries: number ): number;
}

export type AlertWatcher = PollLoop;

const BATCH = 20;
/** Longer than a batch can take when every receiver hangs. */
const LEASE_SECONDS = 300;
/** A mail under way cannot be called back. Should it hang, its row comes back by its lease, and it is sent again. */
const GRACE_MS = 3_000;

export function createAlertWatcher( options: AlertWatcherOptions ): AlertWatcher {
	const { db, log, pace = defaultPace, pollMs = 5_000 } = options;
	return createPollLoop( { log, failure: 'The alerts could not be looked after', pollMs, graceMs: GRACE_MS }, async ( signal ) => {
		await checkDueSites( db, pace );
		await sendDueDigests( db );
		// Side by side: a receiver that hangs holds up nobody else's.
		await allOrFirstFailure( ( await claimDueAlertMessages( db, BATCH, LEASE_SECONDS ) ).map( ( message ) => send( options, message, signal ) ) );
		return false;
	} );
}

async function send( options: AlertWatcherOptions, message: DueAlertMessage, signal: AbortSignal ): Promise<void> {
	const { db, log, pause = callbackPause } = options;
	const { id, site_id: siteId, channel, attempts } = message;
	const result = await deliver( options, message, signal );
	if ( ! result.ok && signal.aborted ) {
		await postponeAlertMessage( db, siteId, id, 0, false );
		return;
	}
	await noteAlertResult( db, siteId, channel, result.ok ? null : result.reason );
	if ( result.ok || result.final || attempts >= MAX_TRIES ) {
		await deleteAlertMessage( db, siteId, id );
		log[ result.ok ? 'info' : 'warn' ]( { siteId, channel, alertId: id, tries: attempts, ...( ! result.ok && { reason: result.reason } ) }, result.ok ? 'An alert was sent' : 'An alert was given up' );
	} else {
		await postponeAlertMessage( db, siteId, id, pause( attempts ) );
		log.info( { siteId, channel, alertId: id, tries: attempts, reason: result.reason }, 'An alert did not go through; it is sent again later' );
	}
}

async function deliver( ways: AlertWays, message: DueAlertMessage, signal: AbortSignal ): Promise<AlertResult> {
	if ( message.channel === 'email' ) {
		return deliverByMail( ways, message.id, message.receiver, message.body as { subject: string; text: string } );
	}
	return message.webhook_url === null || message.webhook_secret === null
		? { ok: false, reason: 'The webhook address was taken away.', final: true }
		: deliverByWebhook( ways, message.id, { url: message.webhook_url, sealedSecret: message.webhook_secret }, message.body, signal );
}
