/** Appointments: booked into a free slot, moved, cancelled. */
import { freeStarts } from '../availability/free-slots.ts';
import { appointmentCreate, appointmentUpdate } from '../data/shapes.ts';
import { ok, type Call, type Handler } from '../doors/call.ts';
import { checkBody } from '../doors/check-shape.ts';
import { badRequest } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { Calendar, CalendarEvent } from '../world/types.ts';
import { readTimes, type Times } from './event-times.ts';
import { readableEvent } from './events.ts';
import { findCalendar, findEvent } from './find.ts';

interface Body {
	calendarId: string;
	locationId: string;
	contactId: string;
	startTime: string;
	endTime?: string;
	title?: string;
	assignedUserId?: string;
	appointmentStatus?: string;
	ignoreDateRange?: boolean;
	ignoreFreeSlotValidation?: boolean;
	rrule?: string;
	[ key: string ]: unknown;
}

/** Fields that are kept as they were sent. */
const plain = [ 'title', 'address', 'description', 'appointmentStatus', 'meetingLocationType' ];

export const createAppointment: Handler = ( call ) => {
	const body = checkBody( call.body, appointmentCreate ) as Body;
	const calendar = findCalendar( call, body.calendarId );
	const times = readTimes( body.startTime, body.endTime, calendar );
	const host = hostFor( call, calendar, times, body );
	const now = new Date( call.now ).toISOString();
	const event: CalendarEvent = {
		...Object.fromEntries( plain.filter( ( key ) => body[ key ] !== undefined ).map( ( key ) => [ key, body[ key ] ] ) ),
		id: newId(), kind: 'appointment', locationId: body.locationId, calendarId: calendar.id, groupId: calendar.groupId,
		contactId: body.contactId, assignedUserId: host, users: usersOf( calendar, host ),
		title: body.title ?? calendar.name,
		appointmentStatus: body.appointmentStatus ?? ( calendar[ 'autoConfirm' ] === false ? 'new' : 'confirmed' ),
		...times, dateAdded: now, dateUpdated: now,
		// HighLevel heeds a recurrence rule only where it does not check the slot.
		...( body.rrule && body.ignoreFreeSlotValidation ? { rrule: body.rrule, isRecurring: true } : { isRecurring: false } ),
	};
	call.world.state.events.push( event );
	call.world.changed();
	return ok( briefly( call, event ) );
};

export const getAppointment: Handler = ( call ) => ok( { event: readableEvent( findEvent( call, 'appointment' ) ) } );

/** Unlike a calendar's update this one leaves alone what it does not name. */
export const updateAppointment: Handler = ( call ) => {
	const body = checkBody( call.body, appointmentUpdate ) as Partial<Body>;
	const event = findEvent( call, 'appointment' );
	const calendar = findCalendar( call, body.calendarId ?? event.calendarId );
	if ( body.startTime || body.endTime || body.calendarId || body.assignedUserId ) {
		const start = body.startTime ?? event.startTime;
		const end = body.endTime ?? ( body.startTime ? movedEnd( event, body.startTime ) : event.endTime );
		const times = readTimes( start, end, calendar );
		const host = hostFor( call, calendar, times, { ...body, assignedUserId: body.assignedUserId ?? event.assignedUserId }, event );
		Object.assign( event, times, { calendarId: calendar.id, assignedUserId: host, users: usersOf( calendar, host ) } );
	}
	for ( const key of plain.filter( ( name ) => body[ name ] !== undefined ) ) {
		event[ key ] = body[ key ];
	}
	event.dateUpdated = new Date( call.now ).toISOString();
	call.world.changed();
	return ok( briefly( call, event ) );
};

/**
 * The member who takes the appointment.
 *
 * @throws Refusal 400 when the slot is not offered, taken, or not written as free-slots wrote it.
 */
function hostFor( call: Call, calendar: Calendar, times: Times, body: Partial<Body>, but?: CalendarEvent ): string | undefined {
	if ( body.ignoreFreeSlotValidation ) {
		return body.assignedUserId ?? calendar.teamMembers[ 0 ]?.userId;
	}
	const free = times.asOffered ? freeStarts( call.world, calendar, {
		from: times.startMs, to: times.startMs + 1, now: call.now, lengthMs: times.endMs - times.startMs,
		ignoreDateRange: body.ignoreDateRange, but,
	} ).get( times.startMs ) ?? [] : [];
	const host = free.find( ( candidate ) => ! body.assignedUserId || ! candidate.userId || candidate.userId === body.assignedUserId );
	if ( ! host ) {
		throw badRequest( 'The slot you have selected is no longer available.' );
	}
	return body.assignedUserId ?? primary( calendar ) ?? host.userId;
}

/** A collective meeting is the primary member's, and everybody's time is taken. */
function primary( calendar: Calendar ): string | undefined {
	return calendar.calendarType === 'collective' ? calendar.teamMembers.find( ( member ) => member.isPrimary )?.userId : undefined;
}

function usersOf( calendar: Calendar, host: string | undefined ): string[] {
	return calendar.calendarType === 'collective' ? calendar.teamMembers.map( ( member ) => member.userId ) : host ? [ host ] : [];
}

function movedEnd( event: CalendarEvent, startTime: string ): string {
	return new Date( Date.parse( startTime ) + event.endMs - event.startMs ).toISOString();
}

/** The answer to a write: without dateAdded and dateUpdated, which only v3 gives. */
function briefly( call: Call, event: CalendarEvent ): Record<string, unknown> {
	const { dateAdded, dateUpdated, users: _users, groupId: _group, ...rest } = readableEvent( event );
	return call.version === 'v3' ? { ...rest, dateAdded, dateUpdated } : rest;
}
