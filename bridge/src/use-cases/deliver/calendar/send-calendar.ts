/** The story of a calendar that was saved on the site: afterwards HighLevel has it, as the owner's mapping says. */
import { AppError } from '../../../errors/app-error.ts';
import { wantedFields } from '../../../workflows/calendar-bodies.ts';
import { calendarWishes, type CalendarWishes } from '../../../workflows/calendar-wishes.ts';
import { mapFields } from '../../../workflows/mapping.ts';
import type { Delivery } from '../delivery.ts';
import { addCalendar } from './add-calendar.ts';
import { changeCalendar } from './change-calendar.ts';
import { findGroup } from './find-group.ts';
import { setReminders } from './set-reminders.ts';
import { setTimeZone } from './set-time-zone.ts';

export async function sendCalendar( delivery: Delivery ): Promise<void> {
	const wishes = await workOutFields( delivery );
	const groupId = await findGroup( delivery, wishes );
	const wanted = wantedFields( wishes, groupId );

	const changed = delivery.link.highLevelId === null ? undefined : await changeCalendar( delivery, wishes, wanted );
	const calendar = changed ?? ( await addCalendar( delivery, wishes, wanted ) );

	await setTimeZone( delivery, wishes, calendar );
	await setReminders( delivery, wishes, calendar.id );
}

async function workOutFields( { step, entity, config, link }: Delivery ): Promise<CalendarWishes> {
	return step( 'map-fields', 'Work out the HighLevel fields', ( say ) => {
		const wishes = calendarWishes( mapFields( 'calendar', entity, config.calendar.fields ), link.marker );
		if ( wishes.faults.length > 0 ) {
			throw new AppError( 'mapping_invalid', wishes.faults.map( ( fault ) => fault.detail ).join( ' ' ), { data: { faults: wishes.faults } } );
		}
		say( wishes.notes.join( ' ' ) || `${ Object.keys( wishes.fields ).length } fields from the mapping.` );
		return wishes;
	} );
}
