/** The calendar's form as data: which fields there are, in which order, with which words. */
import { __ } from '@wordpress/i18n';
import type { FieldSection } from '../../fields/types.ts';
import { audienceNote, timeZoneNote, typeNote } from './calendar-notes.ts';

export const calendarSections = (): FieldSection[] => [
	{
		id: 'basics',
		title: __( 'Basics', 'slotbridge' ),
		fields: [
			{ kind: 'text', id: 'name', label: __( 'Name', 'slotbridge' ), isRequired: true, help: __( 'People see it when they book.', 'slotbridge' ) },
			{ kind: 'textarea', id: 'description', label: __( 'Description', 'slotbridge' ) },
			{ kind: 'group', id: 'group', label: __( 'Calendar group', 'slotbridge' ), isHalf: true },
			{ kind: 'color', id: 'color', label: __( 'Colour', 'slotbridge' ), isHalf: true },
		],
	},
	{
		id: 'time',
		title: __( 'Appointments', 'slotbridge' ),
		fields: [
			{
				kind: 'choice',
				id: 'type',
				label: __( 'Type', 'slotbridge' ),
				options: ( { calendarTypes } ) => calendarTypes,
				note: ( draft, { reference, isLinked } ) => typeNote( draft, reference.calendarTypes, isLinked ),
				isHalf: true,
			},
			{ kind: 'timeZone', id: 'timeZone', label: __( 'Time zone', 'slotbridge' ), isRequired: true, note: timeZoneNote, isHalf: true },
			{ kind: 'number', id: 'durationMinutes', label: __( 'Length', 'slotbridge' ), unit: __( 'minutes', 'slotbridge' ), min: 5, max: 720, isHalf: true },
			{ kind: 'number', id: 'intervalMinutes', label: __( 'A start every', 'slotbridge' ), unit: __( 'minutes', 'slotbridge' ), min: 5, max: 720, isHalf: true },
			{ kind: 'number', id: 'bufferMinutes', label: __( 'Pause after each', 'slotbridge' ), unit: __( 'minutes', 'slotbridge' ), min: 0, max: 720, isHalf: true },
			{ kind: 'openHours', id: 'openHours', label: __( 'Open hours', 'slotbridge' ) },
		],
	},
	{
		id: 'reminders',
		title: __( 'Reminders', 'slotbridge' ),
		fields: [ { kind: 'reminders', id: 'reminders', label: __( 'Reminders before an appointment', 'slotbridge' ) } ],
	},
	{
		id: 'people',
		title: __( 'People', 'slotbridge' ),
		fields: [
			{ kind: 'hosts', id: 'hosts', label: __( 'Hosts', 'slotbridge' ), help: __( 'Members of your HighLevel team who take these appointments.', 'slotbridge' ) },
			{ kind: 'audience', id: 'audience', label: __( 'Who may see this calendar', 'slotbridge' ), note: ( draft, { reference } ) => audienceNote( draft, reference.groups ), help: __( 'Applies on this site; HighLevel’s own booking page does not know it.', 'slotbridge' ) },
		],
	},
	{
		id: 'address',
		title: __( 'Address', 'slotbridge' ),
		fields: [
			{
				kind: 'text',
				id: 'slug',
				label: __( 'Slug', 'slotbridge' ),
				placeholder: __( 'made from the name', 'slotbridge' ),
				help: __( 'Last part of the booking page’s address: small letters, digits and hyphens.', 'slotbridge' ),
			},
		],
	},
];
