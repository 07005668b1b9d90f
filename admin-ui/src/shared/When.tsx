/** A moment: how long ago, with the full date for those who point at it or need it exactly. */
import { pageLocale, relativeTime } from './format-time.ts';
import { siteTime } from './site-time.ts';

export function When( { at }: { at: string } ) {
	return (
		<time dateTime={ at } title={ siteTime( at ) }>
			{ relativeTime( at, Date.now(), pageLocale() ) }
		</time>
	);
}
