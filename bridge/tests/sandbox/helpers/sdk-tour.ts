/** Walks the official SDK through all 41 calendar operations, three of contacts and the two of the account, as an integration would. */
import type { HighLevel } from '@gohighlevel/api-client';
import { openDaily } from './make.ts';
import { locationId, type Json } from './run-sandbox.ts';

export interface Tour {
	calendar: Json;
	renamed: Json;
	groups: Json[];
	reminders: Json[];
	slots: string[];
	moved: Json;
	left: Json;
}

const day = 86_400_000;

export async function takeTour( sdk: HighLevel ): Promise<Tour> {
	const userId = await visitAccount( sdk );
	const { group, groups } = await visitGroups( sdk );
	const calendar = ( await sdk.calendars.createCalendar( {
		locationId, name: 'SDK call', slug: 'sdk-call', calendarType: 'personal', eventColor: '#0b6b2e', groupId: group.id,
		teamMembers: [ { userId } ], openHours: openDaily( 9, 17 ), isActive: true,
	} as Json ) as Json ).calendar;
	const calendarId = calendar.id as string;
	await visitSchedules( sdk, userId, calendarId );
	await visitResources( sdk, calendarId );
	const reminders = await visitNotifications( sdk, calendarId );
	const { slots, moved } = await visitAppointments( sdk, calendarId );
	const renamed = ( await sdk.calendars.updateCalendar( { calendarId }, { name: 'SDK call, renamed', slotDuration: 45 } as Json ) as Json ).calendar;
	await sdk.calendars.getCalendar( { calendarId } );
	await sdk.calendars.deleteCalendar( { calendarId } );
	await sdk.calendars.deleteGroup( { groupId: group.id } );
	return { calendar, renamed, groups, reminders, slots, moved, left: await sdk.calendars.getCalendars( { locationId, showDrafted: true } ) };
}

async function visitAccount( sdk: HighLevel ): Promise<string> {
	await sdk.locations.getLocation( { locationId } );
	const { contact } = await sdk.contacts.createContact( { locationId, firstName: 'Ruth', email: 'Ruth@example.com', phone: '+1 212-555-0100', tags: [ 'member' ] } as Json ) as Json;
	await sdk.contacts.getDuplicateContact( { locationId, email: 'ruth@example.com' } );
	await sdk.contacts.getContact( { contactId: contact.id } );
	const { users } = await sdk.users.getUserByLocation( { locationId } ) as Json;
	return users[ 0 ].id;
}

async function visitGroups( sdk: HighLevel ): Promise<{ group: Json; groups: Json[] }> {
	const { available } = await sdk.calendars.validateGroupsSlug( { locationId, slug: 'sdk-group' } );
	const { group } = await sdk.calendars.createCalendarGroup( { locationId, name: 'SDK', description: 'By the SDK', slug: 'sdk-group', isActive: available } ) as Json;
	await sdk.calendars.editGroup( { groupId: group.id }, { name: 'SDK group', description: 'By the SDK', slug: 'sdk-group' } );
	await sdk.calendars.disableGroup( { groupId: group.id }, { isActive: false } );
	return { group, groups: ( await sdk.calendars.getGroups( { locationId } ) as Json ).groups };
}

async function visitSchedules( sdk: HighLevel, userId: string, calendarId: string ): Promise<void> {
	const rules = [ { type: 'wday', day: 'monday', intervals: [ { from: '09:00', to: '12:00' } ] } ];
	const { schedule } = await sdk.calendars.createSchedule( { locationId, userId, name: 'Mornings', timezone: 'Europe/Berlin', rules } as Json ) as Json;
	await sdk.calendars.updateSchedule( { id: schedule.id }, { name: 'Early' } as Json );
	await sdk.calendars.addCalendarToSchedule( { id: schedule.id, calendarId } );
	await sdk.calendars.getScheduleById( { id: schedule.id } );
	await sdk.calendars.getAllSchedules( { locationId, userId } );
	await sdk.calendars.removeCalendarFromSchedule( { id: schedule.id, calendarId } );
	await sdk.calendars.deleteSchedule( { id: schedule.id } );
}

async function visitResources( sdk: HighLevel, calendarId: string ): Promise<void> {
	const room = { resourceType: 'rooms' };
	const { id } = await sdk.calendars.createCalendarResource( room, { locationId, name: 'Room', description: 'Blue', quantity: 1, outOfService: 0, capacity: 4, calendarIds: [ calendarId ] } ) as Json;
	await sdk.calendars.getCalendarResource( { ...room, id } );
	await sdk.calendars.updateCalendarResource( { ...room, id }, { capacity: 5 } as Json );
	await sdk.calendars.fetchCalendarResources( { ...room, locationId, limit: 10, skip: 0 } );
	await sdk.calendars.deleteCalendarResource( { ...room, id } );
}

async function visitNotifications( sdk: HighLevel, calendarId: string ): Promise<Json[]> {
	const reminder = { receiverType: 'contact', channel: 'email', notificationType: 'reminder', beforeTime: [ { timeOffset: 1, unit: 'hours' } ] };
	const [ { _id: notificationId } ] = await sdk.calendars.createEventNotification( { calendarId }, [ reminder ] as Json ) as Json;
	await sdk.calendars.updateEventNotification( { calendarId, notificationId }, { isActive: false } as Json );
	await sdk.calendars.findEventNotification( { calendarId, notificationId } );
	const reminders = await sdk.calendars.getEventNotification( { calendarId } ) as Json;
	await sdk.calendars.deleteEventNotification( { calendarId, notificationId } );
	return reminders;
}

async function visitAppointments( sdk: HighLevel, calendarId: string ): Promise<{ slots: string[]; moved: Json }> {
	const now = Date.now();
	const map = await sdk.calendars.getSlots( { calendarId, startDate: now, endDate: now + 7 * day, timezone: 'America/Chicago' } );
	const slots = Object.values( map as Json ).filter( ( value: Json ) => Array.isArray( value.slots ) ).flatMap( ( value: Json ) => value.slots as string[] );
	const { id: eventId } = await sdk.calendars.createAppointment( { calendarId, locationId, contactId: 'contact1', startTime: slots[ 4 ]! } as Json ) as Json;
	const moved = await sdk.calendars.editAppointment( { eventId }, { startTime: slots[ 6 ]! } as Json );
	await sdk.calendars.getAppointment( { eventId } );
	const range = { locationId, calendarId, startTime: String( now ), endTime: String( now + 7 * day ) };
	await sdk.calendars.getCalendarEvents( range );
	const { note } = await sdk.calendars.createAppointmentNote( { appointmentId: eventId }, { body: 'Hello' } as Json ) as Json;
	await sdk.calendars.updateAppointmentNote( { appointmentId: eventId, noteId: note.id }, { body: 'Bye' } as Json );
	await sdk.calendars.getAppointmentNotes( { appointmentId: eventId, limit: 10, offset: 0 } );
	await sdk.calendars.deleteAppointmentNote( { appointmentId: eventId, noteId: note.id } );
	const block = { calendarId, locationId, title: 'Lunch', startTime: slots[ 8 ], endTime: slots[ 10 ] } as Json;
	const { id: blockId } = await sdk.calendars.createBlockSlot( block ) as Json;
	await sdk.calendars.editBlockSlot( { eventId: blockId }, block );
	await sdk.calendars.getBlockedSlots( range );
	await sdk.calendars.deleteEvent( { eventId: blockId }, {} );
	await sdk.calendars.deleteEvent( { eventId }, {} );
	return { slots, moved };
}
