/** When a clock on the wall of some place shows an hour next. */

const QUARTER = 15 * 60_000;
/** Beyond the day whose clock skips the hour in spring. */
const FURTHEST = 50 * 4;

/**
 * The next moment, later than now, at which it is `hour`:00 in the zone. An hour that the clock skips on some day counts on
 * the next one; of an hour that it shows twice, the first counts.
 *
 * @param zone An IANA name such as Europe/Berlin, or an offset such as +05:30, as WordPress has it.
 */
export function nextHour( now: Date, zone: string, hour: number ): Date {
	const clock = new Intl.DateTimeFormat( 'en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } );
	const wanted = `${ String( hour ).padStart( 2, '0' ) }:00`;
	const first = Math.floor( now.getTime() / QUARTER ) + 1;
	for ( let step = 0; step < FURTHEST; step += 1 ) {
		const moment = new Date( ( first + step ) * QUARTER );
		// All zones of today are whole quarters of an hour away from UTC.
		if ( clock.format( moment ) === wanted ) {
			return moment;
		}
	}
	throw new RangeError( `${ wanted } does not come in ${ zone }` );
}

/** Whether this program knows the zone. */
export function isZone( zone: string ): boolean {
	try {
		new Intl.DateTimeFormat( 'en-GB', { timeZone: zone } );
		return true;
	} catch {
		return false;
	}
}
