/** Alerts in the form that chat programs take, and a daily digest. */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		ALTER TABLE alert_settings
			ADD COLUMN webhook_format text NOT NULL DEFAULT 'standard' CHECK (webhook_format IN ('standard', 'slack')),
			-- null: no digest. Else its hour, the time zone of that hour, and whether it comes when there is nothing to tell.
			ADD COLUMN digest jsonb,
			ADD COLUMN next_digest_at timestamptz,
			-- Until when the last digest reported; the next one begins there.
			ADD COLUMN digested_until timestamptz;
		CREATE INDEX alert_settings_digest ON alert_settings (next_digest_at) WHERE next_digest_at IS NOT NULL;
	`.execute( db );
}
