/** Turns whatever api-fetch rejects with into one shape: it is a plain object, not an Error, and its words must not get lost. */
import { __ } from '@wordpress/i18n';

export interface ApiError {
	/** Stable, for decisions: `slotbridge_…` or one of WordPress's own. */
	code: string;
	/** For people. */
	message: string;
	status: number;
	/** Messages by field path (`timeZone`, `openHours/0/to`). */
	fields: Record<string, string>;
	/** Anything else that came along. */
	data: Record<string, unknown>;
}

/** @param reason What a rejected api-fetch call gave. */
export function toApiError( reason: unknown ): ApiError {
	const raw = isRecord( reason ) ? reason : {};
	const data = isRecord( raw.data ) ? raw.data : {};
	const code = typeof raw.code === 'string' ? raw.code : 'slotbridge_unknown';
	return {
		code,
		message: messageOf( code, raw.message ),
		status: typeof data.status === 'number' ? data.status : 0,
		fields: collectFields( data ),
		data,
	};
}

/** True when the error has this code, with or without our prefix. */
export function hasCode( error: ApiError | null, ...codes: string[] ): boolean {
	return error !== null && codes.includes( error.code.replace( /^slotbridge_/, '' ) );
}

/** Merges the three ways in which a server names faulty fields: ours, the bridge's JSON Pointers, and WordPress's own `params`. */
function collectFields( data: Record<string, unknown> ): Record<string, string> {
	const fields: Record<string, string> = {};
	for ( const source of [ data.params, data.fields ] ) {
		for ( const [ path, words ] of Object.entries( isRecord( source ) ? source : {} ) ) {
			if ( typeof words === 'string' ) {
				fields[ path ] = words;
			}
		}
	}
	for ( const fault of Array.isArray( data.errors ) ? data.errors : [] ) {
		if ( isRecord( fault ) && typeof fault.pointer === 'string' && typeof fault.detail === 'string' ) {
			fields[ fault.pointer.replace( /^\//, '' ) ] = fault.detail;
		}
	}
	return fields;
}

function messageOf( code: string, message: unknown ): string {
	if ( code === 'fetch_error' || code === 'offline_error' ) {
		return __( 'WordPress did not answer. Check your internet connection, then try again.', 'slotbridge' );
	}
	if ( code === 'rest_cookie_invalid_nonce' || code === 'rest_not_logged_in' ) {
		return __( 'You have been signed out. Open the login page in another tab, sign in, then try again here: nothing is lost.', 'slotbridge' );
	}
	if ( code === 'invalid_json' ) {
		return __( 'WordPress answered with something that is not JSON. Another plugin or the server may be printing an error; the server’s error log says which.', 'slotbridge' );
	}
	return typeof message === 'string' && message !== '' ? message : __( 'Something went wrong. Try again.', 'slotbridge' );
}

function isRecord( value: unknown ): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && ! Array.isArray( value );
}
