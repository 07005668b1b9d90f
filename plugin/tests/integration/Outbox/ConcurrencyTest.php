<?php
/**
 * Several PHP processes at once, and processes that are killed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Outbox;

use SlotBridge\Outbox\DispatchLease;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\Processes;

final class ConcurrencyTest extends OutboxTestCase {

	protected bool $rolls_back = false;

	public function test_six_processes_never_claim_the_same_row(): void {
		$this->record( ...array_map( static fn ( int $n ): string => "calendar/$n", range( 1, 240 ) ) );
		$wanted = array_map( static fn ( OutboxRow $row ): int => $row->id, $this->rows() );
		$taken  = array();
		foreach ( Processes::php( 'claim-all', 6 ) as $process ) {
			$ids   = array_map( 'intval', array_filter( explode( ' ', $process['output'] ) ) );
			$taken = array_merge( $taken, $ids );
			$order = $ids;
			sort( $order );
			self::assertSame( $order, $ids, 'Each process works in order.' );
		}
		sort( $taken );
		self::assertSame( $wanted, $taken );
	}

	public function test_one_of_six_processes_gets_the_lease(): void {
		$answers = array_column( Processes::php( 'take-lease', 6 ), 'output' );
		sort( $answers );
		self::assertSame( array( 'busy', 'busy', 'busy', 'busy', 'busy', 'taken' ), $answers );
	}

	public function test_the_lease_runs_out_and_can_be_given_back(): void {
		global $wpdb;
		$mine   = new DispatchLease();
		$theirs = new DispatchLease();
		self::assertTrue( $mine->take() );
		self::assertTrue( $mine->renew() );
		self::assertFalse( $theirs->take() );
		$mine->release();
		self::assertTrue( $theirs->take() );
		$wpdb->update( $wpdb->options, array( 'option_value' => sprintf( '%010d.%s', time() - 1, 'killed' ) ), array( 'option_name' => DispatchLease::OPTION ) );
		self::assertTrue( $mine->take() );
		self::assertFalse( $theirs->renew(), 'Who lost it notices.' );
		$theirs->release();
		self::assertFalse( ( new DispatchLease() )->take(), 'Who lost it cannot give it back.' );
	}

	public function test_a_process_that_is_killed_after_recording_leaves_its_row(): void {
		$process = Processes::php( 'record-and-die' )[0];
		self::assertSame( 9, $process['signal'] );
		self::assertSame( 'recorded', $process['output'] );
		self::assertSame( array( OutboxRow::PENDING ), $this->states() );
		self::assertSame( 'Recorded, then killed', $this->rows()[0]->entity_name() );
	}

	public function test_a_process_that_is_killed_while_sending_gives_its_rows_back_after_the_lease(): void {
		$this->record( 'calendar/1', 'calendar/2' );
		$process = Processes::php( 'claim-and-die' )[0];
		self::assertSame( 9, $process['signal'] );
		self::assertSame( 'lease 2', $process['output'] );
		self::assertSame( array(), $this->table()->claim( str_repeat( 'c', 32 ), 50 ) );
		$this->alter( "claimed_at = '" . gmdate( 'Y-m-d H:i:s', time() - 61 ) . "'" );
		self::assertCount( 2, $this->table()->claim( str_repeat( 'c', 32 ), 50 ) );
	}
}
