/** `PUT /v1/config`: saves the whole config over the version that was read. */
import { configSchema } from '@slotbridge/catalogue/config.ts';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { changeConfig } from '../../use-cases/manage-config.ts';
import { signedRoute, type Route } from '../route.ts';
import { configAnswer } from '../schemas/config.ts';

export function createSaveConfig( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'put',
		path: '/v1/config',
		summary: 'Saves the config; refused when somebody else has saved since it was read',
		body: configSchema,
		answers: { 200: { description: 'As it is now, with its new version', schema: configAnswer } },
		handle: async ( { site, body } ) => ( { status: 200, body: await changeConfig( deps, site.id, body ) } ),
	} );
}
