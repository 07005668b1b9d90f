/**
 * Does what the owner has set to happen for something that happened: a member got a tag, an address was called. This is the one place where
 * that is decided. There are no workflows yet, so the answer is always that nothing is set to happen; HighLevel is not called, and no
 * connection is needed.
 */
import { AppError } from '../../errors/app-error.ts';
import type { Outcome, Work } from '../../lanes/deliver.ts';
import { findEventType } from '../event-types.ts';
import { requireSiteRunning } from '../pauses.ts';
import type { DeliverDeps } from './delivery.ts';
import { outcomeOfError } from './outcome-of-error.ts';
import { startRecorder } from './recorder.ts';

/** The name that such runs have in Activity. */
const RUN = 'occurrence.answer';

export async function answerOccurrence( deps: DeliverDeps, { event }: Work ): Promise<Outcome> {
	const recorder = await startRecorder( deps.db, { eventId: event.id, siteId: event.site_id, workflow: RUN, connectionId: null, locationId: null }, deps.inSpan );
	try {
		await requireSiteRunning( deps.db, event.site_id );
	} catch ( error ) {
		if ( ! ( error instanceof AppError ) ) {
			throw error;
		}
		const stop = outcomeOfError( error, event.attempts );
		await recorder.finish( { state: 'retrying', reasonCode: stop.code, reason: stop.reason } );
		return { ...stop, ...( stop.kind === 'waiting' ? { untried: true } : {} ) } as Outcome;
	}
	const trigger = findEventType( event.type )?.name ?? event.type;
	await recorder.skip( 'find-workflow', 'Look for what is set to happen', `Nothing is set to happen for the trigger "${ trigger }". It was noted, and nothing was sent to HighLevel.` );
	await recorder.finish( { state: 'succeeded' } );
	return { kind: 'delivered' };
}
