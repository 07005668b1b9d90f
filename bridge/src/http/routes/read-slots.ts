/** `GET /v1/slots`: the free slots of one of the site's calendars. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { readSlots } from '../../use-cases/read-slots.ts';
import { signedRoute, type Route } from '../route.ts';

const wholeNumber = z.string().regex( /^\d{1,15}$/, 'Give a whole number.' ).transform( Number );

const query = z.object( {
	calendar: wholeNumber.describe( 'Its id in WordPress' ),
	from: wholeNumber.describe( 'Epoch milliseconds' ),
	to: wholeNumber.describe( 'Epoch milliseconds' ),
	timeZone: z.string().max( 64 ).regex( /^[A-Za-z][\w+/-]*$/, 'Give a time zone such as Europe/Berlin.' ).optional(),
	host: z.string().max( 64 ).regex( /^\w+$/, 'Give a HighLevel user id.' ).optional(),
} );

const answer = z.object( {
	days: z.array( z.object( { date: z.iso.date(), slots: z.array( z.string() ).describe( 'As HighLevel gave them; to be sent back as they are' ) } ) ),
	timeZone: z.string().nullable(),
	reason: z.string().optional().describe( 'Why there are none' ),
} );

export function createReadSlots( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'get',
		path: '/v1/slots',
		summary: 'Free slots by day, and why there are none',
		query,
		answers: { 200: { description: 'By day', schema: answer } },
		handle: async ( { site, query: choice } ) => ( { status: 200, body: await readSlots( deps, { siteId: site.id, ...choice } ) } ),
	} );
}
