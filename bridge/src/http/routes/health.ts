/** `/healthz`: the process is alive. `/readyz`: it can do its work. For load balancers and supervisors. */
import { z } from 'zod';
import { openRoute, type Route } from '../route.ts';

export interface Readiness {
	database: boolean;
	lanes: boolean;
}

export function createHealthz(): Route {
	return openRoute( {
		method: 'get',
		path: '/healthz',
		summary: 'Whether the process is alive',
		answers: { 200: { description: 'It is', schema: z.object( { status: z.literal( 'ok' ) } ) } },
		handle: async () => ( { status: 200, body: { status: 'ok' } } ),
	} );
}

const ready = z.object( {
	status: z.enum( [ 'ok', 'unavailable' ] ),
	checks: z.object( { database: z.boolean(), lanes: z.boolean() } ),
} );

export function createReadyz( check: () => Promise<Readiness> ): Route {
	return openRoute( {
		method: 'get',
		path: '/readyz',
		summary: 'Whether the bridge can take and deliver events',
		answers: {
			200: { description: 'It can', schema: ready },
			503: { description: 'It is starting, stopping, or has lost its database', schema: ready },
		},
		handle: async () => {
			const checks = await check();
			const ok = checks.database && checks.lanes;
			return { status: ok ? 200 : 503, body: { status: ok ? 'ok' : 'unavailable', checks } };
		},
	} );
}
