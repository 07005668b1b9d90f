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
	const word = typeof value === 'string' ? value.trim().toLowerCase() : textOf( value );
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
		const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec( textOf( value ).trim() )?.[ 1 ]?.toLowerCase();
		return hex === undefined
			? { fault: `"${ textOf( value ) }" is no color: six hexadecimal digits are needed, such as #039be5.` }
			: { value: `#${ hex.length === 3 ? hex.replace( /./g, '$&$&' ) : hex }` };
	},
	timeZone: ( value ) => {
		const zone = textOf( value ).trim();
		return isTimeZone( zone ) ? { value: zone } : { fault: `"${ zone }" is no known time zone.` };
	},
	boolean: ( value ) => {
		const flag = readFlag( value );
		return flag === undefined ? { fault: `"${ textOf( value ) }" is neither yes nor no.` } : { value: flag };
	},
	number: ( value ) => {
		const text = textOf( value ).trim();
		const number = Number( text );
		return text === '' || ! Number.isFinite( number ) || number < 0 ? { fault: `"${ text }" is no number.` } : { value: number };
	},
	hours: ( value ) => listOf( value, isHours, 'This list does not hold opening hours: days, from and to.' ),
	reminders: ( value ) => listOf( value, isReminder, 'This list does not hold reminders: channel, receiver and time before.' ),
	reference: ( value ) => ( { value } ),
};

/** A path can lead to any list of the snapshot, so what is in it has to be looked at. */
function listOf( value: unknown, fits: ( item: Record<string, unknown> ) => boolean, fault: string ): Coerced {
	if ( ! Array.isArray( value ) ) {
		return { fault: 'A list is needed here: choose a field, not a template.' };
	}
	return value.every( ( item ) => isObject( item ) && fits( item ) ) ? { value } : { fault };
}

function isHours( { days, from, to }: Record<string, unknown> ): boolean {
	return Array.isArray( days ) && days.every( ( day ) => Number.isInteger( day ) && day >= 0 && day <= 6 ) && isClock( from ) && isClock( to );
}

function isReminder( { channel, receiver, before }: Record<string, unknown> ): boolean {
	return typeof channel === 'string' && typeof receiver === 'string'
		&& isObject( before ) && typeof before[ 'value' ] === 'number' && typeof before[ 'unit' ] === 'string';
}

const isClock = ( value: unknown ): boolean => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test( value );

const isObject = ( value: unknown ): value is Record<string, unknown> => typeof value === 'object' && value !== null && ! Array.isArray( value );

/** Not `String`, which asks an object how it wants to be written, and fails when that is no function. */
function textOf( value: unknown ): string {
	return typeof value === 'object' && value !== null ? JSON.stringify( value ).slice( 0, 200 ) : String( value );
}

export function coerce( value: unknown, kind: FieldKind ): Coerced {
	return coercions[ kind ]( value );
}
