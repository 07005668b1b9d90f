/** `GET /v1/pair`: what the bridge knows about the site that asks. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { describeSite } from '../../use-cases/describe-site.ts';
import { signedRoute, type Route } from '../route.ts';
import { time } from '../schemas/common.ts';
import { pauses } from './pauses.ts';

const count = z.int().min( 0 );

const report = z.object( {
	siteId: z.uuid(),
	bridgeId: z.uuid(),
	bridgeVersion: z.string(),
	site: z.object( { url: z.string(), name: z.string(), callbackUrl: z.string().nullable(), pairedAt: time } ),
	queue: z.object( { pending: count, retrying: count, waiting: count, dead: count, oldestPendingAt: time.nullable() } ),
	callback: z.object( { pending: count, lastError: z.string().nullable() } ),
	pauses,
	highestSequence: count.describe( 'Of the events that HighLevel has or is about to have; the next must be above it' ),
} );

export function createShowPairing( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/pair',
		summary: 'The pairing, the queue and the callbacks of this site',
		answers: { 200: { description: 'How it stands', schema: report } },
		handle: async ( { site } ) => ( { status: 200, body: await describeSite( deps, site ) } ),
	} );
}
