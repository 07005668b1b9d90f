/** `POST /v1/compare`: how calendars of the site compare with HighLevel right now. Nothing is changed. */
import { z } from 'zod';
import type { BridgeDeps } from '../../use-cases/bridge-deps.ts';
import { compareCalendars } from '../../use-cases/compare-calendars.ts';
import { signedRoute, type Route } from '../route.ts';

const body = z.strictObject( {
	calendars: z.array( z.looseObject( { id: z.int().min( 1 ) } ) ).min( 1 ).max( 50 ).describe( 'Snapshots, as events carry them' ),
} );

const item = z.object( {
	subject: z.string(),
	state: z.enum( [ 'inStep', 'differs', 'gone', 'notSent', 'invalid' ] ),
	highLevelId: z.string().nullable(),
	differs: z.array( z.string() ).describe( 'Labels of fields that sending it again would change' ),
	kept: z.array( z.string() ).describe( 'Labels of fields that were set in HighLevel and stay' ),
	reason: z.string().nullable(),
} );

export function createCompareCalendars( deps: BridgeDeps ): Route {
	return signedRoute( {
		method: 'post',
		path: '/v1/compare',
		summary: 'Compares calendars of the site with what HighLevel has; nothing is changed',
		body,
		answers: { 200: { description: 'One by one, in the order of the question', schema: z.object( { items: z.array( item ) } ) } },
		handle: async ( { site, body: { calendars } } ) => ( { status: 200, body: await compareCalendars( deps, site.id, calendars ) } ),
	} );
}
