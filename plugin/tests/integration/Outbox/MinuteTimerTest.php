<?php
/**
 * The timer in WordPress's cron: set once, works off its parts, and one that fails does not stop the next.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Outbox;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Outbox\MinuteTimer;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\StuckAlert;
use SlotBridge\Tests\OutboxTestCase;

final class MinuteTimerTest extends OutboxTestCase {

	public function test_it_is_set_every_minute_and_only_once(): void {
		MinuteTimer::unschedule();
		MinuteTimer::schedule();
		$first = wp_next_scheduled( MinuteTimer::HOOK );
		MinuteTimer::schedule();
		self::assertSame( $first, wp_next_scheduled( MinuteTimer::HOOK ) );
		self::assertSame( MinuteTimer::SCHEDULE, wp_get_schedule( MinuteTimer::HOOK ) );
		self::assertSame( MINUTE_IN_SECONDS, wp_get_schedules()[ MinuteTimer::SCHEDULE ]['interval'] );
		MinuteTimer::unschedule();
		self::assertFalse( wp_next_scheduled( MinuteTimer::HOOK ) );
	}

	public function test_a_round_without_a_bridge_still_sweeps_alerts_and_says_that_it_ran(): void {
		( new Pairing() )->store( new PairingRecord( 'http://127.0.0.1:9', 'site', 'bridge', 'secret', null, false ) );
		$this->record( 'calendar/1' );
		$this->alter( "created_at = '" . OutboxTable::time( -20 * 60 ) . "'" );
		wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Lost', 'post_status' => 'publish' ) );
		\SlotBridge\Calendars\Module::look_at_all();
		$this->query( "DELETE FROM {$this->table()->name()} WHERE subject <> 'calendar/1'" );
		delete_option( MinuteTimer::OPTION );
		do_action( MinuteTimer::HOOK );
		\SlotBridge\Plugin::outbox()->forget();
		do_action( MinuteTimer::HOOK );
		self::assertGreaterThan( time() - 60, (int) get_option( MinuteTimer::OPTION ) );
		self::assertNotFalse( get_option( StuckAlert::OPTION ) );
		$types = array_map( static fn ( OutboxRow $row ): string => $row->type, $this->rows() );
		self::assertContains( 'com.slotbridge.calendar.created', $types, 'The sweep found the lost one.' );
		self::assertGreaterThan( 0, $this->rows()[0]->attempts, 'The dispatcher tried.' );
		self::assertSame( array( OutboxRow::PENDING ), array_values( array_unique( $this->states() ) ) );
	}
}
