/** The words for what people did, where from, and for an old and a new value. */
import { __, sprintf } from '@wordpress/i18n';
import type { AuditItem } from '../../api/audit.ts';

/** A deed that a later part of the plugin knows is shown by its own name. */
export function deedWords( what: string ): string {
	const words: Record<string, string> = {
		settings: __( 'Changed the settings', 'slotbridge' ),
		'settings.exported': __( 'Exported the settings', 'slotbridge' ),
		'settings.imported': __( 'Imported settings', 'slotbridge' ),
		'settings.triggers': __( 'Changed which triggers are on', 'slotbridge' ),
		'settings.teamNames': __( 'Changed the names of Teams', 'slotbridge' ),
		'settings.groupMapping': __( 'Changed which groups are made by themselves', 'slotbridge' ),
		'settings.signs': __( 'Changed the signs of orders and operations', 'slotbridge' ),
		'settings.lostAccess': __( 'Changed what happens to bookings of members who lose access', 'slotbridge' ),
		triggers: __( 'Changed which triggers are on', 'slotbridge' ),
		'team-names': __( 'Changed the names of Teams', 'slotbridge' ),
		signs: __( 'Changed the signs of orders and operations', 'slotbridge' ),
		'inbound.added': __( 'Added an inbound address', 'slotbridge' ),
		'inbound.removed': __( 'Removed an inbound address', 'slotbridge' ),
		'inbound.renamed': __( 'Renamed an inbound address', 'slotbridge' ),
		'inbound.secret': __( 'Renewed the secret of an inbound address', 'slotbridge' ),
		'inbound.key': __( 'Changed the key of an inbound address', 'slotbridge' ),
		'group-mapping': __( 'Changed which groups are made by themselves', 'slotbridge' ),
		'group-mapping-undone': __( 'Took back the groups that were made by themselves', 'slotbridge' ),
		'groups-in-step': __( 'Brought groups in step with Teams and offerings', 'slotbridge' ),
		'visible-until': __( 'Changed until when something is visible', 'slotbridge' ),
		'lost-access': __( 'Decided about bookings of a member who lost access', 'slotbridge' ),
		'lost-access-settings': __( 'Changed what happens to bookings of members who lose access', 'slotbridge' ),
		site_address: __( 'Said what this site is, at its new address', 'slotbridge' ),
		mapping: __( 'Changed the mapping', 'slotbridge' ),
		alerts: __( 'Changed the alerts', 'slotbridge' ),
		pause: __( 'Paused or resumed', 'slotbridge' ),
		'pairing.made': __( 'Paired the site with a bridge', 'slotbridge' ),
		'pairing.ended': __( 'Ended the pairing', 'slotbridge' ),
		'pairing.secret-renewed': __( 'Renewed the secret of the pairing', 'slotbridge' ),
		'connection.added': __( 'Connected a HighLevel location', 'slotbridge' ),
		'connection.changed': __( 'Changed a connection', 'slotbridge' ),
		'connection.removed': __( 'Removed a connection', 'slotbridge' ),
		'connection.consent-begun': __( 'Went to HighLevel to give consent', 'slotbridge' ),
		'link.mended': __( 'Decided about something that was deleted in HighLevel', 'slotbridge' ),
		'events.replayed': __( 'Sent events again', 'slotbridge' ),
		'outbox.discarded': __( 'Dropped a refused change', 'slotbridge' ),
		'outbox.retried': __( 'Tried refused changes again', 'slotbridge' ),
		'outbox.all-sent-again': __( 'Sent everything again', 'slotbridge' ),
		'calendar.added': __( 'Added a calendar', 'slotbridge' ),
		'calendar.changed': __( 'Changed who sees a calendar', 'slotbridge' ),
		'calendar.removed': __( 'Removed a calendar', 'slotbridge' ),
		'calendar.imported': __( 'Imported a calendar from HighLevel', 'slotbridge' ),
		'calendar.sent-again': __( 'Sent a calendar again', 'slotbridge' ),
		'calendar-group.added': __( 'Added a calendar group', 'slotbridge' ),
		'calendar-group.changed': __( 'Changed who sees a calendar group', 'slotbridge' ),
		'calendar-group.removed': __( 'Removed a calendar group', 'slotbridge' ),
	};
	return words[ what ] ?? what;
}

export function sourceWords( source: string ): string {
	const words: Record<string, string> = {
		'wp-admin': __( 'in wp-admin', 'slotbridge' ),
		rest: __( 'by the REST API', 'slotbridge' ),
		'wp-cli': __( 'by WP-CLI', 'slotbridge' ),
		cron: __( 'by the timer', 'slotbridge' ),
		site: __( 'on the site', 'slotbridge' ),
	};
	return words[ source ] ?? source;
}

export function personWords( user: AuditItem[ 'user' ] ): string {
	if ( user.name !== '' ) {
		return user.name;
	}
	/* translators: %d: number of a user who was deleted. */
	return user.id > 0 ? sprintf( __( 'User %d', 'slotbridge' ), user.id ) : __( 'Nobody who was logged in', 'slotbridge' );
}

/** One value in words; null and an empty text are "nothing". */
export function valueWords( value: unknown ): string {
	if ( value === null || value === undefined || value === '' || ( Array.isArray( value ) && value.length === 0 ) ) {
		return __( 'nothing', 'slotbridge' );
	}
	if ( value === '(hidden)' ) {
		return __( '(hidden)', 'slotbridge' );
	}
	if ( typeof value === 'boolean' ) {
		return value ? __( 'yes', 'slotbridge' ) : __( 'no', 'slotbridge' );
	}
	if ( Array.isArray( value ) && value.every( ( item ) => typeof item === 'string' || typeof item === 'number' ) ) {
		return value.join( ', ' );
	}
	return typeof value === 'string' || typeof value === 'number' ? String( value ) : JSON.stringify( value );
}
