/** The only place that calls the network: typed calls to the site's REST API, failures as `ApiError`. */
import apiFetch from '@wordpress/api-fetch';
import { addQueryArgs } from '@wordpress/url';
import { toApiError } from './errors.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface CallOptions {
	method?: Method;
	query?: Record<string, string | number | undefined>;
	body?: unknown;
	signal?: AbortSignal;
}

/**
 * @param path    Below `slotbridge/v1`, beginning with a slash.
 * @param options Query values that are undefined or empty are left out.
 * @throws ApiError
 */
export function callBridge<T>( path: string, options: CallOptions = {} ): Promise<T> {
	return call<T>( `/slotbridge/v1${ path }`, options );
}

/** The same for WordPress's own routes, below `wp/v2`. */
export function callWordPress<T>( path: string, options: CallOptions = {} ): Promise<T> {
	return call<T>( `/wp/v2${ path }`, options );
}

async function call<T>( path: string, { method = 'GET', query = {}, body, signal }: CallOptions ): Promise<T> {
	const given = Object.fromEntries( Object.entries( query ).filter( ( [ , value ] ) => value !== undefined && value !== '' ) );
	try {
		return await apiFetch<T>( { path: addQueryArgs( path, given ), method, data: body, signal } );
	} catch ( reason ) {
		if ( signal?.aborted ) {
			throw reason;
		}
		throw toApiError( reason );
	}
}
