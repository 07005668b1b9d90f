/** A schedule for every host of a calendar, which is where HighLevel keeps the time zone of calendars with hosts. */
import { AppError } from '../../../errors/app-error.ts';
import type { HighLevelClient } from '../../../highlevel/client.ts';
import { isFailure } from '../../../highlevel/failure.ts';
import {
	associateCalendar, createUserSchedule, deleteUserSchedule, listUserSchedules, updateUserSchedule, type UserSchedule,
} from '../../../highlevel/schedules.ts';
import { scheduleName } from '../../../workflows/marker.ts';
import { mergeThreeWays, sameValue } from '../../../workflows/merge.ts';
import type { Delivery } from '../delivery.ts';
import { IN_DOUBT, scheduleInDoubt, type LinkBase, type LinkKeeper, type ScheduleBase } from '../link-keeper.ts';

type UserBases = NonNullable<LinkBase[ 'userSchedules' ]>;

export async function setUserSchedules( delivery: Delivery, calendarId: string, hosts: readonly string[], wanted: ScheduleBase ): Promise<void> {
	const { link, step, skip } = delivery;
	const bases = link.base.userSchedules ?? {};
	const gone = Object.keys( bases ).filter( ( userId ) => ! hosts.includes( userId ) );
	if ( gone.length === 0 && hosts.every( ( userId ) => unchanged( bases[ userId ], wanted ) ) ) {
		return skip( 'set-time-zone', 'Set the time zone', `Unchanged: ${ wanted.timezone } for every host.` );
	}
	await step( 'set-time-zone', 'Set the time zone by a schedule for each host', async ( say ) => {
		const foreign: string[] = [];
		for ( const userId of hosts ) {
			const id = await setOne( delivery, calendarId, userId, wanted, bases[ userId ] );
			if ( id === undefined ) {
				foreign.push( userId );
			} else {
				await link.remember( { userSchedules: { ...link.base.userSchedules, [ userId ]: { ...wanted, id } } } );
			}
		}
		for ( const userId of gone ) {
			await forgetOne( delivery, userId, bases[ userId ]! );
			const { [ userId ]: _gone, ...left } = link.base.userSchedules ?? {};
			await link.remember( { userSchedules: left } );
		}
		const own = foreign.length === 0 ? '' : ` ${ foreign.length } of them already has a schedule for this calendar that was made in HighLevel; it was left alone.`;
		say( `${ wanted.timezone } for ${ hosts.length - foreign.length } of ${ hosts.length } hosts.${ own }` );
	} );
}

/** @return The id of the schedule; undefined when the owner has given this host another one for this calendar. */
async function setOne( { client, link }: Delivery, calendarId: string, userId: string, wanted: ScheduleBase, base: UserBases[ string ] | undefined ): Promise<string | undefined> {
	const schedules = await listUserSchedules( client, userId );
	const name = scheduleName( link.marker );
	const ours = schedules.find( ( schedule ) => schedule.id === base?.id || schedule.name === name );
	if ( ! ours && schedules.some( ( schedule ) => schedule.calendarIds?.includes( calendarId ) ) ) {
		return undefined;
	}
	const id = ours ? await change( { client, link }, { ...ours, userId }, calendarId, wanted, base ) : await create( { client, link }, userId, calendarId, wanted );
	if ( ! unchanged( base, wanted ) ) {
		await checkKept( client, userId, id, calendarId, wanted, base );
	}
	return id;
}

type Tools = Pick<Delivery, 'client' | 'link'>;

async function create( { client, link }: Tools, userId: string, calendarId: string, wanted: ScheduleBase ): Promise<string> {
	// Should the answer get lost and the host leave, there is a schedule to look for.
	await doubt( link, userId, { id: '', timezone: IN_DOUBT } );
	return ( await createUserSchedule( client, userId, scheduleName( link.marker ), calendarId, wanted ) ).id;
}

async function change( { client, link }: Tools, ours: UserSchedule, calendarId: string, wanted: ScheduleBase, base: ScheduleBase | undefined ): Promise<string> {
	const { timezone, rules } = ours;
	const different = mergeThreeWays( { ...wanted }, { ...base }, { timezone, rules } );
	if ( Object.keys( different ).length > 0 ) {
		await doubt( link, ours.userId, { id: ours.id, ...scheduleInDoubt( base, different ) } );
		await updateUserSchedule( client, ours.id, { timezone, rules, ...different } );
	}
	if ( ! ours.calendarIds?.includes( calendarId ) ) {
		await associateCalendar( client, ours.id, calendarId );
	}
	return ours.id;
}

async function checkKept( client: HighLevelClient, userId: string, id: string, calendarId: string, wanted: ScheduleBase, base: ScheduleBase | undefined ): Promise<void> {
	const kept = ( await listUserSchedules( client, userId ) ).find( ( schedule ) => schedule.id === id );
	const zoneIsOurs = wanted.timezone !== base?.timezone;
	if ( ! kept?.calendarIds?.includes( calendarId ) || ( zoneIsOurs && kept.timezone !== wanted.timezone ) ) {
		throw new AppError( 'highlevel_read_back_differs', `HighLevel took the schedule of host ${ userId } but did not keep it.` );
	}
}

/** The host has left, or comes back while it is not known whether the schedule is still there. */
async function forgetOne( { client, link }: Tools, userId: string, base: UserBases[ string ] ): Promise<void> {
	await doubt( link, userId, { ...base, timezone: IN_DOUBT } );
	await forgetSchedule( { client, link }, userId, base.id );
}

/** @param id Empty when the answer to its creation got lost: then it is looked for. */
export async function forgetSchedule( { client, link }: Tools, userId: string, id: string ): Promise<void> {
	const name = scheduleName( link.marker );
	const found = id !== '' ? id : ( await listUserSchedules( client, userId ) ).find( ( schedule ) => schedule.name === name )?.id;
	if ( found !== undefined ) {
		await forget( client, found );
	}
}

/** To be remembered before a write: should its answer get lost, the next change must look again, even if it wants what was there before. */
async function doubt( link: LinkKeeper, userId: string, base: UserBases[ string ] ): Promise<void> {
	await link.remember( { userSchedules: { ...link.base.userSchedules, [ userId ]: base } } );
}

/** Deletes a schedule that we made; one that is gone already is fine. */
async function forget( client: HighLevelClient, id: string ): Promise<void> {
	try {
		await deleteUserSchedule( client, id );
	} catch ( error ) {
		if ( ! isFailure( error, 'highlevel_not_found' ) ) {
			throw error;
		}
	}
}

function unchanged( base: UserBases[ string ] | undefined, wanted: ScheduleBase ): boolean {
	return base !== undefined && sameValue( { timezone: base.timezone, rules: base.rules }, { timezone: wanted.timezone, rules: wanted.rules } );
}
