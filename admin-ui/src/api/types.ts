/** The shapes of every REST answer that the admin reads, and of every body it sends. */

export type EntityKind = 'calendar' | 'calendar-group';

// Calendars and groups: the snapshot that WordPress carries in the REST field `slotbridge`.

export type CalendarType = 'event' | 'round_robin' | 'class_booking' | 'collective' | 'service_booking' | 'personal';

/** Open hours of some weekdays; 0 is Sunday, times are `HH:MM` of the calendar's own time zone. */
export interface OpenHours {
	days: number[];
	from: string;
	to: string;
}

export interface Reminder {
	channel: 'email' | 'sms' | 'whatsapp' | 'inApp';
	receiver: 'contact' | 'assignedUser' | 'guest';
	before: { value: number; unit: 'minutes' | 'hours' | 'days' };
}

export type AudienceKind = 'tag' | 'team' | 'offering' | 'role' | 'communityGroup';

export interface AudienceRule {
	kind: AudienceKind;
	id: string;
	name: string;
	as?: 'member' | 'leader';
}

/** Who may see a calendar; null stands for everybody. */
export interface Audience {
	match: 'any' | 'all' | 'none';
	rules: AudienceRule[];
}

export interface CalendarSnapshot {
	id: number;
	name: string;
	description: string;
	slug: string;
	timeZone: string;
	color: string;
	type: CalendarType;
	status: 'active' | 'draft';
	durationMinutes: number;
	intervalMinutes: number;
	bufferMinutes: number;
	openHours: OpenHours[];
	reminders: Reminder[];
	hosts: string[];
	group: number | null;
	audience: Audience | null;
}

/** A calendar as `/wp/v2/slotbridge-calendars` answers it. */
export interface CalendarPost {
	id: number;
	status: string;
	slug: string;
	modified_gmt: string;
	slotbridge: CalendarSnapshot | null;
	slotbridge_state?: CalendarState | null;
	/** Until when the site shows it; null: without an end. */
	slotbridge_visible_until?: string | null;
	_links?: {
		'version-history'?: { count: number; href: string }[];
		'predecessor-version'?: { id: number; href: string }[];
	};
}

/** How a thing of the site stands with its counterpart in HighLevel. */
export interface Link {
	subject: string;
	state: 'linked' | 'creating' | 'failing' | 'waiting' | 'pending' | 'released' | 'deleted';
	highLevelId: string | null;
	locationId: string | null;
	connectionId: string | null;
	syncedAt: string | null;
	reasonCode: string | null;
	reason: string | null;
	eventId: string | null;
}

export interface CalendarState {
	/** What has to be put right before it can be sent, by field path; empty when all is well. */
	attention: Record<string, string>;
	link: Link | null;
}

/** A calendar group as `/wp/v2/slotbridge-calendar-groups` answers it. */
export interface CalendarGroupTerm {
	id: number;
	name: string;
	slotbridge: Record<string, unknown> | null;
}

export interface Option {
	value: string;
	label: string;
}

export interface NamedThing {
	id: string | number;
	name: string;
}

export interface Reference {
	timeZones: Option[];
	calendarTypes: ( Option & { needsHosts: boolean } )[];
	groups: { id: number; name: string; status: string; /** In words; null: everybody. */ audience?: string | null }[];
	audience: { tags: NamedThing[]; offerings: NamedThing[]; teams: NamedThing[]; roles: NamedThing[]; communityGroups?: NamedThing[] };
	defaults: CalendarSnapshot;
}

// The bridge and HighLevel.

export interface ScopeReport {
	scope: string;
	/** `unused`: nothing that is switched on asks for it. */
	need: 'required' | 'recommended' | 'unused';
	granted: boolean | null;
	why: string;
}

export interface ConnectionTest {
	ok: boolean;
	location: { id: string; name: string; timeZone: string } | null;
	scopes: ScopeReport[];
	problems: { code: string; detail: string }[];
}

export interface Connection {
	id: string;
	kind: 'privateIntegration' | 'oauth';
	server: 'live' | 'sandbox';
	label: string;
	locationId: string;
	locationName: string;
	timeZone: string;
	status: 'active' | 'paused' | 'broken';
	statusCode: string | null;
	statusReason: string | null;
	tokenAddedAt: string;
	tokenAgeDays: number;
	/** What to do about an old token, in words. */
	tokenReminder: string | null;
	/** The token that takes over when HighLevel refuses the current one. */
	nextToken: { addedAt: string; problem: string | null } | null;
	checkedAt: string | null;
	scopes: ScopeReport[];
	scopesMissing: string[];
	scopesSuperfluous: string[];
	/** HighLevel keeps failing for this location: its calls rest until then. Bridges of an older version do not say. */
	trouble?: { code: string; reason: string; since: string; nextProbeAt: string } | null;
}

/** Calendars and groups that a switch between live and sandbox is about. */
export interface Affected {
	calendars: number;
	groups: number;
}

/** What a switch would mean on the side that it goes to: what is there already, and what would be sent. */
export interface SwitchForecast {
	server: Connection[ 'server' ];
	there: Affected;
	sends: Affected;
}

export type Workflow = 'calendar.send' | 'calendar.retire' | 'calendar-group.send' | 'calendar-group.retire' | 'booking.change';

/** What the owner holds back, and since when; null: it flows. */
export interface Pauses {
	site: { pausedAt: string | null };
	workflows: { workflow: Workflow; title: string; pausedAt: string | null }[];
}

/** What something would cost; `summary` is the bridge's own sentence, in English. */
export interface Forecast {
	changes: number;
	calls: number;
	seconds: number;
	leftToday: number;
	leftAfter: number;
	fitsToday: boolean;
	summary: string;
}

/** What the bridge can do beside private integration tokens. */
export interface ConnectionOffers {
	oauth: boolean;
	sandbox: boolean;
}

export interface Queue {
	pending: number;
	retrying: number;
	waiting: number;
	dead: number;
	oldestPendingAt: string | null;
}

export interface SiteAddress {
	/** True: nothing is sent until the owner says what this site is. */
	elsewhere: boolean;
	pairedAddress: string | null;
	address: string;
}

export interface Status {
	pairing: { paired: boolean; bridgeUrl: string | null; siteId: string | null; pairedAt: string | null; secretSource: 'database' | 'constant' };
	bridge: null | {
		reachable: boolean;
		version?: string;
		error?: { code: string; message: string };
		queue?: Queue;
		callback?: { pending: number; lastError: string | null };
		pauses?: Pauses | null;
	};
	connections: Connection[];
	/** Null while the bridge cannot be asked. */
	offers: ConnectionOffers | null;
	outbox: {
		pending: number;
		refused: number;
		oldestPendingAt: string | null;
		lastSentAt: string | null;
		lastError: string | null;
		nextAttemptAt: string | null;
	};
	/** Where the site was paired and where it is now. */
	siteAddress?: SiteAddress;
	accessAlly: { active: boolean; version: string | null; licensed: boolean };
	wordpress: { version: string; php: string };
}

export interface HighLevelUser {
	id: string;
	name?: string;
	firstName?: string;
	lastName?: string;
	email?: string;
}

// Mappings.

export interface FieldDefinition {
	id: string;
	label: string;
	/** The name by which the field is often called elsewhere; null where there is none. */
	brief: string | null;
	/** HighLevel's own name. */
	highlevel: string;
	/** In words, where the value ends up. */
	where: string;
	note: string;
	required: boolean;
	kind: 'text' | 'color' | 'timeZone' | 'boolean' | 'number' | 'hours' | 'reminders' | 'reference';
	defaultSource: string;
	sources: string[];
}

export type FieldSource = { path: string } | { template: string };

export interface FieldMapping {
	target: string;
	enabled: boolean;
	source: FieldSource;
	transforms: string[];
}

export type DeletePolicy = 'draft' | 'delete';

/** What happens when HighLevel no longer has something that WordPress has. */
export type GonePolicy = 'recreate' | 'ask';

export interface Config {
	version: number;
	connectionId: string | null;
	calendar: { fields: FieldMapping[] };
	'calendar-group': { fields: FieldMapping[] };
	policies: { calendarRemoved: DeletePolicy; groupRemoved: DeletePolicy; calendarGone: GonePolicy; groupGone: GonePolicy; lostAccess?: 'keep' | 'ask' | 'cancel' };
}

export interface ConfigAnswer {
	config: Config;
	fields: Record<EntityKind, FieldDefinition[]>;
	transforms: { id: string; title: string }[];
}

export interface PreviewRequest {
	operation: string;
	method: string;
	path: string;
	version: string;
	body: unknown;
}

export interface Preview {
	requests: PreviewRequest[];
	notes: string[];
	faults: { target: string; detail: string }[];
}

export type * from './activity-types';
