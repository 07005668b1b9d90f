/** The table `alert_settings`: what a site's owner wants to be told of, by which ways, and when it is looked at next. */
import { sql, type Selectable } from 'kysely';
import type { Db, Trx } from './client.ts';
import type { AlertSettingsTable } from './alert-tables.ts';

export type AlertSettingsRow = Selectable<AlertSettingsTable>;

export interface AlertSettingsValues {
	webhookUrl: string | null;
	/** Sealed. */
	webhookSecret: string | null;
	emails: string[];
	rules: unknown;
	webhookFormat: 'standard' | 'slack';
	digest: unknown;
	nextDigestAt: Date | null;
}

export async function findAlertSettings( db: Db | Trx, siteId: string ): Promise<AlertSettingsRow | undefined> {
	return db.selectFrom( 'alert_settings' ).selectAll().where( 'site_id', '=', siteId ).executeTakeFirst();
}

/** Waits for a check or another save of the same site under way. */
export async function lockAlertSettings( trx: Trx, siteId: string ): Promise<AlertSettingsRow | undefined> {
	return trx.selectFrom( 'alert_settings' ).selectAll().where( 'site_id', '=', siteId ).forUpdate().executeTakeFirst();
}

/** What went wrong with the old addresses says nothing about the new ones, so it is forgotten; the next check is due at once. */
export async function saveAlertSettings( trx: Trx, siteId: string, values: AlertSettingsValues ): Promise<AlertSettingsRow> {
	const columns = {
		webhook_url: values.webhookUrl, webhook_secret: values.webhookSecret, emails: JSON.stringify( values.emails ), rules: JSON.stringify( values.rules ),
		webhook_format: values.webhookFormat, digest: values.digest === null ? null : JSON.stringify( values.digest ), next_digest_at: values.nextDigestAt,
	};
	return trx.insertInto( 'alert_settings' ).values( { site_id: siteId, ...columns } )
		.onConflict( ( conflict ) => conflict.column( 'site_id' ).doUpdateSet( {
			...columns, webhook_error: null, email_error: null, next_check_at: sql<Date>`now()`, updated_at: sql<Date>`now()`,
		} ) )
		.returningAll().executeTakeFirstOrThrow();
}

/** With its incidents and messages under way: a site that left is told nothing more. */
export async function deleteAlerts( trx: Trx, siteId: string ): Promise<void> {
	await trx.deleteFrom( 'alert_message' ).where( 'site_id', '=', siteId ).execute();
	await trx.deleteFrom( 'alert_incident' ).where( 'site_id', '=', siteId ).execute();
	await trx.deleteFrom( 'alert_settings' ).where( 'site_id', '=', siteId ).execute();
}

export type DueAlertSettings = AlertSettingsRow & { may_tell: boolean; site_url: string; site_name: string };

/**
 * Takes the site that has waited longest for its check, and keeps other replicas from it until the transaction ends.
 *
 * @param quietSeconds `may_tell` is false when the last message is younger.
 */
export async function lockDueAlertSettings( trx: Trx, quietSeconds: number ): Promise<DueAlertSettings | undefined> {
	const { rows } = await sql<DueAlertSettings>`
		SELECT alert_settings.*, site.url AS site_url, site.name AS site_name,
			coalesce(last_message_at < now() - make_interval(secs => ${ quietSeconds }), true) AS may_tell
		FROM alert_settings JOIN site ON site.id = alert_settings.site_id
		WHERE next_check_at <= now() AND site.unpaired_at IS NULL
		ORDER BY next_check_at LIMIT 1 FOR UPDATE OF alert_settings SKIP LOCKED`.execute( trx );
	return rows[ 0 ];
}

export async function markChecked( trx: Trx, siteId: string, nextInSeconds: number, told: boolean ): Promise<void> {
	await trx.updateTable( 'alert_settings' ).set( {
		next_check_at: sql<Date>`now() + make_interval(secs => ${ nextInSeconds })`,
		...( told && { last_message_at: sql<Date>`now()` } ),
	} ).where( 'site_id', '=', siteId ).execute();
}

/** What the owner sees about the last message of a channel; null: it went through. */
export async function noteAlertResult( db: Db, siteId: string, channel: 'webhook' | 'email', error: string | null ): Promise<void> {
	await db.updateTable( 'alert_settings' ).set( channel === 'webhook' ? { webhook_error: error } : { email_error: error } ).where( 'site_id', '=', siteId ).execute();
}
