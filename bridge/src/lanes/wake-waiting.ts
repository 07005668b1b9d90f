/** Wakes what was held back for a site: its connection was saved, mended or resumed. */
import type { Db } from '../database/client.ts';
import { callRunning, laneGroup, reopenWaiting } from '../database/events.ts';
import type { LaneQueue } from './lane-queue.ts';

const BATCH = 500;

/**
 * Makes every waiting event of the site pending and wakes its lanes, in batches, so that a large backlog holds no lock
 * for long. An event that is being tried right now with the old connection is tried once more.
 *
 * @returns How many lanes were woken.
 */
export async function wakeWaiting( deps: { db: Db; queue: LaneQueue }, siteId: string ): Promise<number> {
	await callRunning( deps.db, siteId );
	let woken = 0;
	for ( ;; ) {
		const subjects = await deps.db.transaction().execute( async ( trx ) => {
			const reopened = await reopenWaiting( trx, siteId, BATCH );
			const group = await laneGroup( trx, siteId );
			await deps.queue.wakeMany( trx, reopened.map( ( subject ) => ( { siteId, subject, group } ) ) );
			return reopened;
		} );
		if ( subjects.length === 0 ) {
			return woken;
		}
		woken += subjects.length;
		deps.queue.nudge();
	}
}
