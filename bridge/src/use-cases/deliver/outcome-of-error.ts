/** What becomes of an event whose delivery stopped with an error. */
import { AppError } from '../../errors/app-error.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { HighLevelFailure, type Remedy } from '../../highlevel/failure.ts';

export interface Stop {
	kind: 'retry' | 'waiting' | 'dead';
	code: ErrorCode;
	reason: string;
	afterMs?: number;
}

const kinds: Readonly<Record<Remedy, Stop[ 'kind' ]>> = { retry: 'retry', wait: 'waiting', dead: 'dead' };

/** Our own errors; one that is not listed is a fault of the bridge and tried again. */
const ownCodes: Partial<Record<ErrorCode, Stop[ 'kind' ]>> = {
	mapping_invalid: 'dead',
	highlevel_slug_taken: 'dead',
	connection_missing: 'waiting',
	connection_paused: 'waiting',
	connection_broken: 'waiting',
	oauth_missing: 'waiting',
	sandbox_missing: 'waiting',
};

/** A create that may have worked is not tried again at once: HighLevel may still be busy with it, and its list not yet complete. */
const AFTER_AMBIGUOUS_MS = 5_000;
/** What HighLevel keeps refusing to keep will not be kept the next time either. */
const READ_BACK_TRIES = 5;

/** @param attempts How often this event has been tried, this time included. */
export function outcomeOfError( error: unknown, attempts: number ): Stop {
	if ( error instanceof HighLevelFailure ) {
		const afterMs = error.ambiguous ? Math.max( error.afterMs ?? 0, AFTER_AMBIGUOUS_MS ) : error.afterMs;
		return { kind: kinds[ error.remedy ], code: error.code, reason: error.message, afterMs };
	}
	if ( ! ( error instanceof AppError ) ) {
		return { kind: 'retry', code: 'internal', reason: 'Something went wrong in the bridge while this change was sent. It is tried again by itself.' };
	}
	if ( error.code === 'highlevel_read_back_differs' && attempts >= READ_BACK_TRIES ) {
		return { kind: 'dead', code: error.code, reason: error.message };
	}
	const afterMs = Number( error.data?.[ 'afterMs' ] ) || undefined;
	return { kind: ownCodes[ error.code ] ?? 'retry', code: error.code, reason: error.message, afterMs };
}
