/** The schedule of an event calendar, which has no staff to lend it theirs. Known under Version v3 only. */
import { eventScheduleCreate, eventScheduleUpdate } from '../data/shapes.ts';
import { created, ok, type Call, type Handler } from '../doors/call.ts';
import { checkBody } from '../doors/check-shape.ts';
import { badRequest, notFound, unprocessable } from '../refusal.ts';
import type { EventSchedule } from '../world/types.ts';
import { findCalendar } from './find.ts';
import { checkRules, checkZone } from './schedule-rules.ts';

export const createEventSchedule: Handler = ( call ) => {
	const body = read( call, eventScheduleCreate );
	const calendarId = eventCalendar( call );
	if ( find( call, calendarId ) ) {
		throw unprocessable( [ 'Schedule already exists for this calendar' ] );
	}
	const now = new Date( call.now ).toISOString();
	const schedule: EventSchedule = { calendarId, timezone: body.timezone!, rules: body.rules!, dateAdded: now, dateUpdated: now };
	call.world.state.eventSchedules.push( schedule );
	call.world.changed();
	return created( { schedule } );
};

export const getEventSchedule: Handler = ( call ) => ok( { schedule: existing( call ) } );

/** Only what is named changes. */
export const updateEventSchedule: Handler = ( call ) => {
	const body = read( call, eventScheduleUpdate );
	const schedule = existing( call );
	schedule.rules = body.rules ?? schedule.rules;
	schedule.timezone = body.timezone ?? schedule.timezone;
	schedule.dateUpdated = new Date( call.now ).toISOString();
	call.world.changed();
	return ok( { schedule } );
};

function read( call: Call, shape: typeof eventScheduleCreate ): Partial<EventSchedule> {
	const body = checkBody( call.body, shape ) as Partial<EventSchedule>;
	checkZone( body.timezone );
	checkRules( body.rules );
	return body;
}

function eventCalendar( call: Call ): string {
	const calendar = findCalendar( call );
	if ( calendar.calendarType !== 'event' ) {
		throw badRequest( 'Calendar is not an event calendar' );
	}
	return calendar.id;
}

function find( call: Call, calendarId: string ): EventSchedule | undefined {
	return call.world.state.eventSchedules.find( ( schedule ) => schedule.calendarId === calendarId );
}

function existing( call: Call ): EventSchedule {
	const schedule = find( call, eventCalendar( call ) );
	if ( ! schedule ) {
		throw notFound( 'Schedule not found' );
	}
	return schedule;
}
