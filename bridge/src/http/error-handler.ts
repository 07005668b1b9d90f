/** The single end of every error at the doors: known ones are told, unknown ones are logged and told as "internal". */
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../errors/app-error.ts';
import { sendProblemPage } from './answer-people.ts';
import { createRefusalLog } from './log-refusals.ts';
import { sendProblem } from './problem.ts';
import { bodyTooLarge } from './read-body.ts';

export function createErrorHandler( log: Logger ): ErrorRequestHandler {
	const noteRefusal = createRefusalLog( log );
	return ( error: unknown, request, response, next ) => {
		const known = toAppError( error );
		if ( known.status >= 500 ) {
			log.error( { err: error, method: request.method, path: request.path, code: known.code }, 'A request failed' );
		}
		noteRefusal( { method: request.method, path: request.path, address: request.ip }, known );
		if ( response.headersSent ) {
			// Half an answer cannot be taken back; Express cuts the connection so that nobody takes it for a whole one.
			next( error );
			return;
		}
		const { retryAfter } = known.data ?? {};
		if ( typeof retryAfter === 'number' ) {
			response.set( 'Retry-After', String( retryAfter ) );
		}
		if ( ! sendProblemPage( request, response, known ) ) {
			sendProblem( response, known );
		}
	};
}

/** Errors of Express's own body reader carry a `type`; see https://expressjs.com/en/resources/middleware/body-parser.html */
export function toAppError( error: unknown ): AppError {
	if ( error instanceof AppError ) {
		return error;
	}
	const { type, status } = ( error ?? {} ) as { type?: string; status?: number };
	if ( type === 'entity.too.large' ) {
		return bodyTooLarge( error );
	}
	if ( type === 'encoding.unsupported' ) {
		return new AppError( 'media_type_unsupported', 'Send the body as it is, without a Content-Encoding.', { cause: error } );
	}
	if ( type === 'request.aborted' || type === 'request.size.invalid' || error instanceof URIError || status === 400 ) {
		return new AppError( 'body_unreadable', 'The request could not be read to its end.', { cause: error } );
	}
	return new AppError( 'internal', 'Something went wrong in the bridge. Its log has the details.', { cause: error } );
}
