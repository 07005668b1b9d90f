/** Sends answers: adds the traceId, and spoils the answer where a fault asks for it. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { notFound, Refusal } from '../refusal.ts';
import type { Answer } from './call.ts';
import { visitOf } from './visit.ts';

/** The answer of an operation, be it a yes or a no. What it did has happened: that is the point of `cut-after-commit`. */
export function sendAnswer( request: Request, response: Response, answer: Answer ): void {
	const { entry, fault } = visitOf( response );
	const body = Array.isArray( answer.body ) ? answer.body : { ...answer.body, traceId: entry.traceId };
	if ( fault?.kind === 'cut-after-commit' ) {
		cut( request );
	} else if ( fault?.kind === 'answer-after-commit' ) {
		response.status( fault.status ?? 422 ).json( fault.body ?? {} );
	} else if ( fault?.kind === 'broken-json' ) {
		const whole = JSON.stringify( body );
		response.status( answer.status ).type( 'application/json' ).send( whole.slice( 0, Math.ceil( whole.length / 2 ) ) );
	} else {
		response.status( answer.status ).json( body );
	}
}

/** Ends the connection without an answer. */
export function cut( request: Request ): void {
	request.socket.destroy();
}

export const refuseUnknownPath: RequestHandler = ( request ) => {
	throw notFound( `Cannot ${ request.method } ${ request.originalUrl }` );
};

/** The last door: turns a refusal into its answer, and anything else into HighLevel's 500. */
export const answerRefusal: ErrorRequestHandler = ( error: unknown, request, response, _next ) => {
	if ( ! ( error instanceof Refusal ) ) {
		process.stderr.write( `${ ( error as Error ).stack ?? String( error ) }\n` );
		sendAnswer( request, response, { status: 500, body: { statusCode: 500, message: 'Internal server error' } } );
	} else if ( typeof error.body === 'string' ) {
		response.status( error.status ).type( 'text/plain' ).send( error.body );
	} else {
		sendAnswer( request, response, { status: error.status, body: error.body } );
	}
};
