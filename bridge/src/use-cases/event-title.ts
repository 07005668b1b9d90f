/** What happened, in one plain sentence for the owner. */
import type { EventEntity } from '@slotbridge/catalogue/events/index.ts';
import { eventTitle, type EventTitle } from '@slotbridge/catalogue/events/titles.ts';
import { findEventType } from './event-types.ts';

/** What the event is about; the subject says it of a type that we do not know (any more). */
export function entityOf( type: string, subject: string ): EventEntity {
	return findEventType( type )?.entity ?? ( subject.split( '/' )[ 0 ] as EventEntity );
}

/**
 * Such as `Calendar "Coaching" was changed`, or `Member "Ana Bell" got a tag: Gold`, as a sentence and the names in it.
 *
 * @param detail What exactly happened, where the event says so.
 */
export function titleOf( event: { type: string; subject: string; entityName: string }, detail: unknown ): EventTitle {
	const about = findEventType( event.type )?.about;
	return eventTitle( event.type, entityOf( event.type, event.subject ), event.entityName, about ? textAt( detail, about ) : '' );
}

/** The text at a dotted path; empty when there is none. */
function textAt( value: unknown, path: string ): string {
	const found = path.split( '.' ).reduce<unknown>( ( inner, key ) => ( inner as Record<string, unknown> | null | undefined )?.[ key ], value );
	return typeof found === 'string' ? found : '';
}
