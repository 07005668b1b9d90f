/** `POST /v1/events`: a batch of CloudEvents. Each one is judged by itself; what is accepted will not be lost. */
import { z } from 'zod';
import { acceptEvents, MAX_EVENTS } from '../../use-cases/accept-events.ts';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { signedRoute, type Route } from '../route.ts';

const fault = z.object( { pointer: z.string(), detail: z.string() } );

const answer = z.object( {
	accepted: z.array( z.guid() ).describe( 'In the log now, whether they came with this request or an earlier one' ),
	rejected: z.array( z.object( { id: z.string().nullable(), code: z.string(), detail: z.string(), errors: z.array( fault ) } ) ),
	highestSequence: z.int().min( 0 ).describe( 'Above the highest of these events: their numbers are too low to count. Number them anew, above this one, and send them under new ids' ),
} );

export function createAcceptEvents( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/events',
		summary: 'Takes what happened on the site; repeated ids are accepted and ignored',
		mediaType: 'application/cloudevents-batch+json',
		judgesItems: true,
		body: z.array( z.unknown() ).max( MAX_EVENTS ).describe( 'CloudEvents 1.0 envelopes; data is {entity, changed}' ),
		answers: { 202: { description: 'What was accepted, and what was not and why', schema: answer } },
		handle: async ( { site, body } ) => ( { status: 202, body: await acceptEvents( deps, site.id, body ) } ),
	} );
}
