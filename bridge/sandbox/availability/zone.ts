/** Wall clocks and instants: reads and writes local times of any IANA zone, across changes to and from summer time. */

const dayMs = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf( zone: string ): Intl.DateTimeFormat {
	let formatter = formatters.get( zone );
	if ( ! formatter ) {
		// Building one costs far more than using it.
		formatter = new Intl.DateTimeFormat( 'en-US', {
			timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
		} );
		formatters.set( zone, formatter );
	}
	return formatter;
}

/** The zone's wall clock at an instant, written as the epoch ms at which UTC shows the same clock. */
function wallClock( epochMs: number, zone: string ): number {
	const parts: Record<string, number> = {};
	for ( const { type, value } of formatterOf( zone ).formatToParts( epochMs ) ) {
		parts[ type ] = Number( value );
	}
	return Date.UTC( parts[ 'year' ]!, parts[ 'month' ]! - 1, parts[ 'day' ], parts[ 'hour' ], parts[ 'minute' ], parts[ 'second' ] );
}

/** How far the zone is ahead of UTC at an instant, in ms. */
export function offsetAt( epochMs: number, zone: string ): number {
	return wallClock( epochMs, zone ) - Math.floor( epochMs / 1000 ) * 1000;
}

/** The local date at an instant, `YYYY-MM-DD`. */
export function dateAt( epochMs: number, zone: string ): string {
	return new Date( wallClock( epochMs, zone ) ).toISOString().slice( 0, 10 );
}

/** The instant in ISO 8601 with the zone's own offset, the form in which free slots are given. */
export function isoAt( epochMs: number, zone: string ): string {
	const offset = offsetAt( epochMs, zone ) / 60_000;
	const [ hours, minutes ] = [ Math.floor( Math.abs( offset ) / 60 ), Math.floor( Math.abs( offset ) % 60 ) ];
	const clock = new Date( epochMs + offset * 60_000 ).toISOString().slice( 0, 19 );
	return `${ clock }${ offset < 0 ? '-' : '+' }${ String( hours ).padStart( 2, '0' ) }:${ String( minutes ).padStart( 2, '0' ) }`;
}

/**
 * The instant at which a zone's clock shows a local time.
 *
 * @param minutes Minutes after local midnight; 1440 is the end of the day.
 * @param edge    Which one to take of a time that the clock shows twice: its first for a start, its last for an end.
 *                A time that the clock leaps over becomes the instant of the leap.
 */
export function instantOf( date: string, minutes: number, zone: string, edge: 'start' | 'end' ): number {
	const wanted = Date.parse( `${ date }T00:00:00Z` ) + minutes * 60_000;
	const before = wanted - offsetAt( wanted - dayMs, zone );
	const after = wanted - offsetAt( wanted + dayMs, zone );
	const real = [ before, after ].filter( ( instant ) => wallClock( instant, zone ) === wanted );
	if ( real.length === 0 ) {
		return leapBetween( Math.min( before, after ) - dayMs, Math.max( before, after ) + dayMs, wanted, zone );
	}
	return edge === 'start' ? Math.min( ...real ) : Math.max( ...real );
}

/** The first instant at which the clock has passed the wanted time. */
function leapBetween( low: number, high: number, wanted: number, zone: string ): number {
	while ( high - low > 1000 ) {
		const middle = Math.floor( ( low + high ) / 2000 ) * 1000;
		if ( wallClock( middle, zone ) < wanted ) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return high;
}

/** The calendar date some days later. */
export function addDays( date: string, days: number ): string {
	return new Date( Date.parse( `${ date }T00:00:00Z` ) + days * dayMs ).toISOString().slice( 0, 10 );
}

export function isZone( name: string ): boolean {
	try {
		formatterOf( name );
		return true;
	} catch {
		return false;
	}
}
