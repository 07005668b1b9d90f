<?php
/**
 * The outbox table: every SQL statement about it, and nothing that knows of HTTP or of the bridge.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Settings\Migrations;

final class OutboxTable {

	/** After this many seconds a row that was taken but not settled counts as abandoned (its PHP was killed). */
	public const LEASE_SECONDS = 60;

	/** Subjects of what the bridge keeps the same in HighLevel, for LIKE: only of these does a row tell how something is, and can one be missing. */
	private const STATES = array( 'calendar/%', 'calendar-group/%' );

	/** The table's full name on the current blog. */
	public function name(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . 'slotbridge_outbox';
	}

	/**
	 * Adds a row.
	 *
	 * @return int Its id, or 0 when the database refused; WordPress has logged the reason then.
	 */
	public function insert( string $type, string $subject, string $payload, string $hash ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( is_multisite() && ms_is_switched() ) {
			Migrations::run_if_needed(); // Another site of the network writes for one that nobody has visited yet.
		}
		$now = self::time();
		$ok  = $wpdb->query(
			$wpdb->prepare(
				'INSERT INTO %i (event_id, type, subject, payload, hash, state, attempts, next_attempt_at, created_at) VALUES (%s, %s, %s, %s, %s, %s, 0, %s, %s)',
				$this->name(),
				EventId::create(),
				$type,
				$subject,
				$payload,
				$hash,
				OutboxRow::PENDING,
				$now,
				$now
			)
		);
		return 1 === $ok ? (int) $wpdb->insert_id : 0;
	}

	/** Puts a newer content into a row that no dispatcher has touched. False: it was taken, write a new row. */
	public function amend( int $id, string $type, string $payload, string $hash ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return 1 === $wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET type = %s, payload = %s, hash = %s WHERE id = %d AND state = %s AND attempts = 0',
				$this->name(),
				$type,
				$payload,
				$hash,
				$id,
				OutboxRow::PENDING
			)
		);
	}

	/** The oldest row that the bridge has not taken yet; the whole queue waits for it, so that nothing is overtaken. */
	public function head(): ?OutboxRow {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$row = $wpdb->get_row(
			$wpdb->prepare( 'SELECT * FROM %i WHERE state IN (%s, %s) ORDER BY id LIMIT 1', $this->name(), OutboxRow::PENDING, OutboxRow::SENDING ),
			ARRAY_A
		);
		return is_array( $row ) ? OutboxRow::from_database( $row ) : null;
	}

	/**
	 * Takes the oldest unsent rows for one dispatcher, in one atomic UPDATE.
	 * Rows that a dispatcher took more than LEASE_SECONDS ago and never settled are among them.
	 *
	 * @param string $claim 32 characters that no other claim has.
	 * @return list<OutboxRow> In the order of their ids.
	 */
	public function claim( string $claim, int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET state = %s, claim = %s, claimed_at = %s, attempts = attempts + 1 WHERE state = %s OR (state = %s AND claimed_at < %s) ORDER BY id LIMIT %d',
				$this->name(),
				OutboxRow::SENDING,
				$claim,
				self::time(),
				OutboxRow::PENDING,
				OutboxRow::SENDING,
				self::time( -self::LEASE_SECONDS ),
				$limit
			)
		);
		return $this->rows( $wpdb->prepare( 'SELECT * FROM %i WHERE state = %s AND claim = %s ORDER BY id', $this->name(), OutboxRow::SENDING, $claim ) );
	}

	/**
	 * The bridge took these rows.
	 *
	 * @param list<int> $ids Row ids.
	 */
	public function mark_sent( string $claim, array $ids ): void {
		$this->settle( $claim, $ids, 'state = %s, sent_at = %s, last_error = NULL', array( OutboxRow::SENT, self::time() ) );
	}

	/** The bridge will never take this row as it is; the reason is for the owner to read. */
	public function mark_refused( string $claim, int $id, string $reason ): void {
		$this->settle( $claim, array( $id ), 'state = %s, last_error = %s', array( OutboxRow::REFUSED, $reason ) );
	}

	/**
	 * These rows were not taken this time.
	 *
	 * @param list<int> $ids           Row ids.
	 * @param int       $delay_seconds When to try again, counted from now.
	 */
	public function put_back( string $claim, array $ids, string $error, int $delay_seconds ): void {
		$this->settle( $claim, $ids, 'state = %s, claim = NULL, last_error = %s, next_attempt_at = %s', array( OutboxRow::PENDING, $error, self::time( $delay_seconds ) ) );
	}

	/**
	 * Changes rows that this claim still holds; a claim that ran out has no say any more.
	 *
	 * @param list<int>      $ids         Row ids.
	 * @param literal-string $assignments SQL with a placeholder for each value.
	 * @param list<string>   $values      The values.
	 */
	private function settle( string $claim, array $ids, string $assignments, array $values ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( array() === $ids ) {
			return;
		}
		$places = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE %i SET $assignments WHERE state = %s AND claim = %s AND id IN ($places)", // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- Both hold constant SQL and placeholders only.
				array_merge( array( $this->name() ), $values, array( OutboxRow::SENDING, $claim ), $ids )
			)
		);
	}

	/** Lets every waiting row be tried at once: the owner asked for it, or the site was just paired. */
	public function make_due(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_attempt_at = %s WHERE state = %s', $this->name(), self::time(), OutboxRow::PENDING ) );
	}

	/** Throws one refused row away. False: there is none with this id. */
	public function discard( int $id ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return 1 === $wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE id = %d AND state = %s', $this->name(), $id, OutboxRow::REFUSED ) );
	}

	/**
	 * Lets refused rows be tried again.
	 *
	 * @param list<int> $ids Which ones; empty: all.
	 * @return int How many there were.
	 */
	public function reopen( array $ids = array() ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$opened = 0;
		foreach ( array() === $ids ? array( 0 ) : $ids as $id ) {
			$opened += (int) $wpdb->query( $wpdb->prepare( 'UPDATE %i SET state = %s, next_attempt_at = %s, claim = NULL, claimed_at = NULL WHERE state = %s AND ( id = %d OR 0 = %d )', $this->name(), OutboxRow::PENDING, self::time(), OutboxRow::REFUSED, $id, $id ) );
		}
		return $opened;
	}

	/** One row, whatever its state. */
	public function find( int $id ): ?OutboxRow {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $this->rows( $wpdb->prepare( 'SELECT * FROM %i WHERE id = %d', $this->name(), $id ) )[0] ?? null;
	}

	/**
	 * Rows that the owner should see here because the bridge does not have them: waiting and refused, newest first.
	 *
	 * @return list<OutboxRow>
	 */
	public function unsent( int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $this->rows( $wpdb->prepare( 'SELECT * FROM %i WHERE state IN (%s, %s, %s) ORDER BY id DESC LIMIT %d', $this->name(), OutboxRow::PENDING, OutboxRow::SENDING, OutboxRow::REFUSED, $limit ) );
	}

	/**
	 * How the queue stands.
	 *
	 * @return array{pending: int, refused: int, oldestPendingAt: string|null, lastSentAt: string|null, lastError: string|null, nextAttemptAt: string|null} Times in RFC 3339.
	 */
	public function stats(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$counts = array();
		foreach ( (array) $wpdb->get_results( $wpdb->prepare( 'SELECT state, COUNT(*) AS n FROM %i GROUP BY state', $this->name() ), ARRAY_A ) as $row ) {
			if ( is_string( $row['state'] ?? null ) && is_numeric( $row['n'] ?? null ) ) {
				$counts[ $row['state'] ] = (int) $row['n'];
			}
		}
		$head = $this->head();
		$sent = $wpdb->get_var( $wpdb->prepare( 'SELECT MAX(sent_at) FROM %i WHERE state = %s', $this->name(), OutboxRow::SENT ) );
		return array(
			'pending'         => ( $counts[ OutboxRow::PENDING ] ?? 0 ) + ( $counts[ OutboxRow::SENDING ] ?? 0 ),
			'refused'         => $counts[ OutboxRow::REFUSED ] ?? 0,
			'oldestPendingAt' => self::rfc3339( $head?->created_at ),
			'lastSentAt'      => self::rfc3339( is_string( $sent ) ? $sent : null ),
			'lastError'       => $head?->last_error,
			'nextAttemptAt'   => null === $head || OutboxRow::SENDING === $head->state ? null : self::rfc3339( $head->next_attempt_at ),
		);
	}

	/**
	 * The newest row of each calendar and group, without its payload: what the site last told about it.
	 *
	 * @return array<string, OutboxRow> By subject.
	 */
	public function newest_by_subject(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$found = array();
		foreach ( $this->rows( $wpdb->prepare( 'SELECT id, event_id, type, subject, hash, state, attempts, next_attempt_at, created_at, sent_at FROM %i WHERE id IN (SELECT MAX(id) FROM %i WHERE subject LIKE %s OR subject LIKE %s GROUP BY subject)', $this->name(), $this->name(), ...self::STATES ) ) as $row ) {
			$found[ $row->subject ] = $row;
		}
		return $found;
	}

	/**
	 * Calendars and groups that were sent lately, the latest first.
	 *
	 * @return array<string, string> Subject => time of its latest sending, UTC `Y-m-d H:i:s`.
	 */
	public function lately_sent( int $seconds, int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$rows  = $wpdb->get_results( $wpdb->prepare( 'SELECT subject, MAX(sent_at) AS latest FROM %i WHERE state = %s AND sent_at > %s AND (subject LIKE %s OR subject LIKE %s) GROUP BY subject ORDER BY latest DESC LIMIT %d', $this->name(), OutboxRow::SENT, self::time( -$seconds ), self::STATES[0], self::STATES[1], $limit ), ARRAY_A );
		$found = array();
		foreach ( (array) $rows as $row ) {
			if ( is_string( $row['subject'] ?? null ) && is_string( $row['latest'] ?? null ) ) {
				$found[ $row['subject'] ] = $row['latest'];
			}
		}
		return $found;
	}

	/**
	 * Forgets rows that were sent more than seven days ago. The newest row of a calendar or group that still exists stays: by its
	 * fingerprint the sweep knows that it was told about. What only happened is of no use here once it is sent, and often about
	 * a person: that goes after a day.
	 */
	public function prune(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE state = %s AND sent_at < %s AND subject NOT LIKE %s AND subject NOT LIKE %s', $this->name(), OutboxRow::SENT, self::time( -DAY_IN_SECONDS ), ...self::STATES ) );
		$wpdb->query(
			$wpdb->prepare(
				'DELETE FROM %i WHERE state = %s AND sent_at < %s AND (type LIKE %s OR id NOT IN (SELECT id FROM (SELECT MAX(id) AS id FROM %i GROUP BY subject) AS newest))',
				$this->name(),
				OutboxRow::SENT,
				self::time( -7 * DAY_IN_SECONDS ),
				'%.deleted',
				$this->name()
			)
		);
	}

	/** Now, or so many seconds from now, as this table stores it: UTC, `Y-m-d H:i:s`. */
	public static function time( int $offset_seconds = 0 ): string {
		return gmdate( 'Y-m-d H:i:s', time() + $offset_seconds );
	}

	/** A stored time as RFC 3339. */
	public static function rfc3339( ?string $stored ): ?string {
		return null === $stored || '' === $stored ? null : str_replace( ' ', 'T', $stored ) . 'Z';
	}

	/**
	 * @param string $sql Prepared SQL that selects rows of this table.
	 * @return list<OutboxRow>
	 */
	private function rows( string $sql ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$found = array();
		foreach ( (array) $wpdb->get_results( $sql, ARRAY_A ) as $row ) { // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- Every caller hands prepared SQL over.
			$found[] = OutboxRow::from_database( $row );
		}
		return $found;
	}
}
