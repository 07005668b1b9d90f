/** What the owner has stored goes from the screen; the secrets of other addresses stay. */
import { expect, it } from 'vitest';
import { without } from './told-once.ts';

it( 'forgets the secret that was stored, and no other', () => {
	const told = { 1: 'one', 2: 'two' };
	expect( without( told, 1 ) ).toEqual( { 2: 'two' } );
	expect( without( told, 3 ) ).toEqual( told );
	expect( told ).toEqual( { 1: 'one', 2: 'two' } );
} );
