/** Chance that can be repeated: each part of the drill draws from a stream of its own, so that none depends on another's pace. */
import type { Span } from './options.ts';

export interface Random {
	/** From 0 (included) to 1 (excluded). */
	next: () => number;
	/** A whole number, both ends included. */
	within: ( span: Span ) => number;
	pick: <T>( list: readonly T[] ) => T;
	/** Draws each item once before any comes again. */
	bag: <T>( list: readonly T[] ) => () => T;
}

/** A 32-bit number from a text (FNV-1a). */
function hash( text: string ): number {
	let value = 0x811c9dc5;
	for ( const letter of text ) {
		value = Math.imul( value ^ letter.codePointAt( 0 )!, 0x01000193 );
	}
	return value >>> 0;
}

/** @param name Of the stream: the same seed and name give the same draws. */
export function createRandom( seed: number, name: string ): Random {
	let state = hash( `${ seed }/${ name }` );
	// mulberry32: small, and good enough to scatter kills.
	const next = (): number => {
		state = ( state + 0x6d2b79f5 ) | 0;
		let mixed = Math.imul( state ^ ( state >>> 15 ), 1 | state );
		mixed = ( mixed + Math.imul( mixed ^ ( mixed >>> 7 ), 61 | mixed ) ) ^ mixed;
		return ( ( mixed ^ ( mixed >>> 14 ) ) >>> 0 ) / 0x1_0000_0000;
	};
	const within = ( [ from, to ]: Span ): number => from + Math.floor( next() * ( to - from + 1 ) );
	return {
		next,
		within,
		pick: ( list ) => list[ within( [ 0, list.length - 1 ] ) ]!,
		bag: <T>( list: readonly T[] ) => {
			let left: T[] = [];
			return () => {
				left = left.length > 0 ? left : [ ...list ];
				return left.splice( within( [ 0, left.length - 1 ] ), 1 )[ 0 ]!;
			};
		},
	};
}
