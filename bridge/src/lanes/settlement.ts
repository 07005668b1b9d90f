/** What a delivery's outcome makes of its event, by the retry policy and the event's age. */
import type { EventRow, Settlement } from '../database/events.ts';
import type { Outcome } from './deliver.ts';
import { recheckPause, retryPause, type RetryPolicy } from './retry-policy.ts';

/** @param now Whether somebody asked for another try meanwhile, and how long the event has been open, in ms. */
export function settlementOf( policy: RetryPolicy, event: EventRow, outcome: Outcome, now: { called: boolean; ageMs: number } ): Settlement {
	if ( outcome.kind === 'delivered' ) {
		return { state: 'delivered' };
	}
	const { code: reasonCode, reason } = outcome;
	if ( outcome.kind === 'dead' ) {
		return { state: 'dead', reasonCode, reason };
	}
	if ( outcome.kind === 'waiting' ) {
		return now.called
			? { state: 'pending', againInMs: 0 }
			: { state: 'waiting', reasonCode, reason, untried: outcome.untried, againInMs: outcome.afterMs === undefined ? recheckPause( policy ) : retryPause( policy, reasonCode, 1, outcome.afterMs ) };
	}
	const pause = retryPause( policy, outcome.code, event.attempts, outcome.afterMs );
	return now.ageMs + pause > policy.totalAgeMs
		? tooOld( policy, reason )
		: { state: 'retrying', reasonCode, reason, againInMs: pause };
}

export function tooOld( policy: RetryPolicy, last: string ): Settlement {
	const hours = Math.max( 1, Math.round( policy.totalAgeMs / 3_600_000 ) );
	return { state: 'dead', reasonCode: 'too_old', reason: `It was tried for ${ hours } hours without success. The last reason: ${ last }` };
}
