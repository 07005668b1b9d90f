/** `GET /openapi.json`: all doors, as data. */
import { z } from 'zod';
import { describeDoors } from '../openapi.ts';
import { openRoute, type Route } from '../route.ts';

/** @param routes All other doors. */
export function createShowOpenapi( routes: readonly Route[], options: { version: string; url: string | null } ): Route {
	const self: Route = openRoute( {
		method: 'get',
		path: '/openapi.json',
		summary: 'This description',
		answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject( { openapi: z.string() } ) } },
		handle: async () => ( { status: 200, body: describeDoors( [ ...routes, self ], options ) } ),
	} );
	return self;
}
