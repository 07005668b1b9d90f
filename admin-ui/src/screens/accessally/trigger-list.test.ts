/** What the list of triggers says while switches are under way. */
import { describe, expect, it } from 'vitest';
import type { Trigger, TriggerFamily } from '../../api/accessally.ts';
import { alike, countOn, isOn, sentNow, withPending } from './trigger-list.ts';

const trigger = ( type: string, on: boolean, sends: string[] ): Trigger => ( { type, name: type, description: '', on, sends, note: null, needsSign: false } );
const families: TriggerFamily[] = [
	{ id: 'users', title: 'Accounts', triggers: [ trigger( 'a', true, [ 'name', 'tags' ] ), trigger( 'b', false, [ 'name' ] ) ] },
	{ id: 'sales', title: 'Orders', triggers: [ trigger( 'c', true, [ 'name', 'order' ] ), trigger( 'd', false, [ 'all' ] ) ] },
];

describe( 'triggers', () => {
	it( 'show what a switch was set to before the site has answered, and leave the answer as it was', () => {
		const shown = withPending( families, { b: true, c: false, gone: true } );
		expect( shown.map( ( { triggers } ) => triggers.map( ( { on } ) => on ) ) ).toEqual( [ [ true, true ], [ false, false ] ] );
		expect( families[ 0 ]?.triggers[ 1 ]?.on ).toBe( false );
	} );

	it( 'are on, off or not there', () => {
		expect( [ 'a', 'b', 'x' ].map( ( type ) => isOn( families, type ) ) ).toEqual( [ true, false, null ] );
	} );

	it( 'stand together where the same is to be said of them', () => {
		const [ a, b, c ] = [ trigger( 'a', true, [ 'name' ] ), trigger( 'b', false, [] ), trigger( 'c', false, [ 'name' ] ) ];
		expect( alike( [ a, b, c ] ) ).toEqual( [ [ a, c ], [ b ] ] );
		expect( alike( [ a, { ...c, note: 'late' } ] ) ).toHaveLength( 2 );
	} );

	it( 'are counted, and what they send is named once', () => {
		expect( families.map( ( { triggers } ) => countOn( triggers ) ) ).toEqual( [ 1, 1 ] );
		expect( sentNow( families ) ).toEqual( [ 'name', 'tags', 'order' ] );
		expect( sentNow( withPending( families, { a: false, c: false } ) ) ).toEqual( [] );
	} );
} );
