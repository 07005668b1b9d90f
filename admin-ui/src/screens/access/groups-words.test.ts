/** The preview says in words what will be done, and says so too when it is nothing. */
import { describe, expect, it } from 'vitest';
import { isOn, planWords, stepWords } from './groups-words.ts';
import { addPage, mostListed } from './use-who.ts';
import { verdictOf } from './verdict.ts';

describe( 'the plan for groups', () => {
	it( 'counts each kind of step', () => {
		const steps = [ 'create', 'create', 'change', 'set-inactive', 'set-active' ] as const;
		expect( planWords( steps.map( ( action ) => ( { action } ) ) ) ).toBe( 'This will make 2 groups. 2 groups will be changed. 1 group will be set inactive.' );
		expect( planWords( [] ) ).toMatch( /no group/ );
		expect( planWords( [], false ) ).toMatch( /yourself/ );
	} );

	it( 'names what is renamed and for whom a group is made', () => {
		expect( stepWords( { action: 'change', from: 'Team 3', name: 'Acme', source: 'Acme' } ) ).toBe( 'Renamed: Team 3 becomes Acme' );
		expect( stepWords( { action: 'create', from: '', name: 'Acme 2', source: 'Acme' } ) ).toBe( 'New: Acme 2, for Acme' );
		expect( stepWords( { action: 'create', from: '', name: 'Acme', source: 'Acme' } ) ).toBe( 'New: Acme' );
	} );

	it( 'is off with chosen offerings of which none is chosen', () => {
		expect( isOn( { teams: false, offerings: 'chosen', chosen: [], names: 'keep' } ) ).toBe( false );
		expect( isOn( { teams: true, offerings: 'none', chosen: [], names: 'keep' } ) ).toBe( true );
	} );
} );

describe( 'who sees a calendar', () => {
	const person = ( id: number, allowed: boolean, preview = false ) => ( { user: { id, name: `P${ id }`, email: null }, allowed, preview, reason: '', words: '' } );

	it( 'counts previews apart, and lists only so many', () => {
		const empty = { calendar: 1, sees: 0, previews: 0, hidden: 0, total: 0, listed: [], isRunning: true };
		const one = addPage( empty, [ person( 1, true ), person( 2, false ), person( 3, true, true ) ], 3 );
		expect( [ one.sees, one.previews, one.hidden ] ).toEqual( [ 1, 1, 1 ] );
		const many = addPage( one, Array.from( { length: 2000 }, ( _, id ) => person( id, true ) ), 2003 );
		expect( [ many.sees, many.listed.length ] ).toEqual( [ 2001, mostListed ] );
	} );

	it( 'never calls a preview seen', () => {
		expect( verdictOf( { allowed: true, preview: true, reason: 'preview' } ).words ).toBe( 'Preview only' );
		expect( verdictOf( { allowed: false, preview: false, reason: 'not-provable' } ).tone ).toBe( 'warn' );
	} );
} );
