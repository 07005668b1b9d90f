<?php
/**
 * The scheduled check: goes through all users, 200 at a time, and finds what no hook and no visit told of, even writes past WordPress.
 *
 * Once a minute WordPress's cron lets it work for some seconds from where it left off; a whole pass begins every few
 * minutes. Of users whose fingerprint is the known one nothing is asked for; the others are compared in full.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

use SlotBridge\Outbox\MinuteTimer;

/**
 * @phpstan-import-type Source from BulkTags
 */
final class MemberBatch {

	public const HOOK = 'slotbridge_members';

	/** Where the pass is: cursor, when it began, until when a process holds it. */
	public const OPTION = 'slotbridge_members_pass';

	/** Users that are read at once. */
	public const LOT = 200;

	/** Seconds of work in one run; a host may end a request after 30. */
	private const BUDGET = 20.0;

	/** Seconds from the beginning of one pass to that of the next. */
	private const EVERY = 300;

	/** Seconds after which a process that stopped renewing its hold counts as dead. */
	private const HOLD = 90;

	/** Registers the timer. */
	public function register(): void {
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( 'init', array( self::class, 'schedule' ) );
	}

	/** Makes sure that the timer is set, with the interval that MinuteTimer adds. */
	public static function schedule(): void {
		if ( false === wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, MinuteTimer::SCHEDULE, self::HOOK );
		}
	}

	public static function unschedule(): void {
		wp_clear_scheduled_hook( self::HOOK );
	}

	/**
	 * One run.
	 *
	 * @param mixed $budget Seconds that it may take; anything but a number (as cron gives): the usual.
	 * @return bool Whether the pass is finished.
	 */
	public function run( mixed $budget = null ): bool {
		$end  = microtime( true ) + ( is_float( $budget ) ? $budget : self::BUDGET );
		$pass = new SharedOption( self::OPTION );
		$at   = self::place( $pass->read() );
		$soon = get_option( MemberWatch::SOON, 0 );
		$due  = $at['cursor'] > 0 || time() - $at['began'] >= self::EVERY || ( is_int( $soon ) && $soon >= $at['began'] );
		if ( $at['held'] > time() || ! $pass->swap( array( 'held' => time() + self::HOLD ) + $at ) ) {
			return false; // Another process is at it.
		}
		$this->look_around();
		if ( $due && Adapter::isLicensed() ) {
			$at = $this->go_on( $pass, 0 === $at['cursor'] ? self::begin() : $at, $end );
		}
		MemberWatch::work_off();
		$pass->swap( array( 'held' => 0 ) + $at );
		return 0 === $at['cursor'];
	}

	/** What is not about single users: offerings, Teams, progress, tags that were only signs. */
	private function look_around(): void {
		foreach ( array( array( OfferingWatch::class, 'compare' ), array( TeamWatch::class, 'compare' ), array( ProgressWatch::class, 'look' ), array( Signals::class, 'consume' ) ) as $part ) {
			try {
				call_user_func( $part );
			} catch ( \Throwable $thrown ) { // One part that fails does not keep the others from their work.
				wp_trigger_error( __METHOD__, $thrown->getMessage(), E_USER_WARNING );
			}
		}
		AccessRules::write();
	}

	/**
	 * @param array{cursor: int, began: int, held: int} $at Where the pass is.
	 * @return array{cursor: int, began: int, held: int} Where it is now; cursor 0: finished.
	 */
	private function go_on( SharedOption $pass, array $at, float $end ): array {
		$source = BulkTags::source();
		do {
			$at['cursor'] = $this->lot( $at['cursor'], $source );
			$at['held']   = time() + self::HOLD;
			if ( ! $pass->swap( $at ) ) {
				break; // Somebody took this process for dead and goes on in its place.
			}
		} while ( $at['cursor'] > 0 && microtime( true ) < $end );
		return $at;
	}

	/** @return array{cursor: int, began: int, held: int} A new pass. */
	private static function begin(): array {
		MemberTable::prune();
		Members::forget_all();
		delete_option( MemberWatch::SOON );
		return array(
			'cursor' => 0,
			'began'  => time(),
			'held'   => 0,
		);
	}

	/**
	 * Looks at the next users.
	 *
	 * @param Source|null $source Where their tags can be read together.
	 * @return int The last one; 0: there were no more.
	 */
	private function lot( int $after, ?array $source ): int {
		$users = MemberTable::after( $after, self::LOT );
		$ids   = array_keys( $users );
		update_meta_cache( 'user', $ids );
		$tags = null === $source ? null : BulkTags::read( $source, $ids );
		$new  = array_keys( array_filter( $users, static fn ( array $row ): bool => null === $row['fingerprint'] ) );
		MemberStore::begin_all( $new );
		foreach ( array_diff_key( $users, array_fill_keys( $new, true ) ) as $user_id => $row ) {
			$of = null === $tags ? Tags::of( $user_id ) : $tags[ $user_id ];
			if ( $row['untold'] || Fingerprint::of( $user_id, $of, TeamKeys::of_user( $user_id ) ) !== $row['fingerprint'] ) {
				MemberStore::compare( $user_id );
			}
		}
		self::free_memory( $ids );
		return count( $ids ) < self::LOT ? 0 : (int) end( $ids );
	}

	/**
	 * A pass must not fill the memory with users.
	 *
	 * @param list<int> $ids Those that were looked at.
	 */
	private static function free_memory( array $ids ): void {
		if ( wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
			return;
		}
		foreach ( array( 'user_meta', 'users' ) as $group ) {
			wp_cache_delete_multiple( $ids, $group );
		}
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
