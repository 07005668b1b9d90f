/** `GET /v1/activity`: the site's events, newest first. */
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { activityQuery, listActivity } from '../../use-cases/read-activity.ts';
import { signedRoute, type Route } from '../route.ts';
import { activityList } from '../schemas/activity.ts';

export function createListActivity( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/activity',
		summary: 'What happened to the site\'s events',
		query: activityQuery,
		answers: { 200: { description: 'A page, and how many there are of each state', schema: activityList } },
		handle: async ( { site, query } ) => ( { status: 200, body: await listActivity( deps.db, site.id, query ) } ),
	} );
}
