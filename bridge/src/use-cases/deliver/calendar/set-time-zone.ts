/** Gives a calendar its time zone. HighLevel has no such field, so it goes where HighLevel does keep one: in a schedule. */
import type { RemoteCalendar } from '../../../highlevel/calendars.ts';
import type { CalendarWishes } from '../../../workflows/calendar-wishes.ts';
import { toScheduleRules, type HighLevelOpenHours } from '../../../workflows/open-hours.ts';
import { zoneForHighLevel } from '../../../workflows/time-zones.ts';
import type { Delivery } from '../delivery.ts';
import type { ScheduleBase } from '../link-keeper.ts';
import { setEventSchedule } from './set-event-schedule.ts';
import { setUserSchedules } from './set-user-schedules.ts';

const TITLE = 'Set the time zone';

export async function setTimeZone( delivery: Delivery, wishes: CalendarWishes, calendar: RemoteCalendar ): Promise<void> {
	const { connection, skip } = delivery;
	const otherwise = `the time zone of the location applies${ connection.time_zone ? ` (${ connection.time_zone })` : '' }.`;
	if ( wishes.timeZone === undefined ) {
		return skip( 'set-time-zone', TITLE, 'The mapping leaves the time zone to HighLevel.' );
	}
	const timezone = zoneForHighLevel( wishes.timeZone );
	if ( timezone === undefined ) {
		return skip( 'set-time-zone', TITLE, `HighLevel's schedules do not take the time zone "${ wishes.timeZone }", and there is no other name for it: ${ otherwise }` );
	}
	const hours = calendar.openHours as HighLevelOpenHours[] | undefined;
	const wanted: ScheduleBase = { timezone, ...( hours && hours.length > 0 ? { rules: toScheduleRules( hours ) } : {} ) };
	const hosts = ( calendar.teamMembers ?? [] ).map( ( member ) => String( member[ 'userId' ] ) );
	if ( calendar.calendarType === 'event' ) {
		return setEventSchedule( delivery, calendar.id, wanted );
	}
	if ( hosts.length > 0 ) {
		return setUserSchedules( delivery, calendar.id, hosts, wanted );
	}
	return skip( 'set-time-zone', TITLE, `This kind of calendar gets its time zone from its hosts, and it has none: ${ otherwise }` );
}
