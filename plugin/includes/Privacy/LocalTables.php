<?php
/**
 * The tables of this site that hold something about one person; some come with parts that a site may not have (yet).
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

final class LocalTables {

	/** Rows with a `user_id` that are about that user and go as a whole. */
	public const OWN = array( 'slotbridge_member', 'slotbridge_access_loss', 'slotbridge_access_seen' );

	/** Rows about what was done on this site, with the name of who did it. */
	public const AUDIT = 'slotbridge_audit';

	/** The full name of a table; null: it is not there, or has no such column. */
	public static function find( string $table, string $column = 'user_id' ): ?string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$name = $wpdb->prefix . $table;
		if ( null === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $name ) ) ) ) {
			return null;
		}
		return null === $wpdb->get_var( $wpdb->prepare( 'SHOW COLUMNS FROM %i LIKE %s', $name, $wpdb->esc_like( $column ) ) ) ? null : $name;
	}
}
