/** `GET /v1/connections/{id}/switch`: what switching a connection between live and sandbox would mean. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { forecastConnectionSwitch } from '../../use-cases/manage-connections.ts';
import { signedRoute, type Route } from '../route.ts';
import { idParams } from '../schemas/common.ts';
import { affected, server } from '../schemas/connection.ts';

export function createForecastSwitch( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/connections/:id/switch',
		summary: 'What switching this connection to its other server would mean; changes nothing',
		params: idParams,
		answers: { 200: { description: 'Calendars and groups', schema: z.object( { server, there: affected, sends: affected } ) } },
		handle: async ( { site, params } ) => ( { status: 200, body: await forecastConnectionSwitch( deps, site.id, params.id ) } ),
	} );
}
