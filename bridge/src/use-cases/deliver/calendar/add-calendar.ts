/** Adds a calendar to HighLevel exactly once, though HighLevel has no idempotency keys: what is already there is adopted. */
import { AppError } from '../../../errors/app-error.ts';
import { createCalendar, listCalendars, type RemoteCalendar } from '../../../highlevel/calendars.ts';
import { createBody } from '../../../workflows/calendar-bodies.ts';
import type { CalendarWishes } from '../../../workflows/calendar-wishes.ts';
import { hasMarker } from '../../../workflows/marker.ts';
import type { Fields } from '../../../workflows/merge.ts';
import { createOnce, refuseWhileUnderWay } from '../create-once.ts';
import type { Delivery } from '../delivery.ts';
import { changeCalendar } from './change-calendar.ts';
import { readBack } from './read-back.ts';

export async function addCalendar( delivery: Delivery, wishes: CalendarWishes, wanted: Fields ): Promise<RemoteCalendar> {
	const { client, link, step } = delivery;
	const existing = await adoptCalendar( delivery, wanted[ 'slug' ] );
	const adopted = existing && ( await changeCalendar( delivery, wishes, wanted ) );
	if ( adopted ) {
		return adopted;
	}
	const body = createBody( wanted, wishes.calendarType );
	const created = await step( 'create-calendar', 'Add the calendar to HighLevel', async ( say ) => {
		const calendar = await createOnce( link, () => createCalendar( client, body ) );
		await link.connect( calendar.id );
		say( `HighLevel gave it the id ${ calendar.id }.` );
		return calendar;
	} );
	const calendar = await readBack( delivery, created.id, body );
	await link.remember( { fields: wanted } );
	return calendar;
}

/**
 * Looks for a calendar that carries our reference: an earlier try may have got through although its answer did not,
 * or the connection was removed and made anew.
 *
 * @param slug What the new one is to have; another calendar that has it already would only make HighLevel refuse.
 * @return What was found, now linked.
 * @throws AppError `highlevel_slug_taken`.
 */
export async function adoptCalendar( { client, link, step }: Delivery, slug?: unknown ): Promise<RemoteCalendar | undefined> {
	return step( 'find-calendar', 'Look whether HighLevel already has this calendar', async ( say ) => {
		const calendars = await listCalendars( client );
		const ours = calendars.find( ( calendar ) => hasMarker( calendar.description, link.marker ) );
		if ( ours ) {
			await link.connect( ours.id );
			say( `An earlier try got through: it is ${ ours.id }.` );
			return ours;
		}
		refuseWhileUnderWay( link );
		const foreign = slug === undefined ? undefined : calendars.find( ( calendar ) => calendar.slug === slug || calendar[ 'widgetSlug' ] === slug );
		if ( foreign ) {
			throw new AppError( 'highlevel_slug_taken', `The calendar "${ foreign.name }" in HighLevel already has the slug "${ String( slug ) }". Choose another slug for this one.` );
		}
		say( 'It does not.' );
		return undefined;
	} );
}
