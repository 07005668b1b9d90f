/** Calendars on their way to a real sandbox: added whole, changed without taking away what the owner set up there. */
import { beforeEach, expect, test } from 'vitest';
import { calendarSnapshot } from '../helpers/events.ts';
import { ending } from './scene.ts';
import { withScene } from './with-scene.ts';

const { database, sandbox, scene } = withScene();
let id = 1000;

beforeEach( () => {
	id += 1;
} );

const reminders = [
	{ channel: 'email', receiver: 'contact', before: { value: 1, unit: 'days' } },
	{ channel: 'sms', receiver: 'contact', before: { value: 2, unit: 'hours' } },
];
const nineToFive = [ { days: [ 1, 2, 3, 4, 5 ], from: '09:00', to: '17:00' } ];

test( 'a new calendar arrives with name, color, hours, time zone and reminders, and every step is on record', async () => {
	const told = await scene.save( 'calendar', calendarSnapshot( id, { name: 'Coaching 🎯 <b>x</b> שלום', color: '#ff8800', openHours: nineToFive, reminders, description: 'Talk to us.' } ), 'created' );
	expect( ending( told ) ).toBe( 'delivered' );
	const { calendars, notifications, eventSchedules } = await scene.remote();
	expect( calendars ).toHaveLength( 1 );
	expect( calendars[ 0 ] ).toMatchObject( {
		name: 'Coaching 🎯 <b>x</b> שלום', eventColor: '#ff8800', calendarType: 'event', isActive: true, slug: `calendar-${ id }`, slotDuration: 30,
		openHours: [ { daysOfTheWeek: [ 1, 2, 3, 4, 5 ], hours: [ { openHour: 9, openMinute: 0, closeHour: 17, closeMinute: 0 } ] } ],
	} );
	expect( calendars[ 0 ].description ).toMatch( /^Talk to us\.\n\nSlotBridge ref [0-9A-HJKMNP-TV-Z]{8}$/ );
	expect( eventSchedules ).toMatchObject( [ { timezone: 'Europe/Berlin' } ] );
	expect( eventSchedules[ 0 ].rules ).toHaveLength( 5 );
	expect( notifications.map( ( { channel, beforeTime }: { channel: string; beforeTime: object[] } ) => [ channel, beforeTime ] ) ).toEqual( [
		[ 'email', [ { timeOffset: 1, unit: 'days' } ] ], [ 'sms', [ { timeOffset: 2, unit: 'hours' } ] ],
	] );
	expect( told.link ).toMatchObject( { state: 'linked', highLevelId: calendars[ 0 ].id, locationId: scene.locationId, connectionId: scene.connectionId, reason: null } );
	expect( told.steps.map( ( step ) => [ step.title, step.state ] ) ).toEqual( [
		[ 'Work out the HighLevel fields', 'succeeded' ],
		[ 'Look whether HighLevel already has this calendar', 'succeeded' ],
		[ 'Add the calendar to HighLevel', 'succeeded' ],
		[ 'Read the calendar back and compare', 'succeeded' ],
		[ 'Set the time zone by the calendar\'s schedule', 'succeeded' ],
		[ 'Read the schedule back and compare', 'succeeded' ],
		[ 'Read the reminders from HighLevel', 'succeeded' ],
		[ 'Set the reminders', 'succeeded' ],
		[ 'Read the reminders back and compare', 'succeeded' ],
	] );
	const create = told.steps[ 2 ]!.attempts[ 0 ]!;
	expect( create ).toMatchObject( { operation: 'create-calendar', method: 'POST', status: 200 } );
	expect( create.trace_id ).toBeTruthy();
	expect( JSON.stringify( told.runs ) ).not.toContain( scene.token );
	expect( await scene.callbacks() ).toMatchObject( [ { subject: `calendar/${ id }`, state: 'linked', highLevelId: calendars[ 0 ].id } ] );
} );

test( 'a new name reaches HighLevel, and hours and thank-you text that the owner set there survive', async () => {
	await scene.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	const [ before ] = ( await scene.remote() ).calendars;
	const openHours = [ { daysOfTheWeek: [ 6 ], hours: [ { openHour: 10, openMinute: 30, closeHour: 12, closeMinute: 0 } ] } ];
	await sandbox.control( 'PATCH', `/calendars/${ before.id }`, { openHours, formSubmitThanksMessage: 'See you!', formSubmitRedirectURL: 'https://site.example/thanks', appoinmentPerDay: 3, slotDuration: 60, alertEmail: 'owner@site.example' } );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { name: 'A new name', reminders } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	const [ after ] = ( await scene.remote() ).calendars;
	expect( after ).toMatchObject( {
		id: before.id, name: 'A new name', openHours, formSubmitThanksMessage: 'See you!', formSubmitRedirectUrl: 'https://site.example/thanks',
		appoinmentPerDay: 3, slotDuration: 60, alertEmail: 'owner@site.example',
	} );
	// The hours that the owner chose are those of the schedule too, in the same time zone.
	expect( ( await scene.remote() ).eventSchedules ).toMatchObject( [ { timezone: 'Europe/Berlin', rules: [ { day: 'saturday', intervals: [ { from: '10:30', to: '12:00' } ] } ] } ] );
	expect( ( await scene.remote() ).notifications ).toHaveLength( 2 );
} );

test( 'saving the same again writes nothing', async () => {
	const snapshot = calendarSnapshot( id, { reminders, openHours: nineToFive } );
	await scene.save( 'calendar', snapshot, 'created' );
	const told = await scene.save( 'calendar', snapshot );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( told.steps.flatMap( ( step ) => step.attempts ).map( ( attempt ) => attempt.method ) ).toEqual( [ 'GET' ] );
	expect( told.steps.filter( ( step ) => step.state === 'skipped' ).map( ( step ) => step.name ) ).toEqual( [ 'update-calendar', 'set-time-zone', 'set-reminders' ] );
} );

test( 'a value that both changed follows the site; one that only the owner changed stays', async () => {
	await scene.save( 'calendar', calendarSnapshot( id, { color: '#111111', name: 'First' } ), 'created' );
	const [ { id: remoteId } ] = ( await scene.remote() ).calendars;
	await sandbox.control( 'PATCH', `/calendars/${ remoteId }`, { name: 'Named in HighLevel', eventColor: '#222222', slotBuffer: 1, slotBufferUnit: 'hours' } );
	await scene.save( 'calendar', calendarSnapshot( id, { color: '#333333', name: 'First' } ) );
	expect( ( await scene.remote() ).calendars[ 0 ] ).toMatchObject( { name: 'Named in HighLevel', eventColor: '#333333', slotBuffer: 1, slotBufferUnit: 'hours' } );
	await scene.save( 'calendar', calendarSnapshot( id, { color: '#333333', name: 'Second', bufferMinutes: 30 } ) );
	expect( ( await scene.remote() ).calendars[ 0 ] ).toMatchObject( { name: 'Second', slotBuffer: 0.5, slotBufferUnit: 'hours' } );
} );

test( 'draft and active again', async () => {
	await scene.save( 'calendar', calendarSnapshot( id, { status: 'draft' } ), 'created' );
	expect( ( await scene.remote() ).calendars[ 0 ].isActive ).toBe( false );
	await scene.save( 'calendar', calendarSnapshot( id ), 'status-changed' );
	expect( ( await scene.remote() ).calendars[ 0 ].isActive ).toBe( true );
} );

test( 'a calendar that was deleted in HighLevel is added anew, and the step says so', async () => {
	const first = await scene.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	await scene.call( 'DELETE', `/calendars/${ first.link.highLevelId }` );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { reminders, name: 'Again' } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( told.steps.find( ( step ) => step.name === 'read-calendar' )!.summary ).toContain( 'deleted there' );
	const { calendars, notifications, eventSchedules } = await scene.remote();
	expect( [ calendars.length, notifications.length, eventSchedules.length ] ).toEqual( [ 1, 2, 1 ] );
	expect( told.link.highLevelId ).toBe( calendars[ 0 ].id );
} );

test( 'a calendar whose link was lost with its connection is adopted, not doubled', async () => {
	await scene.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	await database.db.deleteFrom( 'link' ).where( 'site_id', '=', scene.siteId ).execute();
	const told = await scene.save( 'calendar', calendarSnapshot( id, { name: 'Found', reminders } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	const { calendars, notifications } = await scene.remote();
	expect( calendars ).toMatchObject( [ { name: 'Found' } ] );
	expect( notifications ).toHaveLength( 2 );
} );

test( 'a time zone that HighLevel takes only under another name goes by that name; one without any is left out with a note', async () => {
	await scene.save( 'calendar', calendarSnapshot( id, { timeZone: 'America/Argentina/Buenos_Aires' } ), 'created' );
	expect( ( await scene.remote() ).eventSchedules ).toMatchObject( [ { timezone: 'America/Buenos_Aires' } ] );
	await scene.save( 'calendar', calendarSnapshot( id, { timeZone: 'UTC' } ) );
	expect( ( await scene.remote() ).eventSchedules ).toMatchObject( [ { timezone: 'Etc/UTC' } ] );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { timeZone: 'America/Port-au-Prince' } ) );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( told.steps.find( ( step ) => step.name === 'set-time-zone' ) ).toMatchObject( { state: 'skipped', summary: expect.stringContaining( 'America/New_York' ) } );
} );

test( 'a calendar with hosts gets its time zone by a schedule for each of them, and a host who leaves loses it', async () => {
	const [ ada, ben, chiara ] = scene.users as [ string, string, string ];
	const team = { type: 'round_robin', openHours: nineToFive };
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, { ...team, hosts: [ ada, ben ] } ), 'created' ) ) ).toBe( 'delivered' );
	let remote = await scene.remote();
	const calendarId = remote.calendars[ 0 ].id;
	expect( remote.schedules.map( ( { userId, timezone, calendarIds, rules }: Record<string, unknown[]> ) => [ userId, timezone, calendarIds, rules!.length ] ) ).toEqual( [
		[ ada, 'Europe/Berlin', [ calendarId ], 5 ], [ ben, 'Europe/Berlin', [ calendarId ], 5 ],
	] );
	expect( remote.schedules[ 0 ].name ).toMatch( /^SlotBridge [0-9A-Z]{8}$/ );
	await sandbox.control( 'PATCH', `/calendars/${ calendarId }`, { teamMembers: [ { userId: ada, priority: 1 }, { userId: ben, priority: 0.5 } ] } );
	expect( ending( await scene.save( 'calendar', calendarSnapshot( id, { ...team, hosts: [ ada, chiara ], timeZone: 'Asia/Tokyo' } ) ) ) ).toBe( 'delivered' );
	remote = await scene.remote();
	expect( remote.calendars[ 0 ].teamMembers ).toMatchObject( [ { userId: ada, priority: 1 }, { userId: chiara, priority: 0.5 } ] );
	expect( remote.schedules.map( ( { userId, timezone }: Record<string, unknown> ) => [ userId, timezone ] ) ).toEqual( [ [ ada, 'Asia/Tokyo' ], [ chiara, 'Asia/Tokyo' ] ] );
} );

test( 'a schedule that the owner made for a host and this calendar is left alone', async () => {
	const [ ada ] = scene.users as [ string ];
	await scene.configure( ( config ) => {
		config.calendar.fields.find( ( field ) => field.target === 'timeZone' )!.enabled = false;
	} );
	const told = await scene.save( 'calendar', calendarSnapshot( id, { type: 'personal', hosts: [ ada ] } ), 'created' );
	expect( ending( told ) ).toBe( 'delivered' );
	await scene.call( 'POST', '/calendars/schedules', { name: 'Mine', timezone: 'Asia/Tokyo', locationId: scene.locationId, userId: ada, calendarIds: [ told.link.highLevelId ] } );
	await scene.configure( ( config ) => {
		config.calendar.fields.find( ( field ) => field.target === 'timeZone' )!.enabled = true;
	} );
	const again = await scene.save( 'calendar', calendarSnapshot( id, { type: 'personal', hosts: [ ada ] } ) );
	expect( ( await scene.remote() ).schedules ).toMatchObject( [ { name: 'Mine', timezone: 'Asia/Tokyo' } ] );
	expect( again.steps.find( ( step ) => step.name === 'set-time-zone' )!.summary ).toContain( 'left alone' );
} );

test( 'collective calendars get one primary host; hosts of an event calendar are not sent', async () => {
	const [ ada, ben ] = scene.users as [ string, string ];
	await scene.save( 'calendar', calendarSnapshot( id, { type: 'collective', hosts: [ ada, ben ] } ), 'created' );
	expect( ( await scene.remote() ).calendars[ 0 ].teamMembers.map( ( member: { isPrimary: boolean } ) => member.isPrimary ) ).toEqual( [ true, false ] );
	id += 1;
	const told = await scene.save( 'calendar', calendarSnapshot( id, { type: 'event', hosts: [ ada ] } ), 'created' );
	expect( ending( told ) ).toBe( 'delivered' );
	expect( told.steps[ 0 ]!.summary ).toContain( 'has no hosts' );
} );

test( 'reminders: the difference is written, one made by hand stays, an equal one is not doubled', async () => {
	const told = await scene.save( 'calendar', calendarSnapshot( id, { reminders } ), 'created' );
	const path = `/calendars/${ told.link.highLevelId }/notifications`;
	await scene.call( 'POST', path, [
		{ receiverType: 'contact', channel: 'email', notificationType: 'reminder', subject: 'By hand', beforeTime: [ { timeOffset: 3, unit: 'days' } ] },
		{ receiverType: 'contact', channel: 'whatsapp', notificationType: 'reminder', subject: 'Also by hand', beforeTime: [ { timeOffset: 60, unit: 'minutes' } ] },
		{ receiverType: 'contact', channel: 'email', notificationType: 'booked' },
	] );
	const [ first ] = ( await scene.remote() ).notifications;
	await scene.call( 'PUT', `${ path }/${ first._id }`, { ...writable( first ), subject: 'Worded in HighLevel' } );
	await scene.save( 'calendar', calendarSnapshot( id, { reminders: [
		{ channel: 'email', receiver: 'contact', before: { value: 2, unit: 'days' } },
		{ channel: 'whatsapp', receiver: 'contact', before: { value: 1, unit: 'hours' } },
		{ channel: 'inApp', receiver: 'assignedUser', before: { value: 10, unit: 'minutes' } },
	] } ) );
	const shown = ( await scene.remote() ).notifications.map( ( { channel, notificationType, subject, beforeTime }: Record<string, unknown> ) => [ channel, notificationType, subject, beforeTime ] );
	expect( shown ).toEqual( [
		[ 'email', 'reminder', 'Worded in HighLevel', [ { timeOffset: 2, unit: 'days' } ] ],
		[ 'email', 'reminder', 'By hand', [ { timeOffset: 3, unit: 'days' } ] ],
		[ 'whatsapp', 'reminder', 'Also by hand', [ { timeOffset: 60, unit: 'minutes' } ] ],
		[ 'email', 'booked', undefined, undefined ],
		[ 'inApp', 'reminder', undefined, [ { timeOffset: 10, unit: 'minutes' } ] ],
	] );
} );

const writable = ( { receiverType, channel, notificationType, isActive, beforeTime }: Record<string, unknown> ) => ( { receiverType, channel, notificationType, isActive, beforeTime } );
