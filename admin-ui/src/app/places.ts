/** The addresses inside the SlotBridge page: which screen, and what is open or filtered on it. */

export const screens = [ 'connect', 'mappings', 'accessally', 'activity', 'access' ] as const;

export type ScreenName = ( typeof screens )[ number ];

export interface Place {
	screen: ScreenName;
	/** The screen's own part: `event`, `state`, `entity`, `q`. Empty values are left out of the address. */
	params: Record<string, string>;
}

const own = [ 'event', 'state', 'entity', 'q', 'tab' ];

/**
 * @param search   The query of an address, with or without `?`.
 * @param fallback For an address that names no screen, or an unknown one.
 */
export function readPlace( search: string, fallback: ScreenName ): Place {
	const query = new URLSearchParams( search );
	const named = screens.find( ( name ) => name === query.get( 'screen' ) );
	const params: Record<string, string> = {};
	for ( const key of own ) {
		const value = query.get( key );
		if ( value ) {
			params[ key ] = value;
		}
	}
	return { screen: named ?? fallback, params };
}

/** @param pageUrl Address of the SlotBridge page, `…/admin.php?page=slotbridge`. */
export function placeUrl( pageUrl: string, place: Place ): string {
	const query = new URLSearchParams( { screen: place.screen } );
	for ( const key of own ) {
		const value = place.params[ key ];
		if ( value ) {
			query.set( key, value );
		}
	}
	return `${ pageUrl }${ pageUrl.includes( '?' ) ? '&' : '?' }${ query }`;
}
