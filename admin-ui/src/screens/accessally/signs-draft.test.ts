/** Signs from what the owner picks to what the site takes, and its faults back to the rows. */
import { describe, expect, it } from 'vitest';
import type { Sign } from '../../api/accessally.ts';
import { choicesFor, faultsOf, isChanged, newRow, siteFaults, toRows, toSigns } from './signs-draft.ts';

const saved: Sign[] = [ { source: 'tag', id: '12', type: 'order.succeeded', operation: '', consume: true }, { source: 'operation', id: '3', type: 'subscription.paid', operation: '', consume: false } ];

describe( 'signs', () => {
	it( 'are unchanged as they were read, and changed by a row, its going, and its kind', () => {
		const rows = toRows( saved );
		expect( toSigns( rows ) ).toEqual( saved );
		expect( isChanged( rows, saved ) ).toBe( false );
		expect( isChanged( [ ...rows, newRow( 'order.failed' ) ], saved ) ).toBe( true );
		expect( isChanged( rows.slice( 1 ), saved ) ).toBe( true );
	} );

	it( 'that are no tags have nothing to take away', () => {
		expect( toSigns( [ { ...newRow( 'operation.run' ), source: 'event', id: '4', operation: '9' } ] ) ).toEqual( [ { source: 'event', id: '4', type: 'operation.run', operation: '', consume: false } ] );
	} );

	it( 'are not sent unfinished or twice; the same tag may tell of two things', () => {
		const rows = toRows( [ saved[ 0 ]!, saved[ 0 ]!, { ...saved[ 0 ]!, type: 'order.failed' }, { ...saved[ 0 ]!, id: '' } ] );
		expect( rows.map( ( { key } ) => faultsOf( rows )[ key ] !== undefined ) ).toEqual( [ false, true, false, true ] );
	} );

	it( 'have the site’s faults at their rows', () => {
		const rows = toRows( saved );
		expect( siteFaults( { 'signs/1/id': 'No', 'signs/9/id': 'gone', odd: 'x' }, rows ) ).toEqual( { [ rows[ 1 ]!.key ]: 'No' } );
	} );

	it( 'keep what was chosen and is no longer there', () => {
		const choices = { tags: [ { id: '12', name: 'Paid' } ], operations: null, events: [] };
		expect( choicesFor( choices, saved[ 0 ]! ) ).toEqual( choices.tags );
		expect( choicesFor( choices, saved[ 1 ]! ) ).toEqual( [ { id: '3', name: 'Number 3 (not found)' } ] );
		expect( choicesFor( choices, { source: 'event', id: '' } ) ).toEqual( [] );
	} );
} );
