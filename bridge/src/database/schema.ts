/** The shape of every table, as Kysely types; the SQL that makes them is in `migrations/`. */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** A `timestamptz`: read as Date, written as Date or ISO text. */
type Time = ColumnType<Date, Date | string, Date | string>;
type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A `jsonb` value that may be null. */
type Json<T> = ColumnType<T, string, string>;
type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** `bigint` arrives from pg as text unless a parser is set; `database/client.ts` sets one (safe integers only). */
type Big = ColumnType<number, number, number>;

export interface Database {
	bridge: BridgeTable;
	pairing_code: PairingCodeTable;
	site: SiteTable;
	seen_token: SeenTokenTable;
	connection: ConnectionTable;
	config: ConfigTable;
	event: EventTable;
	run: RunTable;
	step: StepTable;
	attempt: AttemptTable;
	link: LinkTable;
	rate_slot: RateSlotTable;
	location_budget: LocationBudgetTable;
	location_limit: LocationLimitTable;
	circuit_breaker: CircuitBreakerTable;
	pause: PauseTable;
	callback: CallbackTable;
	agency: AgencyTable;
	oauth_state: OAuthStateTable;
	highlevel_event: HighLevelEventTable;
	alert_settings: AlertSettingsTable;
	alert_incident: AlertIncidentTable;
	alert_message: AlertMessageTable;
}

/** One row: who this bridge is. Its id is the `aud` that sites sign for. */
export interface BridgeTable {
	id: string;
	created_at: Generated<Date>;
}

/** One-time pairing codes, stored as SHA-256 only. */
export interface PairingCodeTable {
	hash: string;
	created_at: Generated<Date>;
	expires_at: OptionalTime;
	used_at: OptionalTime;
	site_id: string | null;
}

/** A paired WordPress site. Secrets are sealed (see `crypto/`): `keyId.iv.tag.ciphertext`, base64url. */
export interface SiteTable {
	id: string;
	url: string;
	name: string;
	callback_url: string | null;
	secret: string;
	previous_secret: string | null;
	previous_secret_until: OptionalTime;
	plugin_version: string | null;
	wordpress_version: string | null;
	paired_at: Generated<Date>;
	unpaired_at: OptionalTime;
	last_seen_at: OptionalTime;
}

/** `jti` values already used, so that a captured request cannot be sent twice. */
export interface SeenTokenTable {
	site_id: string;
	jti: string;
	expires_at: Time;
}

/** `live` is HIGHLEVEL_BASE_URL, `sandbox` HIGHLEVEL_SANDBOX_URL: an address never comes from a site. */
export type Server = 'live' | 'sandbox';

export interface ConnectionTable {
	id: string;
	site_id: string;
	kind: 'privateIntegration' | 'oauth';
	/** Which of the bridge's two HighLevel addresses it talks to. */
	server: Generated<Server>;
	label: string;
	location_id: string;
	location_name: string | null;
	time_zone: string | null;
	token: string;
	token_added_at: Generated<Date>;
	/** Of a private integration: the token that takes over when HighLevel refuses the current one. Sealed, like every token. */
	next_token: string | null;
	next_token_added_at: OptionalTime;
	/** Why the next token would not do, found by the daily probe. */
	next_token_problem: string | null;
	/** Of OAuth: single use; null for a token that an agency minted. */
	refresh_token: string | null;
	token_expires_at: OptionalTime;
	/** Of OAuth: the scopes that HighLevel says the token has, with spaces between. */
	token_scopes: string | null;
	/** The agency whose token mints this one's. */
	agency_id: string | null;
	/** When the daily probe looks at it next. */
	probe_after: Generated<Date>;
	status: 'active' | 'paused' | 'broken';
	status_code: string | null;
	status_reason: string | null;
	scopes: OptionalJson<ScopeReport[]>;
	checked_at: OptionalTime;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
}

/** What one scope is worth to us, and whether the token has it (null: could not be told). */
export interface ScopeReport {
	scope: string;
	need: 'required' | 'recommended' | 'unused';
	granted: boolean | null;
	why: string;
}

export interface ConfigTable {
	site_id: string;
	version: number;
	body: Json<unknown>;
	updated_at: Generated<Date>;
}

/** Where an event stands. `waiting` is held on purpose (connection paused or broken, no connection yet). */
export type EventState = 'pending' | 'running' | 'retrying' | 'waiting' | 'delivered' | 'superseded' | 'dead';

/** The log of everything a site told us; rows are never updated but for their state. */
export interface EventTable {
	id: string;
	site_id: string;
	type: string;
	subject: string;
	sequence: Big;
	time: Time;
	received_at: Generated<Date>;
	traceparent: string | null;
	data: Json<EventData>;
	entity_name: string;
	state: Generated<EventState>;
	reason_code: string | null;
	reason: string | null;
	superseded_by: string | null;
	attempts: Generated<number>;
	/** When it was last opened (received, replayed or woken): the total age of its tries counts from here. */
	open_since: Generated<Date>;
	next_attempt_at: OptionalTime;
	finished_at: OptionalTime;
	connection_id: string | null;
	replays: Generated<number>;
}

export interface EventData {
	entity: Record<string, unknown>;
	changed: string[];
}

export type RunState = 'running' | 'succeeded' | 'failed' | 'retrying' | 'interrupted';

/** One workflow executed for one event. A retry of the same event makes a new run. */
export interface RunTable {
	id: string;
	event_id: string;
	site_id: string;
	workflow: string;
	state: RunState;
	connection_id: string | null;
	location_id: string | null;
	started_at: Generated<Date>;
	finished_at: OptionalTime;
	reason_code: string | null;
	reason: string | null;
}

export interface StepTable {
	id: string;
	run_id: string;
	position: number;
	name: string;
	title: string;
	state: 'running' | 'succeeded' | 'failed' | 'skipped';
	summary: string | null;
	started_at: Generated<Date>;
	finished_at: OptionalTime;
}

/** One HTTP exchange with HighLevel, secrets removed, bodies cut at 64 KiB. */
export interface AttemptTable {
	id: string;
	step_id: string;
	operation: string;
	method: string;
	url: string;
	request_headers: JSONColumnType<Record<string, string>>;
	request_body: OptionalJson<unknown>;
	status: number | null;
	response_headers: OptionalJson<Record<string, string>>;
	response_body: OptionalJson<unknown>;
	error_code: string | null;
	error: string | null;
	trace_id: string | null;
	duration_ms: number;
	at: Generated<Date>;
}

/** A pair (site entity, HighLevel id). `base` holds what we last wrote, field by field: the base of the three-way merge. */
export interface LinkTable {
	site_id: string;
	subject: string;
	connection_id: string;
	location_id: string;
	highlevel_id: string | null;
	marker: string;
	state: 'creating' | 'linked' | 'released' | 'deleted';
	base: Json<Record<string, unknown>>;
	applied_sequence: Big;
	applied_event_id: string | null;
	synced_at: OptionalTime;
	created_at: Generated<Date>;
}

/** The burst limit of a location: `slot` 0..n-1, `at` the moment it was last granted. */
export interface RateSlotTable {
	location_id: string;
	slot: number;
	at: Time;
}

/** The day's count and what HighLevel's own headers last said. */
export interface LocationBudgetTable {
	location_id: string;
	day: string;
	used: Generated<number>;
	blocked_until: OptionalTime;
	blocked_reason: string | null;
}

/** What the headers of HighLevel's answers said last; `slots` and `reserve` are made of it. */
export interface LocationLimitTable {
	location_id: string;
	max_calls: number | null;
	interval_ms: number | null;
	daily: number | null;
	slots: number | null;
	reserve: number | null;
	seen_at: Generated<Date>;
}

/** A location whose calls fail: how often in a row, and, once it is open, when one call may try again. */
export interface CircuitBreakerTable {
	location_id: string;
	failures: number;
	since: Generated<Date>;
	probes: Generated<number>;
	probe_at: OptionalTime;
	probing_until: OptionalTime;
	code: string;
	reason: string;
}

/** What the owner has paused: `site`, or a workflow by its name. */
export interface PauseTable {
	site_id: string;
	scope: string;
	paused_at: Generated<Date>;
}

/** Signed messages on their way to a site; a row leaves when the site answered 2xx or the tries are used up. */
export interface CallbackTable {
	id: string;
	site_id: string;
	body: Json<unknown>;
	attempts: Generated<number>;
	next_attempt_at: Time;
	last_error: string | null;
	created_at: Generated<Date>;
}

/** An agency in which a site's owner installed the app; its token mints those of its locations. */
export interface AgencyTable {
	id: string;
	site_id: string;
	company_id: string;
	server: Generated<Server>;
	token: string;
	refresh_token: string;
	token_expires_at: Time;
	scopes: Generated<string>;
	status: Generated<'active' | 'broken'>;
	status_reason: string | null;
	/** When its owner last gave consent. */
	connected_at: Generated<Date>;
	probe_after: Generated<Date>;
	created_at: Generated<Date>;
	updated_at: Generated<Date>;
}

/** A consent at HighLevel that was begun; a row leaves when its answer comes, or when it is too old. */
export interface OAuthStateTable {
	hash: string;
	site_id: string;
	server: Server;
	verifier: string;
	return_url: string;
	expires_at: Time;
}

/** What HighLevel told by webhook; `id` is its webhookId. */
export interface HighLevelEventTable {
	id: string;
	type: string;
	body: Json<Record<string, unknown>>;
	sent_at: Time;
	received_at: Generated<Date>;
	handled_at: OptionalTime;
	try_after: Generated<Date>;
	tries: Generated<number>;
	last_error: string | null;
}

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
