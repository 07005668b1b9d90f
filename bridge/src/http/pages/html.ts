/** HTML by a template that escapes: what is put into it is text, unless it is HTML of this template itself. */

export class Html {
	readonly text: string;

	constructor( text: string ) {
		this.text = text;
	}
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** Values stand in element content or in quoted attributes, never in the place of a name, a script or a style. */
export function html( parts: TemplateStringsArray, ...values: ( string | Html | Html[] )[] ): Html {
	return new Html( parts.reduce( ( whole, part, index ) => whole + toText( values[ index - 1 ]! ) + part ) );
}

function toText( value: string | Html | Html[] ): string {
	if ( typeof value === 'string' ) {
		return value.replace( /[&<>"']/g, ( sign ) => escapes[ sign ]! );
	}
	return [ value ].flat().map( ( { text } ) => text ).join( '' );
}

/** Signs that turn the direction of what follows, or that cannot be seen: a name is shown without them. Joiners stay, words and emoji need them. */
const HIDDEN = /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A name that somebody else chose, as one line that cannot pretend to be anything around it. */
export function plainName( name: string ): string {
	// Marks above and below letters pile up over other lines; no language stacks more than a few.
	return name.toWellFormed().replace( HIDDEN, '' ).replace( /(\p{M}{3})\p{M}+/gu, '$1' ).replace( /\s+/g, ' ' ).trim() || 'A site without a name';
}
