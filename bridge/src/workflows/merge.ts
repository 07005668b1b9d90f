/** The three-way merge: what the site wants, what we last wrote, and what HighLevel has now. */

export type Fields = Record<string, unknown>;

/**
 * What must be written so that a change on the site arrives and a change in HighLevel stays: a wanted value that
 * is what we last wrote leaves HighLevel's own value alone; any other wins over it.
 *
 * @param wanted Value by HighLevel key; null takes the key away. Keys that are absent are none of our business.
 * @param base   What we last wrote, by the same keys.
 * @param remote What HighLevel has.
 * @param pairs  Keys that count as one value, such as a duration and its unit.
 * @return Only the keys to change.
 */
export function mergeThreeWays( wanted: Fields, base: Fields, remote: Fields, pairs: readonly ( readonly string[] )[] = [] ): Fields {
	const change: Fields = {};
	for ( const keys of together( Object.keys( wanted ), pairs ) ) {
		const unchangedHere = keys.every( ( key ) => key in base && sameValue( wanted[ key ], base[ key ] ) );
		const alreadyThere = keys.every( ( key ) => sameValue( wanted[ key ], remote[ key ] ) );
		if ( ! unchangedHere && ! alreadyThere ) {
			keys.forEach( ( key ) => ( change[ key ] = wanted[ key ] ) );
		}
	}
	return change;
}

function together( keys: string[], pairs: readonly ( readonly string[] )[] ): string[][] {
	const left = new Set( keys );
	return keys.flatMap( ( key ) => {
		if ( ! left.has( key ) ) {
			return [];
		}
		const group = ( pairs.find( ( pair ) => pair.includes( key ) ) ?? [ key ] ).filter( ( member ) => left.has( member ) );
		group.forEach( ( member ) => left.delete( member ) );
		return [ group ];
	} );
}

/** Equal as JSON, whatever the order of keys; nothing, null and undefined are the same. */
export function sameValue( first: unknown, second: unknown ): boolean {
	return canonical( first ?? null ) === canonical( second ?? null );
}

/**
 * Whether what was written is in what was read: HighLevel may add keys of its own inside objects, and line ends
 * may come back in another form. Lists must have the same length and order.
 */
export function keptValue( written: unknown, read: unknown ): boolean {
	if ( Array.isArray( written ) ) {
		return Array.isArray( read ) && read.length === written.length && written.every( ( item, index ) => keptValue( item, read[ index ] ) );
	}
	if ( typeof written === 'object' && written !== null ) {
		return typeof read === 'object' && read !== null && Object.entries( written ).every( ( [ key, value ] ) => keptValue( value, ( read as Fields )[ key ] ) );
	}
	if ( typeof written === 'string' && typeof read === 'string' ) {
		return sameLines( written ) === sameLines( read );
	}
	return written === read || ( ( written ?? '' ) === '' && ( read ?? '' ) === '' );
}

const sameLines = ( text: string ): string => text.replaceAll( '\r\n', '\n' ).trimEnd();

function canonical( value: unknown ): string {
	return JSON.stringify( value, ( _key, part: unknown ) =>
		typeof part === 'object' && part !== null && ! Array.isArray( part )
			? Object.fromEntries( Object.entries( part ).sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) ) )
			: part
	);
}
