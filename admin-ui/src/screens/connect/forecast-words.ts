/** What sending everything again takes, in one sentence of the reader's language. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Forecast } from '../../api/types.ts';

export function forecastWords( { calls, seconds, leftToday, leftAfter, fitsToday }: Forecast ): string {
	/* translators: %s: number of calls to HighLevel. */
	const needs = sprintf( _n( 'This needs about %s call to HighLevel', 'This needs about %s calls to HighLevel', calls, 'slotbridge' ), calls.toLocaleString() );
	const minutes = Math.max( 1, Math.ceil( seconds / 60 ) );
	/* translators: %s: number of minutes. */
	const time = sprintf( _n( 'about %s minute', 'about %s minutes', minutes, 'slotbridge' ), minutes.toLocaleString() );
	return fitsToday
		? /* translators: 1: «This needs about 8,412 calls to HighLevel», 2: «about 18 minutes», 3: number of calls. */
		  sprintf( __( '%1$s, %2$s, and leaves %3$s for today.', 'slotbridge' ), needs, time, leftAfter.toLocaleString() )
		: /* translators: 1: «This needs about 8,412 calls to HighLevel», 2: number of calls. */
		  sprintf( __( '%1$s; HighLevel takes %2$s more today. The rest goes on after midnight UTC, by itself.', 'slotbridge' ), needs, leftToday.toLocaleString() );
}
