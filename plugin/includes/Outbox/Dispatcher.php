<?php
/**
 * Sends what waits in the outbox to the bridge: the oldest first, in batches, one dispatcher at a time.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairSite;
use SlotBridge\Bridge\SiteGuard;

final class Dispatcher {

	/** The bridge takes at most so many events in one request. */
	public const BATCH = 50;

	/** Bytes of one request that are well below what the bridge reads (1 MiB). */
	private const BATCH_BYTES = 524288;

	/** Answers that mean "this body will never do", so that the events are tried one by one to find the bad one. */
	private const BODY_REFUSED = array( 400, 413, 415, 422 );

	public function __construct(
		private readonly OutboxTable $table,
		private readonly DispatchLease $lease,
		private readonly Pairing $pairing,
		private readonly BridgeClient $client
	) {}

	/**
	 * Sends until nothing is due, the bridge does not take more, or the time is up.
	 *
	 * @param bool $force   True: somebody asked for it; do not wait for the end of the backoff.
	 * @param int  $seconds Begin no further batch after this time.
	 * @param int  $timeout Seconds to wait for one answer; with `$seconds` below the lease.
	 */
	public function dispatch( bool $force = false, int $seconds = 20, int $timeout = 20 ): DispatchReport {
		$report = new DispatchReport();
		if ( null === $this->pairing->current() ) {
			return $report;
		}
		if ( SiteGuard::is_elsewhere() ) {
			$report->error = SiteGuard::words();
			$report->code  = SiteGuard::CODE;
			return $report; // The rows are not touched: they are not late, they wait for the owner's answer.
		}
		$end = time() + $seconds;
		if ( $force ) {
			$this->table->make_due();
		}
		// Looked at again after the lease is given back: whoever wrote a row meanwhile found the lease taken and left.
		while ( ! $report->stopped() && time() < $end && $this->is_due() ) {
			if ( ! $this->lease->take() ) {
				$report->busy = true;
				return $report;
			}
			try {
				$this->send_all( $report, $end, $timeout );
			} finally {
				$this->lease->release();
			}
		}
		return $report;
	}

	private function send_all( DispatchReport $report, int $end, int $timeout ): void {
		while ( ! $report->stopped() && time() < $end && $this->is_due() && $this->lease->renew() ) {
			$claim = bin2hex( random_bytes( 16 ) );
			$rows  = $this->table->claim( $claim, self::BATCH );
			if ( array() === $rows ) {
				return; // The head is held by a claim whose PHP may still be alive.
			}
			foreach ( self::portions( $rows ) as $portion ) {
				if ( $report->stopped() || null !== $report->behind || ! $this->lease->renew() ) {
					$this->table->put_back( $claim, self::row_ids( $portion ), (string) $report->error, 0 );
				} else {
					$this->send( $claim, $portion, $timeout, $report );
				}
			}
			if ( null !== $report->behind && $this->lease->renew() ) {
				$report->renumbered = true;
				( new Renumbering( $this->table ) )->above( $report->behind );
			}
			$report->behind = null;
		}
	}

	/**
	 * Cuts a batch where it would become too large for one request.
	 *
	 * @param non-empty-list<OutboxRow> $rows In order.
	 * @return non-empty-list<non-empty-list<OutboxRow>> In order.
	 */
	private static function portions( array $rows ): array {
		$portions = array( array( $rows[0] ) );
		$bytes    = strlen( $rows[0]->payload );
		foreach ( array_slice( $rows, 1 ) as $row ) {
			$bytes += strlen( $row->payload );
			if ( $bytes > self::BATCH_BYTES ) {
				$portions[] = array( $row );
				$bytes      = strlen( $row->payload );
			} else {
				$portions[ count( $portions ) - 1 ][] = $row;
			}
		}
		return $portions;
	}

	/** Whether the oldest unsent row may be tried now. All others wait for it: that keeps the order. */
	private function is_due(): bool {
		$head = $this->table->head();
		if ( null === $head ) {
			return false;
		}
		return OutboxRow::SENDING === $head->state
			? (string) $head->claimed_at < OutboxTable::time( -OutboxTable::LEASE_SECONDS )
			: $head->next_attempt_at <= OutboxTable::time();
	}

	/** @param non-empty-list<OutboxRow> $rows Rows of this claim. */
	private function send( string $claim, array $rows, int $timeout, DispatchReport $report ): void {
		$source = PairSite::site_url();
		$batch  = '[' . implode( ',', array_map( static fn ( OutboxRow $row ): string => $row->envelope( $source ), $rows ) ) . ']';
		try {
			$answer = $this->client->send_events( $batch, $timeout )->data();
		} catch ( BridgeFailure $failure ) {
			$this->failed( $claim, $rows, $failure, $timeout, $report );
			return;
		}
		$accepted = self::ids( $answer['accepted'] ?? null );
		$reasons  = self::reasons( $answer['rejected'] ?? null );
		$sent     = array();
		$left     = array();
		foreach ( $rows as $row ) {
			if ( isset( $reasons[ $row->event_id ] ) ) {
				$this->table->mark_refused( $claim, $row->id, $reasons[ $row->event_id ] );
				++$report->refused;
			} elseif ( in_array( $row->event_id, $accepted, true ) ) {
				$sent[] = $row->id;
			} else {
				$left[] = $row->id;
			}
		}
		$ahead    = self::numbers_ahead( $rows, $answer['highestSequence'] ?? null );
		if ( array() !== $sent && ! $report->renumbered && null !== $ahead ) {
			// What the bridge took does not count there: it is sent again under numbers that do.
			$report->behind = $ahead;
			$this->table->put_back( $claim, array_merge( $sent, $left ), '', 0 );
			return;
		}
		$this->table->mark_sent( $claim, $sent );
		$report->sent += count( $sent );
		if ( array() !== $left ) {
			$report->error = __( 'The bridge answered, but did not say that it took every event. The rest is sent again.', 'slotbridge' );
			$this->table->put_back( $claim, $left, $report->error, Backoff::seconds( $rows[0]->attempts ) );
		}
	}

	/**
	 * The highest number that the bridge knows of this site, if it is above those of the rows that it was just sent.
	 *
	 * @param non-empty-list<OutboxRow> $rows    In order.
	 * @param mixed                     $highest The answer's `highestSequence`; older bridges do not have it.
	 */
	private static function numbers_ahead( array $rows, mixed $highest ): ?int {
		return is_int( $highest ) && $highest > $rows[ count( $rows ) - 1 ]->id ? $highest : null;
	}

	/** @param non-empty-list<OutboxRow> $rows Rows of this claim. */
	private function failed( string $claim, array $rows, BridgeFailure $failure, int $timeout, DispatchReport $report ): void {
		$body_refused = in_array( $failure->answered, self::BODY_REFUSED, true ) && 'bridge_answer_unreadable' !== $failure->error_code;
		if ( $body_refused && 1 === count( $rows ) ) {
			$this->table->mark_refused( $claim, $rows[0]->id, $failure->getMessage() );
			++$report->refused;
			return;
		}
		if ( $body_refused ) {
			foreach ( $rows as $index => $row ) {
				if ( $report->stopped() || null !== $report->behind || ! $this->lease->renew() ) {
					$this->table->put_back( $claim, self::row_ids( array_slice( $rows, $index ) ), $failure->getMessage(), 0 );
					return;
				}
				$this->send( $claim, array( $row ), $timeout, $report );
			}
			return;
		}
		$report->error = $failure->getMessage();
		$report->code  = $failure->error_code;
		$retry_after   = $failure->data['retryAfterSeconds'] ?? null;
		$this->table->put_back( $claim, self::row_ids( $rows ), $failure->getMessage(), Backoff::seconds( $rows[0]->attempts, is_int( $retry_after ) ? $retry_after : null ) );
	}

	/**
	 * @param array<OutboxRow> $rows Rows.
	 * @return list<int>
	 */
	private static function row_ids( array $rows ): array {
		return array_values( array_map( static fn ( OutboxRow $row ): int => $row->id, $rows ) );
	}

	/**
	 * @param mixed $accepted The answer's `accepted`.
	 * @return list<string>
	 */
	private static function ids( mixed $accepted ): array {
		return is_array( $accepted ) ? array_values( array_filter( $accepted, 'is_string' ) ) : array();
	}

	/**
	 * @param mixed $rejected The answer's `rejected`.
	 * @return array<string, string> Event id => reason in words, with the place of each fault.
	 */
	private static function reasons( mixed $rejected ): array {
		$reasons = array();
		foreach ( is_array( $rejected ) ? $rejected : array() as $item ) {
			if ( ! is_array( $item ) || ! is_string( $item['id'] ?? null ) ) {
				continue;
			}
			$words = array( is_string( $item['detail'] ?? null ) ? $item['detail'] : __( 'The bridge refused this event.', 'slotbridge' ) );
			foreach ( is_array( $item['errors'] ?? null ) ? $item['errors'] : array() as $error ) {
				if ( is_array( $error ) && is_string( $error['detail'] ?? null ) ) {
					$words[] = ( is_string( $error['pointer'] ?? null ) ? $error['pointer'] . ': ' : '' ) . $error['detail'];
				}
			}
			$reasons[ $item['id'] ] = implode( ' · ', $words );
		}
		return $reasons;
	}
}
