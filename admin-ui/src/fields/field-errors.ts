/** Paths of faulty fields (`openHours/0/to`): which belong to a field, and where to put the focus. */

/** The messages at and below a path, with the path taken off: `openHours/0/to` becomes `0/to`, `openHours` the empty path. */
export function errorsBelow( errors: Record<string, string>, path: string ): Record<string, string> {
	const below: Record<string, string> = {};
	for ( const [ at, words ] of Object.entries( errors ) ) {
		if ( at === path ) {
			below[ '' ] = words;
		} else if ( at.startsWith( `${ path }/` ) ) {
			below[ at.slice( path.length + 1 ) ] = words;
		}
	}
	return below;
}

/** The first message at or below a row, for rows that show one message under all of their inputs. */
export function errorOfRow( errors: Record<string, string>, row: number ): string | undefined {
	return Object.values( errorsBelow( errors, String( row ) ) )[ 0 ];
}

/** The id of the element that holds the control of a path. */
export const elementId = ( path: string ): string => `slotbridge-at-${ path.replaceAll( '/', '-' ) }`;

const focusable = 'input:not([type="hidden"]):not([disabled]), select, textarea, button:not([disabled])';

/** Focuses the control of a path, or of the nearest part above it that is on the page. */
export function focusField( path: string ): void {
	const parts = path.split( '/' );
	for ( let length = parts.length; length > 0; length-- ) {
		const holder = document.getElementById( elementId( parts.slice( 0, length ).join( '/' ) ) );
		const control = holder?.matches( focusable ) ? holder : holder?.querySelector<HTMLElement>( focusable );
		if ( control ) {
			control.focus();
			control.scrollIntoView( { block: 'center' } );
			return;
		}
	}
}

/** A copy without the messages at and below a path: what is being changed is no longer wrong for sure. */
export function withoutErrorsBelow( errors: Record<string, string>, path: string ): Record<string, string> {
	return Object.fromEntries( Object.entries( errors ).filter( ( [ at ] ) => at !== path && ! at.startsWith( `${ path }/` ) ) );
}
