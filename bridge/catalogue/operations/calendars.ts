/** Calendars themselves, and their free slots. */
import { calendarCreateKeys, calendarUpdateKeys } from './calendar-keys.ts';
import { defineOperations } from './types.ts';

export const calendarOperations = defineOperations( [
	{
		id: 'get-calendars',
		method: 'GET',
		path: '/calendars/',
		version: '2021-04-15',
		scope: 'calendars.readonly',
		summary: 'list the calendars of a location',
		query: { locationId: 'required', groupId: 'optional', showDrafted: 'optional' },
	},
	{
		id: 'create-calendar',
		method: 'POST',
		path: '/calendars/',
		version: '2021-04-15',
		scope: 'calendars.write',
		summary: 'add a calendar',
		body: calendarCreateKeys,
		required: [ 'locationId', 'name' ],
		creates: { what: 'a calendar', listedBy: 'get-calendars', by: 'the last line of its description, "SlotBridge ref XXXXXXXX"' },
	},
	{
		id: 'get-calendar',
		method: 'GET',
		path: '/calendars/{calendarId}',
		version: '2021-04-15',
		scope: 'calendars.readonly',
		summary: 'read a calendar',
	},
	{
		id: 'update-calendar',
		method: 'PUT',
		path: '/calendars/{calendarId}',
		version: '2021-04-15',
		scope: 'calendars.write',
		// What the body leaves out is reset.
		summary: 'change a calendar',
		body: calendarUpdateKeys,
	},
	{
		id: 'delete-calendar',
		method: 'DELETE',
		path: '/calendars/{calendarId}',
		version: '2021-04-15',
		scope: 'calendars.write',
		summary: 'delete a calendar',
	},
	{
		id: 'get-slots',
		method: 'GET',
		path: '/calendars/{calendarId}/free-slots',
		version: '2021-04-15',
		scope: 'calendars.readonly',
		// Times are epoch milliseconds; 31 days at most.
		summary: 'read the free slots of a calendar',
		query: { startDate: 'required', endDate: 'required', timezone: 'optional', userId: 'optional' },
	},
] );
