/** Keeps of an answer what may be sent back: HighLevel refuses its own keys when they are not in the update's list. */
import { calendarNeverEmpty, calendarReadAliases, calendarUpdateKeys, notificationUpdateKeys, type KeyTree } from '@slotbridge/catalogue';
import type { Fields } from './merge.ts';

/** Only the keys of the tree, at every depth; nothing and null are left out. */
export function pickKeys( value: Fields, tree: KeyTree ): Fields {
	const kept: Fields = {};
	for ( const [ key, branch ] of Object.entries( tree ) ) {
		const part = value[ key ];
		if ( part !== undefined && part !== null ) {
			kept[ key ] = pickPart( part, branch );
		}
	}
	return kept;
}

function pickPart( part: unknown, branch: true | KeyTree | readonly [ KeyTree ] ): unknown {
	if ( branch === true ) {
		return part;
	}
	if ( isList( branch ) ) {
		return Array.isArray( part ) ? part.map( ( item ) => ( isObject( item ) ? pickKeys( item, branch[ 0 ] ) : item ) ) : part;
	}
	return isObject( part ) ? pickKeys( part, branch ) : part;
}

/**
 * The body of an update that changes nothing: everything that HighLevel has and takes back. An update resets what
 * it leaves out, so every change is put on top of this.
 */
export function writableCalendar( remote: Fields ): Fields {
	const read = { ...remote };
	for ( const [ answered, written ] of Object.entries( calendarReadAliases ) ) {
		read[ written ] ??= read[ answered ];
	}
	const body = pickKeys( read, calendarUpdateKeys );
	for ( const key of calendarNeverEmpty ) {
		if ( Array.isArray( body[ key ] ) && body[ key ].length === 0 ) {
			delete body[ key ];
		}
	}
	return body;
}

export function writableNotification( remote: Fields ): Fields {
	return pickKeys( remote, notificationUpdateKeys );
}

const isObject = ( value: unknown ): value is Fields => typeof value === 'object' && value !== null && ! Array.isArray( value );
const isList = ( branch: KeyTree | readonly [ KeyTree ] ): branch is readonly [ KeyTree ] => Array.isArray( branch );
