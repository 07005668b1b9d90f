/** What the owner reads before and after a decision, and that nothing is decided for an entry where it cannot be. */
import { describe, expect, it } from 'vitest';
import { lossStates, type Loss, type LossState } from '../../../api/losses.ts';
import { decidedWords, filterOptions, fitting, graceHours, graceOf, isSame, isUnderWay, questionOf, stateWords } from './loss-words.ts';

const loss = ( id: number, part: Partial<Loss> = {} ): Loss => ( {
	id, member: { id: 7, name: 'Ana', email: null }, calendar: { id: 12, name: 'Coaching' }, state: 'asked', lostAt: '', dueAt: null, changedAt: '', reason: '', note: '', decidedBy: null, bookings: [],
	canKeep: true, canCancel: true, canUndo: false, ...part,
} );
const counts = ( part: Partial<Record<LossState, number>> ): Record<LossState, number> => ( { ...( Object.fromEntries( lossStates.map( ( state ) => [ state, 0 ] ) ) as Record<LossState, number> ), ...part } );

describe( 'decisions', () => {
	it( 'only reach the chosen entries that can have them', () => {
		const items = [ loss( 1 ), loss( 2, { canKeep: false } ), loss( 3, { canUndo: true, canCancel: false } ), loss( 4 ) ];
		const chosen = new Set( [ 1, 2, 3 ] );
		expect( fitting( items, chosen, 'keep' ).map( ( { id } ) => id ) ).toEqual( [ 1, 3 ] );
		expect( fitting( items, chosen, 'cancel' ).map( ( { id } ) => id ) ).toEqual( [ 1, 2 ] );
		expect( fitting( items, chosen, 'undo' ).map( ( { id } ) => id ) ).toEqual( [ 3 ] );
	} );

	it( 'are asked about with what they do in HighLevel, and how many they are about', () => {
		expect( questionOf( 'cancel', 3 ) ).toMatchObject( { confirm: 'Cancel bookings', text: expect.stringMatching( /3 entries.*cancelled in HighLevel.*undo/ ) } );
		expect( questionOf( 'keep', 1 ).text ).toMatch( /Nothing is changed in HighLevel for 1 entry/ );
		expect( questionOf( 'undo', 1 ).text ).toMatch( /somebody else/ );
	} );

	it( 'end with what was begun and each refusal once', () => {
		expect( decidedWords( 'cancel', { items: [ loss( 1 ) ], refused: [ { id: 2, reason: 'Too late.' }, { id: 3, reason: 'Too late.' } ] } ) ).toBe( 'Cancelling: 1 entry. Too late.' );
		expect( decidedWords( 'undo', { items: [], refused: [ { id: 2, reason: 'Too late.' } ] } ) ).toBe( 'Too late.' );
	} );
} );

describe( 'the list', () => {
	it( 'has words for every state, and a filter that holds each state once', () => {
		expect( new Set( lossStates.map( ( state ) => stateWords( state ).words ) ).size ).toBe( lossStates.length );
		const held = filterOptions( counts( {} ) ).filter( ( { value } ) => value !== '' ).flatMap( ( { value } ) => value.split( ',' ) );
		expect( held.sort() ).toEqual( [ ...lossStates ].sort() );
		expect( filterOptions( counts( { asked: 2, waiting: 1, kept: 4 } ) ).map( ( { label } ) => label ).slice( 0, 2 ) ).toEqual( [ 'All (7)', 'Still open (3)' ] );
	} );

	it( 'is looked at again only while something is under way', () => {
		expect( isUnderWay( [ loss( 1, { state: 'cancelled' } ), loss( 2, { state: 'waiting' } ) ] ) ).toBe( false );
		expect( isUnderWay( [ loss( 1, { state: 'restoring' } ) ] ) ).toBe( true );
	} );
} );

describe( 'the grace', () => {
	it( 'is told in days where it can be, and read back the same', () => {
		for ( const hours of [ 0, 1, 24, 36, 72, 2160 ] ) {
			const { value, unit } = graceOf( hours );
			expect( graceHours( String( value ), unit ) ).toBe( hours );
		}
		expect( graceOf( 72 ) ).toEqual( { value: 3, unit: 'days' } );
	} );

	it( 'takes no fraction, no minus and nothing beyond 90 days', () => {
		for ( const [ value, unit ] of [ [ '', 'days' ], [ '-1', 'hours' ], [ '1.5', 'days' ], [ '91', 'days' ], [ '2161', 'hours' ] ] as const ) {
			expect( [ value, graceHours( value, unit ) ] ).toEqual( [ value, null ] );
		}
	} );

	it( 'counts as a change, as the other choices do', () => {
		const saved = { mode: 'cancel', graceHours: 72, mail: false } as const;
		expect( isSame( saved, { ...saved } ) ).toBe( true );
		expect( [ { ...saved, graceHours: 48 }, { ...saved, mode: 'ask' as const }, { ...saved, mail: true } ].some( ( other ) => isSame( saved, other ) ) ).toBe( false );
	} );
} );
