/** Reads a wish for a fault. */
import type { RequestHandler } from 'express';
import { faultKinds } from '../doors/faults.ts';
import { checkBody } from '../doors/check-shape.ts';
import { number, object, text, type Shape } from '../doors/shape.ts';
import { unprocessable } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';

const shape: Shape = {
	kind: text( { required: true, oneOf: faultKinds } ),
	match: object( { method: text( { oneOf: [ 'GET', 'POST', 'PUT', 'DELETE' ] } ), path: text() } ),
	times: number( { min: 0 } ),
	ms: number( { min: 0, max: 600_000 } ),
	status: number( { min: 200, max: 599 } ),
};

/** `times` is 1 when left out; 0 stays until it is removed. `body` (for `answer`) may be anything. */
export function addFault( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const { body: answer, ...rest } = ( request.body ?? {} ) as Record<string, unknown>;
		const wish = checkBody( rest, shape ) as {
			kind: ( typeof faultKinds )[ number ]; match?: { method?: string; path?: string }; times?: number; ms?: number; status?: number;
		};
		try {
			new RegExp( wish.match?.path ?? '' );
		} catch ( error ) {
			throw unprocessable( [ `match.path must be a regular expression: ${ ( error as Error ).message }` ] );
		}
		response.status( 201 ).json( sandbox.faults.add( {
			kind: wish.kind,
			match: wish.match ?? {},
			left: wish.times === 0 ? null : wish.times ?? 1,
			ms: wish.ms ?? 5_000,
			status: wish.status,
			body: answer,
		} ) );
	};
}
