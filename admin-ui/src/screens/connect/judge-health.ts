/** Sums the health figures up in one word. */
import type { Status } from '../../api/types.ts';

export type Verdict = 'good' | 'warn' | 'bad';

/** Bad: an owner must act. Warn: slower than usual, or partly deaf. */
export function judgeHealth( { bridge, connections, outbox }: Status ): Verdict {
	const dead = bridge?.queue?.dead ?? 0;
	if ( bridge?.reachable !== true || bridge.error || outbox.refused > 0 || dead > 0 || connections.some( ( { status } ) => status === 'broken' ) ) {
		return 'bad';
	}
	const isSlow = outbox.lastError !== null && outbox.pending > 0;
	const isRetrying = ( bridge.queue?.retrying ?? 0 ) > 0;
	const isPaused = connections.some( ( { status } ) => status === 'paused' );
	const isHeldBack = Boolean( bridge.pauses?.site.pausedAt ) || ( bridge.pauses?.workflows ?? [] ).some( ( { pausedAt } ) => pausedAt !== null );
	const isResting = connections.some( ( { trouble } ) => Boolean( trouble ) );
	return isSlow || isRetrying || isPaused || isHeldBack || isResting || Boolean( bridge.callback?.lastError ) ? 'warn' : 'good';
}
