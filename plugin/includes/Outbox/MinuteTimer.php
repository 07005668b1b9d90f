<?php
/**
 * The safety net: once a minute WordPress's cron sweeps, sends, asks and cleans up.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\LinkPoll;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\SeenCallbacks;
use SlotBridge\Settings\AuditTable;

final class MinuteTimer {

	public const HOOK     = 'slotbridge_minute';
	public const SCHEDULE = 'slotbridge_every_minute';

	/** When the timer last ran: Unix time. Read by Site Health. */
	public const OPTION = 'slotbridge_timer_ran_at';

	public function __construct(
		private readonly OutboxTable $table,
		private readonly Sweep $sweep,
		private readonly Dispatcher $dispatcher,
		private readonly LinkPoll $links,
		private readonly Pairing $pairing,
		private readonly StuckAlert $alert
	) {}

	public function register(): void {
		add_filter( 'cron_schedules', array( self::class, 'add_schedule' ) ); // phpcs:ignore WordPress.WP.CronInterval -- One minute on purpose: it bounds how late an event can be when the page's own sending failed.
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( 'init', array( self::class, 'schedule' ) );
	}

	/**
	 * @param array<string, array{interval: int, display: string}> $schedules The known ones.
	 * @return array<string, array{interval: int, display: string}>
	 */
	public static function add_schedule( array $schedules ): array {
		$schedules[ self::SCHEDULE ] = array(
			'interval' => MINUTE_IN_SECONDS,
			// Not translated: this runs before translations may be loaded, and only developers' tools show it.
			'display'  => 'SlotBridge: every minute',
		);
		return $schedules;
	}

	/** Makes sure that the timer is set. */
	public static function schedule(): void {
		if ( false === wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, self::SCHEDULE, self::HOOK );
		}
	}

	public static function unschedule(): void {
		wp_clear_scheduled_hook( self::HOOK );
	}

	/** One round. A part that fails does not keep the others from their work. */
	public function run(): void {
		update_option( self::OPTION, time(), false );
		$this->guarded( fn () => $this->sweep->run() );
		$this->guarded( fn () => $this->dispatcher->dispatch() );
		$this->guarded( fn () => $this->alert->check() );
		if ( null !== $this->pairing->current() ) {
			$this->guarded( fn () => $this->links->run() );
		}
		if ( 0 === random_int( 0, 59 ) ) { // About once an hour; there is no hurry.
			$this->guarded( fn () => $this->table->prune() );
			$this->guarded( fn () => SeenCallbacks::prune() );
			$this->guarded( fn () => ( new AuditTable() )->prune() );
		}
	}

	/** @param callable(): mixed $part A part of the round. */
	private function guarded( callable $part ): void {
		try {
			$part();
		} catch ( BridgeFailure ) {
			return; // The bridge is away: the outbox keeps the reason, Site Health and the notice tell it.
		} catch ( \Throwable $thrown ) {
			wp_trigger_error( __METHOD__, $thrown->getMessage(), E_USER_WARNING );
		}
	}
}
