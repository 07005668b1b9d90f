/** Keeps a newer change behind a write whose end is unknown: HighLevel may carry that one out late, and would then be left with it. */
import { AppError } from '../../errors/app-error.ts';
import { HighLevelFailure } from '../../highlevel/failure.ts';
import type { LinkKeeper } from './link-keeper.ts';

/** How long after our giving up HighLevel may still be busy with a call; as long again as we have waited for it. */
const LATE_MS = 10_000;

/** Remembers a write that was not answered in time. Any other failure is over when it is told; a create has its own guard (create-once.ts). */
export async function noteLateWrite( link: LinkKeeper, error: unknown ): Promise<void> {
	const timedOut = error instanceof HighLevelFailure && error.ambiguous && error.code === 'highlevel_timeout';
	if ( timedOut && link.base.expectedSince === undefined ) {
		await link.remember( { lateUntil: Date.now() + LATE_MS } );
	}
}

/** @throws AppError `highlevel_timeout`: an earlier write may still take effect, so nothing may be read or written before. */
export function refuseWhileLate( { base }: LinkKeeper ): void {
	const left = ( base.lateUntil ?? 0 ) - Date.now();
	if ( left > 0 ) {
		throw new AppError( 'highlevel_timeout', 'HighLevel may still be busy with an earlier change of it. This one follows in a moment.', { data: { afterMs: left } } );
	}
}
