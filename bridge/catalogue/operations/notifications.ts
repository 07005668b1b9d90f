/** Notifications of a calendar: the only way to have reminders. HighLevel has no upsert for them. */
import { defineOperations, type KeyTree } from './types.ts';

const time = { timeOffset: true, unit: true } as const satisfies KeyTree;

const createKeys = {
	receiverType: true, channel: true, notificationType: true, isActive: true,
	templateId: true, body: true, subject: true, afterTime: [ time ], beforeTime: [ time ],
	additionalEmailIds: true, additionalPhoneNumbers: true, selectedUsers: true,
	fromAddress: true, fromName: true, fromNumber: true,
} as const satisfies KeyTree;

/** UpdateCalendarNotificationsDTO; what the update leaves out may be reset, so all of these are sent back. */
export const notificationUpdateKeys = { ...createKeys, deleted: true } as const satisfies KeyTree;

export const notificationOperations = defineOperations( [
	{
		id: 'get-event-notification',
		method: 'GET',
		path: '/calendars/{calendarId}/notifications',
		version: '2021-04-15',
		scope: 'calendars/events.readonly',
		summary: 'list the notifications of a calendar',
		// `limit` and `skip` exist, but `limit` has been answered with a 400 of the database behind it.
		query: { isActive: 'optional', deleted: 'optional' },
	},
	{
		id: 'create-event-notification',
		method: 'POST',
		path: '/calendars/{calendarId}/notifications',
		version: '2021-04-15',
		scope: 'calendars/events.write',
		summary: 'add reminders to a calendar',
		body: [ createKeys ],
		creates: { what: 'a reminder', listedBy: 'get-event-notification', by: 'receiver, channel and time before the appointment' },
	},
	{
		id: 'update-event-notification',
		method: 'PUT',
		path: '/calendars/{calendarId}/notifications/{notificationId}',
		version: '2021-04-15',
		scope: 'calendars/events.write',
		summary: 'change a reminder of a calendar',
		body: notificationUpdateKeys,
	},
	{
		id: 'delete-event-notification',
		method: 'DELETE',
		path: '/calendars/{calendarId}/notifications/{notificationId}',
		version: '2021-04-15',
		scope: 'calendars/events.write',
		summary: 'remove a reminder of a calendar',
	},
] );
