/** Calendars in HighLevel: the plain calls, each with the shape of its answer. */
import type { HighLevelClient } from './client.ts';

/** A calendar as HighLevel answers it; it has many more keys, which belong to the owner. */
export interface RemoteCalendar {
	id: string;
	name: string;
	description?: string;
	slug?: string;
	calendarType?: string;
	isActive?: boolean;
	groupId?: string;
	openHours?: unknown[];
	teamMembers?: Record<string, unknown>[];
	[ key: string ]: unknown;
}

/** All of the location, drafts included. */
export async function listCalendars( client: HighLevelClient ): Promise<RemoteCalendar[]> {
	const answer = await client.call<{ calendars?: RemoteCalendar[] }>( 'get-calendars', { query: { locationId: client.locationId, showDrafted: true } } );
	return answer?.calendars ?? [];
}

/** @throws HighLevelFailure `highlevel_not_found` when it was deleted. */
export async function readCalendar( client: HighLevelClient, calendarId: string ): Promise<RemoteCalendar> {
	return ( await client.call<{ calendar: RemoteCalendar }>( 'get-calendar', { path: { calendarId } } ) ).calendar;
}

/** Not safe to repeat: look for the marker first. */
export async function createCalendar( client: HighLevelClient, body: Record<string, unknown> ): Promise<RemoteCalendar> {
	return ( await client.call<{ calendar: RemoteCalendar }>( 'create-calendar', { body: { locationId: client.locationId, ...body } } ) ).calendar;
}

/** Replaces: the body must hold everything that shall stay (see workflows/writable.ts). */
export async function replaceCalendar( client: HighLevelClient, calendarId: string, body: Record<string, unknown> ): Promise<void> {
	await client.call( 'update-calendar', { path: { calendarId }, body } );
}

export async function deleteCalendar( client: HighLevelClient, calendarId: string ): Promise<void> {
	await client.call( 'delete-calendar', { path: { calendarId } } );
}
