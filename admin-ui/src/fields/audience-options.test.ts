/** Audience rules are offered once, and come back with kind, id and name. */
import { describe, expect, it } from 'vitest';
import type { Reference } from '../api/types.ts';
import { audienceOptions, ruleOf } from './audience-options.ts';

const reference = {
	audience: { tags: [ { id: 7, name: 'VIP' } ], offerings: [ { id: 7, name: 'Course' } ], teams: [ { id: 2, name: 'Studio' } ], roles: [ { id: 'subscriber', name: 'Subscriber' } ] },
} as Reference;

describe( 'audience', () => {
	it( 'keeps a tag and an offering of the same number apart', () => {
		expect( audienceOptions( reference, [ { kind: 'tag', id: '7', name: 'VIP' } ] ).map( ( { value } ) => value ) ).toEqual( [ 'offering:7', 'team:2', 'role:subscriber' ] );
	} );

	it( 'gives Team rules a side and others none', () => {
		expect( ruleOf( reference, 'team:2' ) ).toEqual( { kind: 'team', id: '2', name: 'Studio', as: 'member' } );
		expect( ruleOf( reference, 'tag:7' ) ).toEqual( { kind: 'tag', id: '7', name: 'VIP' } );
		expect( ruleOf( reference, 'tag:8' ) ).toBeUndefined();
	} );
} );
