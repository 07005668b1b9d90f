/** Calendar groups, calendars in them, and what becomes of both when the site lets go of them. */
import { beforeEach, expect, test } from 'vitest';
import { calendarSnapshot, groupSnapshot } from '../helpers/events.ts';
import { ending } from './scene.ts';
import { withScene } from './with-scene.ts';

const { sandbox, scene } = withScene();
let id = 3000;

beforeEach( () => {
	id += 10;
} );

test( 'a group arrives, changes its name, slug and status, and keeps a description always', async () => {
	expect( ending( await scene.save( 'calendar-group', groupSnapshot( id, { description: '', status: 'inactive' } ), 'created' ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).groups ).toMatchObject( [ { name: `Group ${ id }`, slug: `group-${ id }`, isActive: false, description: expect.stringMatching( /^SlotBridge ref / ) } ] );
	const told = await scene.save( 'calendar-group', groupSnapshot( id, { name: 'Team', slug: `team-${ id }`, description: 'Our team' } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).groups ).toMatchObject( [ { name: 'Team', slug: `team-${ id }`, isActive: true, description: expect.stringMatching( /^Our team\n\nSlotBridge ref / ) } ] );
	expect( told.steps.map( ( step ) => step.name ) ).toEqual( [ 'map-fields', 'read-groups', 'validate-slug', 'update-group', 'set-group-status', 'read-back' ] );
} );

test( 'a group keeps the name that the owner gave it in HighLevel, until the site changes its own', async () => {
	const { link } = await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	await scene.call( 'PUT', `/calendars/groups/${ link.highLevelId }`, { name: 'Theirs', description: 'Theirs', slug: `group-${ id }` } );
	await scene.save( 'calendar-group', groupSnapshot( id, { status: 'inactive' } ) );
	expect( ( await scene.remote() ).groups ).toMatchObject( [ { name: 'Theirs', isActive: false } ] );
	await scene.save( 'calendar-group', groupSnapshot( id, { name: 'Ours' } ) );
	expect( ( await scene.remote() ).groups ).toMatchObject( [ { name: 'Ours', description: 'Theirs', isActive: true } ] );
} );

test( 'a group slug that is taken is told before anything is written', async () => {
	await scene.call( 'POST', '/calendars/groups', { locationId: scene.locationId, name: 'Old', description: 'd', slug: `group-${ id }` } );
	const told = await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	expect( ending( told ) ).toBe( 'dead highlevel_slug_taken' );
	expect( told.link ).toMatchObject( { state: 'failing', highLevelId: null } );
	expect( ( await scene.remote() ).groups ).toHaveLength( 1 );
} );

test( 'a calendar waits for its group, joins it, moves to another and leaves it', async () => {
	const open = await scene.note( 'calendar-group', groupSnapshot( id ), 'created' );
	const early = await scene.save( 'calendar', calendarSnapshot( id, { group: id } ), 'created' );
	expect( ending( early ) ).toBe( 'retry waiting_for_group' );
	expect( early.outcome ).toMatchObject( { afterMs: 2_000 } );
	const group = await scene.deliver( open );
	const other = await scene.save( 'calendar-group', groupSnapshot( id + 1 ), 'created' );
	expect( ending( await scene.deliver( early.eventId ) ) ).toBe( 'delivered' );
	const groupOf = async () => ( await scene.remote() ).calendars[ 0 ].groupId;
	expect( await groupOf() ).toBe( group.link.highLevelId );
	await scene.save( 'calendar', calendarSnapshot( id, { group: id + 1 } ) );
	expect( await groupOf() ).toBe( other.link.highLevelId );
	await scene.save( 'calendar', calendarSnapshot( id, { group: null } ) );
	expect( await groupOf() ).toBeUndefined();
} );

test( 'a group chosen in HighLevel stays, and a group that HighLevel does not have is said', async () => {
	const { link } = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	const { group } = await scene.call( 'POST', '/calendars/groups', { locationId: scene.locationId, name: 'Theirs', description: 'd', slug: `theirs-${ id }` } );
	await sandbox.control( 'PATCH', `/calendars/${ link.highLevelId }`, { groupId: group.id } );
	await scene.save( 'calendar', calendarSnapshot( id, { name: 'New' } ) );
	expect( ( await scene.remote() ).calendars ).toMatchObject( [ { name: 'New', groupId: group.id } ] );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { name: 'Newer', group: 999_999 } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( told.steps.find( ( step ) => step.name === 'find-group' )!.summary ).toContain( 'goes on without it' );
	expect( ( await scene.remote() ).calendars ).toMatchObject( [ { name: 'Newer', groupId: group.id } ] );
} );

test( 'trashed becomes a draft, restored is active again with the same id', async () => {
	const { link } = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	const trashed = await scene.save( 'calendar', calendarSnapshot( id ), 'trashed' );
	expect( ending( trashed ) ).toBe( 'delivered' );
	expect( trashed.link ).toMatchObject( { state: 'released', highLevelId: link.highLevelId } );
	expect( ( await scene.remote() ).calendars ).toMatchObject( [ { isActive: false } ] );
	const restored = await scene.save( 'calendar', calendarSnapshot( id ), 'restored' );
	expect( restored.link ).toMatchObject( { state: 'linked', highLevelId: link.highLevelId } );
	expect( ( await scene.remote() ).calendars ).toMatchObject( [ { id: link.highLevelId, isActive: true } ] );
} );

test( 'with the other policy trashed is deleted, hosts\' schedules too, and restored is a new calendar', async () => {
	await scene.configure( ( config ) => {
		config.policies.calendarRemoved = 'delete';
	} );
	const [ ada ] = scene.users as [ string ];
	const snapshot = calendarSnapshot( id, { type: 'personal', hosts: [ ada ] } );
	const { link } = await scene.save( 'calendar', snapshot, 'created' );
	expect( ( await scene.remote() ).schedules ).toHaveLength( 1 );
	const trashed = await scene.save( 'calendar', snapshot, 'trashed' );
	expect( trashed.link ).toMatchObject( { state: 'deleted', highLevelId: null } );
	const empty = await scene.remote();
	expect( [ empty.calendars, empty.schedules ] ).toEqual( [ [], [] ] );
	expect( ending( await scene.save( 'calendar', snapshot, 'deleted' ) ) ).toBe( 'delivered' );
	const restored = await scene.save( 'calendar', snapshot, 'restored' );
	expect( restored.link.state ).toBe( 'linked' );
	expect( restored.link.highLevelId ).not.toBe( link.highLevelId );
	expect( ( await scene.remote() ).schedules ).toHaveLength( 1 );
} );

test( 'one that HighLevel no longer has is retired without a fuss; one that never got there too', async () => {
	const { link } = await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	await scene.call( 'DELETE', `/calendars/${ link.highLevelId }` );
	const gone = await scene.save( 'calendar', calendarSnapshot( id ), 'trashed' );
	expect( [ ending( gone ), gone.link.state ] ).toEqual( [ 'delivered', 'deleted' ] );
	const never = await scene.save( 'calendar', calendarSnapshot( id + 1 ), 'deleted' );
	expect( [ ending( never ), never.link.state, never.link.highLevelId ] ).toEqual( [ 'delivered', 'deleted', null ] );
	expect( never.steps ).toMatchObject( [ { state: 'skipped', summary: 'HighLevel does not have it.' } ] );
} );

test( 'a calendar whose create was cut and that is then deleted does not stay behind', async () => {
	await scene.configure( ( config ) => {
		config.policies.calendarRemoved = 'delete';
	} );
	await scene.fault( { kind: 'cut-after-commit', match: { method: 'POST', path: '^/calendars/?$' } } );
	await scene.save( 'calendar', calendarSnapshot( id ), 'created' );
	expect( ( await scene.remote() ).calendars ).toHaveLength( 1 );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id ), 'deleted' ) ) ).toBe( 'delivered' );
	expect( ( await scene.remote() ).calendars ).toEqual( [] );
} );

test( 'a deleted group is switched off, or deleted while its calendars stay', async () => {
	const { link } = await scene.save( 'calendar-group', groupSnapshot( id ), 'created' );
	const off = await scene.save( 'calendar-group', groupSnapshot( id ), 'deleted' );
	expect( off.link ).toMatchObject( { state: 'released', highLevelId: link.highLevelId } );
	expect( ( await scene.remote() ).groups ).toMatchObject( [ { isActive: false } ] );
	await scene.configure( ( config ) => {
		config.policies.groupRemoved = 'delete';
	} );
	await scene.save( 'calendar-group', groupSnapshot( id + 1 ), 'created' );
	await scene.save( 'calendar', calendarSnapshot( id, { group: id + 1 } ), 'created' );
	const gone = await scene.save( 'calendar-group', groupSnapshot( id + 1 ), 'deleted' );
	expect( gone.link.state ).toBe( 'deleted' );
	const { groups, calendars } = await scene.remote();
	expect( [ groups.length, calendars.length, calendars[ 0 ].groupId ] ).toEqual( [ 1, 1, undefined ] );
} );

test( 'the mapping decides: a template fills the name, a field that is off is left to HighLevel', async () => {
	await scene.configure( ( config ) => {
		const field = ( target: string ) => config.calendar.fields.find( ( candidate ) => candidate.target === target )!;
		Object.assign( field( 'name' ), { source: { template: '{{ entity.name }} ({{ entity.durationMinutes }} min)' }, transforms: [ 'upperCase' ] } );
		field( 'color' ).enabled = false;
		field( 'reminders' ).enabled = false;
	} );
	const reminders = [ { channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } } ];
	await scene.save( 'calendar', calendarSnapshot( id, { name: 'Call', reminders, color: '#ff0000' } ), 'created' );
	const { calendars, notifications } = await scene.remote();
	expect( calendars ).toMatchObject( [ { name: 'CALL (30 MIN)', eventColor: '#039be5' } ] );
	expect( notifications ).toEqual( [] );
	await scene.configure( ( config ) => {
		config.calendar.fields.find( ( field ) => field.target === 'name' )!.source = { template: '{{ entity.name | no_such_filter }}' };
	} );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { name: 'Other' } ) );
	expect( ending( told ) ).toBe( 'dead mapping_invalid' );
	expect( told.outcome ).toMatchObject( { reason: expect.stringContaining( 'no_such_filter' ) } );
} );
