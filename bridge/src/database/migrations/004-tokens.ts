/**
 * Room for tokens that change: a second slot, OAuth pairs, agencies, consents under way, and what HighLevel tells by
 * webhook. Only additions, so that a bridge of the version before works on beside one of this version.
 */
import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely<unknown> ): Promise<void> {
	await sql`
		-- An agency (HighLevel says company) in which a site's owner has installed the app. Its token opens no calendar: it mints those of locations.
		CREATE TABLE agency (
			id uuid PRIMARY KEY,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			company_id text NOT NULL,
			server text NOT NULL DEFAULT 'live' CHECK (server IN ('live', 'sandbox')),
			token text NOT NULL,
			refresh_token text NOT NULL,
			token_expires_at timestamptz NOT NULL,
			scopes text NOT NULL DEFAULT '',
			status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'broken')),
			status_reason text,
			connected_at timestamptz NOT NULL DEFAULT now(),
			probe_after timestamptz NOT NULL DEFAULT now() + interval '1 day',
			created_at timestamptz NOT NULL DEFAULT now(),
			updated_at timestamptz NOT NULL DEFAULT now(),
			UNIQUE (site_id, company_id)
		);

		ALTER TABLE connection
			ADD COLUMN server text NOT NULL DEFAULT 'live' CHECK (server IN ('live', 'sandbox')),
			ADD COLUMN next_token text,
			ADD COLUMN next_token_added_at timestamptz,
			ADD COLUMN next_token_problem text,
			ADD COLUMN refresh_token text,
			ADD COLUMN token_expires_at timestamptz,
			ADD COLUMN token_scopes text,
			ADD COLUMN agency_id uuid REFERENCES agency (id) ON DELETE SET NULL,
			-- Spread over the day, so that a thousand connections are not probed in one minute.
			ADD COLUMN probe_after timestamptz NOT NULL DEFAULT now() + (0.5 + random() / 2) * interval '1 day';
		CREATE INDEX connection_probe ON connection (probe_after) WHERE status = 'active';

		-- A consent that was begun and not yet answered. The state is kept as SHA-256 only, the PKCE verifier sealed.
		CREATE TABLE oauth_state (
			hash text PRIMARY KEY,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			server text NOT NULL,
			verifier text NOT NULL,
			return_url text NOT NULL,
			expires_at timestamptz NOT NULL
		);

		-- Webhooks name a location or an agency, never a site.
		CREATE INDEX connection_location ON connection (location_id) WHERE kind = 'oauth';
		CREATE INDEX connection_agency ON connection (agency_id) WHERE agency_id IS NOT NULL;
		CREATE INDEX agency_company ON agency (company_id);

		-- What HighLevel told by webhook, each once; kept for some days to know a repetition again.
		CREATE TABLE highlevel_event (
			id text PRIMARY KEY,
			type text NOT NULL,
			body jsonb NOT NULL,
			sent_at timestamptz NOT NULL,
			received_at timestamptz NOT NULL DEFAULT now(),
			handled_at timestamptz,
			try_after timestamptz NOT NULL DEFAULT now(),
			tries integer NOT NULL DEFAULT 0,
			last_error text
		);
		CREATE INDEX highlevel_event_open ON highlevel_event (try_after) WHERE handled_at IS NULL;
	`.execute( db );
}
