/** `POST /v1/preview`: what would be sent to HighLevel for a snapshot. Nothing is sent. */
import { z } from 'zod';
import { configSchema } from '@slotbridge/catalogue/config.ts';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { previewMapping } from '../../use-cases/preview-mapping.ts';
import { signedRoute, type Route } from '../route.ts';

const body = z.object( {
	entity: z.enum( [ 'calendar', 'calendar-group' ] ),
	snapshot: z.record( z.string(), z.unknown() ),
	config: configSchema.optional().describe( 'One that is not saved yet; left out: the saved one' ),
} );

const answer = z.object( {
	requests: z.array( z.object( { operation: z.string(), method: z.string(), path: z.string(), version: z.string(), body: z.unknown() } ) ),
	notes: z.array( z.string() ),
	faults: z.array( z.object( { target: z.string(), detail: z.string() } ) ),
} );

export function createPreviewMapping( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/preview',
		summary: 'What would be sent to HighLevel to add this entity',
		body,
		answers: { 200: { description: 'The requests in their order, or what keeps them from being made', schema: answer } },
		handle: async ( { site, body: input } ) => ( { status: 200, body: await previewMapping( deps, { siteId: site.id, ...input } ) } ),
	} );
}
