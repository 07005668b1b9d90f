/** Sends a test message by every way that is set, at once, and tells how each one went. */
import { v7 as uuidv7 } from 'uuid';
import { findAlertSettings } from '../../database/alert-settings.ts';
import { AppError } from '../../errors/app-error.ts';
import type { AuthenticatedSite } from '../authenticate-site.ts';
import { alertForWebhook, alertMail, type AlertNews } from './alert-text.ts';
import { deliverByMail, deliverByWebhook, type AlertResult, type AlertWays } from './deliver-alert.ts';
import type { AlertDeps } from './manage-alerts.ts';

export interface TestAlertResult {
	channel: 'webhook' | 'email';
	/** The address of the webhook, or an e-mail address. */
	receiver: string;
	ok: boolean;
	reason: string | null;
}

/** @throws AppError body_invalid when no way is set. */
export async function testAlert( deps: AlertDeps, site: AuthenticatedSite ): Promise<{ results: TestAlertResult[] }> {
	const row = await findAlertSettings( deps.db, site.id );
	const ways: AlertWays = { openSecret: deps.box.open, outgoing: deps.outgoing, mailer: deps.mailer };
	const news: AlertNews = { kind: 'test', at: new Date().toISOString(), site: { id: site.id, name: site.name, url: site.url }, opened: [], resolved: [] };
	const sending: Promise<TestAlertResult>[] = [];
	if ( row?.webhook_url && row.webhook_secret ) {
		sending.push( deliverByWebhook( ways, uuidv7(), { url: row.webhook_url, sealedSecret: row.webhook_secret }, alertForWebhook( news, row.webhook_format ) ).then( toResult( 'webhook', row.webhook_url ) ) );
	}
	for ( const email of row?.emails ?? [] ) {
		sending.push( deliverByMail( ways, uuidv7(), email, alertMail( news ) ).then( toResult( 'email', email ) ) );
	}
	if ( sending.length === 0 ) {
		throw new AppError( 'body_invalid', 'Nobody would receive an alert yet. Save a webhook address or an e-mail address first.' );
	}
	return { results: await Promise.all( sending ) };
}

function toResult( channel: TestAlertResult[ 'channel' ], receiver: string ) {
	return ( result: AlertResult ): TestAlertResult => ( { channel, receiver, ok: result.ok, reason: result.ok ? null : result.reason } );
}
