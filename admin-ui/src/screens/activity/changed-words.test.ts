/** What the Activity screen says about the fields of a change. */
import { expect, test } from 'vitest';
import { changedWords } from './changed-words.ts';

test( 'names the changed fields', () => {
	expect( changedWords( [ 'name', 'color' ] ) ).toBe( 'name, color' );
} );

test( 'says nothing where the whole thing is new', () => {
	expect( changedWords( [ 'id', 'name', 'color' ] ) ).toBe( '' );
	expect( changedWords( [] ) ).toBe( '' );
} );
