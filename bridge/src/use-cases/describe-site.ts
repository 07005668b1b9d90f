/** What a paired site reads about itself: the pairing, its queue and the messages on their way back to it. */
import { describeCallbacks } from '../database/callbacks.ts';
import { highestSequence } from '../database/events.ts';
import type { AuthenticatedSite } from './authenticate-site.ts';
import type { BridgeDeps } from './bridge-deps.ts';
import { showPauses } from './pauses.ts';
import { summarizeQueue } from './read-activity.ts';

export async function describeSite( deps: Pick<BridgeDeps, 'db' | 'bridge'>, site: AuthenticatedSite ) {
	const [ queue, callback, pauses, highest ] = await Promise.all( [ summarizeQueue( deps.db, site.id ), describeCallbacks( deps.db, site.id ), showPauses( deps, site.id ), highestSequence( deps.db, site.id ) ] );
	return {
		siteId: site.id,
		bridgeId: deps.bridge.id,
		bridgeVersion: deps.bridge.version,
		site: { url: site.url, name: site.name, callbackUrl: site.callbackUrl, pairedAt: site.pairedAt.toISOString() },
		queue,
		callback,
		pauses,
		highestSequence: highest,
	};
}
