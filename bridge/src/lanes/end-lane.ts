/** The end of a claimed lane: the claim goes, and the lane is put back where there is something to do later. */
import type { Db, Trx } from '../database/client.ts';
import { laneGroup } from '../database/events.ts';
import type { Claim, LaneQueue } from './lane-queue.ts';

export interface EndLaneDeps {
	db: Db;
	queue: LaneQueue;
}

/** The claim was given to another worker: whatever we know is stale, and nothing of it may be written. */
export class ClaimLost extends Error {
	override readonly name = 'ClaimLost';
}

/** Ends the claim, and has the lane run again at `again`, or sooner if somebody woke it meanwhile. */
export async function endLane( deps: EndLaneDeps, trx: Trx, claim: Claim, again?: Date | 'now' ): Promise<void> {
	if ( again ) {
		const group = await laneGroup( trx, claim.siteId );
		await deps.queue.wake( trx, { siteId: claim.siteId, subject: claim.subject, group }, again === 'now' ? {} : { at: again } );
	}
	if ( ! await deps.queue.complete( trx, claim ) ) {
		throw new ClaimLost( 'Another worker has this lane.' );
	}
}
