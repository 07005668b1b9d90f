/** Every event a site can send: its CloudEvents type, the entity it is about, and the schema of that entity. */
import calendarSchema from './calendar.schema.json' with { type: 'json' };
import calendarGroupSchema from './calendar-group.schema.json' with { type: 'json' };
import eventTypeList from './event-types.json' with { type: 'json' };
import inboundSchema from './inbound.schema.json' with { type: 'json' };
import memberSchema from './member.schema.json' with { type: 'json' };
import offeringSchema from './offering.schema.json' with { type: 'json' };
import pageSchema from './page.schema.json' with { type: 'json' };
import teamSchema from './team.schema.json' with { type: 'json' };

/** What is kept the same in HighLevel: these have mappings. */
export type Entity = 'calendar' | 'calendar-group';

/** Everything that an event can be about. */
export type EventEntity = Entity | 'member' | 'offering' | 'page' | 'team' | 'inbound';

export interface EventType {
	/** CloudEvents `type`. */
	type: string;
	entity: EventEntity;
	/**
	 * What two events of one entity are to each other. True: states of it, of which only the newest matters. False: occurrences, each
	 * of which happened and is delivered by itself, in order. All types of one entity agree, as they share its line.
	 */
	coalesces: boolean;
	/** True for a change after which the entity no longer exists on the site. */
	removes: boolean;
	/** In plain words, completed by the entity's name: «Calendar "Coaching" was saved». */
	title: string;
	/** Where in the event's detail the name of the other thing is that it is about, such as the tag's: `tag.name`. */
	about: string | null;
	/** As a trigger, in plain words for the owner. */
	name: string;
	description: string;
	/** Which personal data leaves the site with it: `profile`, `access`, `progress`, `order`, `message`. */
	sends: string[];
	/** Key of what the owner should know: where AccessAlly makes it late, or does not show it at all. */
	note: string | null;
	/** Key of the steps that the owner must take in AccessAlly for it. */
	recipe: string | null;
}

/** In JSON, as the plugin's tests read it too: they hold the plugin's own list against it. */
export const eventTypes = eventTypeList.types as readonly EventType[];

/** What an entity is called in front of its name. */
export const entityLabels: Readonly<Record<EventEntity, string>> = eventTypeList.entities;

/** The schema of `data.entity`, by entity. */
export const entitySchemas: Readonly<Record<EventEntity, object>> = {
	calendar: calendarSchema, 'calendar-group': calendarGroupSchema, member: memberSchema, offering: offeringSchema, page: pageSchema, team: teamSchema,
	inbound: inboundSchema,
};
