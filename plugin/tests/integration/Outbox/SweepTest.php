<?php
/**
 * Changes that never reached the outbox are found, and nothing else is.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Outbox;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\Sweep;
use SlotBridge\Plugin;
use SlotBridge\Tests\OutboxTestCase;

final class SweepTest extends OutboxTestCase {

	public function test_what_was_told_is_left_alone(): void {
		$this->calendar();
		$this->group();
		$this->settle();
		$before = count( $this->rows() );
		self::assertGreaterThan( 1, $before );
		$this->sweep();
		$this->sweep();
		self::assertCount( $before, $this->rows() );
	}

	public function test_a_new_calendar_and_group_that_were_never_told_are_found_in_the_second_round(): void {
		$calendar = $this->calendar();
		$group    = $this->group();
		$this->lose_events();
		self::assertSame( 0, $this->sweep(), 'The first round only suspects.' );
		self::assertSame( 2, $this->sweep() );
		self::assertSame( array( array( EventTypes::GROUP_CREATED, "calendar-group/$group" ), array( EventTypes::CALENDAR_CREATED, "calendar/$calendar" ) ), $this->told() );
		self::assertSame( 0, $this->sweep() );
	}

	public function test_a_change_that_was_never_told_is_found_with_its_fields(): void {
		$calendar = $this->calendar();
		$this->settle();
		$count = count( $this->rows() );
		$this->silently( static fn () => wp_update_post( array( 'ID' => $calendar, 'post_title' => 'Renamed' ) ) );
		$this->sweep();
		self::assertSame( 1, $this->sweep() );
		$row = $this->rows()[ $count ];
		self::assertSame( EventTypes::CALENDAR_UPDATED, $row->type );
		self::assertSame( 'Renamed', $row->entity_name() );
		self::assertSame( array( 'name' ), json_decode( $row->payload, true )['changed'] );
	}

	public function test_trash_and_restore_and_deletion_that_were_never_told_are_found(): void {
		$calendar = $this->calendar();
		$this->settle();
		$types = array();
		$steps = array(
			static fn () => wp_trash_post( $calendar ),
			static fn () => wp_untrash_post( $calendar ),
			static fn () => wp_delete_post( $calendar, true ),
		);
		foreach ( $steps as $step ) {
			$this->silently( $step );
			$this->sweep();
			self::assertSame( 1, $this->sweep() );
			Plugin::outbox()->forget();
			$rows    = $this->rows();
			$types[] = end( $rows )->type;
		}
		self::assertSame( array( EventTypes::CALENDAR_TRASHED, EventTypes::CALENDAR_RESTORED, EventTypes::CALENDAR_DELETED ), $types );
		$this->sweep();
		self::assertSame( 0, $this->sweep() );
	}

	public function test_a_save_that_is_under_way_is_not_told_twice(): void {
		$calendar = $this->calendar();
		$this->lose_events();
		$this->sweep(); // Sees the post, but not yet its row ...
		wp_update_post( array( 'ID' => $calendar, 'post_title' => 'The row comes a moment later' ) );
		$this->settle();
		$count = count( $this->rows() );
		self::assertSame( 0, $this->sweep() ); // ... which is there in the next round.
		self::assertCount( $count, $this->rows() );
	}

	private function sweep(): int {
		Plugin::outbox()->forget();
		return ( new Sweep( $this->table(), Plugin::outbox() ) )->run();
	}

	/** The end of the request, where the last events are written. */
	private function settle(): void {
		\SlotBridge\Calendars\Module::look_at_all();
		Plugin::outbox()->forget();
	}

	private function lose_events(): void {
		$this->settle();
		$this->query( "DELETE FROM {$this->table()->name()}" );
	}

	/** PHP is killed after the save and before the outbox's row. @param callable(): mixed $save The save. */
	private function silently( callable $save ): void {
		$newest = array_map( static fn ( OutboxRow $row ): int => $row->id, $this->rows() );
		$save();
		$this->settle();
		$this->query( "DELETE FROM {$this->table()->name()} WHERE id NOT IN (" . implode( ',', $newest ) . ')' );
	}

	/** @return list<array{string, string}> Type and subject of each row. */
	private function told(): array {
		return array_map( static fn ( OutboxRow $row ): array => array( $row->type, $row->subject ), $this->rows() );
	}

	private function calendar(): int {
		return (int) wp_insert_post(
			array(
				'post_type'   => 'slotbridge_calendar',
				'post_title'  => 'Coaching',
				'post_status' => 'publish',
			)
		);
	}

	private function group(): int {
		return (int) wp_insert_term( 'Group', 'slotbridge_calendar_group' )['term_id'];
	}
}
