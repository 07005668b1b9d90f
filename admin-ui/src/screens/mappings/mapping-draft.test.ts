/** Changing a mapping touches one field, and going back to how it was counts as unchanged. */
import { describe, expect, it } from 'vitest';
import { toApiError } from '../../api/errors.ts';
import type { Config, FieldDefinition } from '../../api/types.ts';
import { defaultMapping, errorsByTarget, isSameConfig, isSameMapping, mappingOf, withMapping } from './mapping-draft.ts';

const name: FieldDefinition = {
	id: 'name', label: 'Name', brief: 'calendarName', highlevel: 'name', where: '', note: '',
	required: true, kind: 'text', defaultSource: 'name', sources: [ 'name', 'slug' ],
};
const color: FieldDefinition = { ...name, id: 'color', defaultSource: 'color' };
const config: Config = {
	version: 4,
	connectionId: null,
	calendar: { fields: [ defaultMapping( name ) ] },
	'calendar-group': { fields: [ defaultMapping( name ) ] },
	policies: { calendarRemoved: 'draft', groupRemoved: 'draft', calendarGone: 'recreate', groupGone: 'recreate' },
};

describe( 'mapping draft', () => {
	it( 'changes one field of one entity', () => {
		const next = withMapping( config, 'calendar', { ...defaultMapping( name ), source: { template: '{{ entity.name }}' } } );
		expect( next.calendar.fields ).toEqual( [ { target: 'name', enabled: true, source: { template: '{{ entity.name }}' }, transforms: [] } ] );
		expect( next[ 'calendar-group' ] ).toBe( config[ 'calendar-group' ] );
		expect( isSameConfig( next, config ) ).toBe( false );
	} );

	it( 'is unchanged after going back, whatever the version', () => {
		const there = withMapping( config, 'calendar', { ...defaultMapping( name ), enabled: false } );
		const back = withMapping( there, 'calendar', defaultMapping( name ) );
		expect( isSameConfig( { ...back, version: 9 }, config ) ).toBe( true );
	} );

	it( 'gives a field that is not stored yet its default, and stores it when changed', () => {
		expect( mappingOf( config, 'calendar', color ) ).toEqual( defaultMapping( color ) );
		expect( withMapping( config, 'calendar', { ...defaultMapping( color ), enabled: false } ).calendar.fields ).toHaveLength( 2 );
	} );

	it( 'tells a path from a template with the same words', () => {
		expect( isSameMapping( defaultMapping( name ), { ...defaultMapping( name ), source: { template: 'name' } } ) ).toBe( false );
	} );

	it( 'brings the bridge’s pointers to the fields', () => {
		const error = toApiError( {
			code: 'slotbridge_body_invalid',
			message: 'No.',
			data: { status: 422, errors: [ { pointer: '/calendar-group/fields/0/source/template', detail: 'Not closed.' }, { pointer: '/calendar/fields/9', detail: 'Gone.' } ] },
		} );
		expect( errorsByTarget( error, config ) ).toEqual( { 'calendar-group:name': 'Not closed.' } );
	} );
} );
