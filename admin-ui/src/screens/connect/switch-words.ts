/** What switching between live and sandbox sends, in sentences of the reader's language: before, and after. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Affected, Connection, SwitchForecast } from '../../api/types.ts';

/** «12 calendars and 1 group»; undefined for none of both. */
function affectedWords( { calendars, groups }: Affected ): string | undefined {
	/* translators: %s: number of calendars. */
	const some = sprintf( _n( '%s calendar', '%s calendars', calendars, 'slotbridge' ), calendars.toLocaleString() );
	/* translators: %s: number of calendar groups. */
	const others = sprintf( _n( '%s group', '%s groups', groups, 'slotbridge' ), groups.toLocaleString() );
	if ( calendars > 0 && groups > 0 ) {
		/* translators: 1: «12 calendars», 2: «1 group». */
		return sprintf( __( '%1$s and %2$s', 'slotbridge' ), some, others );
	}
	return calendars > 0 ? some : groups > 0 ? others : undefined;
}

export function forecastWords( { server, there, sends }: SwitchForecast ): string {
	const has = affectedWords( there ) ?? __( 'nothing', 'slotbridge' );
	const news = affectedWords( sends );
	const place =
		server === 'live'
			? /* translators: %s: «12 calendars and 1 group», or «nothing». */
			  sprintf( __( 'HighLevel has %s of this site.', 'slotbridge' ), has )
			: /* translators: %s: «12 calendars and 1 group», or «nothing». */
			  sprintf( __( 'The sandbox has %s of this site.', 'slotbridge' ), has );
	return news === undefined
		? /* translators: %s: «HighLevel has 12 calendars of this site.» */
		  sprintf( __( '%s All of it is up to date, so nothing is sent at once.', 'slotbridge' ), place )
		: /* translators: 1: «HighLevel has 12 calendars of this site.», 2: «3 calendars». */
		  sprintf( __( '%1$s What it lacks or has otherwise is sent there at once: %2$s.', 'slotbridge' ), place, news );
}

/** @param sends Undefined: a bridge of an older version does not say. */
export function switchedWords( server: Connection[ 'server' ], sends: Affected | undefined ): string {
	const goes = server === 'live' ? __( 'Changes now go to HighLevel.', 'slotbridge' ) : __( 'Changes now go to the sandbox.', 'slotbridge' );
	if ( sends === undefined ) {
		return goes;
	}
	const news = affectedWords( sends );
	return news === undefined
		? /* translators: %s: «Changes now go to HighLevel.» */
		  sprintf( __( '%s All of it was up to date there.', 'slotbridge' ), goes )
		: /* translators: 1: «Changes now go to HighLevel.», 2: «3 calendars and 1 group». */
		  sprintf( __( '%1$s Being sent there: %2$s.', 'slotbridge' ), goes, news );
}
