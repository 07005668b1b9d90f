<?php
/**
 * The table of which calendars each member could see when last looked at; only members who could see any have a row.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\AccessAlly\Rows;

final class SeenTable {

	/** Part of step 5 of the migrations. */
	public static function create(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS `{$wpdb->prefix}slotbridge_access_seen` (
				user_id bigint(20) unsigned NOT NULL,
				calendars longtext NOT NULL,
				stale tinyint(1) NOT NULL DEFAULT 0,
				PRIMARY KEY  (user_id),
				KEY stale (stale)
			) {$wpdb->get_charset_collate()}"
		);
	}

	public static function name(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . 'slotbridge_access_seen';
	}

	/** Notes that this member is to be looked at soon: one small query, in the request in which something changed. */
	public static function mark( int $user_id ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "INSERT INTO %i (user_id, calendars, stale) VALUES (%d, '', 1) ON DUPLICATE KEY UPDATE stale = 1", self::name(), $user_id ) );
	}

	/**
	 * Members who are marked.
	 *
	 * @return array<int, list<int>> What each could see, by user id.
	 */
	public static function stale( int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return self::listed( $wpdb->prepare( 'SELECT user_id, calendars FROM %i WHERE stale = 1 ORDER BY user_id LIMIT %d', self::name(), $limit ) );
	}

	/**
	 * The next users after one, with or without a row; those who left this site of a network as long as they have one.
	 *
	 * @return array<int, list<int>> What each could see, by user id, ascending.
	 */
	public static function after( int $user_id, int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return self::listed(
			is_multisite()
				? $wpdb->prepare( 'SELECT u.ID, s.calendars FROM %i u LEFT JOIN %i s ON s.user_id = u.ID LEFT JOIN %i c ON c.user_id = u.ID AND c.meta_key = %s WHERE u.ID > %d AND ( c.user_id IS NOT NULL OR s.user_id IS NOT NULL ) ORDER BY u.ID LIMIT %d', $wpdb->users, self::name(), $wpdb->usermeta, $wpdb->prefix . 'capabilities', $user_id, $limit )
				: $wpdb->prepare( 'SELECT u.ID, s.calendars FROM %i u LEFT JOIN %i s ON s.user_id = u.ID WHERE u.ID > %d ORDER BY u.ID LIMIT %d', $wpdb->users, self::name(), $user_id, $limit )
		);
	}

	/** @param list<int> $calendars What the member can see now; none: the row goes. */
	public static function save( int $user_id, array $calendars ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( array() === $calendars ) {
			$wpdb->delete( self::name(), array( 'user_id' => $user_id ) );
			return;
		}
		$wpdb->query( $wpdb->prepare( 'INSERT INTO %i (user_id, calendars, stale) VALUES (%d, %s, 0) ON DUPLICATE KEY UPDATE calendars = VALUES(calendars), stale = 0', self::name(), $user_id, implode( ',', $calendars ) ) );
	}

	public static function forget( int $user_id ): void {
		self::save( $user_id, array() );
	}

	public static function forget_all(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', self::name() ) );
	}

	/** @return array<int, list<int>> */
	private static function listed( string $query ): array {
		$found = array();
		foreach ( Rows::of( $query ) as $row ) {
			$found[ (int) $row[0] ] = array_values( array_filter( array_map( 'intval', explode( ',', $row[1] ?? '' ) ) ) );
		}
		return $found;
	}
}
