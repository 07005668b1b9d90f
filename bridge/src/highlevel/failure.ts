/** A call to HighLevel that did not work: what it means, whether it helps to try again, and whether it may have worked after all. */
import { AppError, type AppErrorOptions } from '../errors/app-error.ts';
import type { ErrorCode } from '../errors/codes.ts';

/** `retry`: it may work later by itself. `wait`: somebody has to mend something. `dead`: the same call will never work. */
export type Remedy = 'retry' | 'wait' | 'dead';

export interface FailureFacts {
	code: ErrorCode;
	/** For the site's owner: what happened and what to do. */
	detail: string;
	remedy: Remedy;
	/** The token itself is no good: the connection must not be used until it is mended. */
	breaksConnection?: boolean;
	/** HighLevel may have done what was asked, although no proper answer came. */
	ambiguous?: boolean;
	/** Not before so many milliseconds. */
	afterMs?: number;
	/** HTTP status of the answer, if there was one. */
	status?: number;
	cause?: unknown;
	data?: AppErrorOptions[ 'data' ];
}

export class HighLevelFailure extends AppError {
	readonly remedy: Remedy;
	readonly retryable: boolean;
	readonly breaksConnection: boolean;
	readonly ambiguous: boolean;
	readonly afterMs: number | undefined;
	readonly answerStatus: number | undefined;
	/** Marks (token-mark.ts) of the tokens that HighLevel refused in this call; set by the client. */
	refusedTokens: readonly string[] = [];

	constructor( facts: FailureFacts ) {
		super( facts.code, facts.detail, { cause: facts.cause, data: facts.data } );
		this.remedy = facts.remedy;
		this.retryable = facts.remedy === 'retry';
		this.breaksConnection = facts.breaksConnection ?? false;
		this.ambiguous = facts.ambiguous ?? false;
		this.afterMs = facts.afterMs;
		this.answerStatus = facts.status;
	}
}

export function isFailure( error: unknown, ...codes: ErrorCode[] ): error is HighLevelFailure {
	return error instanceof HighLevelFailure && ( codes.length === 0 || codes.includes( error.code ) );
}
