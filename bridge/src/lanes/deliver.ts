/** What a lane asks of the code that talks to HighLevel, and what it wants to hear back. */
import type { Trx } from '../database/client.ts';
import type { EventRow } from '../database/events.ts';
import type { ErrorCode } from '../errors/codes.ts';

/**
 * Applies one change to HighLevel. Called again after a crash, so it must find out what an earlier call already did.
 * The signal fires when the time is up, the claim is lost or the bridge stops: end the call under way and return.
 */
export type Deliver = ( work: Work, signal: AbortSignal ) => Promise<Outcome>;

export interface Work {
	/** The event to apply: the newest, with the entity's full snapshot. */
	event: EventRow;
	/** Older events whose content this one carries, oldest first. */
	superseded: EventRow[];
	/** The names of all fields that any of them changed. */
	changed: string[];
	/** The entity no longer exists on the site. */
	removed: boolean;
	/** Nothing of this event can have reached HighLevel yet. */
	firstAttempt: boolean;
}

/** Runs inside the transaction that writes the outcome, so that links and callbacks cannot disagree with the event. */
type Settle = ( trx: Trx ) => Promise<void>;

export type Outcome =
	| { kind: 'delivered'; settle?: Settle }
	/** Tried again after a pause with full jitter, never sooner than `afterMs`, until the event is too old. */
	| { kind: 'retry'; code: ErrorCode; reason: string; afterMs?: number; settle?: Settle }
	/**
	 * Held until somebody removes the reason and the site's lanes are woken; looked at now and then, or after `afterMs`.
	 * `untried`: HighLevel was not called, so it does not count as a try.
	 */
	| { kind: 'waiting'; code: ErrorCode; reason: string; afterMs?: number; untried?: boolean; settle?: Settle }
	/** Will not succeed by itself; the owner can replay it. The entity's next event goes on. */
	| { kind: 'dead'; code: ErrorCode; reason: string; settle?: Settle };
