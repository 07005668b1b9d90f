/** Reads HighLevel's pairs of an amount and its unit. */

const minuteMs = 60_000;

/** A duration or a buffer in ms; minutes unless the unit says hours. */
export function lengthOf( amount: unknown, unit: unknown ): number {
	return ( typeof amount === 'number' ? amount : 0 ) * ( unit === 'hours' ? 60 : 1 ) * minuteMs;
}

/** The instant some hours, days, weeks or months after now; days when there is no unit. */
export function momentAfter( now: number, amount: unknown, unit: unknown ): number {
	const count = typeof amount === 'number' ? amount : 0;
	if ( unit === 'months' ) {
		const date = new Date( now );
		date.setUTCMonth( date.getUTCMonth() + count );
		return date.getTime();
	}
	const hours = { hours: 1, days: 24, weeks: 168 }[ String( unit ) ] ?? 24;
	return now + count * hours * 60 * minuteMs;
}
