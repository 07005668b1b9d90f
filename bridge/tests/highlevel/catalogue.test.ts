/** The catalogue is whole: every operation, field and default fits the others. */
import { expect, test } from 'vitest';
import { bookingScopes, configSchema, defaultConfig, fields, findOperation, operations, scopes, withDefaults, type OperationId } from '@slotbridge/catalogue';
import { findConfigFaults } from '../../src/workflows/mapping.ts';

/** The sixteen doors that the product was asked for, by HighLevel's names; some are the same door with other words. */
const asked: OperationId[] = [
	'create-calendar', 'get-calendar', 'update-calendar', 'delete-calendar', 'get-calendars', 'get-slots',
	'get-groups', 'create-calendar-group', 'validate-groups-slug', 'edit-group', 'delete-group', 'disable-group',
	'fetch-calendar-resources', 'get-event-notification', 'create-event-notification', 'update-event-notification', 'delete-event-notification',
];

test( 'every operation that was asked for is there, each id once', () => {
	const ids = operations.map( ( operation ) => operation.id );
	expect( new Set( ids ).size ).toBe( ids.length );
	expect( ids ).toEqual( expect.arrayContaining( asked ) );
} );

test( 'every operation names a scope that we ask for, and every create how it is found again', () => {
	const known = [ ...scopes, ...bookingScopes ].map( ( scope ) => scope.scope as string );
	for ( const { id, scope, method, path } of operations ) {
		const operation = findOperation( id );
		expect( known, id ).toContain( scope );
		expect( path ).toMatch( /^\// );
		const makesSomething = method === 'POST' && id !== 'validate-groups-slug';
		expect( operation.creates !== undefined, id ).toBe( makesSomething );
		expect( operation.body !== undefined, id ).toBe( method === 'POST' || ( method === 'PUT' && id !== 'add-calendar-to-schedule' ) );
		if ( operation.creates ) {
			expect( findOperation( operation.creates.listedBy as OperationId ), id ).toMatchObject( { method: 'GET' } );
		}
	}
} );

test( 'v3 is used where nothing else works, and nowhere else', () => {
	expect( operations.filter( ( operation ) => operation.version === 'v3' ).map( ( operation ) => operation.path ) ).toEqual(
		Array.from( { length: 3 }, () => '/calendars/schedules/event-calendar/{calendarId}' )
	);
} );

test( 'the brief\'s names stand beside the real ones', () => {
	const names = ( entity: keyof typeof fields ) => fields[ entity ].filter( ( field ) => field.brief ).map( ( field ) => [ field.brief, field.highlevel ] );
	expect( names( 'calendar' ) ).toEqual( [ [ 'calendarName', 'name' ], [ 'timeZone', 'timezone' ], [ 'color', 'eventColor' ], [ 'reminders', 'notifications of type "reminder"' ], [ 'status', 'isActive' ] ] );
	expect( names( 'calendar-group' ) ).toEqual( [ [ 'groupName', 'name' ], [ 'slug', 'slug' ], [ 'status', 'isActive' ] ] );
} );

test( 'the default configuration is valid and survives being stored and read', () => {
	const config = defaultConfig();
	expect( configSchema.parse( JSON.parse( JSON.stringify( config ) ) ) ).toEqual( config );
	expect( withDefaults( config ) ).toEqual( config );
	expect( findConfigFaults( config ) ).toEqual( [] );
} );

test( 'a stored configuration gets the fields that came later, and keeps its own choices', () => {
	const stored = defaultConfig();
	stored.version = 4;
	stored.policies.calendarRemoved = 'delete';
	stored.calendar.fields = stored.calendar.fields.filter( ( field ) => field.target !== 'hosts' ).map( ( field ) => ( field.target === 'color' ? { ...field, enabled: false } : field ) );
	const whole = withDefaults( stored );
	expect( whole ).toMatchObject( { version: 4, policies: { calendarRemoved: 'delete', groupRemoved: 'draft' } } );
	expect( whole.calendar.fields.find( ( field ) => field.target === 'hosts' )?.enabled ).toBe( true );
	expect( whole.calendar.fields.find( ( field ) => field.target === 'color' )?.enabled ).toBe( false );
} );

test.for( [
	[ 'an unknown field', ( config ) => config.calendar.fields.push( { target: 'zzz', enabled: true, source: { path: 'name' }, transforms: [] } ) ],
	[ 'a field twice', ( config ) => ( config.calendar.fields[ 1 ] = config.calendar.fields[ 0 ]! ) ],
	[ 'a needed field that is off', ( config ) => ( config.calendar.fields.find( ( field ) => field.target === 'name' )!.enabled = false ) ],
	[ 'a path that is none', ( config ) => ( config.calendar.fields[ 0 ]!.source = { path: '__proto__' } ) ],
	[ 'an unknown transform', ( config ) => config.calendar.fields[ 0 ]!.transforms.push( 'rot13' as never ) ],
	[ 'an unknown policy', ( config ) => ( config.policies.groupRemoved = 'burn' as never ) ],
] as const satisfies [ string, ( config: ReturnType<typeof defaultConfig> ) => unknown ][] )( 'a configuration with %s is refused', ( [ , spoil ] ) => {
	const config = structuredClone( defaultConfig() );
	spoil( config );
	expect( configSchema.safeParse( config ).success ).toBe( false );
} );

test( 'a template that cannot be read is pointed at', () => {
	const config = defaultConfig();
	config.calendar.fields[ 0 ]!.source = { template: '{{ entity.name' };
	expect( findConfigFaults( config ) ).toEqual( [ { pointer: '/calendar/fields/0/source/template', detail: expect.stringContaining( 'cannot be used' ) } ] );
} );
