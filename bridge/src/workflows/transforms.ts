/** What each transform of the catalogue does to a text. */
import type { TransformId } from '@slotbridge/catalogue';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#039': "'", nbsp: ' ' };

const textTransforms: Readonly<Record<Exclude<TransformId, 'not'>, ( text: string ) => string>> = {
	trim: ( text ) => text.trim(),
	singleLine: ( text ) => text.replace( /\s+/g, ' ' ).trim(),
	plainText: ( text ) =>
		text.replace( /<(script|style)\b[^>]*>.*?<\/\1>/gis, '' ).replace( /<\/?[a-z!][^>]*>/gi, '' ).replace( /&(amp|lt|gt|quot|nbsp|#0?39);/g, ( all, name: string ) => entities[ name ] ?? all ),
	upperCase: ( text ) => text.toUpperCase(),
	lowerCase: ( text ) => text.toLowerCase(),
	firstCapital: ( text ) => text.replace( /\p{L}/u, ( letter ) => letter.toUpperCase() ),
	slug: ( text ) => text.normalize( 'NFKD' ).replace( /\p{M}/gu, '' ).toLowerCase().replace( /[^a-z0-9]+/g, '-' ).replace( /^-+|-+$/g, '' ).slice( 0, 100 ),
};

/**
 * Puts a value through the chosen transforms, in order. A value that is no text goes through the text ones untouched.
 *
 * @param asFlag Reads yes or no out of a value, for `not`; undefined when it is neither.
 */
export function applyTransforms( value: unknown, ids: readonly TransformId[], asFlag: ( value: unknown ) => boolean | undefined ): unknown {
	return ids.reduce( ( current: unknown, id ) => {
		if ( id === 'not' ) {
			const flag = asFlag( current );
			return flag === undefined ? current : ! flag;
		}
		return typeof current === 'string' ? textTransforms[ id ]( current ) : current;
	}, value );
}
