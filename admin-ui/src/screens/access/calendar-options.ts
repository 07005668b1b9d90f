/** Calendars as choices, told apart by their group, with drafts named as such. */
import { __, sprintf } from '@wordpress/i18n';
import type { AccessCalendar } from '../../api/access.ts';
import type { Option } from '../../api/types.ts';

export function calendarOptions( calendars: AccessCalendar[] ): Option[] {
	return calendars.map( ( { id, name, group, status } ) => {
		const inGroup = group === '' ? name : `${ name } · ${ group }`;
		/* translators: %s: name of a calendar. */
		return { value: String( id ), label: status === 'draft' ? sprintf( __( '%s (draft)', 'slotbridge' ), inGroup ) : inGroup };
	} );
}
