/** JSON Pointers (RFC 6901), by which a fault names its place. */

/** @param path Names and list positions from the top; empty for the whole. */
export function toPointer( path: readonly PropertyKey[] ): string {
	return path.map( ( step ) => `/${ String( step ).replaceAll( '~', '~0' ).replaceAll( '/', '~1' ) }` ).join( '' );
}
