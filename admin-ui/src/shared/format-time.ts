/** Times for people: how long ago, and how long something took. */

const steps: [ Intl.RelativeTimeFormatUnit, number ][] = [
	[ 'day', 86_400 ],
	[ 'hour', 3_600 ],
	[ 'minute', 60 ],
	[ 'second', 1 ],
];

/**
 * @param iso A point in time, ISO 8601.
 * @param now Milliseconds since 1970.
 * @return For instance «3 minutes ago», «in 2 hours», «now».
 */
export function relativeTime( iso: string, now: number, locale?: string ): string {
	const seconds = Math.round( ( Date.parse( iso ) - now ) / 1000 );
	const format = new Intl.RelativeTimeFormat( locale, { numeric: 'auto' } );
	if ( Number.isNaN( seconds ) ) {
		return iso;
	}
	if ( Math.abs( seconds ) < 5 ) {
		return format.format( 0, 'second' );
	}
	for ( const [ unit, length ] of steps ) {
		if ( Math.abs( seconds ) >= length ) {
			return format.format( Math.trunc( seconds / length ), unit );
		}
	}
	return format.format( seconds, 'second' );
}

/** Milliseconds as «340 ms» or «2.4 s»; the unit signs are the same in every language. */
export function duration( ms: number ): string {
	return ms < 1000 ? `${ Math.round( ms ) } ms` : `${ ( ms / 1000 ).toFixed( ms < 10_000 ? 1 : 0 ) } s`;
}

/** The language of the admin, as WordPress wrote it on the page. */
export const pageLocale = (): string | undefined => document.documentElement.lang || undefined;
