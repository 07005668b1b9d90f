/** The shape of every table, as Kysely types; the SQL that makes them is in `migrations/`. */
import type { Generated, JSONColumnType } from 'kysely';
import type { AlertIncidentTable, AlertMessageTable, AlertSettingsTable } from './alert-tables.ts';
import type { Big, Json, OptionalJson, OptionalTime, Time } from './columns.ts';
import type { CircuitBreakerTable, LocationBudgetTable, LocationLimitTable, PairingFailureTable, PauseTable, RateSlotTable, SiteRoomTable } from './limit-tables.ts';
import type { AgencyTable, HighLevelEventTable, OAuthStateTable } from './token-tables.ts';

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
	/** Links of connections to the server that they are not on now; nothing but a switch touches them. */
	parked_link: LinkTable;
	rate_slot: RateSlotTable;
	location_budget: LocationBudgetTable;
	location_limit: LocationLimitTable;
	circuit_breaker: CircuitBreakerTable;
	pause: PauseTable;
	site_room: SiteRoomTable;
	pairing_failure: PairingFailureTable;
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
	/** Until then at the latest it is being switched: no delivery of it begins or makes a call. */
	switching_until: OptionalTime;
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
	/** What exactly happened, where a snapshot alone cannot say: the tag that was added, for instance. */
	detail?: Record<string, unknown>;
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
	/** Where the thing is. Left out, the database puts in the connection's; any other than that is refused. */
	server: Generated<Server>;
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
