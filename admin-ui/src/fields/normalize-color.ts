/** Brings the usual ways of writing a colour to six lower-case digits. */

/** @return What was given, trimmed, when it is no hex colour: the server then says so at the field. */
export function normalizeColor( text: string ): string {
	const trimmed = text.trim().toLowerCase();
	const digits = trimmed.replace( /^#/, '' );
	if ( /^[0-9a-f]{3}$/.test( digits ) ) {
		return `#${ [ ...digits ].map( ( digit ) => digit + digit ).join( '' ) }`;
	}
	return /^[0-9a-f]{6}$/.test( digits ) ? `#${ digits }` : trimmed;
}
