/** The request log, whole or filtered. */
import type { RequestHandler } from 'express';
import { unprocessable } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';

/** `?method=` is exact, `?path=` a regular expression, `?after=` the id of the last entry already seen. */
export function listRequests( sandbox: Sandbox ): RequestHandler {
	return ( request, response ) => {
		const { method, path, after } = request.query as Record<string, string | undefined>;
		let pattern: RegExp | undefined;
		try {
			pattern = path ? new RegExp( path ) : undefined;
		} catch ( error ) {
			throw unprocessable( [ `path must be a regular expression: ${ ( error as Error ).message }` ] );
		}
		const requests = sandbox.log.list( { method: method?.toUpperCase(), path: pattern, after: Number( after ?? 0 ) || 0 } );
		response.json( { requests, total: requests.length } );
	};
}
