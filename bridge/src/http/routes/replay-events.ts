/** `POST /v1/replay`: sends events again. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { replayEvents, replayRequest } from '../../use-cases/replay-events.ts';
import { signedRoute, type Route } from '../route.ts';

const answer = z.object( {
	replayed: z.int().min( 0 ),
	ids: z.array( z.guid() ),
	skipped: z.array( z.object( { id: z.guid(), reason: z.string() } ) ),
} );

export function createReplayEvents( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/replay',
		summary: 'Sends chosen events, or all dead ones, again',
		body: replayRequest,
		answers: { 202: { description: 'On their way, and what was left alone and why', schema: answer } },
		handle: async ( { site, body } ) => ( { status: 202, body: await replayEvents( deps, site.id, body ) } ),
	} );
}
