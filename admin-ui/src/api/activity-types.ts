/** What happened to the site's events, as the plugin's REST routes tell it. */
/** What an event can be about: more than what has a mapping. */
export type EventEntity = 'calendar' | 'calendar-group' | 'member' | 'offering' | 'page' | 'team' | 'inbound' | 'booking';

export type EventState = 'pending' | 'running' | 'retrying' | 'waiting' | 'delivered' | 'superseded' | 'dead';

export interface ActivityItem {
	id: string;
	type: string;
	entity: EventEntity;
	subject: string;
	entityName: string;
	title: string;
	/** The title in parts; missing in what a bridge of an earlier version sends. */
	titleParts?: { pattern: string; values: string[] };
	changed: string[];
	sequence: number;
	time: string;
	receivedAt: string;
	state: EventState;
	reasonCode: string | null;
	reason: string | null;
	supersededBy: string | null;
	attempts: number;
	nextAttemptAt: string | null;
	finishedAt: string | null;
	connectionId: string | null;
	locationId: string | null;
	highLevelId: string | null;
}

/** An event that has not left WordPress yet. */
export interface OutboxItem {
	id: number;
	type: string;
	subject: string;
	entityName: string;
	title: string;
	state: 'queued' | 'refused';
	reason: string | null;
	attempts: number;
	createdAt: string | null;
	nextAttemptAt: string | null;
}

/** What came of sending the outbox at once. */
export interface DispatchReport {
	sent: number;
	refused: number;
	/** True when another process is sending already. */
	busy: boolean;
	error: string | null;
}

export interface ActivityPage {
	items: ActivityItem[];
	next: string | null;
	/** Null while the bridge cannot be asked. */
	counts: Record<EventState, number> | null;
	outbox: { pending: number; items: OutboxItem[] };
	bridgeError?: { code: string; message: string };
}

export interface Attempt {
	id: string;
	operation: string;
	method: string;
	url: string;
	requestHeaders: Record<string, string> | null;
	requestBody: unknown;
	status: number | null;
	responseHeaders: Record<string, string> | null;
	responseBody: unknown;
	errorCode: string | null;
	error: string | null;
	traceId: string | null;
	durationMs: number | null;
	at: string;
}

export interface Step {
	id: string;
	name: string;
	title: string;
	state: string;
	summary: string | null;
	startedAt: string;
	finishedAt: string | null;
	attempts: Attempt[];
}

export interface Run {
	id: string;
	workflow: string;
	state: string;
	startedAt: string;
	finishedAt: string | null;
	reasonCode: string | null;
	reason: string | null;
	locationId: string | null;
	steps: Step[];
}

export interface ActivityDetail {
	item: ActivityItem;
	event: unknown;
	runs: Run[];
}
