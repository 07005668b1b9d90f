/** The scopes to tick when the owner makes a private integration in HighLevel, and why each is needed. */
import { __ } from '@wordpress/i18n';

export interface ScopeAdvice {
	scope: string;
	need: 'required' | 'recommended';
	why: string;
}

/** The bridge probes the same list when it tests a token; its answer counts, this one is for the time before the test. */
export const scopesToTick = (): ScopeAdvice[] => [
	{ scope: 'calendars.readonly', need: 'required', why: __( 'To read a calendar before it is changed, so that nothing you set in HighLevel is lost.', 'slotbridge' ) },
	{ scope: 'calendars.write', need: 'required', why: __( 'To create and change calendars.', 'slotbridge' ) },
	{ scope: 'calendars/groups.readonly', need: 'required', why: __( 'To find the calendar groups that exist already.', 'slotbridge' ) },
	{ scope: 'calendars/groups.write', need: 'required', why: __( 'To create and change calendar groups.', 'slotbridge' ) },
	{ scope: 'calendars/events.readonly', need: 'recommended', why: __( 'To see which reminders a calendar has.', 'slotbridge' ) },
	{ scope: 'calendars/events.write', need: 'recommended', why: __( 'To set the reminders of a calendar.', 'slotbridge' ) },
	{ scope: 'calendars/resources.readonly', need: 'recommended', why: __( 'To offer rooms and equipment.', 'slotbridge' ) },
	{ scope: 'locations.readonly', need: 'recommended', why: __( 'To show the name and time zone of your HighLevel location.', 'slotbridge' ) },
	{ scope: 'users.readonly', need: 'recommended', why: __( 'To offer your team as hosts.', 'slotbridge' ) },
];
