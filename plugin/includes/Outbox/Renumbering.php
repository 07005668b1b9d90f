<?php
/**
 * Lets the outbox count on from a higher number, when the bridge knows of later events than this table does.
 *
 * A row's id is its event's place in the site's order. A database that was restored, or tables that were made anew, count
 * from an earlier number again, and the bridge would take every change that follows for an old one.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Catalogue\EventTypes;

final class Renumbering {

	/** Numbers left free for rows that are written while this looks at the table. */
	private const ROOM = 1000;

	/** A number beyond it can only be a fault; what the bridge can read ends at 9007199254740991. */
	private const HIGHEST = 4503599627370496;

	public function __construct( private readonly OutboxTable $table ) {}

	/**
	 * Gives every row that is not settled a new number above all others, in their order, and has later rows follow them.
	 *
	 * States get new event ids as well: the bridge may have taken them under the old ones, and passes repeated ids over. What only
	 * happened keeps its id: under whichever number the bridge took it, it was taken, and must not be told twice.
	 * To be called by whoever holds the dispatch lease. Ended at any point, it leaves the rows in their order: the newest
	 * is moved first.
	 *
	 * @param int $highest The highest number that the bridge knows.
	 * @return int How many rows were moved.
	 */
	public function above( int $highest ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$name   = $this->table->name();
		$oldest = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MIN(id) FROM %i WHERE state IN (%s, %s)', $name, OutboxRow::PENDING, OutboxRow::SENDING ) );
		$newest = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MAX(id) FROM %i', $name ) );
		if ( 0 === $oldest || $highest > self::HIGHEST ) {
			return 0;
		}
		$offset = max( $highest, $newest ) - $oldest + 1;
		$next   = $newest + $offset + self::ROOM;
		if ( ! $this->count_from( $next ) ) {
			return 0;
		}
		$rows      = (array) $wpdb->get_results( $wpdb->prepare( 'SELECT id, type, event_id FROM %i WHERE state IN (%s, %s) AND id < %d ORDER BY id', $name, OutboxRow::PENDING, OutboxRow::SENDING, $next ), ARRAY_A );
		$rows      = array_map( array( OutboxRow::class, 'from_database' ), array_filter( $rows, 'is_array' ) );
		$ids       = array_map( static fn ( OutboxRow $row ): int => $row->id, $rows );
		$event_ids = array_map( static fn ( OutboxRow $row ): string => EventTypes::occurs( $row->type ) ? $row->event_id : EventId::create(), $rows );
		foreach ( array_reverse( $ids, true ) as $index => $id ) {
			$wpdb->query(
				$wpdb->prepare(
					'UPDATE %i SET id = %d, event_id = %s, state = %s, claim = NULL, attempts = 0, last_error = NULL, next_attempt_at = %s WHERE id = %d AND state IN (%s, %s)',
					$name,
					$id + $offset,
					$event_ids[ $index ],
					OutboxRow::PENDING,
					OutboxTable::time(),
					$id,
					OutboxRow::PENDING,
					OutboxRow::SENDING
				)
			);
		}
		return count( $ids );
	}

	/**
	 * Has the rows that are inserted from now on counted from a number.
	 *
	 * A row with that number is put in and taken out again, which MariaDB, MySQL and SQLite all remember; ALTER TABLE would
	 * need a right that some hosts withhold, and end a transaction that somebody else has open. For the moment that it
	 * is there, the row is one that nobody looks at.
	 */
	private function count_from( int $next ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$now = OutboxTable::time();
		$ok  = 1 === $wpdb->query(
			$wpdb->prepare(
				"INSERT INTO %i (id, event_id, type, subject, payload, hash, state, attempts, next_attempt_at, created_at, sent_at) VALUES (%d, %s, 'number.deleted', '', '{}', '', %s, 0, %s, %s, %s)",
				$this->table->name(),
				$next,
				EventId::create(),
				OutboxRow::SENT,
				$now,
				$now,
				$now
			)
		);
		$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE id = %d AND subject = ''", $this->table->name(), $next ) );
		return $ok;
	}
}
