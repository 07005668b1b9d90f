/** `POST /v1/links/mend`: what was deleted in HighLevel is added anew, or linked to another thing there. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { mendLink } from '../../use-cases/mend-link.ts';
import { signedRoute, type Route } from '../route.ts';
import { linkSchema, subject } from '../schemas/link.ts';

const highLevelId = z.string().trim().regex( /^\w{1,64}$/, 'An id of HighLevel has only letters and digits.' );

/** Nothing else of a site has a counterpart in HighLevel. */
const linked = subject.regex( /^calendar(-group)?\//, 'Only calendars and calendar groups are linked.' );

const body = z.discriminatedUnion( 'action', [
	z.strictObject( { subject: linked, action: z.literal( 'recreate' ) } ),
	z.strictObject( { subject: linked, action: z.literal( 'link' ), highLevelId } ),
] );

export function createMendLink( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/links/mend',
		summary: 'Adds anew what was deleted in HighLevel, or links it to another calendar or group there, which is looked at first',
		body,
		answers: { 202: { description: 'Its newest change is on its way', schema: z.object( { link: linkSchema } ) } },
		handle: async ( { site, body: mending } ) => ( { status: 202, body: await mendLink( deps, site.id, mending ) } ),
	} );
}
