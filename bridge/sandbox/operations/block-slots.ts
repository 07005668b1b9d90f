/** Blocked times: of a calendar or of a person, never of both. */
import { blockWrite } from '../data/shapes.ts';
import { created, type Call, type Handler } from '../doors/call.ts';
import { checkBody } from '../doors/check-shape.ts';
import { badRequest } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { CalendarEvent } from '../world/types.ts';
import { readTimes } from './event-times.ts';
import { findCalendar, findEvent } from './find.ts';

interface Body {
	title?: string;
	calendarId?: string;
	assignedUserId?: string;
	locationId: string;
	startTime?: string;
	endTime?: string;
}

export const createBlockSlot: Handler = ( call ) => {
	const body = read( call );
	const now = new Date( call.now ).toISOString();
	if ( ! body.startTime || ! body.endTime ) {
		throw badRequest( 'startTime and endTime are required' );
	}
	const event: CalendarEvent = {
		id: newId(), kind: 'block', locationId: body.locationId, calendarId: body.calendarId, assignedUserId: body.assignedUserId,
		title: body.title ?? 'Blocked', appointmentStatus: 'confirmed', ...readTimes( body.startTime, body.endTime ), dateAdded: now, dateUpdated: now,
	};
	call.world.state.events.push( event );
	call.world.changed();
	return created( readable( event ) );
};

/** Answers 201 as the create does. */
export const updateBlockSlot: Handler = ( call ) => {
	const body = read( call );
	const event = findEvent( call, 'block' );
	Object.assign( event, readTimes( body.startTime ?? event.startTime, body.endTime ?? event.endTime ), {
		title: body.title ?? event.title,
		calendarId: body.calendarId,
		assignedUserId: body.assignedUserId,
		dateUpdated: new Date( call.now ).toISOString(),
	} );
	call.world.changed();
	return created( readable( event ) );
};

function read( call: Call ): Body {
	const body = checkBody( call.body, blockWrite ) as unknown as Body;
	if ( Boolean( body.calendarId ) === Boolean( body.assignedUserId ) ) {
		throw badRequest( 'Either calendarId or assignedUserId can be set, not both.' );
	}
	if ( body.calendarId ) {
		findCalendar( call, body.calendarId );
	}
	return body;
}

function readable( event: CalendarEvent ): Record<string, unknown> {
	const { id, locationId, title, startTime, endTime, calendarId, assignedUserId } = event;
	return { id, locationId, title, startTime, endTime, calendarId, assignedUserId };
}
