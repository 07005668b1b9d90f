/** A block type keeps its own attributes beside ours. */
import { expect, it } from 'vitest';
import { withAttribute } from './attribute.ts';

it( 'adds the attribute to every block type and takes nothing away', () => {
	expect( withAttribute( { title: 'Text', attributes: { content: { type: 'string' } } } ) ).toEqual( { title: 'Text', attributes: { content: { type: 'string' }, slotbridgeAudience: { type: 'object' } } } );
	expect( withAttribute( {} ) ).toEqual( { attributes: { slotbridgeAudience: { type: 'object' } } } );
} );
