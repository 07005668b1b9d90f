<?php
/**
 * `wp slotbridge outbox list|retry|drain`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Outbox\Drain;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;

/**
 * Looks after changes that have not left this site yet.
 *
 * ## EXAMPLES
 *
 *     $ wp slotbridge outbox list
 *     $ wp slotbridge outbox drain
 */
final class OutboxCommand {

	/** Seconds that retrying may take; the rest goes on by itself. */
	private const RETRY = 60;

	public function __construct( private readonly OutboxTable $table, private readonly Drain $drain ) {}

	/**
	 * Lists changes that wait on this site, and those that the bridge refused, newest first.
	 *
	 * ## OPTIONS
	 *
	 * [--state=<state>]
	 * : Only waiting or only refused ones.
	 * ---
	 * options:
	 *   - waiting
	 *   - refused
	 * ---
	 *
	 * [--limit=<number>]
	 * : At most so many.
	 * ---
	 * default: 100
	 * ---
	 *
	 * [--fields=<names>]
	 * : Which columns, with commas between them: id, subject, name, type, state, attempts, created, nextTry, reason.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     # Why was it refused?
	 *     $ wp slotbridge outbox list --state=refused --fields=id,name,reason
	 *
	 * @param list<string>         $arguments None.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function list( array $arguments, array $options ): void {
		$wanted = Output::text( $options, 'state' );
		$limit  = Output::number( $options, 'limit', 100, 1, 100000 );
		$rows   = array();
		foreach ( $this->table->unsent( '' === $wanted ? $limit : 100000 ) as $row ) {
			$refused = OutboxRow::REFUSED === $row->state;
			if ( '' !== $wanted && $refused !== ( 'refused' === $wanted ) ) {
				continue;
			}
			$rows[] = array(
				'id'       => $row->id,
				'subject'  => $row->subject,
				'name'     => $row->entity_name(),
				'type'     => $row->type,
				'state'    => $refused ? 'refused' : 'waiting',
				'attempts' => $row->attempts,
				'created'  => OutboxTable::rfc3339( $row->created_at ),
				'nextTry'  => $refused ? null : OutboxTable::rfc3339( $row->next_attempt_at ),
				'reason'   => $row->last_error,
			);
		}
		Output::rows( $options, array_slice( $rows, 0, $limit ), array( 'id', 'subject', 'name', 'state', 'attempts', 'created', 'nextTry', 'reason' ) );
	}

	/**
	 * Tries refused changes again, after what was wrong has been put right.
	 *
	 * A change that is older than what HighLevel has by now does no harm: the bridge passes over it.
	 *
	 * ## OPTIONS
	 *
	 * [<id>...]
	 * : Numbers of refused changes, from `outbox list`.
	 *
	 * [--all]
	 * : All that were refused.
	 *
	 * [--dry-run]
	 * : Only say which ones.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp slotbridge outbox retry 118 121
	 *     $ wp slotbridge outbox retry --all
	 *
	 * @param list<string>         $arguments Numbers.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function retry( array $arguments, array $options ): void {
		if ( array() === $arguments xor isset( $options['all'] ) ) {
			Output::fail( 'Name the numbers of refused changes, or --all.' );
		}
		$known = array_values( array_filter( $this->table->unsent( 100000 ), static fn ( OutboxRow $row ): bool => OutboxRow::REFUSED === $row->state && ( array() === $arguments || in_array( (string) $row->id, $arguments, true ) ) ) );
		$ids   = array_map( static fn ( OutboxRow $row ): int => $row->id, $known );
		$wrong = array_diff( $arguments, array_map( 'strval', $ids ) );
		if ( array() !== $wrong ) {
			Output::fail( 'There is no refused change with the number ' . implode( ', ', $wrong ) . '. Nothing was sent.' );
		}
		if ( isset( $options['dry-run'] ) || array() === $ids ) {
			Output::rows( $options, array_map( static fn ( OutboxRow $row ): array => array( 'id' => $row->id, 'subject' => $row->subject, 'name' => $row->entity_name(), 'reason' => $row->last_error ), $known ), array( 'id', 'subject', 'name', 'reason' ) );
			return;
		}
		$this->table->reopen( $ids );
		do_action( 'slotbridge_audit', 'outbox.retried', null, array( 'changes' => $ids ) );
		$this->send( $options, self::RETRY );
	}

	/**
	 * Sends everything that waits, now, until nothing is left.
	 *
	 * ## OPTIONS
	 *
	 * [--timeout=<seconds>]
	 * : Stop after so many seconds; the rest goes on by itself.
	 * ---
	 * default: 300
	 * ---
	 *
	 * [--dry-run]
	 * : Only say how many wait.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     # Before a move to another server.
	 *     $ wp slotbridge outbox drain --timeout=600
	 *
	 * @param list<string>         $arguments None.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function drain( array $arguments, array $options ): void {
		$seconds = Output::number( $options, 'timeout', 300, 1, 86400 );
		if ( isset( $options['dry-run'] ) ) {
			Output::facts( $options, $this->table->stats() );
			return;
		}
		$this->send( $options, $seconds );
	}

	/** @param array<string, mixed> $options The command's options. */
	private function send( array $options, int $seconds ): void {
		$done = $this->drain->run( $seconds );
		Output::facts( $options, $done );
		if ( null !== $done['error'] ) {
			Output::fail( $done['error'] );
		}
		if ( $done['refused'] > 0 ) {
			Output::fail( 'The bridge refused changes; "wp slotbridge outbox list --state=refused" says why.' );
		}
		if ( $done['waiting'] > 0 ) {
			Output::fail( 'Changes are still waiting. Is this site paired? "wp slotbridge doctor" says what is wrong.' );
		}
		Output::success( $options, 'Nothing waits any more.' );
	}
}
