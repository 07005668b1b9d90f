/** Which function plays which operation. */
import type { OperationId } from '../data/operations.ts';
import type { Handler } from '../doors/call.ts';
import { createAppointment, getAppointment, updateAppointment } from './appointments.ts';
import { createBlockSlot, updateBlockSlot } from './block-slots.ts';
import { createCalendar, deleteCalendar, getCalendar, listCalendars, updateCalendar } from './calendars.ts';
import { createContact, findDuplicateContact, getContact } from './contacts.ts';
import { createEventSchedule, getEventSchedule, updateEventSchedule } from './event-schedules.ts';
import { deleteEvent, listBlockedSlots, listEvents } from './events.ts';
import { getFreeSlots } from './free-slots.ts';
import { createGroup, deleteGroup, listGroups, setGroupStatus, updateGroup, validateGroupSlug } from './groups.ts';
import { getLocation, listUsers } from './locations.ts';
import { createNote, deleteNote, listNotes, updateNote } from './notes.ts';
import { createNotifications, deleteNotification, getNotification, listNotifications, updateNotification } from './notifications.ts';
import { createResource, deleteResource, getResource, listResources, updateResource } from './resources.ts';
import {
	addCalendarToSchedule, createSchedule, deleteSchedule, getSchedule, removeCalendarFromSchedule, searchSchedules, updateSchedule,
} from './schedules.ts';

export const handlers: Record<OperationId, Handler> = {
	'get-groups': listGroups,
	'create-calendar-group': createGroup,
	'validate-groups-slug': validateGroupSlug,
	'edit-group': updateGroup,
	'delete-group': deleteGroup,
	'disable-group': setGroupStatus,
	'create-appointment': createAppointment,
	'get-appointment': getAppointment,
	'edit-appointment': updateAppointment,
	'create-block-slot': createBlockSlot,
	'edit-block-slot': updateBlockSlot,
	'get-calendar-events': listEvents,
	'delete-event': deleteEvent,
	'get-blocked-slots': listBlockedSlots,
	'get-appointment-notes': listNotes,
	'create-appointment-note': createNote,
	'update-appointment-note': updateNote,
	'delete-appointment-note': deleteNote,
	'fetch-calendar-resources': listResources,
	'create-calendar-resource': createResource,
	'get-calendar-resource': getResource,
	'update-calendar-resource': updateResource,
	'delete-calendar-resource': deleteResource,
	createCalendarSchedule: createEventSchedule,
	getCalendarSchedule: getEventSchedule,
	updateCalendarSchedule: updateEventSchedule,
	getAllSchedules: searchSchedules,
	createSchedule,
	getScheduleById: getSchedule,
	updateSchedule,
	deleteSchedule,
	'add-calendar-to-schedule': addCalendarToSchedule,
	'remove-calendar-from-schedule': removeCalendarFromSchedule,
	'get-event-notification': listNotifications,
	'create-event-notification': createNotifications,
	'find-event-notification': getNotification,
	'update-event-notification': updateNotification,
	'delete-event-notification': deleteNotification,
	'get-calendars': listCalendars,
	'create-calendar': createCalendar,
	'get-slots': getFreeSlots,
	'get-calendar': getCalendar,
	'update-calendar': updateCalendar,
	'delete-calendar': deleteCalendar,
	'get-duplicate-contact': findDuplicateContact,
	'create-contact': createContact,
	'get-contact': getContact,
	'get-location': getLocation,
	'get-user-by-location': listUsers,
};
