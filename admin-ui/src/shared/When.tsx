/** A moment: how long ago, with the full date for those who point at it or need it exactly. */
import { boot } from './boot.ts';
import { fullTime, pageLocale, relativeTime } from './format-time.ts';

export function When( { at }: { at: string } ) {
	return (
		<time dateTime={ at } title={ fullTime( at, boot.siteTimeZone, pageLocale() ) }>
			{ relativeTime( at, Date.now(), pageLocale() ) }
		</time>
	);
}
