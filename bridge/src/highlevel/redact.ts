/** Makes an exchange with HighLevel fit to be kept: no secrets, no text that PostgreSQL refuses, no endless bodies. */

const HIDDEN = '[hidden]';
const SECRET_KEYS = /^(authorization|proxy-authorization|cookie|set-cookie|(access|refresh|id|api)[_-]?(token|key)|token|secret|client[_-]?secret|password)$/i;
const KEPT_ANSWER_HEADERS = /^(content-type|content-length|date|retry-after|x-ratelimit-.*|x-trace-id|traceid|cf-ray|x-request-id)$/;

/** Bodies are kept up to this size, in UTF-16 units of their JSON. */
export const MAX_KEPT_BODY = 65_536;

/**
 * @param value   Anything that JSON can hold.
 * @param secrets Texts that must not appear anywhere, such as the token.
 */
export function redactBody( value: unknown, secrets: readonly string[] ): unknown {
	if ( value === undefined ) {
		return null;
	}
	const clean = cleanse( value, secrets );
	const json = JSON.stringify( clean ) ?? 'null';
	return json.length <= MAX_KEPT_BODY
		? clean
		: { cut: true, characters: json.length, beginning: json.slice( 0, MAX_KEPT_BODY / 2 ).toWellFormed() };
}

export function redactHeaders( headers: Record<string, string | undefined>, secrets: readonly string[] ): Record<string, string> {
	return Object.fromEntries(
		Object.entries( headers ).flatMap( ( [ name, value ] ) =>
			value === undefined ? [] : [ [ name, SECRET_KEYS.test( name ) ? hideCredentials( value ) : cleanText( value, secrets ) ] ]
		)
	);
}

/** Of an answer's headers, those that help to understand it. */
export function keepAnswerHeaders( headers: Record<string, string | undefined>, secrets: readonly string[] ): Record<string, string> {
	return redactHeaders( Object.fromEntries( Object.entries( headers ).filter( ( [ name ] ) => KEPT_ANSWER_HEADERS.test( name.toLowerCase() ) ) ), secrets );
}

export function redactText( text: string, secrets: readonly string[] ): string {
	return cleanText( text, secrets );
}

function cleanse( value: unknown, secrets: readonly string[] ): unknown {
	if ( typeof value === 'string' ) {
		return cleanText( value, secrets );
	}
	if ( Array.isArray( value ) ) {
		return value.map( ( item ) => cleanse( item, secrets ) );
	}
	if ( typeof value === 'object' && value !== null ) {
		return Object.fromEntries(
			Object.entries( value ).map( ( [ key, item ] ) => [ cleanText( key, secrets ), SECRET_KEYS.test( key ) && typeof item === 'string' ? HIDDEN : cleanse( item, secrets ) ] )
		);
	}
	return value;
}

/** jsonb takes neither NUL nor half a surrogate pair. */
function cleanText( text: string, secrets: readonly string[] ): string {
	const hidden = secrets.filter( ( secret ) => secret !== '' ).reduce( ( current, secret ) => current.replaceAll( secret, HIDDEN ), text );
	return hidden.replaceAll( '\u0000', '\ufffd' ).toWellFormed();
}

/** Keeps the scheme, because "Bearer" tells something and hides nothing. */
function hideCredentials( value: string ): string {
	return value.replace( /^(Bearer |Basic )?.*$/s, ( _all, scheme: string | undefined ) => `${ scheme ?? '' }${ HIDDEN }` );
}
