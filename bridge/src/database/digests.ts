/** When a site's digest is due; columns of `alert_settings`. */
import { sql } from 'kysely';
import type { DueAlertSettings } from './alert-settings.ts';
import type { Trx } from './client.ts';

/** Takes the digest that has been due for longest, and keeps other replicas from it until the transaction ends. */
export async function lockDueDigest( trx: Trx ): Promise<Omit<DueAlertSettings, 'may_tell'> | undefined> {
	const { rows } = await sql<Omit<DueAlertSettings, 'may_tell'>>`
		SELECT alert_settings.*, site.url AS site_url, site.name AS site_name
		FROM alert_settings JOIN site ON site.id = alert_settings.site_id
		WHERE next_digest_at <= now() AND site.unpaired_at IS NULL
		ORDER BY next_digest_at LIMIT 1 FOR UPDATE OF alert_settings SKIP LOCKED`.execute( trx );
	return rows[ 0 ];
}

/** @param done null: there is to be none any more. */
export async function markDigested( trx: Trx, siteId: string, done: { until: Date; next: Date } | null ): Promise<void> {
	await trx.updateTable( 'alert_settings' ).set( done === null ? { digest: null, next_digest_at: null } : { digested_until: done.until, next_digest_at: done.next } )
		.where( 'site_id', '=', siteId ).execute();
}
