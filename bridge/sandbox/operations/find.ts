/** Looks things up by id, and refuses what is not there or belongs to another location. */
import type { Call } from '../doors/call.ts';
import { wrongLocation } from '../doors/gateway.ts';
import { notFound } from '../refusal.ts';
import type { Calendar, CalendarEvent, Contact, Group, Location, Resource, Schedule } from '../world/types.ts';

interface Owned {
	id: string;
	locationId: string;
}

/**
 * @param what The word for the 404, for example `Calendar`.
 * @throws Refusal 404 when there is none, 403 when it is another location's.
 */
function owned<Thing extends Owned>( call: Call, things: Thing[], id: string | undefined, what: string ): Thing {
	const thing = things.find( ( candidate ) => candidate.id === id );
	if ( ! thing ) {
		throw notFound( `${ what } not found` );
	}
	if ( thing.locationId !== call.token.locationId ) {
		throw wrongLocation();
	}
	return thing;
}

export const findCalendar = ( call: Call, id = call.path[ 'calendarId' ] ): Calendar => owned( call, call.world.state.calendars, id, 'Calendar' );

export const findGroup = ( call: Call, id = call.path[ 'groupId' ] ): Group => owned( call, call.world.state.groups, id, 'Group' );

export const findResource = ( call: Call ): Resource =>
	owned( call, call.world.state.resources.filter( ( resource ) => resource.resourceType === call.path[ 'resourceType' ] ), call.path[ 'id' ], 'Resource' );

export const findSchedule = ( call: Call ): Schedule =>
	owned( call, call.world.state.schedules.filter( ( schedule ) => ! schedule.deleted ), call.path[ 'id' ], 'Schedule' );

export const findEvent = ( call: Call, kind?: CalendarEvent[ 'kind' ], id = call.path[ 'eventId' ] ): CalendarEvent =>
	owned( call, call.world.state.events.filter( ( event ) => ! kind || event.kind === kind ), id, 'Event' );

export const findContact = ( call: Call ): Contact => owned( call, call.world.state.contacts, call.path[ 'contactId' ], 'Contact' );

/** The location of a calendar; there always is one. */
export function locationOf( call: Call, id: string ): Location {
	return call.world.state.locations.find( ( location ) => location.id === id )!;
}
