/** The schedule of a calendar without hosts: its time zone, and its hours once more. */
import { AppError } from '../../../errors/app-error.ts';
import type { HighLevelClient } from '../../../highlevel/client.ts';
import { isFailure } from '../../../highlevel/failure.ts';
import { createEventSchedule, readEventSchedule, updateEventSchedule, type EventSchedule } from '../../../highlevel/schedules.ts';
import { mergeThreeWays, sameValue } from '../../../workflows/merge.ts';
import { sameRules } from '../../../workflows/open-hours.ts';
import type { Delivery } from '../delivery.ts';
import { scheduleInDoubt, type ScheduleBase } from '../link-keeper.ts';

/** @param wanted Without rules: the calendar has no hours, so those of its schedule are left alone. */
export async function setEventSchedule( { client, link, step, skip }: Delivery, calendarId: string, wanted: ScheduleBase ): Promise<void> {
	const base = link.base.eventSchedule;
	if ( sameValue( wanted, base ) ) {
		return skip( 'set-time-zone', 'Set the time zone', `Unchanged: ${ wanted.timezone }.` );
	}
	await step( 'set-time-zone', 'Set the time zone by the calendar\'s schedule', async ( say ) => {
		const current = await readEventSchedule( client, calendarId );
		// Should the answer get lost, the next change must look again, even if it wants what was there before.
		if ( ! current ) {
			await link.remember( { eventSchedule: undefined } );
			await createUnlessThere( client, calendarId, { rules: [], ...wanted } );
			say( `The calendar has a schedule now, in ${ wanted.timezone }.` );
			return;
		}
		const change = mergeThreeWays( { ...wanted }, { ...base }, { ...current } );
		if ( Object.keys( change ).length === 0 ) {
			say( `HighLevel already has it: ${ current.timezone }.` );
			return;
		}
		await link.remember( { eventSchedule: base && scheduleInDoubt( base, change ) } );
		// Both are sent, because an update that names one might reset the other.
		await updateEventSchedule( client, calendarId, { timezone: current.timezone, rules: current.rules, ...change } );
		say( `Changed: ${ Object.keys( change ).join( ', ' ) }; the time zone was ${ current.timezone }.` );
	} );
	await step( 'read-schedule-back', 'Read the schedule back and compare', async ( say ) => {
		const kept = await readEventSchedule( client, calendarId );
		const own = base === undefined || ! sameValue( wanted.timezone, base.timezone );
		if ( ! kept || ( own && kept.timezone !== wanted.timezone ) || ( base === undefined && wanted.rules && ! sameRules( kept.rules, wanted.rules ) ) ) {
			throw new AppError( 'highlevel_read_back_differs', `HighLevel took the time zone ${ wanted.timezone } but has ${ kept?.timezone ?? 'no schedule' }.` );
		}
		say( `The time zone is ${ kept.timezone }.` );
	} );
	await link.remember( { eventSchedule: wanted } );
}

/** HighLevel refuses a second schedule for a calendar: then one whose answer got lost earlier is there, and the read-back looks at it. */
async function createUnlessThere( client: HighLevelClient, calendarId: string, schedule: EventSchedule ): Promise<void> {
	try {
		await createEventSchedule( client, calendarId, schedule );
	} catch ( error ) {
		if ( ! isFailure( error, 'highlevel_refused' ) || ! ( await readEventSchedule( client, calendarId ) ) ) {
			throw error;
		}
	}
}
