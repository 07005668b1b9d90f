/** The tables that hold a location or a site back: slots, the day's count, HighLevel's limits, circuit breakers, pauses, requests. */
import type { Generated } from 'kysely';
import type { OptionalTime, Time } from './columns.ts';

/** The burst limit of a location: `slot` 0..n-1, `at` the moment its last call was granted, and then the one when it ended. */
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
	paced_at: OptionalTime;
	person_at: OptionalTime;
	person_waits_until: OptionalTime;
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

/** What a site may still send, over all replicas; `room` is as of `at`. */
export interface SiteRoomTable {
	site_id: string;
	kind: string;
	room: number;
	at: Time;
	granted: number;
}

/** Pairings that failed, by network and (`*`) in all, until the window ends. */
export interface PairingFailureTable {
	network: string;
	failures: number;
	ends_at: Time;
}
