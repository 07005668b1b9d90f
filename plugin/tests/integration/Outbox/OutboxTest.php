<?php
/**
 * Writing events down: one row a request and entity, with exactly what was said, and nothing else happens.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Outbox;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\EventId;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\OutboxTestCase;

final class OutboxTest extends OutboxTestCase {

	public function test_one_event_is_one_insert_and_no_http(): void {
		global $wpdb;
		$calls = 0;
		add_filter(
			'pre_http_request',
			static function () use ( &$calls ) {
				++$calls;
				return new \WP_Error( 'unexpected' );
			}
		);
		$before = $wpdb->num_queries;
		Plugin::outbox()->record( EventTypes::CALENDAR_CREATED, 'calendar/7', Events::calendar( 7 ), array( 'name' ) );
		self::assertSame( 1, $wpdb->num_queries - $before );
		self::assertSame( 0, $calls );
		self::assertCount( 1, $this->rows() );
	}

	public function test_the_row_holds_what_was_said_to_the_character(): void {
		$name   = '"Größe" <b>5</b> 100 % \\ \' 👩‍👩‍👧 עברית %s';
		$entity = Events::calendar( 7, $name );
		Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, 'calendar/7', $entity, array( 'name', 'color' ) );
		$row = $this->rows()[0];
		self::assertSame(
			array(
				'entity'  => $entity,
				'changed' => array( 'name', 'color' ),
			),
			json_decode( $row->payload, true )
		);
		self::assertSame( $name, $row->entity_name() );
		self::assertSame( OutboxRow::PENDING, $row->state );
		self::assertSame( 0, $row->attempts );
	}

	public function test_broken_utf8_never_stops_a_save(): void {
		Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, 'calendar/7', Events::calendar( 7, "a\xffb" ), array() );
		self::assertSame( "a\u{fffd}b", $this->rows()[0]->entity_name() );
	}

	public function test_several_changes_in_one_request_are_one_event(): void {
		$outbox = Plugin::outbox();
		$outbox->record( EventTypes::CALENDAR_CREATED, 'calendar/7', Events::calendar( 7, 'One' ), array( 'name' ) );
		$outbox->record( EventTypes::CALENDAR_UPDATED, 'calendar/7', Events::calendar( 7, 'Two' ), array( 'color', 'name' ) );
		$outbox->record( EventTypes::CALENDAR_CREATED, 'calendar/8', Events::calendar( 8 ), array( 'name' ) );
		$rows = $this->rows();
		self::assertCount( 2, $rows );
		self::assertSame( EventTypes::CALENDAR_CREATED, $rows[0]->type );
		self::assertSame( 'Two', $rows[0]->entity_name() );
		self::assertSame( array( 'name', 'color' ), json_decode( $rows[0]->payload, true )['changed'] );
	}

	public function test_a_row_that_was_taken_is_left_alone(): void {
		$outbox = Plugin::outbox();
		$outbox->record( EventTypes::CALENDAR_CREATED, 'calendar/7', Events::calendar( 7, 'One' ), array() );
		$this->table()->claim( str_repeat( 'a', 32 ), 50 );
		$outbox->record( EventTypes::CALENDAR_UPDATED, 'calendar/7', Events::calendar( 7, 'Two' ), array() );
		$rows = $this->rows();
		self::assertSame( array( 'One', 'Two' ), array( $rows[0]->entity_name(), $rows[1]->entity_name() ) );
	}

	public function test_the_next_request_gets_its_own_row(): void {
		Plugin::outbox()->record( EventTypes::CALENDAR_CREATED, 'calendar/7', Events::calendar( 7 ), array() );
		Plugin::outbox()->forget();
		Plugin::outbox()->record( EventTypes::CALENDAR_UPDATED, 'calendar/7', Events::calendar( 7, 'Two' ), array() );
		$rows = $this->rows();
		self::assertCount( 2, $rows );
		self::assertGreaterThan( $rows[0]->id, $rows[1]->id );
	}

	/** @return array<string, array{string, string, string}> */
	public static function merges(): array {
		$c = 'com.slotbridge.calendar.';
		return array(
			'a new one that is changed'          => array( $c . 'created', $c . 'updated', $c . 'created' ),
			'a new one that is switched'         => array( $c . 'created', $c . 'status-changed', $c . 'created' ),
			'a change and a switch'              => array( $c . 'updated', $c . 'status-changed', $c . 'updated' ),
			'a switch and a change'              => array( $c . 'status-changed', $c . 'updated', $c . 'updated' ),
			'two switches'                       => array( $c . 'status-changed', $c . 'status-changed', $c . 'status-changed' ),
			'trashed, then touched'              => array( $c . 'trashed', $c . 'updated', $c . 'trashed' ),
			'trashed, then brought back'         => array( $c . 'trashed', $c . 'restored', $c . 'restored' ),
			'brought back, then changed'         => array( $c . 'restored', $c . 'updated', $c . 'restored' ),
			'trashed, then deleted'              => array( $c . 'trashed', $c . 'deleted', $c . 'deleted' ),
			'a new one that is deleted'          => array( $c . 'created', $c . 'deleted', $c . 'deleted' ),
			'a group\'s switch and change'       => array( EventTypes::GROUP_STATUS_CHANGED, EventTypes::GROUP_UPDATED, EventTypes::GROUP_UPDATED ),
			'a group\'s change and its deletion' => array( EventTypes::GROUP_UPDATED, EventTypes::GROUP_DELETED, EventTypes::GROUP_DELETED ),
		);
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'merges' )]
	public function test_two_events_become_the_one_that_says_more( string $earlier, string $later, string $expected ): void {
		self::assertSame( $expected, EventTypes::merge( $earlier, $later ) );
	}

	public function test_event_ids_are_version_7_and_tell_their_time(): void {
		$before = microtime( true );
		$ids    = array_map( static fn () => EventId::create(), range( 1, 500 ) ); // More than one a millisecond.
		$after  = microtime( true );
		self::assertCount( 500, array_unique( $ids ) );
		$sorted = $ids;
		sort( $sorted );
		self::assertSame( $sorted, $ids, 'In one process they sort as they were made.' );
		foreach ( $ids as $id ) {
			self::assertMatchesRegularExpression( '/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', $id );
			$time = (float) ( new \DateTimeImmutable( EventId::time( $id ) ) )->format( 'U.u' );
			self::assertGreaterThanOrEqual( floor( $before * 1000 ) / 1000 - 0.0001, $time );
			self::assertLessThanOrEqual( $after + 0.002, $time, 'A full counter may borrow from the next millisecond.' );
		}
	}

	public function test_the_envelope_is_a_cloudevent(): void {
		Plugin::outbox()->record( EventTypes::CALENDAR_CREATED, 'calendar/7', Events::calendar( 7, '"\\' ), array( 'name' ) );
		$row      = $this->rows()[0];
		$envelope = json_decode( $row->envelope( 'https://example.test' ), true, 512, JSON_THROW_ON_ERROR );
		self::assertSame(
			array(
				'specversion'     => '1.0',
				'id'              => $row->event_id,
				'source'          => 'https://example.test',
				'type'            => EventTypes::CALENDAR_CREATED,
				'subject'         => 'calendar/7',
				'time'            => EventId::time( $row->event_id ),
				'sequence'        => (string) $row->id,
				'sequencetype'    => 'Integer',
				'datacontenttype' => 'application/json',
				'traceparent'     => '00-' . str_replace( '-', '', $row->event_id ) . '-' . substr( hash( 'sha256', $row->event_id ), 0, 16 ) . '-01',
				'data'            => json_decode( $row->payload, true ),
			),
			$envelope
		);
	}
}
