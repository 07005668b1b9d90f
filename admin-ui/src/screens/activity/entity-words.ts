/** What an event is about, in a word. */
import { __ } from '@wordpress/i18n';

export const entityWords: Partial<Record<string, string>> = {
	'calendar': __( 'Calendar', 'slotbridge' ),
	'calendar-group': __( 'Calendar group', 'slotbridge' ),
	'member': __( 'Member', 'slotbridge' ),
	'booking': __( 'Booking', 'slotbridge' ),
	'offering': __( 'Offering', 'slotbridge' ),
	'page': __( 'Page', 'slotbridge' ),
	'team': __( 'Team', 'slotbridge' ),
	'inbound': __( 'Inbound address', 'slotbridge' ),
};
