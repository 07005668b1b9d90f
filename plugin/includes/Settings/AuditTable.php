<?php
/**
 * The table of the audit log: who changed what, and when. Rows are added and, after their time, forgotten; never changed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

final class AuditTable {

	/** Rows that one round of pruning takes, so that no request holds the table for long. */
	public const PRUNE_BATCH = 500;

	private const DAYS = 365;

	public function name(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . 'slotbridge_audit';
	}

	/** Step 4 of the migrations. */
	public function create(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS `{$wpdb->prefix}slotbridge_audit` (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				created_at datetime NOT NULL,
				user_id bigint(20) unsigned NOT NULL DEFAULT 0,
				user_name varchar(250) NOT NULL DEFAULT '',
				source varchar(20) NOT NULL,
				what varchar(60) NOT NULL,
				subject varchar(191) NOT NULL DEFAULT '',
				changes longtext NOT NULL,
				PRIMARY KEY  (id),
				KEY created_at (created_at),
				KEY what (what, id)
			) {$wpdb->get_charset_collate()}"
		);
	}

	/**
	 * @param list<array{path: string, old: mixed, new: mixed}> $changes Without any secret.
	 */
	public function insert( int $user_id, string $user_name, string $source, string $what, string $subject, array $changes ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->insert(
			$this->name(),
			array(
				'created_at' => gmdate( 'Y-m-d H:i:s' ),
				'user_id'    => $user_id,
				'user_name'  => mb_substr( $user_name, 0, 250 ),
				'source'     => $source,
				'what'       => substr( $what, 0, 60 ),
				'subject'    => mb_substr( $subject, 0, 191 ),
				'changes'    => (string) wp_json_encode( $changes ),
			)
		);
	}

	/**
	 * A page, newest first.
	 *
	 * @param array{what?: string, source?: string, user?: int, q?: string, before?: int} $filter What is left out or empty does not filter; `what` may be the beginning of a name: `connection`.
	 * @return list<array{id: int, at: string, user: array{id: int, name: string}, source: string, what: string, subject: string, changes: list<mixed>}>
	 */
	public function page( array $filter, int $limit ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$what   = $filter['what'] ?? '';
		$source = $filter['source'] ?? '';
		$user   = $filter['user'] ?? 0;
		$words  = $filter['q'] ?? '';
		$before = $filter['before'] ?? 0;
		$like   = '%' . $wpdb->esc_like( $words ) . '%';
		$json   = '%' . $wpdb->esc_like( trim( (string) wp_json_encode( $words ), '"' ) ) . '%'; // As the changes are stored.
		$rows   = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT * FROM %i
				WHERE ( %s = '' OR what = %s OR what LIKE %s ) AND ( %s = '' OR source = %s ) AND ( %d = 0 OR user_id = %d )
				AND ( %s = '' OR user_name LIKE %s OR subject LIKE %s OR what LIKE %s OR changes LIKE %s ) AND ( %d = 0 OR id < %d )
				ORDER BY id DESC LIMIT %d",
				$this->name(),
				$what,
				$what,
				$wpdb->esc_like( $what ) . '.%',
				$source,
				$source,
				$user,
				$user,
				$words,
				$like,
				$like,
				$like,
				$json,
				$before,
				$before,
				$limit
			),
			ARRAY_A
		);
		return array_values( array_map( array( self::class, 'describe' ), array_filter( (array) $rows, 'is_array' ) ) );
	}

	/** How many rows there are. */
	public function count(): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i', $this->name() ) );
	}

	/** Forgets a batch of what is older than the filtered number of days. */
	public function prune(): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		/**
		 * Filters how many days the audit log is kept.
		 *
		 * @param int $days 365 by default.
		 */
		$days = apply_filters( 'slotbridge_audit_days', self::DAYS );
		$days = is_numeric( $days ) && (int) $days > 0 ? (int) $days : self::DAYS;
		return (int) $wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE created_at < %s ORDER BY id LIMIT %d', $this->name(), gmdate( 'Y-m-d H:i:s', time() - $days * DAY_IN_SECONDS ), self::PRUNE_BATCH ) );
	}

	/**
	 * @param array<array-key, mixed> $row As the database gives it.
	 * @return array{id: int, at: string, user: array{id: int, name: string}, source: string, what: string, subject: string, changes: list<mixed>}
	 */
	private static function describe( array $row ): array {
		$text    = static fn ( string $key ): string => is_scalar( $row[ $key ] ?? null ) ? (string) $row[ $key ] : '';
		$changes = json_decode( $text( 'changes' ), true );
		return array(
			'id'      => (int) $text( 'id' ),
			'at'      => str_replace( ' ', 'T', $text( 'created_at' ) ) . 'Z',
			'user'    => array(
				'id'   => (int) $text( 'user_id' ),
				'name' => $text( 'user_name' ),
			),
			'source'  => $text( 'source' ),
			'what'    => $text( 'what' ),
			'subject' => $text( 'subject' ),
			'changes' => is_array( $changes ) ? array_values( $changes ) : array(),
		);
	}
}
