<?php
/**
 * From the outbox to the real bridge: sent once, in order; kept while the bridge is away; refused with the reason.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\Backoff;
use SlotBridge\Outbox\DispatchLease;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\Processes;
use SlotBridge\Tests\TestBridge;

final class DispatcherTest extends OutboxTestCase {

	/** Committed, so that ids never come back: the bridge remembers them between tests. */
	protected bool $rolls_back = false;

	/** @var list<array{url: string, count: int}> What was sent to the bridge, by number of events. */
	private array $requests = array();

	protected function setUp(): void {
		parent::setUp();
		TestBridge::pair();
		add_filter( 'http_request_args', array( $this, 'note_request' ), 10, 2 );
	}

	protected function tearDown(): void {
		remove_filter( 'http_request_args', array( $this, 'note_request' ) );
		( new Pairing() )->forget();
		parent::tearDown();
	}

	public function note_request( array $args, string $url ): array {
		$body             = json_decode( (string) $args['body'], true );
		$this->requests[] = array(
			'url'   => $url,
			'count' => is_array( $body ) ? count( $body ) : 0,
		);
		return $args;
	}

	public function test_events_arrive_once_and_as_they_were_recorded(): void {
		$id     = self::fresh_id();
		$entity = Events::calendar( $id, 'Größe & "Maß" 👩‍👩‍👧 עברית' );
		Plugin::outbox()->record( EventTypes::CALENDAR_CREATED, "calendar/$id", $entity, array_keys( $entity ) );
		$report = Plugin::dispatcher()->dispatch();
		self::assertNull( $report->error );
		self::assertSame( 1, $report->sent );
		self::assertSame( array( OutboxRow::SENT ), $this->states() );
		$row = $this->rows()[0];
		self::assertNotNull( $row->sent_at );

		$told = TestBridge::events( "calendar/$id" );
		self::assertCount( 1, $told );
		self::assertSame( $row->event_id, $told[0]['id'] );
		self::assertSame( $row->id, $told[0]['sequence'] );
		$detail = TestBridge::client()->call( 'GET', '/v1/activity/' . $row->event_id )->data();
		ksort( $entity ); // The order of keys means nothing, and the bridge's database has its own.
		ksort( $detail['event']['data']['entity'] );
		self::assertSame( $entity, $detail['event']['data']['entity'] );

		self::assertSame( 0, Plugin::dispatcher()->dispatch()->sent, 'There is nothing left to send.' );
		self::assertCount( 1, TestBridge::events( "calendar/$id" ) );
	}

	public function test_a_long_queue_goes_out_in_order_in_batches_of_fifty(): void {
		$first    = self::fresh_id();
		$subjects = array();
		for ( $i = 0; $i < 120; $i++ ) {
			$subjects[] = 'calendar/' . ( $first + $i % 3 );
		}
		$this->record( ...$subjects );
		$report = Plugin::dispatcher()->dispatch();
		self::assertSame( 120, $report->sent, (string) $report->error . implode( ' ', array_unique( array_map( static fn ( OutboxRow $row ) => (string) $row->last_error, $this->rows() ) ) ) );
		self::assertSame( array( 50, 50, 20 ), array_column( $this->requests, 'count' ) );
		$sequences = array_column( TestBridge::events( "calendar/$first" ), 'sequence' );
		self::assertSame( array_column( array_filter( array_map( 'get_object_vars', $this->rows() ), static fn ( array $row ) => "calendar/$first" === $row['subject'] ), 'id' ), $sequences );
	}

	public function test_a_repeated_event_is_accepted_and_there_once(): void {
		$id = self::fresh_id();
		$this->record( "calendar/$id" );
		Plugin::dispatcher()->dispatch();
		$this->alter( "state = 'pending'" ); // As if PHP was killed after the bridge had answered.
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
		self::assertCount( 1, TestBridge::events( "calendar/$id" ) );
	}

	public function test_while_the_bridge_is_away_everything_waits_and_then_arrives_once_in_order(): void {
		$id = self::fresh_id();
		TestBridge::away();
		$this->record( "calendar/$id", 'calendar/' . ( $id + 1 ), "calendar/$id" );
		$report = Plugin::dispatcher()->dispatch();
		self::assertSame( 'bridge_unreachable', $report->code );
		self::assertStringContainsString( 'did not answer', (string) $report->error );
		self::assertSame( array( 'pending', 'pending', 'pending' ), $this->states() );
		self::assertSame( $report->error, $this->rows()[0]->last_error );
		self::assertGreaterThan( OutboxTable::time(), $this->rows()[0]->next_attempt_at );

		$before = count( $this->requests );
		$this->record( "calendar/$id" );
		Plugin::dispatcher()->dispatch();
		self::assertCount( $before, $this->requests, 'Nobody overtakes the oldest, and nobody knocks before its time.' );

		TestBridge::pair();
		self::assertSame( 4, Plugin::dispatcher()->dispatch( true )->sent );
		$ids = array_map( static fn ( OutboxRow $row ) => $row->id, $this->rows() );
		self::assertSame( array( $ids[0], $ids[2], $ids[3] ), array_column( TestBridge::events( "calendar/$id" ), 'sequence' ) );
		self::assertSame( array( $ids[1] ), array_column( TestBridge::events( 'calendar/' . ( $id + 1 ) ), 'sequence' ) );
	}

	public function test_what_the_bridge_refuses_is_visible_and_does_not_hold_up_the_rest(): void {
		$id = self::fresh_id();
		Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, "calendar/$id", array( 'color' => 'mauve' ) + Events::calendar( $id ), array( 'color' ) );
		$this->record( 'calendar/' . ( $id + 1 ) );
		$report = Plugin::dispatcher()->dispatch();
		self::assertSame( array( 1, 1 ), array( $report->sent, $report->refused ) );
		self::assertSame( array( 'refused', 'sent' ), $this->states() );
		self::assertStringContainsString( '/data/entity/color', (string) $this->rows()[0]->last_error );
		self::assertSame( array(), TestBridge::events( "calendar/$id" ) );
	}

	public function test_what_is_too_large_for_one_request_is_sent_in_portions(): void {
		$first = self::fresh_id();
		for ( $i = 0; $i < 40; $i++ ) {
			$id = $first + $i;
			Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, "calendar/$id", array( 'description' => str_repeat( 'ä', 5000 ) ) + Events::calendar( $id ), array( 'description' ) );
		}
		self::assertSame( 40, Plugin::dispatcher()->dispatch()->sent );
		self::assertGreaterThan( 1, count( $this->requests ) );
		self::assertNotContains( OutboxRow::REFUSED, $this->states() );
	}

	public function test_an_event_that_no_request_can_hold_is_refused_alone(): void {
		$id = self::fresh_id();
		Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, "calendar/$id", array( 'description' => str_repeat( 'x', 1200000 ) ) + Events::calendar( $id ), array( 'description' ) );
		$this->record( 'calendar/' . ( $id + 1 ) );
		$report = Plugin::dispatcher()->dispatch();
		self::assertSame( array( 'refused', 'sent' ), $this->states() );
		self::assertNull( $report->error );
	}

	public function test_while_somebody_else_sends_nobody_overtakes(): void {
		$other = new DispatchLease();
		self::assertTrue( $other->take() );
		$this->record( 'calendar/' . self::fresh_id() );
		$report = Plugin::dispatcher()->dispatch();
		self::assertTrue( $report->busy );
		self::assertSame( array(), $this->requests );
		$other->release();
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
	}

	public function test_an_event_of_a_killed_process_is_delivered_by_the_next_dispatch(): void {
		self::assertSame( 9, Processes::php( 'record-and-die' )[0]['signal'] );
		$row = $this->rows()[0];
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
		self::assertContains( $row->event_id, array_column( TestBridge::events( 'calendar/91' ), 'id' ) );
	}

	public function test_a_process_that_is_killed_while_sending_delays_but_loses_nothing(): void {
		$id = self::fresh_id();
		$this->record( "calendar/$id" );
		self::assertSame( 'lease 1', Processes::php( 'claim-and-die' )[0]['output'] );
		self::assertSame( 0, Plugin::dispatcher()->dispatch( true )->sent, 'The dead one still holds lease and row.' );
		$this->alter( "claimed_at = '" . OutboxTable::time( -61 ) . "'" );
		global $wpdb;
		$wpdb->update( $wpdb->options, array( 'option_value' => sprintf( '%010d.dead', time() - 1 ) ), array( 'option_name' => DispatchLease::OPTION ) );
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
		self::assertCount( 1, TestBridge::events( "calendar/$id" ) );
	}

	public function test_without_a_pairing_nothing_is_tried(): void {
		( new Pairing() )->forget();
		$this->record( 'calendar/1' );
		$report = Plugin::dispatcher()->dispatch( true );
		self::assertSame( array(), $this->requests );
		self::assertSame( 0, $report->sent );
		self::assertSame( 0, $this->rows()[0]->attempts );
	}

	public function test_a_wrong_secret_says_to_pair_again_and_keeps_the_event(): void {
		$real = TestBridge::pair();
		( new Pairing() )->store( new PairingRecord( $real->bridge_url, $real->site_id, $real->bridge_id, 'sbs_wrong', null, false ) );
		$this->record( 'calendar/1' );
		$report = Plugin::dispatcher()->dispatch();
		self::assertSame( 'authorization_invalid', $report->code );
		self::assertStringContainsString( 'pair this site with the bridge again', (string) $report->error );
		self::assertSame( array( 'pending' ), $this->states() );
	}

	public function test_the_wait_grows_has_a_cap_and_is_never_twice_the_same_for_long(): void {
		foreach ( array( 1 => array( 1, 2 ), 3 => array( 4, 8 ), 7 => array( 60, 120 ), 50 => array( 60, 120 ) ) as $attempts => [ $least, $most ] ) {
			$waits = array_map( static fn () => Backoff::seconds( $attempts ), range( 1, 200 ) );
			self::assertGreaterThanOrEqual( $least, min( $waits ) );
			self::assertLessThanOrEqual( $most, max( $waits ) );
			self::assertGreaterThan( 1, count( array_unique( $waits ) ) );
		}
		self::assertSame( 900, Backoff::seconds( 1, 900 ), 'The bridge\'s own wish is honoured.' );
	}

	/** An id that no earlier run on the same bridge has used. */
	private static function fresh_id(): int {
		return random_int( 1000000, 2000000000 );
	}
}
