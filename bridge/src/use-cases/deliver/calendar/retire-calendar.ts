/** The story of a calendar that was trashed or deleted on the site: in HighLevel it becomes a draft, or goes, as the owner chose. */
import { deleteCalendar } from '../../../highlevel/calendars.ts';
import { isFailure } from '../../../highlevel/failure.ts';
import type { Delivery } from '../delivery.ts';
import { adoptCalendar } from './add-calendar.ts';
import { readLinkedCalendar, writeChange } from './change-calendar.ts';
import { forgetSchedule } from './set-user-schedules.ts';

export async function retireCalendar( delivery: Delivery ): Promise<void> {
	const { link, config, skip } = delivery;
	if ( link.state === 'creating' ) {
		// A create whose answer got lost may have worked.
		await adoptCalendar( delivery );
	}
	if ( link.highLevelId === null ) {
		await skip( 'retire-calendar', 'Take the calendar out of HighLevel', 'HighLevel does not have it.' );
		return;
	}
	await ( config.policies.calendarRemoved === 'delete' ? deleteIt( delivery ) : draftIt( delivery ) );
}

async function draftIt( delivery: Delivery ): Promise<void> {
	const { link } = delivery;
	const remote = await readLinkedCalendar( delivery );
	if ( ! remote ) {
		await link.end( 'deleted' );
		return;
	}
	await writeChange( delivery, remote, remote.isActive === false ? {} : { isActive: false } );
	await link.remember( { fields: { ...link.base.fields, isActive: false } } );
	await link.end( 'released' );
}

async function deleteIt( { client, link, step }: Delivery ): Promise<void> {
	await step( 'delete-calendar', 'Delete the calendar in HighLevel', async ( say ) => {
		const schedules = Object.entries( link.base.userSchedules ?? {} );
		for ( const [ userId, { id } ] of schedules ) {
			await forgetSchedule( { client, link }, userId, id );
		}
		try {
			await deleteCalendar( client, link.highLevelId as string );
			say( schedules.length === 0 ? 'It is gone.' : `It is gone, and so are its ${ schedules.length } schedules of hosts.` );
		} catch ( error ) {
			if ( ! isFailure( error, 'highlevel_not_found' ) ) {
				throw error;
			}
			say( 'It was deleted in HighLevel already.' );
		}
		await link.end( 'deleted' );
	} );
}
