/** `GET /v1/config`: the mappings and policies, with what a form needs to show them. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { showConfig } from '../../use-cases/manage-config.ts';
import { signedRoute, type Route } from '../route.ts';
import { configAnswer, fieldDefinition } from '../schemas/config.ts';

const answer = configAnswer.extend( {
	fields: z.object( { calendar: z.array( fieldDefinition ), 'calendar-group': z.array( fieldDefinition ) } ),
	transforms: z.array( z.object( { id: z.string(), title: z.string() } ) ),
} );

export function createShowConfig( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/config',
		summary: 'How fields are mapped, and what happens on removal',
		answers: { 200: { description: 'The config, every field that can be mapped, and every transform', schema: answer } },
		handle: async ( { site } ) => ( { status: 200, body: await showConfig( deps, site.id ) } ),
	} );
}
