/** The fields of a calendar group that a mapping can fill. */
import type { FieldDefinition } from './types.ts';

const texts = [ 'name', 'description', 'slug', 'status' ] as const;
const group = 'POST /calendars/groups and PUT /calendars/groups/{groupId}';

export const calendarGroupFields = [
	{ id: 'name', label: 'Group name', brief: 'groupName', highlevel: 'name', where: group,
		note: '', required: true, kind: 'text', defaultSource: 'name', sources: texts },
	{ id: 'slug', label: 'Slug', brief: 'slug', highlevel: 'slug', where: group,
		note: 'Checked with POST /calendars/groups/validate-slug first.', required: true, kind: 'text', defaultSource: 'slug', sources: texts },
	{ id: 'status', label: 'Status', brief: 'status', highlevel: 'isActive', where: 'POST /calendars/groups, then PUT /calendars/groups/{groupId}/status',
		note: 'Later changes have a call of their own.', required: false, kind: 'boolean', defaultSource: 'status', sources: [ 'status' ] },
	{ id: 'description', label: 'Description', brief: null, highlevel: 'description', where: group,
		note: 'HighLevel demands one. Its last line is a short reference, by which SlotBridge knows the group again. With this field off, the description is that line alone.',
		required: false, kind: 'text', defaultSource: 'description', sources: texts },
] as const satisfies readonly FieldDefinition[];

export type CalendarGroupFieldId = ( typeof calendarGroupFields )[ number ][ 'id' ];
