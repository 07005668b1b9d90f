/** Opening hours in the three shapes they come in: the site's, a HighLevel calendar's, and a HighLevel schedule's. */

/** The site's: 0 is Sunday; `to` may be 24:00. */
export interface OpenHours {
	days: number[];
	from: string;
	to: string;
}

/** A calendar's. `closeMinute` may be 60, so that 23:60 is the end of the day. */
export interface HighLevelOpenHours {
	daysOfTheWeek: number[];
	hours: { openHour: number; openMinute: number; closeHour: number; closeMinute: number }[];
}

/** A schedule's; `to: '00:00'` is the end of the day. */
export interface ScheduleRule {
	type: 'wday' | 'date';
	day?: string;
	date?: string;
	intervals: { from: string; to: string }[];
}

const DAY_NAMES = [ 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday' ];
const END_OF_DAY = 24 * 60;

/** Open minutes of a day, from midnight, `[ from, to ]`; sorted, never touching each other. */
type Week = [ number, number ][][];

/** @return One entry for all days with the same hours, so that equal weeks give equal answers. */
export function toHighLevelHours( openHours: readonly OpenHours[] ): HighLevelOpenHours[] {
	return fromWeek( weekOf( openHours ) );
}

/** The same hours in the same words, however HighLevel grouped the days. */
export function sameHours( first: unknown, second: unknown ): boolean {
	return JSON.stringify( weekOfHighLevel( first ) ) === JSON.stringify( weekOfHighLevel( second ) );
}

/** The rules of a schedule for a calendar's hours, one for each day that is open. */
export function toScheduleRules( hours: readonly HighLevelOpenHours[] ): ScheduleRule[] {
	return weekOfHighLevel( hours ).flatMap( ( intervals, day ) =>
		intervals.length === 0
			? []
			: [ { type: 'wday' as const, day: DAY_NAMES[ day ] as string, intervals: intervals.map( ( [ from, to ] ) => ( { from: clock( from ), to: clock( to % END_OF_DAY ) } ) ) } ]
	);
}

/** HighLevel's hours in the site's words. */
export function fromHighLevelHours( hours: readonly HighLevelOpenHours[] ): OpenHours[] {
	return fromWeek( weekOfHighLevel( hours ) ).flatMap( ( { daysOfTheWeek, hours: intervals } ) =>
		intervals.map( ( { openHour, openMinute, closeHour, closeMinute } ) => ( {
			days: daysOfTheWeek,
			from: clock( openHour * 60 + openMinute ),
			to: clock( closeHour * 60 + closeMinute ),
		} ) )
	);
}

function weekOf( openHours: readonly OpenHours[] ): Week {
	const week: Week = DAY_NAMES.map( () => [] );
	for ( const { days, from, to } of openHours ) {
		for ( const day of new Set( days ) ) {
			week[ day ]?.push( [ minutes( from ), minutes( to ) ] );
		}
	}
	return week.map( join );
}

function weekOfHighLevel( hours: unknown ): Week {
	const week: Week = DAY_NAMES.map( () => [] );
	for ( const entry of Array.isArray( hours ) ? ( hours as HighLevelOpenHours[] ) : [] ) {
		for ( const day of entry.daysOfTheWeek ) {
			for ( const { openHour, openMinute, closeHour, closeMinute } of entry.hours ) {
				week[ day ]?.push( [ openHour * 60 + openMinute, closeHour * 60 + closeMinute ] );
			}
		}
	}
	return week.map( join );
}

/** Sorts the intervals of a day and makes one of those that overlap or touch; one that ends before it begins is dropped. */
function join( intervals: [ number, number ][] ): [ number, number ][] {
	const joined: [ number, number ][] = [];
	for ( const [ from, to ] of intervals.filter( ( [ start, end ] ) => end > start ).sort( ( a, b ) => a[ 0 ] - b[ 0 ] ) ) {
		const last = joined.at( -1 );
		if ( last && from <= last[ 1 ] ) {
			last[ 1 ] = Math.max( last[ 1 ], to );
		} else {
			joined.push( [ from, to ] );
		}
	}
	return joined;
}

function fromWeek( week: Week ): HighLevelOpenHours[] {
	const byHours = new Map<string, number[]>();
	week.forEach( ( intervals, day ) => {
		if ( intervals.length > 0 ) {
			const key = JSON.stringify( intervals );
			byHours.set( key, [ ...( byHours.get( key ) ?? [] ), day ] );
		}
	} );
	return [ ...byHours ].map( ( [ key, daysOfTheWeek ] ) => ( {
		daysOfTheWeek,
		hours: ( JSON.parse( key ) as [ number, number ][] ).map( ( [ from, to ] ) => ( {
			openHour: Math.floor( from / 60 ),
			openMinute: from % 60,
			// HighLevel's hours end at 23, its minutes at 60.
			closeHour: to === END_OF_DAY ? 23 : Math.floor( to / 60 ),
			closeMinute: to === END_OF_DAY ? 60 : to % 60,
		} ) ),
	} ) );
}

function minutes( text: string ): number {
	const [ hours = 0, rest = 0 ] = text.split( ':' ).map( Number );
	return hours * 60 + rest;
}

function clock( total: number ): string {
	return `${ String( Math.floor( total / 60 ) ).padStart( 2, '0' ) }:${ String( total % 60 ).padStart( 2, '0' ) }`;
}

/** The same rules, whatever order HighLevel gave them in. */
export function sameRules( first: readonly ScheduleRule[], second: readonly ScheduleRule[] ): boolean {
	const sorted = ( rules: readonly ScheduleRule[] ) => JSON.stringify( rules.map( ( { type, day, date, intervals } ) =>
		JSON.stringify( [ type, day ?? '', date ?? '', intervals.map( ( { from, to } ) => `${ from.padStart( 5, '0' ) }-${ to.padStart( 5, '0' ) }` ).sort() ] ) ).sort() );
	return sorted( first ) === sorted( second );
}
