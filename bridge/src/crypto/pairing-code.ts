/** Pairing codes: made to be read aloud, compared as hashes, typed in any case and with any dashes. */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so nothing can be misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 60 random bits: `XXXX-XXXX-XXXX`. */
export function makePairingCode(): string {
	const group = () => Array.from( { length: 4 }, () => ALPHABET[ randomInt( ALPHABET.length ) ] ).join( '' );
	return [ group(), group(), group() ].join( '-' );
}

/** SHA-256 in hex of the code as it is meant: case, dashes, spaces and the letters that look like digits do not count. */
export function hashPairingCode( code: string ): string {
	return createHash( 'sha256' ).update( normalise( code ) ).digest( 'hex' );
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash( left: string, right: string ): boolean {
	const [ a, b ] = [ Buffer.from( left ), Buffer.from( right ) ];
	return a.length === b.length && timingSafeEqual( a, b );
}

function normalise( code: string ): string {
	return code.toUpperCase().replaceAll( /[^\p{L}\p{N}]/gu, '' ).replaceAll( 'O', '0' ).replaceAll( /[IL]/g, '1' );
}
