<?php
/**
 * The table of losses; the only place with its SQL.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\AccessAlly\Rows;

/**
 * @phpstan-import-type Booking from Loss
 */
final class LossTable {

	private const COLUMNS = 'id, user_id, calendar_id, lost_at, due_at, state, looked, next_at, bookings, reason, note, decided_by, changed_at';

	/** What the owner is shown: not those of which nobody knows yet whether there are bookings, as long as nothing keeps us from looking. */
	private const LISTED = "looked = 1 OR bookings <> '[]' OR note <> ''";

	/** Step 5 of the migrations, with the table of what was seen. */
	public static function create(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		SeenTable::create();
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS `{$wpdb->prefix}slotbridge_access_loss` (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				user_id bigint(20) unsigned NOT NULL,
				calendar_id bigint(20) unsigned NOT NULL,
				lost_at bigint(20) unsigned NOT NULL,
				due_at bigint(20) unsigned NOT NULL,
				state varchar(12) NOT NULL,
				looked tinyint(1) NOT NULL DEFAULT 0,
				next_at bigint(20) unsigned NOT NULL DEFAULT 0,
				bookings longtext NOT NULL,
				reason text NOT NULL,
				note text NOT NULL,
				decided_by bigint(20) unsigned NOT NULL DEFAULT 0,
				changed_at bigint(20) unsigned NOT NULL,
				PRIMARY KEY  (id),
				KEY user_state (user_id, state),
				KEY state_next (state, next_at)
			) {$wpdb->get_charset_collate()}"
		);
	}

	public static function name(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . 'slotbridge_access_loss';
	}

	public static function add( int $user_id, int $calendar_id, int $due_at, string $reason ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO %i (user_id, calendar_id, lost_at, due_at, state, bookings, reason, note, changed_at) VALUES (%d, %d, %d, %d, %s, '[]', %s, '', %d)",
				self::name(),
				$user_id,
				$calendar_id,
				time(),
				$due_at,
				Loss::WAITING,
				$reason,
				time()
			)
		);
	}

	/** Writes what may change of it. False: somebody else has changed its state since it was read; nothing is written. */
	public static function save( Loss $loss, string $state_before ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( $loss->state !== $state_before ) {
			$loss->changed_at = time();
		}
		$same = $wpdb->get_var( $wpdb->prepare( 'SELECT state FROM %i WHERE id = %d', self::name(), $loss->id ) );
		if ( $same !== $state_before ) {
			return false;
		}
		return false !== $wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET state = %s, due_at = %d, looked = %d, next_at = %d, bookings = %s, note = %s, decided_by = %d, changed_at = %d WHERE id = %d AND state = %s',
				self::name(),
				$loss->state,
				$loss->due_at,
				(int) $loss->looked,
				$loss->next_at,
				(string) wp_json_encode( $loss->bookings ),
				$loss->note,
				$loss->decided_by,
				$loss->changed_at,
				$loss->id,
				$state_before
			)
		);
	}

	public static function find( int $id ): ?Loss {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return self::read( 'WHERE id = %d', array( $id ) )[0] ?? null;
	}

	public static function remove( int $id ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->delete( self::name(), array( 'id' => $id ) );
	}

	/** A deleted account has no address any more by which its bookings could be found, and what is known of it goes. */
	public static function forget_user( int $user_id ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->delete( self::name(), array( 'user_id' => $user_id ) );
	}

	/**
	 * Those that wait or are asked about, of these users.
	 *
	 * @param list<int> $user_ids Users.
	 * @return list<Loss>
	 */
	public static function open_of( array $user_ids ): array {
		return array() === $user_ids ? array() : self::read( 'WHERE state IN (%s, %s) AND user_id IN (' . self::places( $user_ids ) . ') ORDER BY id', array_merge( array( Loss::WAITING, Loss::ASKED ), $user_ids ) );
	}

	/** @return list<Loss> Those whose grace is over. */
	public static function due( int $limit ): array {
		return self::read( 'WHERE state = %s AND looked = 1 AND due_at <= %d AND next_at <= %d ORDER BY due_at, id LIMIT %d', array( Loss::WAITING, time(), time(), $limit ) );
	}

	/** @return list<Loss> Those of one calendar whose bookings have to be looked up. */
	public static function to_look_at( int $limit ): array {
		$first = self::read( 'WHERE looked = 0 AND state IN (%s, %s) AND next_at <= %d ORDER BY id LIMIT 1', array( Loss::WAITING, Loss::CANCELLING, time() ) )[0] ?? null;
		return null === $first ? array() : self::read( 'WHERE looked = 0 AND state IN (%s, %s) AND next_at <= %d AND calendar_id = %d ORDER BY id LIMIT %d', array( Loss::WAITING, Loss::CANCELLING, time(), $first->calendar_id, $limit ) );
	}

	/** @return list<Loss> Those that the bridge is at, or is to be asked for. */
	public static function under_way( int $limit ): array {
		return self::read( 'WHERE looked = 1 AND state IN (%s, %s) AND next_at <= %d ORDER BY next_at, id LIMIT %d', array( Loss::CANCELLING, Loss::RESTORING, time(), $limit ) );
	}

	/** How many people lost something within an hour of this moment and have not been decided about. */
	public static function crowd( int $moment ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(DISTINCT user_id) FROM %i WHERE state IN (%s, %s, %s) AND lost_at BETWEEN %d AND %d', self::name(), Loss::WAITING, Loss::CANCELLING, Loss::CANCELLED, $moment - HOUR_IN_SECONDS, $moment + HOUR_IN_SECONDS ) );
	}

	/** Closes all that nothing was decided about. */
	public static function close_open( string $note, int $by ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET state = %s, note = %s, decided_by = %d, changed_at = %d WHERE state IN (%s, %s)', self::name(), Loss::KEPT, $note, $by, time(), Loss::WAITING, Loss::ASKED ) );
	}

	/** Takes out what ended long ago. */
	public static function prune( int $days ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE state IN (%s, %s, %s, %s, %s) AND changed_at < %d', self::name(), Loss::KEPT, Loss::CANCELLED, Loss::RESTORED, Loss::FAILED, Loss::REGAINED, time() - $days * DAY_IN_SECONDS ) );
	}

	/** How many the owner has been asked about since a moment. */
	public static function asked_since( int $moment ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE state = %s AND changed_at > %d', self::name(), Loss::ASKED, $moment ) );
	}

	/** @return array<string, int> How many there are, by state. */
	public static function counts(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$counts = array_fill_keys( Loss::STATES, 0 );
		foreach ( Rows::of( $wpdb->prepare( 'SELECT state, COUNT(*) FROM %i WHERE ' . self::LISTED . ' GROUP BY state', self::name() ) ) as $row ) { // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- A constant.
			$counts[ (string) $row[0] ] = (int) $row[1];
		}
		return $counts;
	}

	/**
	 * A page of the owner's list: newest first.
	 *
	 * @param list<string>   $states   Only these; none: all.
	 * @param list<int>|null $user_ids Only these; null: all.
	 * @return array{items: list<Loss>, total: int}
	 */
	public static function page( array $states, ?array $user_ids, int $page, int $size ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( array() === $user_ids ) {
			return array(
				'items' => array(),
				'total' => 0,
			);
		}
		$where = 'WHERE (' . self::LISTED . ')';
		$args  = array();
		if ( array() !== $states ) {
			$where .= ' AND state IN (' . implode( ', ', array_fill( 0, count( $states ), '%s' ) ) . ')';
			$args   = array_merge( $args, $states );
		}
		if ( null !== $user_ids ) {
			$where .= ' AND user_id IN (' . self::places( $user_ids ) . ')';
			$args   = array_merge( $args, $user_ids );
		}
		$total = (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM %i $where", array_merge( array( self::name() ), $args ) ) ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- Constant SQL with a placeholder for each value.
		return array(
			'items' => self::read( $where . ' ORDER BY lost_at DESC, id DESC LIMIT %d OFFSET %d', array_merge( $args, array( $size, ( $page - 1 ) * $size ) ) ),
			'total' => $total,
		);
	}

	/**
	 * @param list<int> $values For whom placeholders are needed.
	 * @return literal-string
	 */
	private static function places( array $values ): string {
		return implode( ', ', array_fill( 0, count( $values ), '%d' ) );
	}

	/**
	 * @param literal-string   $where Constant SQL with a placeholder for each value.
	 * @param list<string|int> $args  The values.
	 * @return list<Loss>
	 */
	private static function read( string $where, array $args ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$rows = Rows::of( $wpdb->prepare( 'SELECT ' . self::COLUMNS . " FROM %i $where", array_merge( array( self::name() ), $args ) ) ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared,WordPress.DB.PreparedSQL.NotPrepared -- Both hold constant SQL only.
		return array_map(
			static fn ( array $row ): Loss => new Loss( (int) $row[0], (int) $row[1], (int) $row[2], (int) $row[3], (int) $row[4], (string) $row[5], '1' === $row[6], (int) $row[7], self::bookings( (string) $row[8] ), (string) $row[9], (string) $row[10], (int) $row[11], (int) $row[12] ),
			$rows
		);
	}

	/** @return list<Booking> */
	private static function bookings( string $json ): array {
		$stored = json_decode( $json, true );
		$list   = array();
		foreach ( is_array( $stored ) ? $stored : array() as $item ) {
			if ( is_array( $item ) ) {
				$list[] = Bookings::read( $item );
			}
		}
		return $list;
	}
}
