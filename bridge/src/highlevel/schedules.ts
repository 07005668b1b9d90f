/** Schedules in HighLevel: that of an event calendar, and those of users. They hold the time zone that a calendar cannot. */
import type { HighLevelClient } from './client.ts';
import { isFailure } from './failure.ts';

export interface RemoteRule {
	type: 'wday' | 'date';
	day?: string;
	date?: string;
	intervals: { from: string; to: string }[];
}

export interface ScheduleFields {
	timezone: string;
	rules?: RemoteRule[];
}

export interface EventSchedule {
	timezone: string;
	rules: RemoteRule[];
}

export interface UserSchedule extends EventSchedule {
	id: string;
	name: string;
	userId: string;
	calendarIds?: string[];
	deleted?: boolean;
}

/** HighLevel's own maximum for one page of a user's schedules. */
const PAGE = 500;

/** @return Undefined when the calendar has none yet. */
export async function readEventSchedule( client: HighLevelClient, calendarId: string ): Promise<EventSchedule | undefined> {
	try {
		return ( await client.call<{ schedule: EventSchedule }>( 'getCalendarSchedule', { path: { calendarId } } ) ).schedule;
	} catch ( error ) {
		if ( isFailure( error, 'highlevel_not_found' ) ) {
			return undefined;
		}
		throw error;
	}
}

/** HighLevel demands rules here; an empty list means that the calendar's own hours count. */
export async function createEventSchedule( client: HighLevelClient, calendarId: string, fields: EventSchedule ): Promise<void> {
	await client.call( 'createCalendarSchedule', { path: { calendarId }, body: fields } );
}

export async function updateEventSchedule( client: HighLevelClient, calendarId: string, fields: ScheduleFields ): Promise<void> {
	await client.call( 'updateCalendarSchedule', { path: { calendarId }, body: fields } );
}

/** All schedules of one user. */
export async function listUserSchedules( client: HighLevelClient, userId: string ): Promise<UserSchedule[]> {
	const answer = await client.call<{ schedules?: UserSchedule[] }>( 'getAllSchedules', { query: { locationId: client.locationId, userId, limit: PAGE } } );
	return ( answer?.schedules ?? [] ).filter( ( schedule ) => schedule.deleted !== true );
}

/** Not safe to repeat: look for its name first. */
export async function createUserSchedule(
	client: HighLevelClient, userId: string, name: string, calendarId: string, fields: ScheduleFields
): Promise<UserSchedule> {
	const body = { ...fields, name, userId, locationId: client.locationId, calendarIds: [ calendarId ] };
	return ( await client.call<{ schedule: UserSchedule }>( 'createSchedule', { body } ) ).schedule;
}

export async function updateUserSchedule( client: HighLevelClient, id: string, fields: ScheduleFields ): Promise<void> {
	await client.call( 'updateSchedule', { path: { id }, body: fields } );
}

export async function associateCalendar( client: HighLevelClient, id: string, calendarId: string ): Promise<void> {
	await client.call( 'add-calendar-to-schedule', { path: { id, calendarId } } );
}

export async function deleteUserSchedule( client: HighLevelClient, id: string ): Promise<void> {
	await client.call( 'deleteSchedule', { path: { id } } );
}
