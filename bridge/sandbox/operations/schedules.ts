/** User availability schedules: zone and hours of one team member, for the calendars that they are associated with. */
import { scheduleCreate, schedulesQuery, scheduleUpdate } from '../data/shapes.ts';
import { created, ok, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { badRequest } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { Schedule } from '../world/types.ts';
import { findCalendar, findSchedule } from './find.ts';
import { checkRules, checkZone } from './schedule-rules.ts';

export const searchSchedules: Handler = ( call ) => {
	const { locationId, userId, calendarId, skip, limit } = checkQuery( call.query, schedulesQuery );
	const first = ( skip as number | undefined ) ?? 0;
	const found = call.world.state.schedules.filter( ( schedule ) =>
		! schedule.deleted
		&& schedule.locationId === locationId
		&& schedule.userId === userId
		&& ( ! calendarId || schedule.calendarIds.includes( calendarId as string ) ) );
	return ok( { schedules: found.slice( first, first + ( ( limit as number | undefined ) ?? 50 ) ) } );
};

export const createSchedule: Handler = ( call ) => {
	const body = checkBody( call.body, scheduleCreate ) as Partial<Schedule>;
	checkZone( body.timezone );
	checkRules( body.rules );
	if ( ! call.world.state.users.some( ( user ) => user.id === body.userId && user.locationId === body.locationId ) ) {
		throw badRequest( 'User not found' );
	}
	body.calendarIds?.forEach( ( id ) => findCalendar( call, id ) );
	const now = new Date( call.now ).toISOString();
	const schedule: Schedule = {
		id: newId(), name: body.name!, locationId: body.locationId!, userId: body.userId!, timezone: body.timezone!,
		rules: body.rules ?? [], calendarIds: [ ...new Set( body.calendarIds ) ], dateAdded: now, dateUpdated: now, deleted: false,
	};
	call.world.state.schedules.push( schedule );
	call.world.changed();
	return created( { schedule } );
};

export const getSchedule: Handler = ( call ) => ok( { schedule: findSchedule( call ) } );

/** Unlike a calendar's update this one leaves alone what it does not name. */
export const updateSchedule: Handler = ( call ) => {
	const body = checkBody( call.body, scheduleUpdate ) as Partial<Schedule>;
	checkZone( body.timezone );
	checkRules( body.rules );
	const schedule = findSchedule( call );
	schedule.name = body.name ?? schedule.name;
	schedule.rules = body.rules ?? schedule.rules;
	schedule.timezone = body.timezone ?? schedule.timezone;
	schedule.dateUpdated = new Date( call.now ).toISOString();
	call.world.changed();
	return ok( { schedule } );
};

export const deleteSchedule: Handler = ( call ) => {
	findSchedule( call ).deleted = true;
	call.world.changed();
	return ok( { success: true } );
};

export const addCalendarToSchedule: Handler = ( call ) => {
	const schedule = findSchedule( call );
	schedule.calendarIds = [ ...new Set( [ ...schedule.calendarIds, findCalendar( call ).id ] ) ];
	call.world.changed();
	return ok( { success: true } );
};

export const removeCalendarFromSchedule: Handler = ( call ) => {
	const schedule = findSchedule( call );
	const { id } = findCalendar( call );
	schedule.calendarIds = schedule.calendarIds.filter( ( calendarId ) => calendarId !== id );
	call.world.changed();
	return ok( { success: true } );
};
