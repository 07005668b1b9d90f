/** What the catalogue says about a type of event, for code that only has its name. */
import { eventTypes, type EventType } from '@slotbridge/catalogue/events/index.ts';
import { isBooking } from './bookings/booking-events.ts';

const byType = new Map<string, EventType>( eventTypes.map( ( eventType ) => [ eventType.type, eventType ] ) );

/** The catalogue's entry; undefined for a type that a site of another version may know but we do not. */
export function findEventType( type: string ): EventType | undefined {
	return byType.get( type );
}

const coalescing = new Set( eventTypes.filter( ( known ) => known.coalesces ).map( ( known ) => known.entity as string ) );

/**
 * Whether a newer event of this entity carries the older ones along (calendars, their groups, and what is wished for a booking). False: each event is something that
 * happened. What we do not know counts as that too: nothing of it may be lost.
 */
export function coalesces( subject: string ): boolean {
	return isBooking( subject ) || coalescing.has( subject.split( '/' )[ 0 ] as string );
}

/** Whether the entity is gone from the site after an event of this type. */
export function removesEntity( type: string ): boolean {
	return byType.get( type )?.removes ?? false;
}
