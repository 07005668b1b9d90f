/** The operations that the sandbox plays: official method, path, scope, and the Version that knows them. */

export interface Operation {
	/** HighLevel's operationId. */
	id: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Express path; a slash at the end is taken either way. */
	path: string;
	scope: string;
	/** Known only under `Version: v3`. */
	v3Only?: true;
	/** An agency's token may call it too. */
	agency?: true;
}

const events = '/calendars/events';
const notes = '/calendars/appointments/:appointmentId/notes';
const notifications = '/calendars/:calendarId/notifications';
const resources = '/calendars/resources/:resourceType';
const schedules = '/calendars/schedules';
const eventSchedule = '/calendars/schedules/event-calendar/:calendarId';

/** Fixed paths stand before those with parameters, because the first match answers. */
export const operations = [
	{ id: 'get-groups', method: 'GET', path: '/calendars/groups', scope: 'calendars/groups.readonly' },
	{ id: 'create-calendar-group', method: 'POST', path: '/calendars/groups', scope: 'calendars/groups.write' },
	{ id: 'validate-groups-slug', method: 'POST', path: '/calendars/groups/validate-slug', scope: 'calendars/groups.write' },
	{ id: 'edit-group', method: 'PUT', path: '/calendars/groups/:groupId', scope: 'calendars/groups.write' },
	{ id: 'delete-group', method: 'DELETE', path: '/calendars/groups/:groupId', scope: 'calendars/groups.write' },
	{ id: 'disable-group', method: 'PUT', path: '/calendars/groups/:groupId/status', scope: 'calendars/groups.write' },

	{ id: 'create-appointment', method: 'POST', path: `${ events }/appointments`, scope: 'calendars/events.write' },
	{ id: 'get-appointment', method: 'GET', path: `${ events }/appointments/:eventId`, scope: 'calendars/events.readonly' },
	{ id: 'edit-appointment', method: 'PUT', path: `${ events }/appointments/:eventId`, scope: 'calendars/events.write' },
	{ id: 'create-block-slot', method: 'POST', path: `${ events }/block-slots`, scope: 'calendars/events.write' },
	{ id: 'edit-block-slot', method: 'PUT', path: `${ events }/block-slots/:eventId`, scope: 'calendars/events.write' },
	{ id: 'get-calendar-events', method: 'GET', path: events, scope: 'calendars/events.readonly' },
	{ id: 'delete-event', method: 'DELETE', path: `${ events }/:eventId`, scope: 'calendars/events.write' },
	{ id: 'get-blocked-slots', method: 'GET', path: '/calendars/blocked-slots', scope: 'calendars/events.readonly' },

	{ id: 'get-appointment-notes', method: 'GET', path: notes, scope: 'calendars/events.readonly' },
	{ id: 'create-appointment-note', method: 'POST', path: notes, scope: 'calendars/events.write' },
	{ id: 'update-appointment-note', method: 'PUT', path: `${ notes }/:noteId`, scope: 'calendars/events.write' },
	{ id: 'delete-appointment-note', method: 'DELETE', path: `${ notes }/:noteId`, scope: 'calendars/events.write' },

	{ id: 'fetch-calendar-resources', method: 'GET', path: resources, scope: 'calendars/resources.readonly' },
	{ id: 'create-calendar-resource', method: 'POST', path: resources, scope: 'calendars/resources.write' },
	{ id: 'get-calendar-resource', method: 'GET', path: `${ resources }/:id`, scope: 'calendars/resources.readonly' },
	{ id: 'update-calendar-resource', method: 'PUT', path: `${ resources }/:id`, scope: 'calendars/resources.write' },
	{ id: 'delete-calendar-resource', method: 'DELETE', path: `${ resources }/:id`, scope: 'calendars/resources.write' },

	{ id: 'createCalendarSchedule', method: 'POST', path: eventSchedule, scope: 'calendars.write', v3Only: true },
	{ id: 'getCalendarSchedule', method: 'GET', path: eventSchedule, scope: 'calendars.readonly', v3Only: true },
	{ id: 'updateCalendarSchedule', method: 'PUT', path: eventSchedule, scope: 'calendars.write', v3Only: true },
	{ id: 'getAllSchedules', method: 'GET', path: `${ schedules }/search`, scope: 'calendars.readonly' },
	{ id: 'createSchedule', method: 'POST', path: schedules, scope: 'calendars.write' },
	{ id: 'getScheduleById', method: 'GET', path: `${ schedules }/:id`, scope: 'calendars.readonly' },
	{ id: 'updateSchedule', method: 'PUT', path: `${ schedules }/:id`, scope: 'calendars.write' },
	{ id: 'deleteSchedule', method: 'DELETE', path: `${ schedules }/:id`, scope: 'calendars.write' },
	{ id: 'add-calendar-to-schedule', method: 'PUT', path: `${ schedules }/:id/associations/:calendarId`, scope: 'calendars.write' },
	{ id: 'remove-calendar-from-schedule', method: 'DELETE', path: `${ schedules }/:id/associations/:calendarId`, scope: 'calendars.write' },

	{ id: 'get-event-notification', method: 'GET', path: notifications, scope: 'calendars/events.readonly' },
	{ id: 'create-event-notification', method: 'POST', path: notifications, scope: 'calendars/events.write' },
	{ id: 'find-event-notification', method: 'GET', path: `${ notifications }/:notificationId`, scope: 'calendars/events.readonly' },
	{ id: 'update-event-notification', method: 'PUT', path: `${ notifications }/:notificationId`, scope: 'calendars/events.write' },
	{ id: 'delete-event-notification', method: 'DELETE', path: `${ notifications }/:notificationId`, scope: 'calendars/events.write' },

	{ id: 'get-calendars', method: 'GET', path: '/calendars', scope: 'calendars.readonly' },
	{ id: 'create-calendar', method: 'POST', path: '/calendars', scope: 'calendars.write' },
	{ id: 'get-slots', method: 'GET', path: '/calendars/:calendarId/free-slots', scope: 'calendars.readonly' },
	{ id: 'get-calendar', method: 'GET', path: '/calendars/:calendarId', scope: 'calendars.readonly' },
	{ id: 'update-calendar', method: 'PUT', path: '/calendars/:calendarId', scope: 'calendars.write' },
	{ id: 'delete-calendar', method: 'DELETE', path: '/calendars/:calendarId', scope: 'calendars.write' },

	{ id: 'get-duplicate-contact', method: 'GET', path: '/contacts/search/duplicate', scope: 'contacts.readonly' },
	{ id: 'create-contact', method: 'POST', path: '/contacts', scope: 'contacts.write' },
	{ id: 'get-contact', method: 'GET', path: '/contacts/:contactId', scope: 'contacts.readonly' },

	{ id: 'get-location', method: 'GET', path: '/locations/:locationId', scope: 'locations.readonly', agency: true },
	{ id: 'get-user-by-location', method: 'GET', path: '/users', scope: 'users.readonly' },
] as const satisfies readonly Operation[];

export type OperationId = ( typeof operations )[ number ][ 'id' ];

/** Every scope that one of the operations needs, each once. */
export const allScopes: string[] = [ ...new Set( operations.map( ( operation ) => operation.scope ) ) ].sort();

/** Paths of the older versions that v3 no longer has; they got new names there. */
export const removedInV3 = [ '/oauth/installedLocations', '/oauth/locationToken' ];

/** Values of the Version header that HighLevel takes. */
export const knownVersions = [ '2021-04-15', '2021-07-28', '2023-02-21', 'v3' ];
