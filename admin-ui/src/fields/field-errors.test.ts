/** A message finds its field, however deep it points. */
import { describe, expect, it } from 'vitest';
import { elementId, errorOfRow, errorsBelow, withoutErrorsBelow } from './field-errors.ts';

const errors = { openHours: 'Too many.', 'openHours/0/to': 'Ends early.', openHoursX: 'Other.', name: 'Missing.' };

describe( 'field errors', () => {
	it( 'cuts the path at the field, and not at a longer name', () => {
		expect( errorsBelow( errors, 'openHours' ) ).toEqual( { '': 'Too many.', '0/to': 'Ends early.' } );
		expect( errorsBelow( errors, 'slug' ) ).toEqual( {} );
	} );

	it( 'gives a row its first message', () => {
		expect( errorOfRow( errorsBelow( errors, 'openHours' ), 0 ) ).toBe( 'Ends early.' );
		expect( errorOfRow( errorsBelow( errors, 'openHours' ), 1 ) ).toBeUndefined();
	} );

	it( 'forgets the messages of a field that is changed', () => {
		expect( withoutErrorsBelow( errors, 'openHours' ) ).toEqual( { openHoursX: 'Other.', name: 'Missing.' } );
	} );

	it( 'makes ids without slashes', () => {
		expect( elementId( 'openHours/0/to' ) ).toBe( 'slotbridge-at-openHours-0-to' );
	} );
} );
