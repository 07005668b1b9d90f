<?php
/**
 * Once a minute: looks at the members who are marked, goes on with a look at everybody where one is due, and works on entries. One process at a time.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\AccessAlly\SharedOption;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Outbox\MinuteTimer;

final class LossPass {

	/** Where the look at everybody is. */
	public const OPTION = 'slotbridge_loss_pass';

	/** Seconds of looking in one run. */
	private const BUDGET = 5.0;

	/** Seconds from one look at everybody to the next: for what only time changes, such as the end of a calendar. */
	private const EVERY = HOUR_IN_SECONDS;

	/** Seconds after which a process that stopped counts as dead. */
	private const HOLD = 120;

	/** Days that entries are kept after they ended. */
	private const KEPT_DAYS = 180;

	public function __construct( private readonly Pairing $pairing, private readonly BridgeClient $client ) {}

	public function register(): void {
		add_action( MinuteTimer::HOOK, array( $this, 'run' ), 20 );
	}

	/** One run. */
	public function run(): void {
		$pass = new SharedOption( self::OPTION );
		$at   = self::place( $pass->read() );
		if ( $at['held'] > time() || ! $pass->swap( array( 'held' => time() + self::HOLD ) + $at ) ) {
			return; // Another process is at it.
		}
		try {
			if ( LossSettings::is_on() ) {
				$at = self::look_around( $at );
			}
			$this->work();
			LossMail::send_if_due();
			LossTable::prune( self::KEPT_DAYS );
		} finally {
			$pass->swap( array( 'held' => 0 ) + $at );
		}
	}

	/** What needs the bridge. A failure is noted with the entries, and they are tried again. */
	public function work(): void {
		if ( null === $this->pairing->current() ) {
			return;
		}
		try {
			LossSettings::tell( $this->client );
			( new LossWork( $this->client ) )->run();
		} catch ( BridgeFailure ) {
			return;
		}
	}

	/**
	 * @param array{cursor: int, began: int, held: int} $at Where the look at everybody is; cursor 0: at its end.
	 * @return array{cursor: int, began: int, held: int}
	 */
	private static function look_around( array $at ): array {
		$end   = microtime( true ) + self::BUDGET;
		$stale = SeenTable::stale( LossScan::LOT );
		if ( array() !== $stale ) {
			( new LossScan() )->look_at( $stale );
		}
		wp_cache_delete( LossScan::WANTED, 'options' );
		$wanted = get_option( LossScan::WANTED, 0 );
		if ( 0 === $at['cursor'] && time() - $at['began'] < self::EVERY && ( ! is_numeric( $wanted ) || (int) $wanted < $at['began'] ) ) {
			return $at;
		}
		$scan        = new LossScan();
		$at['began'] = 0 === $at['cursor'] ? time() : $at['began'];
		do {
			$users        = SeenTable::after( $at['cursor'], LossScan::LOT );
			$at['cursor'] = count( $users ) < LossScan::LOT ? 0 : (int) array_key_last( $users );
			$scan->look_at( $users );
		} while ( $at['cursor'] > 0 && microtime( true ) < $end );
		if ( is_numeric( $wanted ) && (int) $wanted <= $at['began'] ) {
			delete_option( LossScan::WANTED );
		}
		return $at;
	}

	/**
	 * @param array<array-key, mixed>|null $stored Out of the option.
	 * @return array{cursor: int, began: int, held: int}
	 */
	private static function place( ?array $stored ): array {
		return array(
			'cursor' => is_int( $stored['cursor'] ?? null ) ? $stored['cursor'] : 0,
			'began'  => is_int( $stored['began'] ?? null ) ? $stored['began'] : 0,
			'held'   => is_int( $stored['held'] ?? null ) ? $stored['held'] : 0,
		);
	}
}
