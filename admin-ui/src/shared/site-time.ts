/** Dates and hours in the format and the time zone of the site, as the owner set them under Settings, General. */
import { dateI18n, getSettings } from '@wordpress/date';

/** @param iso A point in time, ISO 8601. */
export function siteTime( iso: string ): string {
	return Number.isNaN( Date.parse( iso ) ) ? iso : dateI18n( getSettings().formats.datetime, iso, undefined );
}

/** An hour of the day, for instance "8:00 am" or "08:00". */
export function siteHour( hour: number ): string {
	return dateI18n( getSettings().formats.time, new Date( Date.UTC( 2026, 0, 1, hour ) ), 'UTC' );
}
