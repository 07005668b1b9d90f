<?php
/**
 * A database that was restored counts from an earlier number again: what is changed afterwards must still reach HighLevel.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\Renumbering;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class RestoredDatabaseTest extends OutboxTestCase {

	/** Committed: the numbers that a table gives are not part of a transaction. */
	protected bool $rolls_back = false;

	protected function setUp(): void {
		parent::setUp();
		TestBridge::pair();
	}

	protected function tearDown(): void {
		( new Pairing() )->forget();
		parent::tearDown();
	}

	public function test_changes_after_a_restore_are_the_newest_for_the_bridge_in_their_order(): void {
		$id = random_int( 1000000, 2000000000 );
		$this->edit( $id, 'Before the backup' );
		Plugin::dispatcher()->dispatch();
		$backup = $this->rows();
		foreach ( array( 'One', 'Two', 'Three', 'Four' ) as $name ) {
			$this->edit( $id, $name );
		}
		$this->edit( $id + 1, 'Of another calendar' );
		Plugin::dispatcher()->dispatch();
		$highest = max( array_column( TestBridge::events( 'calendar/' . ( $id + 1 ) ), 'sequence' ) );

		$this->restore( $backup );
		$this->edit( $id, 'After the restore' );
		$this->edit( $id + 1, 'After it, too' );
		$this->edit( $id, 'And once more' );
		self::assertLessThan( $highest, $this->rows()[1]->id, 'The table counts from an earlier number.' );
		$report = Plugin::dispatcher()->dispatch();
		self::assertNull( $report->error );
		self::assertSame( 3, $report->sent );
		self::assertSame( array( 'sent', 'sent', 'sent', 'sent' ), $this->states() );

		$ids = array_map( static fn ( OutboxRow $row ): int => $row->id, array_slice( $this->rows(), 1 ) );
		self::assertGreaterThan( $highest, $ids[0] );
		self::assertSame( 'And once more', $this->newest( "calendar/$id" )['entityName'] );
		self::assertSame( $ids[2], $this->newest( "calendar/$id" )['sequence'] );
		self::assertSame( 'After it, too', $this->newest( 'calendar/' . ( $id + 1 ) )['entityName'] );

		$this->edit( $id, 'Later' );
		self::assertGreaterThan( $ids[2], $this->rows()[4]->id, 'Rows of later follow.' );
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
		self::assertCount( 1, array_filter( TestBridge::events( "calendar/$id" ), static fn ( array $event ): bool => 'Later' === $event['entityName'] ), 'Once, as ever.' );
	}

	public function test_numbering_anew_keeps_order_and_content_and_moves_no_settled_row(): void {
		$this->record( 'calendar/1', 'calendar/2', 'calendar/1', 'calendar/3' );
		$first = $this->rows()[0]->id;
		$this->alter( "state = 'sent'", "id = $first" );
		$before  = $this->rows();
		$highest = $this->rows()[3]->id + 500;
		self::assertSame( 3, ( new Renumbering( $this->table() ) )->above( $highest ) );
		$after = $this->rows();
		self::assertSame( array( $first, $highest + 1, $highest + 2, $highest + 3 ), array_map( static fn ( OutboxRow $row ): int => $row->id, $after ) );
		self::assertSame( array_map( static fn ( OutboxRow $row ): string => $row->payload, $before ), array_map( static fn ( OutboxRow $row ): string => $row->payload, $after ) );
		self::assertCount( 7, array_unique( array_map( static fn ( OutboxRow $row ): string => $row->event_id, array_merge( $before, $after ) ) ), 'Those that were moved have new event ids.' );
		$this->record( 'calendar/4' );
		self::assertGreaterThan( $highest + 3, $this->rows()[4]->id );
	}

	public function test_a_number_that_can_only_be_a_fault_moves_nothing(): void {
		$this->record( 'calendar/1' );
		$before = $this->rows();
		self::assertSame( 0, ( new Renumbering( $this->table() ) )->above( PHP_INT_MAX ) );
		self::assertEquals( $before, $this->rows() );
	}

	private function edit( int $id, string $name ): void {
		Plugin::outbox()->forget();
		Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, "calendar/$id", Events::calendar( $id, $name ), array( 'name' ) );
		Plugin::outbox()->forget();
	}

	/** @param list<OutboxRow> $rows What the backup held. */
	private function restore( array $rows ): void {
		$last = $rows[ count( $rows ) - 1 ]->id;
		$this->query( "DELETE FROM {$this->table()->name()} WHERE id > $last" );
		$this->query( "ALTER TABLE {$this->table()->name()} AUTO_INCREMENT = " . ( $last + 1 ) );
	}

	/** @return array<string, mixed> The bridge's newest event of an entity, by the site's numbers. */
	private function newest( string $subject ): array {
		$events = TestBridge::events( $subject );
		usort( $events, static fn ( array $one, array $other ): int => $one['sequence'] <=> $other['sequence'] );
		return $events[ count( $events ) - 1 ];
	}
}
