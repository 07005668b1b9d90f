<?php
/**
 * Base of the tests that look into the outbox: they begin with an empty one.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\DispatchLease;
use SlotBridge\Outbox\MinuteTimer;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Plugin;

abstract class OutboxTestCase extends TestCase {

	protected function setUp(): void {
		parent::setUp();
		if ( ! $this->rolls_back ) {
			// The site may be served right now: its own timer must not send the rows that this test looks at.
			wp_clear_scheduled_hook( MinuteTimer::HOOK );
			wp_schedule_event( time() + HOUR_IN_SECONDS, MinuteTimer::SCHEDULE, MinuteTimer::HOOK );
		}
		$this->empty_outbox();
	}

	protected function tearDown(): void {
		if ( ! $this->rolls_back ) {
			$this->empty_outbox();
			wp_clear_scheduled_hook( MinuteTimer::HOOK );
		}
		parent::tearDown();
	}

	protected function table(): OutboxTable {
		return new OutboxTable();
	}

	/** @return list<OutboxRow> All rows, in order. */
	protected function rows(): array {
		global $wpdb;
		return array_map( array( OutboxRow::class, 'from_database' ), (array) $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i ORDER BY id', $this->table()->name() ), ARRAY_A ) );
	}

	/** @return list<string> The state of each row, in order. */
	protected function states(): array {
		return array_map( static fn ( OutboxRow $row ): string => $row->state, $this->rows() );
	}

	/** Records as many events as there are subjects, each as if in a request of its own. */
	protected function record( string ...$subjects ): void {
		foreach ( $subjects as $subject ) {
			Plugin::outbox()->forget();
			Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, $subject, Events::calendar( (int) explode( '/', $subject )[1] ), array( 'name' ) );
		}
		Plugin::outbox()->forget();
	}

	/** Changes rows directly, to stand in for time that has passed. */
	protected function alter( string $set, string $where = '1 = 1' ): void {
		$this->query( "UPDATE {$this->table()->name()} SET $set WHERE $where" );
	}

	private function empty_outbox(): void {
		global $wpdb;
		$this->query( "DELETE FROM {$this->table()->name()}" );
		$this->query( "DELETE FROM {$wpdb->options} WHERE option_name = '" . DispatchLease::OPTION . "'" );
	}
}
