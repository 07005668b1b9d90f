/** When a failed delivery is tried again: one table by kind of failure, full jitter, and an age at which it ends. */
import type { ErrorCode } from '../errors/codes.ts';

export interface RetryRule {
	/** What becomes of an event whose delivery threw this error instead of returning an outcome. */
	kind: 'retry' | 'waiting' | 'dead';
	/** The first pause is somewhere between 0 and this, in ms; it doubles with every attempt. */
	baseMs: number;
	/** No pause is longer than this, in ms, unless HighLevel itself asked for more. */
	capMs: number;
}

export interface RetryPolicy {
	rule( code: ErrorCode ): RetryRule;
	/** From being received, replayed or woken; then the event is dead as `too_old`. In ms. */
	totalAgeMs: number;
	/** How often a waiting event is looked at again without being called, in ms. */
	recheckMs: number;
	/** A number from 0 (included) to 1 (excluded). */
	random(): number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const soon: RetryRule = { kind: 'retry', baseMs: SECOND, capMs: 5 * MINUTE };
const hold: RetryRule = { kind: 'waiting', baseMs: SECOND, capMs: 5 * MINUTE };
const final: RetryRule = { kind: 'dead', baseMs: SECOND, capMs: 5 * MINUTE };

/**
 * A code that is not listed is a fault of our own making: worth another try, with the usual pauses. README.md shows this
 * table to people, and a test holds the two together.
 */
export const retryRules: Partial<Record<ErrorCode, RetryRule>> = {
	highlevel_unreachable: soon,
	highlevel_timeout: soon,
	highlevel_unavailable: soon,
	highlevel_answer_unreadable: soon,
	highlevel_read_back_differs: soon,
	internal: soon,
	not_ready: soon,
	// The pause is dictated by HighLevel (afterMs); the jitter only spreads those who wait for the same moment.
	highlevel_rate_limited: { kind: 'retry', baseMs: SECOND, capMs: MINUTE },
	highlevel_daily_limit: { kind: 'retry', baseMs: MINUTE, capMs: 15 * MINUTE },
	// The group is on its way in a lane beside this one.
	waiting_for_group: { kind: 'retry', baseMs: 2 * SECOND, capMs: 30 * SECOND },

	// When HighLevel is asked next is dictated by the circuit breaker (afterMs).
	highlevel_resting: { kind: 'waiting', baseMs: SECOND, capMs: MINUTE },

	connection_missing: hold,
	connection_paused: hold,
	connection_broken: hold,
	site_paused: hold,
	workflow_paused: hold,
	linked_gone: hold,
	oauth_missing: hold,
	sandbox_missing: hold,
	highlevel_token_invalid: hold,
	highlevel_token_kind: hold,
	highlevel_scope_missing: hold,
	highlevel_location_forbidden: hold,

	highlevel_version_refused: final,
	highlevel_refused: final,
	highlevel_slug_taken: final,
	highlevel_not_found: final,
	mapping_invalid: final,
	booking_slot_taken: final,
	booking_changed: final,
	too_old: final,
};

export const defaultPolicy: RetryPolicy = {
	rule: ( code ) => retryRules[ code ] ?? soon,
	totalAgeMs: 24 * HOUR,
	recheckMs: 10 * MINUTE,
	random: Math.random,
};

/**
 * The pause before the next try, in ms.
 *
 * Full jitter (anything between 0 and the doubled base) spreads the lanes that failed together. What HighLevel asked
 * for is a floor under it: the jitter then comes on top, up to one base, so that they do not all return at once.
 *
 * @param attempts Tries so far, 1 after the first failure.
 */
export function retryPause( policy: RetryPolicy, code: ErrorCode, attempts: number, afterMs: number = 0 ): number {
	const { baseMs, capMs } = policy.rule( code );
	// 2^30 bases are beyond every cap; the bound keeps the number finite.
	const ceiling = Math.min( capMs, baseMs * 2 ** Math.min( Math.max( attempts, 1 ) - 1, 30 ) );
	if ( afterMs > 0 ) {
		return Math.round( afterMs + policy.random() * Math.min( ceiling, baseMs ) );
	}
	return Math.round( policy.random() * ceiling );
}

/** The pause before a waiting event is looked at again, in ms: up to a tenth longer, so that thousands do not wake together. */
export function recheckPause( policy: RetryPolicy ): number {
	return Math.round( policy.recheckMs * ( 1 + policy.random() / 10 ) );
}
