/** Creates something in HighLevel without ever making it twice, as far as that can be done without idempotency keys. */
import { AppError } from '../../errors/app-error.ts';
import { HighLevelFailure } from '../../highlevel/failure.ts';
import type { LinkKeeper } from './link-keeper.ts';

/** How long a create may be under way at HighLevel although its answer got lost: twice as long as we wait for one. */
const UNDER_WAY_MS = 20_000;

/** To be called after looking for the marker in vain: notes that a create is going out, and that it is over when that is certain. */
export async function createOnce<T>( link: LinkKeeper, create: () => Promise<T> ): Promise<T> {
	refuseWhileUnderWay( link );
	await link.expect();
	try {
		return await create();
	} catch ( error ) {
		const neverSent = error instanceof AppError && ! ( error instanceof HighLevelFailure );
		if ( neverSent || ( error instanceof HighLevelFailure && ! error.ambiguous ) ) {
			await link.expectNoMore();
		}
		throw error;
	}
}

/** @throws AppError `highlevel_timeout`: an earlier create may appear any moment, so a second one must not be sent yet. */
export function refuseWhileUnderWay( { base }: LinkKeeper ): void {
	const left = ( base.expectedSince ?? 0 ) + UNDER_WAY_MS - Date.now();
	if ( left > 0 ) {
		throw new AppError( 'highlevel_timeout', 'An earlier try to add it may still be under way at HighLevel. It is looked for again in a moment.', { data: { afterMs: left } } );
	}
}
