/** One line in the log for each request: method, path without its query, status, duration. */
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

export function logRequests( log: Logger ): RequestHandler {
	return ( request, response, next ) => {
		const began = performance.now();
		const { method, path } = request;
		response.on( 'close', () => log.debug( {
			method, path, status: response.statusCode, ms: Math.round( performance.now() - began ), cut: ! response.writableFinished,
		}, 'Request' ) );
		next();
	};
}
