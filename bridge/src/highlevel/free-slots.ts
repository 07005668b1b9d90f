/** Free slots of a calendar, for any range: HighLevel takes 31 days at most, so longer ranges are asked for in parts. */
import type { HighLevelClient } from './client.ts';

export interface SlotsQuestion {
	calendarId: string;
	/** Epoch milliseconds. */
	from: number;
	to: number;
	/** How the times are shown; HighLevel's own choice when left out. */
	timeZone?: string;
	/** Only slots of this user. */
	userId?: string;
}

export interface DaySlots {
	/** YYYY-MM-DD in the zone asked for. */
	date: string;
	/** Exactly as HighLevel gave them: a booking must send the very same text back. */
	slots: string[];
}

/** A little less than 31 days, so that an hour of summer time cannot push a part over the limit. */
const LONGEST_MS = 31 * 86_400_000 - 3_600_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export async function readFreeSlots( client: HighLevelClient, question: SlotsQuestion ): Promise<DaySlots[]> {
	const days = new Map<string, Set<string>>();
	for ( const [ startDate, endDate ] of splitRange( question.from, question.to ) ) {
		const answer = await client.call<Record<string, { slots?: string[] }>>( 'get-slots', {
			path: { calendarId: question.calendarId },
			query: { startDate, endDate, timezone: question.timeZone, userId: question.userId },
		} );
		// Between the dates stands a traceId; and a day on the border of two parts comes twice.
		for ( const [ date, value ] of Object.entries( answer ?? {} ).filter( ( [ key ] ) => DATE.test( key ) ) ) {
			const known = days.get( date ) ?? new Set();
			value.slots?.forEach( ( slot ) => known.add( slot ) );
			days.set( date, known );
		}
	}
	return [ ...days ].sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) ).map( ( [ date, slots ] ) => ( { date, slots: [ ...slots ] } ) );
}

/** Parts that touch each other, none longer than HighLevel allows. */
export function splitRange( from: number, to: number ): [ number, number ][] {
	const parts: [ number, number ][] = [];
	for ( let start = from; start < to; start += LONGEST_MS ) {
		parts.push( [ start, Math.min( start + LONGEST_MS, to ) ] );
	}
	return parts;
}
