/** Calendars and groups through WordPress's own REST API, as any other tool would reach them. */
import { callBridge, callWordPress } from './client.ts';
import type { CalendarGroupTerm, CalendarPost, CalendarSnapshot, Reference } from './types.ts';

const calendars = '/slotbridge-calendars';

export const readReference = ( signal?: AbortSignal ): Promise<Reference> => callBridge( '/reference', { signal } );

export const readCalendar = ( id: number, signal?: AbortSignal ): Promise<CalendarPost> => callWordPress( `${ calendars }/${ id }`, { query: { context: 'edit' }, signal } );

/** The latest calendars first, drafts included, at most 50. */
export const listCalendars = ( signal?: AbortSignal ): Promise<CalendarPost[]> =>
	callWordPress( calendars, { query: { context: 'edit', per_page: 50, orderby: 'modified', status: 'publish,draft,pending,private,future' }, signal } );

export const listGroups = ( signal?: AbortSignal ): Promise<CalendarGroupTerm[]> =>
	callWordPress( '/slotbridge-calendar-groups', { query: { context: 'edit', per_page: 50 }, signal } );

/**
 * @param id       0 for a calendar that has no post yet.
 * @param snapshot What the form holds; `status` decides whether the post is published.
 */
export function saveCalendar( id: number, snapshot: CalendarSnapshot ): Promise<CalendarPost> {
	const { id: _ignored, ...slotbridge } = snapshot;
	return callWordPress( id > 0 ? `${ calendars }/${ id }` : calendars, {
		method: 'POST',
		query: { context: 'edit' },
		body: { status: snapshot.status === 'active' ? 'publish' : 'draft', slotbridge },
	} );
}

/** @param until A date and time of the site's time zone; empty: without an end. */
export const saveVisibleUntil = ( id: number, until: string ): Promise<CalendarPost> =>
	callWordPress( `${ calendars }/${ id }`, { method: 'POST', query: { context: 'edit' }, body: { slotbridge_visible_until: until } } );

export const trashCalendar = ( id: number ): Promise<unknown> => callWordPress( `${ calendars }/${ id }`, { method: 'DELETE' } );
