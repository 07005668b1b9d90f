/** The fields of a calendar that a mapping can fill. */
import type { FieldDefinition } from './types.ts';

const texts = [ 'name', 'description', 'slug', 'type', 'status', 'timeZone' ] as const;
const numbers = [ 'durationMinutes', 'intervalMinutes', 'bufferMinutes' ] as const;
const calendar = 'POST /calendars/ and PUT /calendars/{calendarId}';

export const calendarFields = [
	{ id: 'name', label: 'Calendar name', brief: 'calendarName', highlevel: 'name', where: calendar,
		note: '', required: true, kind: 'text', defaultSource: 'name', sources: texts },
	{ id: 'timeZone', label: 'Time zone', brief: 'timeZone', highlevel: 'timezone', where: "POST or PUT /calendars/schedules/event-calendar/{calendarId}, or the hosts' schedules",
		note: 'HighLevel keeps no time zone on a calendar. An event calendar gets it by its schedule, one with hosts by a schedule for each host; otherwise the zone of the location applies.',
		required: false, kind: 'timeZone', defaultSource: 'timeZone', sources: [ 'timeZone' ] },
	{ id: 'color', label: 'Colour', brief: 'color', highlevel: 'eventColor', where: calendar,
		note: 'Six hexadecimal digits.', required: false, kind: 'color', defaultSource: 'color', sources: [ 'color' ] },
	{ id: 'reminders', label: 'Reminders', brief: 'reminders', highlevel: 'notifications of type "reminder"', where: 'POST, PUT and DELETE /calendars/{calendarId}/notifications',
		note: 'Reminders that were made in HighLevel are left alone. Needs the scopes calendars/events.readonly and calendars/events.write.',
		required: false, kind: 'reminders', defaultSource: 'reminders', sources: [ 'reminders' ] },
	{ id: 'status', label: 'Status', brief: 'status', highlevel: 'isActive', where: calendar,
		note: 'Published is active; draft is not.', required: false, kind: 'boolean', defaultSource: 'status', sources: [ 'status' ] },
	{ id: 'description', label: 'Description', brief: null, highlevel: 'description', where: calendar,
		note: 'Its last line is a short reference, by which SlotBridge knows the calendar again. With this field off, the description is that line alone.',
		required: false, kind: 'text', defaultSource: 'description', sources: texts },
	{ id: 'slug', label: 'Slug', brief: null, highlevel: 'slug', where: calendar,
		note: 'Must be free in HighLevel.', required: false, kind: 'text', defaultSource: 'slug', sources: texts },
	{ id: 'type', label: 'Calendar type', brief: null, highlevel: 'calendarType', where: 'POST /calendars/',
		note: 'Fixed for life: HighLevel cannot change it later.', required: true, kind: 'text', defaultSource: 'type', sources: [ 'type' ] },
	{ id: 'duration', label: 'Duration of an appointment', brief: null, highlevel: 'slotDuration', where: calendar,
		note: 'Minutes.', required: false, kind: 'number', defaultSource: 'durationMinutes', sources: numbers },
	{ id: 'interval', label: 'Time between the starts of two slots', brief: null, highlevel: 'slotInterval', where: calendar,
		note: 'Minutes.', required: false, kind: 'number', defaultSource: 'intervalMinutes', sources: numbers },
	{ id: 'buffer', label: 'Pause after an appointment', brief: null, highlevel: 'slotBuffer', where: calendar,
		note: 'Minutes.', required: false, kind: 'number', defaultSource: 'bufferMinutes', sources: numbers },
	{ id: 'openHours', label: 'Opening hours', brief: null, highlevel: 'openHours', where: calendar,
		note: 'Without any hours here, those set in HighLevel stay.', required: false, kind: 'hours', defaultSource: 'openHours', sources: [ 'openHours' ] },
	{ id: 'hosts', label: 'Hosts', brief: null, highlevel: 'teamMembers', where: calendar,
		note: 'Users of the location. An event calendar has none.', required: false, kind: 'reference', defaultSource: 'hosts', sources: [ 'hosts' ] },
	{ id: 'group', label: 'Calendar group', brief: null, highlevel: 'groupId', where: calendar,
		note: '', required: false, kind: 'reference', defaultSource: 'group', sources: [ 'group' ] },
] as const satisfies readonly FieldDefinition[];

export type CalendarFieldId = ( typeof calendarFields )[ number ][ 'id' ];
