/** Which fields a change was about, in one line; empty when it was about all of them. */

/** The id of a thing never changes: a list that names it means "everything", as for a new calendar or one that is sent again. */
export function changedWords( changed: string[] ): string {
	return changed.includes( 'id' ) ? '' : changed.join( ', ' );
}
