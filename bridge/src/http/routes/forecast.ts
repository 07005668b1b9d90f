/** `GET /v1/forecast`: what an import would cost, or what is waiting now will. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { forecast } from '../../use-cases/forecast.ts';
import { signedRoute, type Route } from '../route.ts';

const wholeNumber = z.string().regex( /^\d{1,9}$/, 'Give a whole number.' ).transform( Number ).optional();
const count = z.int().min( 0 );

const query = z.object( {
	calls: wholeNumber.describe( 'Calls to HighLevel, where they are known' ),
	calendars: wholeNumber.describe( 'Calendars that are going to be sent' ),
	groups: wholeNumber.describe( 'Calendar groups that are going to be sent; all three left out: what waits in the bridge now' ),
} );

const answer = z.object( {
	changes: count,
	calls: count,
	seconds: count.describe( 'Until the last call, midnights included' ),
	leftToday: count,
	leftAfter: count,
	fitsToday: z.boolean(),
	limit: z.object( { calls: count.describe( 'In the background, in one interval' ), intervalMs: count, daily: count, learned: z.boolean().describe( 'By what HighLevel answered' ) } ),
	summary: z.string().describe( 'In plain words' ),
} );

export function createForecast( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/forecast',
		summary: 'How many calls something needs, how long they take under the limit, and what is left of the day',
		query,
		answers: { 200: { description: 'Reckoned, not promised', schema: answer } },
		handle: async ( { site, query: question } ) => ( { status: 200, body: await forecast( deps, site.id, question ) } ),
	} );
}
