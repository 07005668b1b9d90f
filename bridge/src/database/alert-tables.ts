/** The tables of alerts: what an owner wants to know, what was found, what is on its way. */
import type { Generated } from 'kysely';
import type { Json, OptionalJson, OptionalTime } from './columns.ts';

/** What a site's owner wants to be told of; the webhook's secret is sealed. */
export interface AlertSettingsTable {
	site_id: string;
	webhook_url: string | null;
	webhook_secret: string | null;
	emails: Json<string[]>;
	rules: Json<unknown>;
	next_check_at: Generated<Date>;
	last_message_at: OptionalTime;
	webhook_error: string | null;
	email_error: string | null;
	updated_at: Generated<Date>;
	webhook_format: Generated<'standard' | 'slack'>;
	digest: OptionalJson<unknown>;
	next_digest_at: OptionalTime;
	digested_until: OptionalTime;
}

/** Something that was found wrong, until it is well again. `mark` changes when it got worse. */
export interface AlertIncidentTable {
	id: string;
	site_id: string;
	rule: string;
	key: string;
	title: string;
	detail: string;
	mark: string;
	opened_at: Generated<Date>;
	told_at: OptionalTime;
	resolved_at: OptionalTime;
	resolved_told_at: OptionalTime;
}

/** Alerts on their way; a row leaves when it was delivered or its tries are used up. */
export interface AlertMessageTable {
	id: string;
	site_id: string;
	channel: 'webhook' | 'email';
	receiver: string;
	body: Json<unknown>;
	attempts: Generated<number>;
	next_attempt_at: Generated<Date>;
	created_at: Generated<Date>;
}
