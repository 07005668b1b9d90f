/** Sentences under a field that depend on the rest of the calendar. */
import { __, sprintf } from '@wordpress/i18n';
import type { CalendarSnapshot, Reference } from '../../api/types.ts';

/** HighLevel calendars have no time zone of their own: says where this one ends up. */
export function timeZoneNote( { type, hosts }: Pick<CalendarSnapshot, 'type' | 'hosts'> ): string {
	if ( type === 'event' ) {
		return __( 'HighLevel keeps it in this calendar’s own schedule.', 'slotbridge' );
	}
	return hosts.length > 0
		? __( 'HighLevel keeps it in a schedule of each host.', 'slotbridge' )
		: __( 'This type keeps its time zone with its hosts. Without hosts, HighLevel uses the time zone of the location.', 'slotbridge' );
}

export function typeNote( { type, hosts }: Pick<CalendarSnapshot, 'type' | 'hosts'>, types: Reference[ 'calendarTypes' ], isLinked: boolean ): string {
	if ( types.find( ( { value } ) => value === type )?.needsHosts && hosts.length === 0 ) {
		return __( 'This type needs at least one host: choose one below under People.', 'slotbridge' );
	}
	return isLinked ? __( 'HighLevel cannot change the type of a calendar that exists already.', 'slotbridge' ) : '';
}

/** A calendar without an audience of its own has its group's. */
export function audienceNote( { audience, group }: Pick<CalendarSnapshot, 'audience' | 'group'>, groups: Reference[ 'groups' ] ): string {
	const own = groups.find( ( { id } ) => id === group );
	if ( own?.status === 'inactive' ) {
		return __( 'Its group is inactive, so nobody sees it on your site now.', 'slotbridge' );
	}
	if ( audience !== null || ! own?.audience ) {
		return '';
	}
	/* translators: 1: name of a calendar group, 2: an audience in words, such as: Any of: Gold, Silver. */
	return sprintf( __( 'With “Everybody” the audience of its group “%1$s” counts. %2$s', 'slotbridge' ), own.name, own.audience );
}
