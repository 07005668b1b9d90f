/** `GET` and `PATCH /v1/pauses`: what the owner holds back, the whole site or one kind of change. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { setPause, showPauses, workflowNames } from '../../use-cases/pauses.ts';
import { signedRoute, type Route } from '../route.ts';
import { time } from '../schemas/common.ts';

const pausedAt = time.nullable().describe( 'null: not paused' );

export const pauses = z.object( {
	site: z.object( { pausedAt } ),
	workflows: z.array( z.object( { workflow: z.enum( workflowNames ), title: z.string(), pausedAt } ) ),
} );

const body = z.strictObject( { scope: z.enum( [ 'site', ...workflowNames ] ), paused: z.boolean() } );

export function createShowPauses( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/pauses',
		summary: 'What is paused, and since when',
		answers: { 200: { description: 'The site and each kind of change', schema: pauses } },
		handle: async ( { site } ) => ( { status: 200, body: await showPauses( deps, site.id ) } ),
	} );
}

export function createSetPause( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'patch',
		path: '/v1/pauses',
		summary: 'Pauses or resumes the site or one kind of change; events wait meanwhile, in their order',
		body,
		answers: { 200: { description: 'As it is now', schema: pauses } },
		handle: async ( { site, body: { scope, paused } } ) => {
			const view = await setPause( deps, site.id, scope, paused );
			deps.log.info( { siteId: site.id, scope, paused }, paused ? 'The owner paused' : 'The owner resumed' );
			return { status: 200, body: view };
		},
	} );
}
