/** Reads the JSON of an answer, also when HighLevel left raw control characters inside its texts. */

const TEXT_LITERAL = /"(?:[^"\\]|\\[^])*"/g;
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\u0000-\u001f]/g;

/**
 * @return The value; undefined for an empty body.
 * @throws SyntaxError when it is no JSON even so.
 */
export function parseAnswer( text: string ): unknown {
	if ( text.trim() === '' ) {
		return undefined;
	}
	try {
		return JSON.parse( text );
	} catch ( error ) {
		const mended = text.replace( TEXT_LITERAL, ( literal ) =>
			literal.replace( CONTROL, ( character ) => `\\u${ character.charCodeAt( 0 ).toString( 16 ).padStart( 4, '0' ) }` )
		);
		if ( mended === text ) {
			throw error;
		}
		return JSON.parse( mended );
	}
}
