<?php
/**
 * The outbox's rows: taken in order, settled by their holder only, never lost, cleaned up with care.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Outbox;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\OutboxTestCase;

final class OutboxTableTest extends OutboxTestCase {

	private const MINE   = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
	private const THEIRS = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';

	public function test_a_claim_takes_the_oldest_and_leaves_the_rest(): void {
		$this->record( 'calendar/1', 'calendar/2', 'calendar/3' );
		$taken = $this->table()->claim( self::MINE, 2 );
		self::assertSame( array( 'calendar/1', 'calendar/2' ), array_map( static fn ( OutboxRow $row ) => $row->subject, $taken ) );
		self::assertSame( array( 1, 1 ), array_map( static fn ( OutboxRow $row ) => $row->attempts, $taken ) );
		self::assertSame( array( 'calendar/3' ), array_map( static fn ( OutboxRow $row ) => $row->subject, $this->table()->claim( self::THEIRS, 50 ) ) );
	}

	public function test_a_killed_holder_loses_its_rows_after_the_lease(): void {
		$this->record( 'calendar/1' );
		$this->table()->claim( self::MINE, 50 );
		$this->alter( "claimed_at = '" . gmdate( 'Y-m-d H:i:s', time() - 59 ) . "'" );
		self::assertSame( array(), $this->table()->claim( self::THEIRS, 50 ) );
		$this->alter( "claimed_at = '" . gmdate( 'Y-m-d H:i:s', time() - 62 ) . "'" );
		self::assertCount( 1, $this->table()->claim( self::THEIRS, 50 ) );
		$this->table()->mark_sent( self::MINE, array( $this->rows()[0]->id ) );
		self::assertSame( array( OutboxRow::SENDING ), $this->states(), 'A claim that ran out has no say any more.' );
	}

	public function test_settling(): void {
		$this->record( 'calendar/1', 'calendar/2', 'calendar/3' );
		$ids = array_map( static fn ( OutboxRow $row ) => $row->id, $this->table()->claim( self::MINE, 50 ) );
		$this->table()->mark_sent( self::MINE, array( $ids[0] ) );
		$this->table()->mark_refused( self::MINE, $ids[1], '100 % wrong: 5 < 7' );
		$this->table()->put_back( self::MINE, array( $ids[2] ), 'Nobody answered.', 90 );
		$rows = $this->rows();
		self::assertSame( array( 'sent', 'refused', 'pending' ), $this->states() );
		self::assertNotNull( $rows[0]->sent_at );
		self::assertSame( '100 % wrong: 5 < 7', $rows[1]->last_error );
		self::assertSame( 'Nobody answered.', $rows[2]->last_error );
		self::assertGreaterThan( gmdate( 'Y-m-d H:i:s', time() + 60 ), $rows[2]->next_attempt_at );

		$stats = $this->table()->stats();
		self::assertSame( 1, $stats['pending'] );
		self::assertSame( 1, $stats['refused'] );
		self::assertSame( 'Nobody answered.', $stats['lastError'] );
		self::assertSame( str_replace( ' ', 'T', $rows[2]->created_at ) . 'Z', $stats['oldestPendingAt'] );
		self::assertSame( str_replace( ' ', 'T', (string) $rows[0]->sent_at ) . 'Z', $stats['lastSentAt'] );
	}

	public function test_only_a_refused_row_can_be_thrown_away(): void {
		$this->record( 'calendar/1', 'calendar/2' );
		[ $first, $second ] = $this->rows();
		$this->table()->claim( self::MINE, 1 );
		$this->table()->mark_refused( self::MINE, $first->id, 'no' );
		self::assertFalse( $this->table()->discard( $second->id ) );
		self::assertTrue( $this->table()->discard( $first->id ) );
		self::assertSame( array( $second->id ), array_map( static fn ( OutboxRow $row ) => $row->id, $this->rows() ) );
	}

	public function test_pruning_keeps_what_is_young_unsent_or_the_last_word_on_an_entity(): void {
		$this->record( 'calendar/1', 'calendar/1', 'calendar/2', 'calendar/3' );
		Plugin::outbox()->record( EventTypes::CALENDAR_DELETED, 'calendar/4', Events::calendar( 4 ), array() );
		$ids = array_map( static fn ( OutboxRow $row ) => $row->id, $this->table()->claim( self::MINE, 50 ) );
		$this->table()->mark_sent( self::MINE, array( $ids[0], $ids[1], $ids[3], $ids[4] ) );
		$old = gmdate( 'Y-m-d H:i:s', time() - 8 * DAY_IN_SECONDS );
		$this->alter( "sent_at = '$old', created_at = '$old'", 'id <> ' . $ids[3] );
		$this->table()->prune();
		self::assertSame( array( $ids[1], $ids[2], $ids[3] ), array_map( static fn ( OutboxRow $row ) => $row->id, $this->rows() ) );
	}

	public function test_the_newest_row_of_each_subject(): void {
		$this->record( 'calendar/1', 'calendar/2', 'calendar/1' );
		$newest = $this->table()->newest_by_subject();
		$rows   = $this->rows();
		self::assertSame( array( $rows[2]->id, $rows[1]->id ), array( $newest['calendar/1']->id, $newest['calendar/2']->id ) );
	}
}
