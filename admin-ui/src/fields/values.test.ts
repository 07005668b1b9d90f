/** Colours and open hours: what people type becomes what is stored, and nothing else changes. */
import { describe, expect, it } from 'vitest';
import { normalizeColor } from './normalize-color.ts';
import { copyRow, endFromInput, endToInput, nextRow, toggleDay, weekdayNames } from './open-hours.ts';

describe( 'normalizeColor', () => {
	it( 'writes hex colours one way', () => {
		expect( normalizeColor( ' #ABC ' ) ).toBe( '#aabbcc' );
		expect( normalizeColor( '039BE5' ) ).toBe( '#039be5' );
	} );

	it( 'leaves what is no colour to the server', () => {
		expect( normalizeColor( 'Red' ) ).toBe( 'red' );
		expect( normalizeColor( '#12345' ) ).toBe( '#12345' );
	} );
} );

describe( 'open hours', () => {
	it( 'says the end of the day both ways', () => {
		expect( endToInput( '24:00' ) ).toBe( '00:00' );
		expect( endFromInput( '00:00' ) ).toBe( '24:00' );
		expect( endFromInput( '17:30' ) ).toBe( '17:30' );
	} );

	it( 'starts with the week, then offers the days that are left', () => {
		expect( nextRow( [] ).days ).toEqual( [ 1, 2, 3, 4, 5 ] );
		expect( nextRow( [ { days: [ 1, 2, 3, 4, 5 ], from: '09:00', to: '17:00' } ] ).days ).toEqual( [ 6, 0 ] );
		expect( nextRow( [ { days: [ 0, 1, 2, 3, 4, 5, 6 ], from: '09:00', to: '17:00' } ] ).days ).toEqual( [ 1 ] );
	} );

	it( 'keeps days in order', () => {
		expect( toggleDay( [ 1, 5 ], 3 ) ).toEqual( [ 1, 3, 5 ] );
		expect( toggleDay( [ 1, 5 ], 5 ) ).toEqual( [ 1 ] );
	} );

	it( 'copies a row below itself, not by reference', () => {
		const rows = [ { days: [ 1 ], from: '09:00', to: '12:00' }, { days: [ 2 ], from: '09:00', to: '12:00' } ];
		const copied = copyRow( rows, 0 );
		expect( copied.map( ( { days } ) => days[ 0 ] ) ).toEqual( [ 1, 1, 2 ] );
		expect( copied[ 1 ]?.days ).not.toBe( copied[ 0 ]?.days );
		expect( copyRow( rows, 9 ) ).toBe( rows );
	} );

	it( 'names the days, from Monday', () => {
		expect( weekdayNames( 'en' ).map( ( { day } ) => day ) ).toEqual( [ 1, 2, 3, 4, 5, 6, 0 ] );
		expect( weekdayNames( 'de' )[ 0 ] ).toEqual( { day: 1, short: 'Mo', long: 'Montag' } );
	} );
} );
