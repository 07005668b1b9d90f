/** Operational alerts: what an owner wants to be told of and how, what is wrong now, and messages on their way. */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		CREATE TABLE alert_settings (
			site_id uuid PRIMARY KEY REFERENCES site (id) ON DELETE CASCADE,
			webhook_url text,
			-- Sealed; kept while there is an address.
			webhook_secret text,
			emails jsonb NOT NULL DEFAULT '[]',
			rules jsonb NOT NULL,
			next_check_at timestamptz NOT NULL DEFAULT now(),
			last_message_at timestamptz,
			webhook_error text,
			email_error text,
			updated_at timestamptz NOT NULL DEFAULT now()
		);
		CREATE INDEX alert_settings_due ON alert_settings (next_check_at);

		CREATE TABLE alert_incident (
			id uuid PRIMARY KEY,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			rule text NOT NULL,
			-- What it is about, such as a connection; empty when the rule is about the whole site.
			key text NOT NULL,
			title text NOT NULL,
			detail text NOT NULL,
			-- Changes when it got worse in a way that is worth another message.
			mark text NOT NULL,
			opened_at timestamptz NOT NULL DEFAULT now(),
			told_at timestamptz,
			resolved_at timestamptz,
			resolved_told_at timestamptz
		);
		-- The second guard, beside the lock on the settings, that one incident is opened once.
		CREATE UNIQUE INDEX alert_incident_open ON alert_incident (site_id, rule, key) WHERE resolved_at IS NULL;
		CREATE INDEX alert_incident_resolved ON alert_incident (site_id, resolved_at) WHERE resolved_at IS NOT NULL;

		CREATE TABLE alert_message (
			id uuid PRIMARY KEY,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			channel text NOT NULL CHECK (channel IN ('webhook', 'email')),
			-- The e-mail address; empty for the webhook, whose address is read when it is sent.
			receiver text NOT NULL,
			body jsonb NOT NULL,
			attempts integer NOT NULL DEFAULT 0,
			next_attempt_at timestamptz NOT NULL DEFAULT now(),
			created_at timestamptz NOT NULL DEFAULT now()
		);
		CREATE INDEX alert_message_due ON alert_message (next_attempt_at);
	`.execute( db );
}
