/** Makes every table of the first version. Never edited once released: later changes are new files. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE bridge (
			id uuid PRIMARY KEY,
			created_at timestamptz NOT NULL DEFAULT now()
		);
		CREATE UNIQUE INDEX bridge_only_one ON bridge ((true));

		CREATE TABLE site (
			id uuid PRIMARY KEY,
			url text NOT NULL UNIQUE,
			name text NOT NULL,
			callback_url text,
			secret text NOT NULL,
			previous_secret text,
			previous_secret_until timestamptz,
			plugin_version text,
			wordpress_version text,
			paired_at timestamptz NOT NULL DEFAULT now(),
			unpaired_at timestamptz,
			last_seen_at timestamptz
		);

		CREATE TABLE pairing_code (
			hash text PRIMARY KEY,
			created_at timestamptz NOT NULL DEFAULT now(),
			expires_at timestamptz,
			used_at timestamptz,
			site_id uuid REFERENCES site (id) ON DELETE SET NULL
		);

		-- Losing these rows in a crash costs nothing but one minute of replay protection, so they skip the log.
		CREATE UNLOGGED TABLE seen_token (
			site_id uuid NOT NULL,
			jti text NOT NULL,
			expires_at timestamptz NOT NULL,
			PRIMARY KEY (site_id, jti)
		);
		CREATE INDEX seen_token_expiry ON seen_token (expires_at);

		CREATE TABLE connection (
			id uuid PRIMARY KEY,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			kind text NOT NULL,
			label text NOT NULL,
			location_id text NOT NULL,
			location_name text,
			time_zone text,
			token text NOT NULL,
			token_added_at timestamptz NOT NULL DEFAULT now(),
			status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'broken')),
			status_code text,
			status_reason text,
			scopes jsonb,
			checked_at timestamptz,
			created_at timestamptz NOT NULL DEFAULT now(),
			updated_at timestamptz NOT NULL DEFAULT now(),
			UNIQUE (site_id, location_id)
		);

		CREATE TABLE config (
			site_id uuid PRIMARY KEY REFERENCES site (id) ON DELETE CASCADE,
			version integer NOT NULL,
			body jsonb NOT NULL,
			updated_at timestamptz NOT NULL DEFAULT now()
		);

		CREATE TABLE event (
			id uuid NOT NULL,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			type text NOT NULL,
			subject text NOT NULL,
			sequence bigint NOT NULL,
			time timestamptz NOT NULL,
			received_at timestamptz NOT NULL DEFAULT now(),
			traceparent text,
			data jsonb NOT NULL,
			entity_name text NOT NULL,
			state text NOT NULL DEFAULT 'pending'
				CHECK (state IN ('pending', 'running', 'retrying', 'waiting', 'delivered', 'superseded', 'dead')),
			reason_code text,
			reason text,
			superseded_by uuid,
			attempts integer NOT NULL DEFAULT 0,
			-- When it was last opened (received, replayed or woken): the total age of its tries counts from here.
			open_since timestamptz NOT NULL DEFAULT now(),
			next_attempt_at timestamptz,
			finished_at timestamptz,
			connection_id uuid REFERENCES connection (id) ON DELETE SET NULL,
			replays integer NOT NULL DEFAULT 0,
			PRIMARY KEY (id),
			UNIQUE (site_id, id)
		);
		CREATE INDEX event_lane ON event (site_id, subject, sequence)
			WHERE state IN ('pending', 'running', 'retrying', 'waiting');
		CREATE INDEX event_recent ON event (site_id, received_at DESC, id DESC);
		CREATE INDEX event_subject ON event (site_id, subject, sequence DESC);
		CREATE INDEX event_state ON event (site_id, state, received_at DESC);
		CREATE INDEX event_superseded ON event (superseded_by) WHERE superseded_by IS NOT NULL;

		CREATE TABLE run (
			id uuid PRIMARY KEY,
			event_id uuid NOT NULL REFERENCES event (id) ON DELETE CASCADE,
			site_id uuid NOT NULL,
			workflow text NOT NULL,
			state text NOT NULL,
			connection_id uuid,
			location_id text,
			started_at timestamptz NOT NULL DEFAULT now(),
			finished_at timestamptz,
			reason_code text,
			reason text
		);
		CREATE INDEX run_event ON run (event_id, started_at);

		CREATE TABLE step (
			id uuid PRIMARY KEY,
			run_id uuid NOT NULL REFERENCES run (id) ON DELETE CASCADE,
			position integer NOT NULL,
			name text NOT NULL,
			title text NOT NULL,
			state text NOT NULL,
			summary text,
			started_at timestamptz NOT NULL DEFAULT now(),
			finished_at timestamptz
		);
		CREATE INDEX step_run ON step (run_id, position);

		CREATE TABLE attempt (
			id uuid PRIMARY KEY,
			step_id uuid NOT NULL REFERENCES step (id) ON DELETE CASCADE,
			operation text NOT NULL,
			method text NOT NULL,
			url text NOT NULL,
			request_headers jsonb NOT NULL,
			request_body jsonb,
			status integer,
			response_headers jsonb,
			response_body jsonb,
			error_code text,
			error text,
			trace_id text,
			duration_ms integer NOT NULL,
			at timestamptz NOT NULL DEFAULT now()
		);
		CREATE INDEX attempt_step ON attempt (step_id, at);

		CREATE TABLE link (
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			subject text NOT NULL,
			connection_id uuid NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
			location_id text NOT NULL,
			highlevel_id text,
			marker text NOT NULL,
			state text NOT NULL CHECK (state IN ('creating', 'linked', 'released', 'deleted')),
			base jsonb NOT NULL DEFAULT '{}',
			applied_sequence bigint NOT NULL DEFAULT 0,
			applied_event_id uuid,
			synced_at timestamptz,
			created_at timestamptz NOT NULL DEFAULT now(),
			PRIMARY KEY (site_id, subject, connection_id)
		);
		CREATE UNIQUE INDEX link_highlevel ON link (location_id, highlevel_id) WHERE state = 'linked';

		CREATE TABLE rate_slot (
			location_id text NOT NULL,
			slot integer NOT NULL,
			at timestamptz NOT NULL DEFAULT '-infinity',
			PRIMARY KEY (location_id, slot)
		);
		CREATE INDEX rate_slot_oldest ON rate_slot (location_id, at);

		CREATE TABLE location_budget (
			location_id text NOT NULL,
			day date NOT NULL,
			used integer NOT NULL DEFAULT 0,
			blocked_until timestamptz,
			blocked_reason text,
			PRIMARY KEY (location_id, day)
		);

		CREATE TABLE callback (
			id uuid PRIMARY KEY,
			site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
			body jsonb NOT NULL,
			attempts integer NOT NULL DEFAULT 0,
			next_attempt_at timestamptz NOT NULL DEFAULT now(),
			last_error text,
			created_at timestamptz NOT NULL DEFAULT now()
		);
		CREATE INDEX callback_due ON callback (next_attempt_at);
	`.execute(db);
}
