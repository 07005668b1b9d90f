/** Text for eyes from whatever a request or an answer held: JSON indented, other text as it is. */

export function prettyPrint( value: unknown ): string {
	if ( typeof value !== 'string' ) {
		return JSON.stringify( value, null, 2 ) ?? '';
	}
	const text = value.trim();
	if ( ! text.startsWith( '{' ) && ! text.startsWith( '[' ) ) {
		return value;
	}
	try {
		return JSON.stringify( JSON.parse( text ), null, 2 );
	} catch {
		return value;
	}
}

/** True when there is nothing worth a box: no value, an empty text, an empty object. */
export function isBlank( value: unknown ): boolean {
	return value === null || value === undefined || value === '' || ( typeof value === 'object' && Object.keys( value ).length === 0 );
}
