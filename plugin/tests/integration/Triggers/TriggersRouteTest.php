<?php
/**
 * The owner's switches through the REST API: everything in words, checked as a whole, and seen in Activity while it waits.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Triggers;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\Rest\RestTestCase;
use SlotBridge\Triggers\Triggers;

final class TriggersRouteTest extends RestTestCase {

	protected function setUp(): void {
		parent::setUp();
		delete_option( Triggers::OPTION );
	}

	public function test_all_triggers_are_there_under_their_headings_and_off(): void {
		$answer   = $this->json( $this->call( 'GET', '/triggers' ) );
		$triggers = array_merge( ...array_column( $answer['families'], 'triggers' ) );
		self::assertEqualsCanonicalizing( array_keys( \SlotBridge\Catalogue\TriggerTypes::all() ), array_column( $triggers, 'type' ) );
		self::assertSame( array( false ), array_values( array_unique( array_column( $triggers, 'on' ) ) ) );
		$order = array_column( $triggers, null, 'type' )[ EventTypes::ORDER_SUCCEEDED ];
		self::assertStringContainsString( 'no card', implode( ' ', $order['sends'] ) );
		self::assertStringContainsString( 'does not tell of orders', $order['note'] );
		self::assertTrue( $order['needsSign'] );
	}

	public function test_some_are_switched_and_the_others_stay(): void {
		$this->put( array( EventTypes::USER_LOGGED_IN => true, EventTypes::MEMBER_TAG_ADDED => true ) );
		$answer = $this->put( array( EventTypes::USER_LOGGED_IN => false ) );
		self::assertSame( 200, $answer->get_status() );
		self::assertSame( array( EventTypes::MEMBER_TAG_ADDED ), Triggers::on() );
		$on = array_filter( array_merge( ...array_column( $this->json( $answer )['families'], 'triggers' ) ), static fn ( array $trigger ): bool => $trigger['on'] );
		self::assertSame( array( EventTypes::MEMBER_TAG_ADDED ), array_values( array_column( $on, 'type' ) ) );
	}

	public function test_one_wrong_name_changes_nothing_and_is_named(): void {
		$answer = $this->put( array( EventTypes::USER_LOGGED_IN => true, EventTypes::CALENDAR_CREATED => false, 'com.slotbridge.odd' => true ) );
		self::assertSame( 400, $answer->get_status() );
		self::assertSame( 'slotbridge_invalid_triggers', $answer->get_data()['code'] );
		self::assertSame( array( EventTypes::CALENDAR_CREATED, 'com.slotbridge.odd' ), array_keys( $answer->get_data()['data']['fields'] ) );
		self::assertSame( array(), Triggers::on() );
		foreach ( array( array(), array( 'triggers' => 'all' ), array( 'triggers' => array( EventTypes::USER_LOGGED_IN => 'perhaps' ) ) ) as $body ) {
			self::assertSame( 400, $this->call( 'PUT', '/triggers', $body )->get_status(), (string) wp_json_encode( $body ) );
		}
	}

	public function test_activity_tells_of_what_waits_by_name_and_finds_it_by_kind(): void {
		\SlotBridge\Plugin::outbox()->note( EventTypes::MEMBER_TAG_ADDED, 'member/5', Events::member( 5 ), array( 'tags' ), array( 'tag' => array( 'id' => '1', 'name' => 'Gold' ) ) );
		\SlotBridge\Plugin::outbox()->note( EventTypes::USER_LOGGED_IN, 'member/6', Events::member( 6, '' ), array(), array() );
		$this->record( 'calendar/1' );
		( new Pairing() )->forget();
		$items = $this->json( $this->call( 'GET', '/activity', null, array( 'entity' => 'member' ) ) )['outbox']['items'];
		self::assertSame( array( 'Member "member-6" logged in', 'Member "Ana Bell" got a tag: Gold' ), array_column( $items, 'title' ) );
		self::assertSame( 400, $this->call( 'GET', '/activity', null, array( 'entity' => 'contact' ) )->get_status() );
	}

	/** @param array<string, mixed> $triggers By type. */
	private function put( array $triggers ): \WP_REST_Response {
		return $this->call( 'PUT', '/triggers', array( 'triggers' => $triggers ) );
	}
}
