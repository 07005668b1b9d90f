/** What the bodies and queries of all operations but the calendars' own may hold. */
import { flag, list, number, object, text, type Shape } from '../doors/shape.ts';

const required = { required: true };

/** The spec's pattern: refuses `UTC`, three-part names and names with a hyphen or a digit. */
const scheduleZone = /^[A-Za-z_]+\/[A-Za-z_]+$/;
const clock = /^([01]?[0-9]|2[0-3]):[0-5][0-9]$/;

const rules = list( object( {
	type: text( { required: true, oneOf: [ 'wday', 'date' ] } ),
	intervals: list( object( { from: text( { required: true, matches: clock } ), to: text( { required: true, matches: clock } ) } ), required ),
	date: text( { matches: /^\d{4}-\d{2}-\d{2}$/ } ),
	day: text( { oneOf: [ 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday' ] } ),
} ) );

export const groupCreate: Shape = {
	locationId: text( required ), name: text( required ), description: text( required ), slug: text( required ), isActive: flag(),
};
export const groupUpdate: Shape = { name: text( required ), description: text( required ), slug: text( required ) };
export const groupStatus: Shape = { isActive: flag( required ) };
export const groupSlug: Shape = { locationId: text( required ), slug: text( required ) };

const times = list( object( { timeOffset: number(), unit: text() } ) );
const receiverTypes = [ 'contact', 'guest', 'assignedUser', 'emails', 'phoneNumbers', 'business' ];
const channels = [ 'email', 'inApp', 'sms', 'whatsapp' ];
const notificationTypes = [ 'booked', 'confirmation', 'cancellation', 'reminder', 'followup', 'reschedule' ];

const notification: Shape = {
	receiverType: text( { oneOf: receiverTypes } ),
	channel: text( { oneOf: channels } ),
	notificationType: text( { oneOf: notificationTypes } ),
	isActive: flag(),
	templateId: text(), body: text(), subject: text(),
	afterTime: times, beforeTime: times,
	additionalEmailIds: list( text() ), additionalPhoneNumbers: list( text() ), selectedUsers: list( text() ),
	fromAddress: text(), fromName: text(), fromNumber: text(),
};
export const notificationCreate: Shape = {
	...notification,
	receiverType: text( { required: true, oneOf: receiverTypes } ),
	channel: text( { required: true, oneOf: channels } ),
	notificationType: text( { required: true, oneOf: notificationTypes } ),
};
export const notificationUpdate: Shape = { ...notification, deleted: flag() };
export const notificationsQuery: Shape = { isActive: flag(), deleted: flag(), limit: number(), skip: number() };

export const scheduleCreate: Shape = {
	rules, timezone: text( { required: true, matches: scheduleZone } ), locationId: text( required ), name: text( required ),
	userId: text( required ), calendarIds: list( text() ),
};
export const scheduleUpdate: Shape = { name: text(), rules, timezone: text( { matches: scheduleZone } ) };
export const schedulesQuery: Shape = {
	locationId: text( required ), userId: text( required ), calendarId: text(),
	skip: number( { min: 0 } ), limit: number( { min: 1, max: 500 } ),
};
export const eventScheduleCreate: Shape = { rules: { ...rules, required: true }, timezone: text( { required: true, matches: scheduleZone } ) };
export const eventScheduleUpdate: Shape = { rules, timezone: text( { matches: scheduleZone } ) };

const appointment: Shape = {
	title: text(),
	meetingLocationType: text( { oneOf: [ 'custom', 'zoom', 'gmeet', 'phone', 'address', 'ms_teams', 'google' ] } ),
	meetingLocationId: text(),
	overrideLocationConfig: flag(),
	appointmentStatus: text( { oneOf: [ 'new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid' ] } ),
	assignedUserId: text(), description: text(), address: text(),
	ignoreDateRange: flag(), toNotify: flag(), ignoreFreeSlotValidation: flag(),
	rrule: text(), calendarId: text(), startTime: text(), endTime: text(),
};
export const appointmentCreate: Shape = {
	...appointment, calendarId: text( required ), locationId: text( required ), contactId: text( required ), startTime: text( required ),
};
export const appointmentUpdate: Shape = appointment;
export const blockWrite: Shape = {
	title: text(), calendarId: text(), assignedUserId: text(), locationId: text( required ), startTime: text(), endTime: text(),
};
export const eventsQuery: Shape = {
	locationId: text( required ), userId: text(), calendarId: text(), groupId: text(),
	startTime: text( required ), endTime: text( required ),
};
export const noteWrite: Shape = { userId: text(), body: text( { required: true, maxLength: 5000 } ) };
export const notesQuery: Shape = { limit: number( { required: true, max: 20 } ), offset: number( { required: true, min: 0 } ) };

export const resourceCreate: Shape = {
	locationId: text( required ), name: text( required ), description: text( required ),
	quantity: number( required ), outOfService: number( required ), capacity: number( required ),
	calendarIds: list( text(), { required: true, max: 100 } ),
};
export const resourceUpdate: Shape = {
	locationId: text(), name: text(), description: text(), quantity: number(), outOfService: number(), capacity: number(),
	calendarIds: list( text(), { max: 100 } ), isActive: flag(),
};
export const resourcesQuery: Shape = { locationId: text( required ), limit: number( required ), skip: number( required ) };

export const contactCreate: Shape = {
	locationId: text( required ), firstName: text(), lastName: text(), name: text(), email: text( { matches: /^[^\s@]+@[^\s@]+$/ } ), phone: text(),
	gender: text(), address1: text(), city: text(), state: text(), postalCode: text(), country: text(), website: text(), timezone: text(),
	dnd: flag(), tags: list( text() ), source: text(), dateOfBirth: text(), companyName: text(), assignedTo: text(),
};
export const duplicateQuery: Shape = { locationId: text( required ), email: text(), number: text() };

export const calendarsQuery: Shape = { locationId: text( required ), groupId: text(), showDrafted: flag() };
export const locationQuery: Shape = { locationId: text( required ) };
export const slotsQuery: Shape = {
	startDate: number( required ), endDate: number( required ), timezone: text(), userId: text(), userIds: list( text() ),
};
