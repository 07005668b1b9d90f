/** Only names that were changed are sent, and faults come back to their fields. */
import { describe, expect, it } from 'vitest';
import { changedNames, nameFaults, toNames } from './team-names-draft.ts';

const teams = [ { id: '3', name: 'Team 3', label: '' }, { id: '7', name: 'North', label: 'North' } ];

describe( 'names of Teams', () => {
	it( 'are sent where they differ, also when they are taken away', () => {
		const names = toNames( teams );
		expect( changedNames( names, teams ) ).toEqual( {} );
		expect( changedNames( { 3: ' South ', 7: 'North ' }, teams ) ).toEqual( { 3: 'South' } );
		expect( changedNames( { ...names, 7: ' ' }, teams ) ).toEqual( { 7: '' } );
	} );

	it( 'have the site’s faults by Team', () => {
		expect( nameFaults( { 'labels/7': 'Too long', 'labels[3]': 'No text', odd: 'x' } ) ).toEqual( { 7: 'Too long', 3: 'No text' } );
	} );
} );
