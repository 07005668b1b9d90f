/** Short ways to the things that most tests need. */
import { locationId, type Json, type RunningSandbox } from './run-sandbox.ts';

let count = 0;

/** An event calendar; the slug is fresh each time. */
export async function makeCalendar( sandbox: RunningSandbox, extra: Record<string, unknown> = {} ): Promise<Json> {
	const reply = await sandbox.call( 'POST', '/calendars/', { locationId, name: 'Coaching', slug: `coaching-${ ++count }`, calendarType: 'event', ...extra } );
	if ( reply.status !== 200 ) {
		throw new Error( `No calendar: ${ JSON.stringify( reply.body ) }` );
	}
	return reply.body.calendar;
}

export async function makeGroup( sandbox: RunningSandbox, extra: Record<string, unknown> = {} ): Promise<Json> {
	const reply = await sandbox.call( 'POST', '/calendars/groups', { locationId, name: 'Team', description: 'Calls', slug: `team-${ ++count }`, ...extra } );
	return reply.body.group;
}

export async function userIds( sandbox: RunningSandbox ): Promise<[ string, string, string ]> {
	const reply = await sandbox.call( 'GET', `/users/?locationId=${ locationId }`, undefined, { version: '2021-07-28' } );
	return reply.body.users.map( ( user: Json ) => user.id );
}

/** Open hours of every day of the week. */
export function openDaily( openHour: number, closeHour: number ): Json[] {
	return [ { daysOfTheWeek: [ 0, 1, 2, 3, 4, 5, 6 ], hours: [ { openHour, openMinute: 0, closeHour, closeMinute: 0 } ] } ];
}

/** All slots of some days from now on, in order, with the day of each. */
export async function slotsOf( sandbox: RunningSandbox, calendarId: string, query = '', days = 7 ): Promise<{ dates: string[]; slots: string[] }> {
	const now = Date.now();
	const { body } = await sandbox.call( 'GET', `/calendars/${ calendarId }/free-slots?startDate=${ now }&endDate=${ now + days * 86_400_000 }${ query }` );
	const dates = Object.keys( body ).filter( ( key ) => key !== 'traceId' );
	return { dates, slots: dates.flatMap( ( date ) => body[ date ].slots ) };
}
