<?php
/**
 * Brings the site's tables to the form that this version needs, one numbered step after the other, never backwards.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

final class Migrations {

	/** Holds the number of the last step that was run on this site. */
	public const OPTION = 'slotbridge_schema_version';

	/** Runs the steps that this site has not seen. Cheap when there are none: one autoloaded option is read. */
	public static function run_if_needed(): void {
		$done = get_option( self::OPTION, 0 );
		$done = is_numeric( $done ) ? (int) $done : 0;
		foreach ( self::steps() as $number => $step ) {
			if ( $number > $done ) {
				$step();
				update_option( self::OPTION, $number, true );
			}
		}
	}

	/** The number of the newest step. */
	public static function latest(): int {
		return max( array_keys( self::steps() ) );
	}

	/**
	 * Every step, by its number. A step that was released is never changed; a new need gets a new number.
	 * Steps are written so that two requests that run them at the same time do no harm.
	 *
	 * @return non-empty-array<int, callable(): void>
	 */
	private static function steps(): array {
		return array(
			1 => array( self::class, 'create_outbox' ),
			2 => array( self::class, 'create_seen_callbacks' ),
			3 => array( \SlotBridge\AccessAlly\MemberTable::class, 'create' ),
			4 => array( new AuditTable(), 'create' ),
			5 => array( \SlotBridge\Access\Loss\LossTable::class, 'create' ),
		);
	}

	/** Step 1: the outbox. */
	private static function create_outbox(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS `{$wpdb->prefix}slotbridge_outbox` (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				event_id char(36) NOT NULL,
				type varchar(100) NOT NULL,
				subject varchar(100) NOT NULL,
				payload longtext NOT NULL,
				hash char(64) NOT NULL,
				state varchar(10) NOT NULL DEFAULT 'pending',
				attempts int(10) unsigned NOT NULL DEFAULT 0,
				next_attempt_at datetime NOT NULL,
				claimed_at datetime DEFAULT NULL,
				claim char(32) DEFAULT NULL,
				last_error text DEFAULT NULL,
				created_at datetime NOT NULL,
				sent_at datetime DEFAULT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY event_id (event_id),
				KEY state_id (state, id),
				KEY subject_id (subject, id)
			) {$wpdb->get_charset_collate()}"
		);
	}

	/** Step 2: the ids of callbacks that were already taken, so that a repeated one changes nothing. */
	private static function create_seen_callbacks(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS `{$wpdb->prefix}slotbridge_callback` (
				webhook_id varchar(100) NOT NULL,
				received_at datetime NOT NULL,
				PRIMARY KEY  (webhook_id),
				KEY received_at (received_at)
			) {$wpdb->get_charset_collate()}"
		);
	}
}
