/** Polling keeps what was paged in, shows what is new, and forgets what no longer belongs. */
import { describe, expect, it } from 'vitest';
import { mergePages } from './merge-pages.ts';

const rows = ( ids: string, state = 'old' ) => [ ...ids ].map( ( id ) => ( { id, state } ) );
const ids = ( items: { id: string }[] ): string => items.map( ( { id } ) => id ).join( '' );

describe( 'mergePages', () => {
	it( 'puts new rows on top and keeps the older pages', () => {
		const { items, added, isJoined } = mergePages( rows( 'fedcba' ), rows( 'hgf' ) );
		expect( ids( items ) ).toBe( 'hgfedcba' );
		expect( added ).toBe( 2 );
		expect( isJoined ).toBe( true );
	} );

	it( 'takes the fresh state of rows that both have', () => {
		const { items, added } = mergePages( rows( 'cba' ), rows( 'cb', 'new' ) );
		expect( items ).toEqual( [ ...rows( 'cb', 'new' ), ...rows( 'a' ) ] );
		expect( added ).toBe( 0 );
	} );

	it( 'drops rows that left the filter', () => {
		expect( ids( mergePages( rows( 'edcba' ), rows( 'ec' ) ).items ) ).toBe( 'ecba' );
	} );

	it( 'starts afresh when a whole page of new rows lies between', () => {
		const merged = mergePages( rows( 'cba' ), rows( 'zyx' ) );
		expect( ids( merged.items ) ).toBe( 'zyx' );
		expect( merged.isJoined ).toBe( false );
	} );

	it( 'never shows a row twice', () => {
		expect( ids( mergePages( rows( 'cba' ), rows( 'bc' ) ).items ) ).toBe( 'bca' );
	} );
} );
