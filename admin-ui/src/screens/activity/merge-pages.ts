/** Lays a freshly read first page over a list that was paged further, so that polling never closes what was opened. */

interface HasId {
	id: string;
}

export interface Merged<T> {
	items: T[];
	/** False when the new page no longer touches the old list: the rest was dropped, and its cursor with it. */
	isJoined: boolean;
	/** How many of the new page were not in the list before. */
	added: number;
}

/**
 * @param shown The list as it is, newest first.
 * @param fresh The first page as it is now, newest first.
 */
export function mergePages<T extends HasId>( shown: T[], fresh: T[] ): Merged<T> {
	const known = new Set( shown.map( ( { id } ) => id ) );
	const added = fresh.filter( ( { id } ) => ! known.has( id ) ).length;
	const seam = lastCommon( shown, fresh );
	if ( seam === -1 ) {
		return { items: fresh, isJoined: false, added };
	}
	const inFresh = new Set( fresh.map( ( { id } ) => id ) );
	return { items: [ ...fresh, ...shown.slice( seam + 1 ).filter( ( { id } ) => ! inFresh.has( id ) ) ], isJoined: true, added };
}

/** Where in `shown` the lowest item of `fresh` stands that both hold; what lies above it is replaced. */
function lastCommon<T extends HasId>( shown: T[], fresh: T[] ): number {
	for ( const { id } of fresh.toReversed() ) {
		const at = shown.findIndex( ( item ) => item.id === id );
		if ( at !== -1 ) {
			return at;
		}
	}
	return -1;
}
