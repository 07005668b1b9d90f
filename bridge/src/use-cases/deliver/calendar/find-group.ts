/** Finds the HighLevel group of a calendar; a group that is on its way there is waited for. */
import { comingChange, findLink } from '../../../database/links.ts';
import { AppError } from '../../../errors/app-error.ts';
import type { CalendarWishes } from '../../../workflows/calendar-wishes.ts';
import type { Delivery } from '../delivery.ts';

const LOOK_AGAIN_MS = 2_000;

/** @return HighLevel's id; null: in no group; undefined: leave its group in HighLevel as it is. */
export async function findGroup( { db, siteId, connection, link, step }: Delivery, wishes: CalendarWishes ): Promise<string | null | undefined> {
	if ( wishes.group === undefined ) {
		return undefined;
	}
	if ( wishes.group === null ) {
		// Only a group that we have put it in is taken away again; one that was chosen in HighLevel stays.
		return link.base.fields?.[ 'groupId' ] ? null : undefined;
	}
	const subject = `calendar-group/${ wishes.group }`;
	return step( 'find-group', 'Find its calendar group', async ( say ) => {
		const group = await findLink( db, siteId, subject, connection.id );
		if ( group?.highlevel_id && group.state !== 'deleted' ) {
			say( `The group is ${ group.highlevel_id } in HighLevel.` );
			return group.highlevel_id;
		}
		const coming = await comingChange( db, siteId, subject );
		if ( coming === 'paused' ) {
			throw new AppError( 'workflow_paused', 'Its calendar group waits, because sending calendar groups is paused. Resume that, and both go on by themselves.' );
		}
		if ( coming === 'soon' ) {
			throw new AppError( 'waiting_for_group', 'Its calendar group is on its way to HighLevel; the calendar follows.', { data: { afterMs: LOOK_AGAIN_MS } } );
		}
		say( 'HighLevel does not have its calendar group, so the calendar goes on without it. Save the group, then the calendar, to put it in.' );
		return undefined;
	} );
}
