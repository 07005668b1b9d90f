/** Open hours without a screen: new rows, copies, and the midnight that an input of type time cannot say. */
import type { OpenHours } from '../api/types.ts';

/** The end of the day is 24:00 for us and 00:00 in the browser's input. */
export const endToInput = ( to: string ): string => ( to === '24:00' ? '00:00' : to );
export const endFromInput = ( text: string ): string => ( text === '00:00' ? '24:00' : text );

/** What a new row begins with: the usual week first, then the days that no row has yet. */
export function nextRow( rows: OpenHours[] ): OpenHours {
	const taken = new Set( rows.flatMap( ( { days } ) => days ) );
	const free = [ 1, 2, 3, 4, 5, 6, 0 ].filter( ( day ) => ! taken.has( day ) );
	const weekdays = free.filter( ( day ) => day >= 1 && day <= 5 );
	return { days: weekdays.length > 0 ? weekdays : free.length > 0 ? free : [ 1 ], from: '09:00', to: '17:00' };
}

/** Adds or takes away a day; days stay in order. */
export function toggleDay( days: number[], day: number ): number[] {
	const next = days.includes( day ) ? days.filter( ( other ) => other !== day ) : [ ...days, day ];
	return next.toSorted( ( a, b ) => a - b );
}

/** A copy of one row right below it, for a second span on the same days; it begins where the first ends. */
export function copyRow( rows: OpenHours[], at: number ): OpenHours[] {
	const row = rows[ at ];
	return row ? rows.toSpliced( at + 1, 0, { ...row, days: [ ...row.days ] } ) : rows;
}

/** The weekdays in the order of the site's language: short and full name. */
export function weekdayNames( locale: string | undefined, startsOn = 1 ): { day: number; short: string; long: string }[] {
	// 2023-01-01 was a Sunday.
	const name = ( day: number, weekday: 'short' | 'long' ): string => new Intl.DateTimeFormat( locale, { weekday, timeZone: 'UTC' } ).format( new Date( Date.UTC( 2023, 0, 1 + day ) ) );
	return Array.from( { length: 7 }, ( _, index ) => ( index + startsOn ) % 7 ).map( ( day ) => ( { day, short: name( day, 'short' ), long: name( day, 'long' ) } ) );
}
