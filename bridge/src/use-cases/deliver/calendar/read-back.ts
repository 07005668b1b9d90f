/** Reads what was just written and compares every key: HighLevel sometimes answers 200 and keeps something else. */
import { AppError } from '../../../errors/app-error.ts';
import { readCalendar, type RemoteCalendar } from '../../../highlevel/calendars.ts';
import { lostKeys } from '../../../workflows/calendar-bodies.ts';
import type { Fields } from '../../../workflows/merge.ts';
import type { Delivery } from '../delivery.ts';

/** @throws AppError `highlevel_read_back_differs`, naming the keys. */
export async function readBack( { client, step }: Delivery, calendarId: string, written: Fields, change: Fields = {} ): Promise<RemoteCalendar> {
	return step( 'read-back', 'Read the calendar back and compare', async ( say ) => {
		const calendar = await readCalendar( client, calendarId );
		const lost = lostKeys( written, calendar, change );
		if ( lost.length > 0 ) {
			throw new AppError( 'highlevel_read_back_differs', `HighLevel took the change but did not keep: ${ lost.join( ', ' ) }.`, { data: { keys: lost } } );
		}
		say( `All ${ Object.keys( written ).length } settings are as they were sent.` );
		return calendar;
	} );
}
