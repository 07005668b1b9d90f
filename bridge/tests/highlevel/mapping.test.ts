/** From a snapshot to HighLevel's fields: paths, templates, transforms, and the faults that an owner can make. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig, type Config, type FieldMapping } from '@slotbridge/catalogue';
import { calendarWishes, toTeamMembers } from '../../src/workflows/calendar-wishes.ts';
import { mapFields } from '../../src/workflows/mapping.ts';
import { renderTemplate } from '../../src/workflows/template.ts';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';

const MARKER = '0123ABCD';

function mapWith( change: Partial<FieldMapping> & { target: string }, snapshot = calendarSnapshot( 1 ) ) {
	const config: Config = defaultConfig();
	Object.assign( config.calendar.fields.find( ( field ) => field.target === change.target )!, change );
	return mapFields( 'calendar', snapshot, config.calendar.fields );
}

test( 'the default mapping takes every field over', () => {
	const mapped = mapFields( 'calendar', calendarSnapshot( 1 ), defaultConfig().calendar.fields );
	expect( mapped ).toEqual( {
		values: {
			name: 'Calendar 1', timeZone: 'Europe/Berlin', color: '#1a2b3c', reminders: [], status: true, description: '', slug: 'calendar-1', type: 'event',
			duration: 30, interval: 30, buffer: 0, openHours: [], hosts: [], group: null,
		},
		faults: [],
	} );
	expect( mapFields( 'calendar-group', groupSnapshot( 1 ), defaultConfig()[ 'calendar-group' ].fields ).values ).toEqual( { name: 'Group 1', slug: 'group-1', status: true, description: 'A group' } );
} );

test( 'a name passes through unharmed, whatever is in it', () => {
	fc.assert( fc.property( fc.string( { unit: 'grapheme', minLength: 1, maxLength: 200 } ).filter( ( name ) => name.trim() !== '' ), ( name ) => {
		expect( mapFields( 'calendar', calendarSnapshot( 1, { name } ), defaultConfig().calendar.fields ).values[ 'name' ] ).toBe( name );
	} ) );
} );

test.for( [
	[ 'trim', '  a b  ', 'a b' ],
	[ 'singleLine', ' a\n\n b\tc ', 'a b c' ],
	[ 'plainText', '<p>Tom &amp; <b>Ann</b> 3 < 4</p><script>x()</script>', 'Tom & Ann 3 < 4' ],
	[ 'upperCase', 'straße', 'STRASSE' ],
	[ 'lowerCase', 'ÄB', 'äb' ],
	[ 'firstCapital', '«éa b»', '«Éa b»' ],
	[ 'slug', ' Ünïted  Calls! 2 ', 'united-calls-2' ],
] as const )( 'the transform %s', ( [ transform, given, expected ] ) => {
	expect( mapWith( { target: 'name', transforms: [ transform ] }, calendarSnapshot( 1, { name: given } ) ).values[ 'name' ] ).toBe( expected );
} );

test( 'yes and no can be turned round, and read from a template', () => {
	expect( mapWith( { target: 'status', transforms: [ 'not' ] } ).values[ 'status' ] ).toBe( false );
	expect( mapWith( { target: 'status', source: { template: '{% if entity.durationMinutes > 20 %}yes{% else %}no{% endif %}' } } ).values[ 'status' ] ).toBe( true );
	expect( mapWith( { target: 'status', source: { template: 'perhaps' } } ).faults ).toEqual( [ { target: 'status', detail: 'Status: "perhaps" is neither yes nor no.' } ] );
} );

test( 'a template fills numbers, colors and zones too, and is checked like any other value', () => {
	expect( mapWith( { target: 'duration', source: { template: '{{ entity.durationMinutes | times: 2 }}' } } ).values[ 'duration' ] ).toBe( 60 );
	expect( mapWith( { target: 'duration', source: { template: 'half an hour' } } ).faults ).toMatchObject( [ { target: 'duration' } ] );
	expect( mapWith( { target: 'color', source: { template: '#F0a' } } ).values[ 'color' ] ).toBe( '#ff00aa' );
	expect( mapWith( { target: 'color', source: { template: 'red' } } ).faults ).toMatchObject( [ { target: 'color' } ] );
	expect( mapWith( { target: 'timeZone', source: { template: 'Mars/Olympus' } } ).faults ).toMatchObject( [ { target: 'timeZone' } ] );
	expect( mapWith( { target: 'openHours', source: { template: '9-5' } } ).faults ).toMatchObject( [ { target: 'openHours' } ] );
} );

test( 'an empty name is a fault; a missing optional value is simply left out', () => {
	expect( mapWith( { target: 'name', source: { template: ' ' } } ).faults ).toEqual( [ { target: 'name', detail: 'Calendar name: It must not be empty.' } ] );
	expect( mapWith( { target: 'name', source: { path: 'audience.rules.0.name' } } ).faults ).toHaveLength( 1 );
	const mapped = mapWith( { target: 'color', source: { path: 'no.such.thing' } } );
	expect( [ mapped.faults, 'color' in mapped.values ] ).toEqual( [ [], false ] );
} );

test( 'paths and templates see the snapshot and nothing behind it', () => {
	for ( const path of [ 'constructor.name', 'name.length', 'toString' ] ) {
		expect( mapWith( { target: 'slug', source: { path } } ).values ).not.toHaveProperty( 'slug' );
	}
	expect( renderTemplate( '{{ entity.constructor }}{{ entity.__proto__ }}{{ entity.toString }}', { entity: { a: 1 } } ) ).toBe( '' );
	expect( () => renderTemplate( '{% include "/etc/passwd" %}', {} ) ).toThrow( 'cannot be used' );
} );

test.for( [
	[ 'an endless loop', '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}' ],
	[ 'too much text', '{% for a in (1..30000) %}x{% endfor %}' ],
	[ 'no end', '{% for a in b %}' ],
] as const )( 'a template with %s is stopped with a plain sentence', ( [ , template ] ) => {
	expect( () => renderTemplate( template, {} ) ).toThrow( /template/ );
} );

test( 'HighLevel\'s rules for hosts are told before it refuses', () => {
	const wish = ( changes: Record<string, unknown> ) => calendarWishes( mapFields( 'calendar', calendarSnapshot( 1, changes ), defaultConfig().calendar.fields ), MARKER );
	expect( wish( { type: 'round_robin' } ).faults ).toMatchObject( [ { target: 'hosts', detail: expect.stringContaining( 'at least one host' ) } ] );
	expect( wish( { type: 'personal', hosts: [ 'a', 'b' ] } ).faults ).toMatchObject( [ { target: 'hosts', detail: expect.stringContaining( 'exactly one host' ) } ] );
	expect( wish( { type: 'personal', hosts: [ 'a' ] } ).faults ).toEqual( [] );
	expect( wish( { type: 'event', hosts: [ 'a' ] } ) ).toMatchObject( { faults: [], notes: [ expect.stringContaining( 'no hosts' ) ], hosts: undefined } );
} );

test( 'what is no list of hosts and no number of a group is a fault at its field', () => {
	for ( const [ target, path ] of [ [ 'hosts', 'name' ], [ 'hosts', 'openHours' ], [ 'group', 'name' ], [ 'group', 'hosts' ] ] as const ) {
		const mapped = mapWith( { target, source: { path } }, calendarSnapshot( 1, { type: 'round_robin', hosts: [ 'u1' ], openHours: [ { days: [ 1 ], from: '09:00', to: '17:00' } ] } ) );
		expect( calendarWishes( mapped, MARKER ).faults, `${ target } from ${ path }` ).toMatchObject( [ { target } ] );
	}
} );

test( 'a team keeps what HighLevel knows about its members, and has one primary host where it needs one', () => {
	const current = [ { userId: 'a', priority: 1, meetingLocation: 'Room 1' }, { userId: 'b', priority: 0, isPrimary: true } ];
	expect( toTeamMembers( [ 'c', 'a' ], 'round_robin', current ) ).toEqual( [ { userId: 'c', priority: 0.5 }, { userId: 'a', priority: 1, meetingLocation: 'Room 1' } ] );
	expect( toTeamMembers( [ 'a', 'b', 'c' ], 'collective', current ).map( ( member ) => member[ 'isPrimary' ] ) ).toEqual( [ false, true, false ] );
	expect( toTeamMembers( [ 'c', 'a' ], 'collective', current ).map( ( member ) => member[ 'isPrimary' ] ) ).toEqual( [ true, false ] );
} );
