/** `GET /v1/activity/{id}`: one event with its runs, steps and HTTP exchanges. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { readActivityDetail } from '../../use-cases/read-activity.ts';
import { signedRoute, type Route } from '../route.ts';
import { activityDetail } from '../schemas/activity.ts';

export function createShowActivity( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/activity/:id',
		summary: 'One event down to its HTTP exchanges',
		params: z.object( { id: z.guid() } ),
		answers: { 200: { description: 'Secrets are left out', schema: activityDetail } },
		handle: async ( { site, params } ) => ( { status: 200, body: await readActivityDetail( deps.db, site.id, params.id ) } ),
	} );
}
