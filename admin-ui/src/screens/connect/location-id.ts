/** Reads a location id out of what people paste: the id itself, or the address of a HighLevel page. */

/** @return The id, trimmed; the text as given when it holds no address. */
export function readLocationId( pasted: string ): string {
	const text = pasted.trim();
	const inAddress = /\/location\/([A-Za-z0-9]+)/.exec( text );
	return inAddress?.[ 1 ] ?? text;
}

/** Without the slash at the end, which would double in every call. */
export const readBridgeUrl = ( pasted: string ): string => pasted.trim().replace( /\/+$/, '' );

/** Codes are printed in capitals; spaces come along when they are copied from a terminal. */
export const readPairingCode = ( pasted: string ): string => pasted.replace( /\s+/g, '' ).toUpperCase();
