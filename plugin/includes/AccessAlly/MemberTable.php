<?php
/**
 * The table of what was last seen of each user; the only place with its SQL.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class MemberTable {

	/** Step 3 of the migrations. */
	public static function create(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS `{$wpdb->prefix}slotbridge_member` (
				user_id bigint(20) unsigned NOT NULL,
				hash char(32) NOT NULL,
				fingerprint char(32) NOT NULL,
				data longtext NOT NULL,
				untold longtext DEFAULT NULL,
				seen_at datetime NOT NULL,
				PRIMARY KEY  (user_id)
			) {$wpdb->get_charset_collate()}"
		);
		add_option( AccessRules::OPTION, 0, '', true ); // An option that is not there would cost each visit a query.
	}

	public static function name(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . 'slotbridge_member';
	}

	/** @return array{hash: string, fingerprint: string, data: string, untold: string|null, seen_at: string}|null Null: nothing is known of this user yet. */
	public static function read( int $user_id ): ?array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$row = Rows::of( $wpdb->prepare( 'SELECT hash, fingerprint, data, untold, seen_at FROM %i WHERE user_id = %d', self::name(), $user_id ) )[0] ?? null;
		return null === $row ? null : array(
			'hash'        => (string) $row[0],
			'fingerprint' => (string) $row[1],
			'data'        => (string) $row[2],
			'untold'      => $row[3],
			'seen_at'     => (string) $row[4],
		);
	}

	/** Notes a user whom the store did not know. False: another process was first. */
	public static function add( int $user_id, string $hash, string $fingerprint, string $data ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return 1 === $wpdb->query( $wpdb->prepare( 'INSERT IGNORE INTO %i (user_id, hash, fingerprint, data, seen_at) VALUES (%d, %s, %s, %s, %s)', self::name(), $user_id, $hash, $fingerprint, $data, self::now() ) );
	}

	/**
	 * Notes many users whom the store did not know, in one statement; those whom another process was faster with stay as that one wrote them.
	 *
	 * @param list<array{int, string, string, string}> $rows User, hash, fingerprint and data of each.
	 */
	public static function add_all( array $rows ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( array() === $rows ) {
			return;
		}
		$marks = implode( ',', array_fill( 0, count( $rows ), '(%d, %s, %s, %s, %s)' ) );
		$flat  = array_merge( ...array_map( static fn ( array $row ): array => array( ...$row, self::now() ), $rows ) );
		$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO %i (user_id, hash, fingerprint, data, seen_at) VALUES $marks", self::name(), ...$flat ) ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- Only placeholders are put in.
	}

	/** Puts the new in the place of the old, if the old is still there. False: another process was first, and tells of the change. */
	public static function swap( int $user_id, string $old_hash, string $hash, string $fingerprint, string $data, ?string $untold ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$told = null === $untold ? 'NULL' : '%s';
		$args = array_values( array_filter( array( self::name(), $hash, $fingerprint, $data, $untold, self::now(), $user_id, $old_hash ), static fn ( mixed $value ): bool => null !== $value ) );
		return 1 === $wpdb->query( $wpdb->prepare( "UPDATE %i SET hash = %s, fingerprint = %s, data = %s, untold = $told, seen_at = %s WHERE user_id = %d AND hash = %s", ...$args ) ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- NULL or a placeholder.
	}

	/** Notes that a user was looked at and was as before. */
	public static function touch( int $user_id, string $hash, string $fingerprint ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET fingerprint = %s, seen_at = %s WHERE user_id = %d AND hash = %s', self::name(), $fingerprint, self::now(), $user_id, $hash ) );
	}

	/** Whether the store knows this user with just this fingerprint. */
	public static function is_known( int $user_id, string $fingerprint ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return null !== $wpdb->get_var( $wpdb->prepare( 'SELECT 1 FROM %i WHERE user_id = %d AND fingerprint = %s', self::name(), $user_id, $fingerprint ) );
	}

	/** Notes that everybody has been told of a change. */
	public static function told( int $user_id, string $hash ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET untold = NULL WHERE user_id = %d AND hash = %s', self::name(), $user_id, $hash ) );
	}

	public static function remove( int $user_id ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE user_id = %d', self::name(), $user_id ) );
	}

	/** Forgets users who are no longer there: they were deleted past WordPress. */
	public static function prune(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE m FROM %i m LEFT JOIN %i u ON u.ID = m.user_id WHERE u.ID IS NULL', self::name(), $wpdb->users ) );
	}

	/**
	 * The next users after one, with what the store knows of them; never more than asked for.
	 *
	 * @return array<int, array{fingerprint: string|null, untold: bool}> By user id, ascending.
	 */
	public static function after( int $user_id, int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$before = gmdate( 'Y-m-d H:i:s', time() - MINUTE_IN_SECONDS ); // What is younger is being told right now.
		$query  = is_multisite()
			? $wpdb->prepare( 'SELECT u.ID, m.fingerprint, m.untold IS NOT NULL AND m.seen_at < %s FROM %i u INNER JOIN %i c ON c.user_id = u.ID AND c.meta_key = %s LEFT JOIN %i m ON m.user_id = u.ID WHERE u.ID > %d ORDER BY u.ID LIMIT %d', $before, $wpdb->users, $wpdb->usermeta, $wpdb->prefix . 'capabilities', self::name(), $user_id, $limit )
			: $wpdb->prepare( 'SELECT u.ID, m.fingerprint, m.untold IS NOT NULL AND m.seen_at < %s FROM %i u LEFT JOIN %i m ON m.user_id = u.ID WHERE u.ID > %d ORDER BY u.ID LIMIT %d', $before, $wpdb->users, self::name(), $user_id, $limit );
		$found  = array();
		foreach ( Rows::of( $query ) as $row ) {
			$found[ (int) $row[0] ] = array(
				'fingerprint' => $row[1],
				'untold'      => '1' === $row[2],
			);
		}
		return $found;
	}

	private static function now(): string {
		return gmdate( 'Y-m-d H:i:s' );
	}
}
