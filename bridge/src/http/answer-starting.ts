/** Answers while the bridge is still starting or already stopping: alive, but not ready. */
import type { RequestListener } from 'node:http';
import { AppError } from '../errors/app-error.ts';

export const answerStarting: RequestListener = ( request, response ) => {
	const path = ( request.url ?? '' ).split( '?' )[ 0 ];
	if ( path === '/healthz' ) {
		response.writeHead( 200, { 'content-type': 'application/json' } ).end( JSON.stringify( { status: 'ok' } ) );
		return;
	}
	if ( path === '/readyz' ) {
		response.writeHead( 503, { 'content-type': 'application/json' } )
			.end( JSON.stringify( { status: 'unavailable', checks: { database: false, lanes: false } } ) );
		return;
	}
	const { code, title, status, message: detail } = new AppError( 'not_ready', 'The bridge is starting. Try again in a moment.' );
	response.writeHead( status, { 'content-type': 'application/problem+json', 'retry-after': '2' } )
		.end( JSON.stringify( { type: `urn:slotbridge:error:${ code }`, title, status, detail, code } ) );
};
