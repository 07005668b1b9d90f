/** What is in a calendar between two times, and the end of an event. */
import { eventsQuery } from '../data/shapes.ts';
import { created, ok, type Call, type Handler } from '../doors/call.ts';
import { checkQuery } from '../doors/check-shape.ts';
import { badRequest, unprocessable } from '../refusal.ts';
import type { CalendarEvent } from '../world/types.ts';
import { findEvent } from './find.ts';

export const listEvents: Handler = ( call ) => ok( { events: between( call, 'appointment' ) } );

export const listBlockedSlots: Handler = ( call ) => ok( { events: between( call, 'block' ) } );

/** Answers 201, of all statuses. */
export const deleteEvent: Handler = ( call ) => {
	const event = findEvent( call );
	call.world.state.events = call.world.state.events.filter( ( other ) => other !== event );
	call.world.state.notes = call.world.state.notes.filter( ( note ) => note.appointmentId !== event.id );
	call.world.changed();
	return created( { succeeded: true } );
};

function between( call: Call, kind: CalendarEvent[ 'kind' ] ): Record<string, unknown>[] {
	const query = checkQuery( call.query, eventsQuery ) as Record<string, string | undefined>;
	const [ from, to ] = [ Number( query[ 'startTime' ] ), Number( query[ 'endTime' ] ) ];
	if ( Number.isNaN( from ) || Number.isNaN( to ) ) {
		throw unprocessable( [ 'startTime and endTime must be epoch milliseconds' ] );
	}
	const { userId, calendarId, groupId } = query;
	if ( ! userId && ! calendarId && ! groupId ) {
		throw badRequest( 'Either of userId, calendarId or groupId is required' );
	}
	return call.world.state.events
		.filter( ( event ) =>
			event.kind === kind && event.locationId === query[ 'locationId' ] && event.startMs < to && event.endMs > from
			&& ( ! userId || event.assignedUserId === userId )
			&& ( ! calendarId || event.calendarId === calendarId )
			&& ( ! groupId || event.groupId === groupId ) )
		.sort( ( a, b ) => a.startMs - b.startMs )
		.map( readableEvent );
}

/** An event without the sandbox's own notes about it. */
export function readableEvent( event: CalendarEvent ): Record<string, unknown> {
	const { kind: _kind, startMs: _start, endMs: _end, asOffered: _asOffered, ...rest } = event;
	return rest;
}
