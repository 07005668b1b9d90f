<?php
/**
 * What happened reaches the real bridge as it was written down, each once, and is told there in the same words.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Triggers;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\Outbox;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;
use SlotBridge\Triggers\Triggers;

final class ToTheBridgeTest extends OutboxTestCase {

	/** Committed, so that ids never come back: the bridge remembers them between tests. */
	protected bool $rolls_back = false;

	protected function setUp(): void {
		parent::setUp();
		TestBridge::pair();
	}

	protected function tearDown(): void {
		delete_option( Triggers::OPTION );
		( new Pairing() )->forget();
		parent::tearDown();
	}

	public function test_each_arrives_once_and_is_told_in_the_same_words(): void {
		$id = random_int( 1000000, 2000000000 );
		Triggers::change( array( EventTypes::MEMBER_TAG_ADDED => true, EventTypes::OFFERING_UPDATED => true ) );
		foreach ( array( 'Gold', 'Größe 👩‍👩‍👧' ) as $tag ) {
			Triggers::fire( EventTypes::MEMBER_TAG_ADDED, "member/$id", Events::member( $id ), array( 'tags' ), array( 'tag' => array( 'id' => '12', 'name' => $tag ) ) );
		}
		Triggers::fire( EventTypes::OFFERING_UPDATED, "offering/$id", array( 'key' => '_accessally_offering_1', 'name' => 'Course', 'tags' => array(), 'pages' => array(), 'hash' => 'h' ), array( 'name' ), array() );
		$rows   = $this->rows();
		$report = Plugin::dispatcher()->dispatch();
		self::assertNull( $report->error );
		self::assertSame( array( 3, 0 ), array( $report->sent, $report->refused ), (string) wp_json_encode( array_map( static fn ( $row ) => $row->last_error, $this->rows() ) ) );
		$told = TestBridge::events( "member/$id" );
		self::assertSame( array( 'Member "Ana Bell" got a tag: Gold', 'Member "Ana Bell" got a tag: Größe 👩‍👩‍👧' ), array_column( $told, 'title' ) );
		$detail = TestBridge::client()->call( 'GET', '/v1/activity/' . $rows[0]->event_id )->data();
		self::assertSame( Outbox::hash( self::sorted( json_decode( $rows[0]->payload, true ) ) ), Outbox::hash( self::sorted( $detail['event']['data'] ) ) );
		self::assertSame( array( 'delivered' ), array_column( self::delivered( "offering/$id" ), 'state' ) );
	}

	public function test_after_a_restore_nothing_is_told_twice_and_calendars_still_count(): void {
		$id = random_int( 1000000, 2000000000 );
		Triggers::change( array( EventTypes::MEMBER_TAG_ADDED => true ) );
		$tag = static fn ( string $name ): bool => Triggers::fire( EventTypes::MEMBER_TAG_ADDED, "member/$id", Events::member( $id ), array( 'tags' ), array( 'tag' => array( 'id' => '1', 'name' => $name ) ) );
		$tag( 'Before' );
		$this->record( "calendar/$id" );
		Plugin::dispatcher()->dispatch();
		[ $first ] = $this->rows();
		// The database of an earlier day counts from an earlier number.
		$this->query( "DELETE FROM {$this->table()->name()}" );
		$tag( 'After' );
		$this->record( "calendar/$id" );
		[ $member, $calendar ] = $this->rows();
		$this->alter( 'id = ' . ( $first->id - 20 ), "id = {$member->id}" );
		$this->alter( 'id = ' . ( $first->id - 19 ), "id = {$calendar->id}" );
		self::assertNull( Plugin::dispatcher()->dispatch()->error );
		self::assertSame( array( 'sent', 'sent' ), $this->states() );
		$titles = array_column( TestBridge::events( "member/$id" ), 'title' );
		sort( $titles );
		self::assertSame( array( 'Member "Ana Bell" got a tag: After', 'Member "Ana Bell" got a tag: Before' ), $titles, 'Each once.' );
		$sequences = array_column( TestBridge::events( "calendar/$id" ), 'sequence' );
		self::assertGreaterThan( $first->id + 1, max( $sequences ), 'The calendar was sent again under a number that counts.' );
	}

	/** @return list<array<string, mixed>> The bridge's account, once it has ended or after ten seconds. */
	private static function delivered( string $subject ): array {
		for ( $try = 0; $try < 100; $try++ ) {
			$events = TestBridge::events( $subject );
			if ( array( 'delivered' ) === array_unique( array_column( $events, 'state' ) ) ) {
				break;
			}
			usleep( 100000 );
		}
		return $events;
	}

	/** @return mixed The same with keys in order: the bridge's database has an order of its own. */
	private static function sorted( mixed $value ): mixed {
		if ( is_array( $value ) ) {
			$value = array_map( array( self::class, 'sorted' ), $value );
			if ( ! array_is_list( $value ) ) {
				ksort( $value );
			}
		}
		return $value;
	}
}
