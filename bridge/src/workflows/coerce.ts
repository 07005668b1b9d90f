/** Turns what a path or a template gave into the kind of value that a HighLevel field takes, or says why not. */
import type { FieldKind } from '@slotbridge/catalogue';
import { isTimeZone } from './time-zones.ts';

export type Coerced = { value: unknown } | { fault: string };

const YES = new Set( [ 'active', 'true', 'yes', 'on', '1', 'publish', 'published' ] );
const NO = new Set( [ 'draft', 'inactive', 'false', 'no', 'off', '0', '', 'pending', 'private' ] );
const MAX_TEXT = 5000;

/** Yes or no out of a flag, a status or a word; undefined when it is neither. */
export function readFlag( value: unknown ): boolean | undefined {
	if ( typeof value === 'boolean' ) {
		return value;
	}
	const word = typeof value === 'string' ? value.trim().toLowerCase() : String( value );
	return YES.has( word ) ? true : NO.has( word ) ? false : undefined;
}

const coercions: Readonly<Record<FieldKind, ( value: unknown ) => Coerced>> = {
	text: ( value ) => {
		if ( typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean' ) {
			return { fault: 'A text is needed here.' };
		}
		const text = String( value );
		return text.length > MAX_TEXT ? { fault: `The text is longer than ${ MAX_TEXT } characters.` } : { value: text };
	},
	color: ( value ) => {
		const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec( String( value ).trim() )?.[ 1 ]?.toLowerCase();
		return hex === undefined
			? { fault: `"${ String( value ) }" is no color: six hexadecimal digits are needed, such as #039be5.` }
			: { value: `#${ hex.length === 3 ? hex.replace( /./g, '$&$&' ) : hex }` };
	},
	timeZone: ( value ) => {
		const zone = String( value ).trim();
		return isTimeZone( zone ) ? { value: zone } : { fault: `"${ zone }" is no known time zone.` };
	},
	boolean: ( value ) => {
		const flag = readFlag( value );
		return flag === undefined ? { fault: `"${ String( value ) }" is neither yes nor no.` } : { value: flag };
	},
	number: ( value ) => {
		const text = String( value ).trim();
		const number = Number( text );
		return text === '' || ! Number.isFinite( number ) || number < 0 ? { fault: `"${ text }" is no number.` } : { value: number };
	},
	hours: listOrFault,
	reminders: listOrFault,
	reference: ( value ) => ( { value } ),
};

function listOrFault( value: unknown ): Coerced {
	return Array.isArray( value ) ? { value } : { fault: 'A list is needed here: choose a field, not a template.' };
}

export function coerce( value: unknown, kind: FieldKind ): Coerced {
	return coercions[ kind ]( value );
}
