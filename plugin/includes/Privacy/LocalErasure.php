<?php
/**
 * Erases what this site's own tables hold about one person, and nobody else's.
 *
 * The person's events are deleted, whether they were sent, refused or wait: what was not sent yet is not sent any more. Other
 * rows stay and lose the address, once they are settled; the audit log keeps what was done, without who did it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;

final class LocalErasure {

	private const BATCH = 500;

	/**
	 * @return array{erased: int, sent: int, busy: int} sent: the bridge had those; busy: under way at this moment, they stay for now.
	 */
	public static function run( Person $person ): array {
		[ $events, $sent ] = null === $person->subject() ? array( 0, 0 ) : self::delete_events( $person->subject() );
		$own               = null === $person->user_id ? 0 : self::delete_rows( $person->user_id ) + self::forget_names( $person );
		[ $blanked, $open ] = self::blank_address( $person );
		return array(
			'erased' => $events + $own + $blanked,
			'sent'   => $sent,
			'busy'   => $open + self::left( $person->subject() ),
		);
	}

	/** @return array{int, int} How many went, and how many of them had been sent. */
	private static function delete_events( string $subject ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$table = ( new OutboxTable() )->name();
		$sent  = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE subject = %s AND state = %s', $table, $subject, OutboxRow::SENT ) );
		// A row that a dispatcher holds is on its way at this moment; one that it left behind is not.
		$gone = (int) $wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE subject = %s AND ( state <> %s OR claimed_at < %s )', $table, $subject, OutboxRow::SENDING, OutboxTable::time( -OutboxTable::LEASE_SECONDS ) ) );
		return array( $gone, $sent );
	}

	private static function left( ?string $subject ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return null === $subject ? 0 : (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE subject = %s', ( new OutboxTable() )->name(), $subject ) );
	}

	private static function delete_rows( int $user_id ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$gone = 0;
		foreach ( LocalTables::OWN as $table ) {
			$name  = LocalTables::find( $table );
			$gone += null === $name ? 0 : (int) $wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE user_id = %d', $name, $user_id ) );
		}
		return $gone;
	}

	private static function forget_names( Person $person ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$name = LocalTables::find( LocalTables::AUDIT );
		return null === $name ? 0 : (int) $wpdb->query( $wpdb->prepare( "UPDATE %i SET user_id = 0, user_name = '' WHERE user_id = %d", $name, (int) $person->user_id ) );
	}

	/**
	 * In rows about something else. What calendars and groups say is the owner's own text and stays; what waits is sent as it is.
	 *
	 * @return array{int, int} How many rows were changed, and how many wait.
	 */
	private static function blank_address( Person $person ): array {
		$counts = array( 0, 0 );
		$places = array( array( ( new OutboxTable() )->name(), 'payload', "state IN ('sent', 'refused')" ) );
		$audit  = LocalTables::find( LocalTables::AUDIT, 'changes' );
		if ( null !== $audit ) {
			$places[] = array( $audit, 'changes', '1 = 1' );
		}
		foreach ( $places as [ $table, $column, $settled ] ) {
			$after = 0;
			do {
				$rows = self::naming( $person, $table, $column, $settled, $after );
				foreach ( $rows as $row ) {
					$after = $row['id'];
					$blank = $person->blank( $row['text'] );
					if ( $blank !== $row['text'] ) {
						++$counts[ $row['settled'] ? 0 : 1 ];
						if ( $row['settled'] ) {
							self::put( $table, $column, $row['id'], $blank );
						}
					}
				}
			} while ( count( $rows ) === self::BATCH );
		}
		return $counts;
	}

	/**
	 * @param literal-string $column  `payload` or `changes`.
	 * @param literal-string $settled SQL.
	 * @return list<array{id: int, text: string, settled: bool}>
	 */
	private static function naming( Person $person, string $table, string $column, string $settled, int $after ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$own  = 'payload' === $column ? "subject NOT LIKE 'calendar%%' AND subject <> %s" : "'' <> %s";
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT id, %i AS text, ( $settled ) AS settled FROM %i WHERE id > %d AND $own AND %i LIKE %s ORDER BY id LIMIT %d", // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- Constant SQL of this class.
				$column,
				$table,
				$after,
				$person->subject() ?? '-',
				$column,
				$person->like(),
				self::BATCH
			),
			ARRAY_A
		);
		$found = array();
		foreach ( (array) $rows as $row ) {
			$found[] = array(
				'id'      => is_numeric( $row['id'] ?? null ) ? (int) $row['id'] : 0,
				'text'    => is_string( $row['text'] ?? null ) ? $row['text'] : '',
				'settled' => '1' === ( $row['settled'] ?? '' ),
			);
		}
		return $found;
	}

	private static function put( string $table, string $column, int $id, string $text ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET %i = %s WHERE id = %d', $table, $column, $text, $id ) );
	}
}
