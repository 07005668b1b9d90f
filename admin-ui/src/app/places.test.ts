/** Addresses are read back as they were written, and foreign ones do no harm. */
import { describe, expect, it } from 'vitest';
import { placeUrl, readPlace } from './places.ts';

const page = 'https://site.test/wp-admin/admin.php?page=slotbridge';

describe( 'places', () => {
	it( 'reads back what it wrote', () => {
		const place = { screen: 'activity' as const, params: { state: 'dead', q: 'Jürgen & Co' } };
		expect( readPlace( new URL( placeUrl( page, place ) ).search, 'connect' ) ).toEqual( place );
	} );

	it( 'keeps the page of WordPress and leaves empty values out', () => {
		expect( placeUrl( page, { screen: 'mappings', params: { state: '' } } ) ).toBe( `${ page }&screen=mappings` );
	} );

	it( 'falls back for a missing or unknown screen and ignores foreign keys', () => {
		expect( readPlace( '?page=slotbridge', 'connect' ) ).toEqual( { screen: 'connect', params: {} } );
		expect( readPlace( '?screen=../secret&utm=1', 'activity' ) ).toEqual( { screen: 'activity', params: {} } );
	} );
} );
