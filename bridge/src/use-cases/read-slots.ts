/** Reads the free slots of one of the site's calendars from HighLevel, and says why when there are none. */
import type { Db } from '../database/client.ts';
import { readConfig } from '../database/configs.ts';
import { findConnectionForSite } from '../database/connections.ts';
import { findLink } from '../database/links.ts';
import { AppError } from '../errors/app-error.ts';
import { readCalendar } from '../highlevel/calendars.ts';
import type { HighLevelClient } from '../highlevel/client.ts';
import { isFailure } from '../highlevel/failure.ts';
import { readFreeSlots, type DaySlots } from '../highlevel/free-slots.ts';
import { connectedClient, type ConnectedClientDeps } from './connected-client.ts';

/** One call for each 31 days: nobody looks further ahead than this, and a typing error must not cost a day's calls. */
const LONGEST_MS = 190 * 86_400_000;

export interface SlotsInput {
	siteId: string;
	/** Its id in WordPress. */
	calendar: number;
	/** Epoch milliseconds. */
	from: number;
	to: number;
	/** IANA name; the location's when left out. */
	timeZone?: string;
	/** HighLevel user id. */
	host?: string;
}

export interface SlotsAnswer {
	days: DaySlots[];
	timeZone: string | null;
	/** Why there are none, for the owner. */
	reason?: string;
}

/** @throws AppError `body_invalid`, `connection_missing`, `not_found`; HighLevelFailure. */
export async function readSlots( deps: ConnectedClientDeps & { db: Db }, input: SlotsInput ): Promise<SlotsAnswer> {
	if ( ! ( input.from < input.to ) || input.to - input.from > LONGEST_MS ) {
		throw new AppError( 'body_invalid', 'The range must end after it begins and be no longer than 190 days.', { errors: [ { pointer: '/to', detail: 'Must be later than from, by 190 days at most.' } ] } );
	}
	const config = await readConfig( deps.db, input.siteId );
	const connection = await findConnectionForSite( deps.db, input.siteId, config.connectionId );
	if ( ! connection ) {
		throw new AppError( 'connection_missing', 'No HighLevel location is connected yet.' );
	}
	const timeZone = input.timeZone ?? connection.time_zone;
	const link = await findLink( deps.db, input.siteId, `calendar/${ input.calendar }`, connection.id );
	if ( ! link?.highlevel_id || link.state !== 'linked' ) {
		return { days: [], timeZone, reason: 'This calendar is not in HighLevel yet, or was taken out of it.' };
	}
	const client = connectedClient( deps, connection );
	const days = await readFreeSlots( client, { calendarId: link.highlevel_id, from: input.from, to: input.to, timeZone: timeZone ?? undefined, userId: input.host } );
	if ( days.some( ( day ) => day.slots.length > 0 ) ) {
		return { days, timeZone };
	}
	return { days, timeZone, reason: await reasonForNone( client, link.highlevel_id ) };
}

/** HighLevel answers an empty list for very different reasons. */
async function reasonForNone( client: HighLevelClient, calendarId: string ): Promise<string> {
	try {
		const calendar = await readCalendar( client, calendarId );
		if ( calendar.isActive === false ) {
			return 'The calendar is a draft in HighLevel.';
		}
		if ( calendar.calendarType !== 'event' && ( calendar.teamMembers ?? [] ).length === 0 ) {
			return 'The calendar has no host in HighLevel.';
		}
		return ( calendar.openHours ?? [] ).length === 0
			? 'The calendar has no opening hours of its own: set them here or in HighLevel.'
			: 'Everything in this range is taken, closed or too soon.';
	} catch ( error ) {
		if ( isFailure( error, 'highlevel_not_found' ) ) {
			return 'The calendar was deleted in HighLevel. Save it again to add it anew.';
		}
		throw error;
	}
}
