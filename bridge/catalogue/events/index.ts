/** Every event a site can send: its CloudEvents type, the entity it is about, and the schema of that entity. */
import calendarSchema from './calendar.schema.json' with { type: 'json' };
import calendarGroupSchema from './calendar-group.schema.json' with { type: 'json' };

export type Entity = 'calendar' | 'calendar-group';

export interface EventType {
	/** CloudEvents `type`. */
	type: string;
	entity: Entity;
	/** In plain words, completed by the entity's name: «Calendar "Coaching" was saved». */
	title: string;
	/** True for a change after which the entity no longer exists on the site. */
	removes: boolean;
}

export const eventTypes = [
	{ type: 'com.slotbridge.calendar.created', entity: 'calendar', title: 'was added', removes: false },
	{ type: 'com.slotbridge.calendar.updated', entity: 'calendar', title: 'was changed', removes: false },
	{ type: 'com.slotbridge.calendar.status-changed', entity: 'calendar', title: 'changed its status', removes: false },
	{ type: 'com.slotbridge.calendar.trashed', entity: 'calendar', title: 'was moved to the trash', removes: true },
	{ type: 'com.slotbridge.calendar.restored', entity: 'calendar', title: 'was restored from the trash', removes: false },
	{ type: 'com.slotbridge.calendar.deleted', entity: 'calendar', title: 'was deleted', removes: true },
	{ type: 'com.slotbridge.calendar-group.created', entity: 'calendar-group', title: 'was added', removes: false },
	{ type: 'com.slotbridge.calendar-group.updated', entity: 'calendar-group', title: 'was changed', removes: false },
	{ type: 'com.slotbridge.calendar-group.status-changed', entity: 'calendar-group', title: 'changed its status', removes: false },
	{ type: 'com.slotbridge.calendar-group.deleted', entity: 'calendar-group', title: 'was deleted', removes: true },
] as const satisfies readonly EventType[];

export type EventTypeName = ( typeof eventTypes )[ number ][ 'type' ];

/** The schema of `data.entity`, by entity. */
export const entitySchemas = { calendar: calendarSchema, 'calendar-group': calendarGroupSchema } as const;
