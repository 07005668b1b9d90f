/** Changes a calendar that HighLevel has: read, merge, write, read back. What the owner set there stays. */
import { isFailure } from '../../../highlevel/failure.ts';
import { readCalendar, replaceCalendar, type RemoteCalendar } from '../../../highlevel/calendars.ts';
import { calendarChange, updateBody } from '../../../workflows/calendar-bodies.ts';
import type { CalendarWishes } from '../../../workflows/calendar-wishes.ts';
import type { Fields } from '../../../workflows/merge.ts';
import type { Delivery } from '../delivery.ts';
import { askOwner } from '../ask-owner.ts';
import { inDoubt } from '../link-keeper.ts';
import { readBack } from './read-back.ts';

/** @return The calendar as HighLevel has it now; undefined when it was deleted there. */
export async function changeCalendar( delivery: Delivery, wishes: CalendarWishes, wanted: Fields ): Promise<RemoteCalendar | undefined> {
	const { link } = delivery;
	const remote = await readLinkedCalendar( delivery, wishes.calendarType );
	if ( ! remote ) {
		if ( delivery.config.policies.calendarGone === 'ask' ) {
			throw askOwner( 'calendar' );
		}
		await link.reset();
		return undefined;
	}
	const calendar = await writeChange( delivery, remote, calendarChange( wanted, link.base.fields ?? {}, remote ) );
	const groupLeftAlone = 'groupId' in wanted ? {} : { groupId: link.base.fields?.[ 'groupId' ] };
	await link.connect( calendar.id );
	await link.remember( { fields: { ...groupLeftAlone, ...wanted } } );
	return calendar;
}

/** @return Undefined when it was deleted in HighLevel. */
export async function readLinkedCalendar( { client, link, step }: Delivery, calendarType?: string ): Promise<RemoteCalendar | undefined> {
	return step( 'read-calendar', 'Read the calendar from HighLevel', async ( say ) => {
		try {
			const remote = await readCalendar( client, link.highLevelId as string );
			if ( calendarType !== undefined && remote.calendarType !== undefined && remote.calendarType !== calendarType ) {
				say( `HighLevel cannot change the type of a calendar: it stays "${ remote.calendarType }".` );
			}
			return remote;
		} catch ( error ) {
			if ( ! isFailure( error, 'highlevel_not_found' ) ) {
				throw error;
			}
			say( `HighLevel no longer has the calendar ${ link.highLevelId }: it was deleted there.` );
			return undefined;
		}
	} );
}

/** Writes only when something differs, so that a change that HighLevel already has costs nothing and resets nothing. */
export async function writeChange( delivery: Delivery, remote: RemoteCalendar, change: Fields ): Promise<RemoteCalendar> {
	const { client, link, step, skip } = delivery;
	const keys = Object.keys( change );
	if ( keys.length === 0 ) {
		await skip( 'update-calendar', 'Write the calendar to HighLevel', 'HighLevel already has all of it.' );
		return remote;
	}
	const body = updateBody( remote, change );
	await step( 'update-calendar', 'Write the calendar to HighLevel', async ( say ) => {
		await link.remember( inDoubt( link.base, keys ) );
		await replaceCalendar( client, remote.id, body );
		say( `Changed: ${ keys.join( ', ' ) }. The other ${ Object.keys( body ).length - keys.length } settings were sent back as they were.` );
	} );
	return readBack( delivery, remote.id, body, change );
}
