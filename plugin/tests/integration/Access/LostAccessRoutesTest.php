<?php
/**
 * The routes of lost access: the list, what is decided and what is refused, the way back, the rule.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Access\Loss\Loss;
use SlotBridge\Access\Loss\LossSettings;
use SlotBridge\Access\Loss\LossTable;

final class LostAccessRoutesTest extends LostAccessTestCase {

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['wp_rest_server'] = null; // Routes are registered anew by rest_get_server().
	}

	public function test_the_owner_reads_the_list_decides_and_takes_it_back(): void {
		$calendar = $this->open_calendar();
		$there    = $this->to_highlevel( $calendar );
		$ana      = $this->gold( 'ana' );
		$ben      = $this->gold( 'ben' );
		$of_ana   = $this->book( $there, $ana, self::day( 3 ) );
		$of_ben   = $this->book( $there, $ben, self::day( 4 ) );
		self::assertSame( 'ask', $this->call( 'PUT', '/settings', array( 'mode' => 'ask', 'graceHours' => 0, 'mail' => true ) )->get_data()['mode'] );
		$this->minute();
		$this->lose( $ana );
		$this->lose( $ben );
		$this->minute();

		$list = $this->call( 'GET', '', null, array( 'state' => 'asked,waiting', 'size' => 1 ) )->get_data();
		self::assertSame( array( 2, 2, 2 ), array( $list['total'], $list['pages'], $list['counts']['asked'] ) );
		self::assertCount( 1, $list['items'] );
		self::assertSame( array( 'mode' => 'ask', 'graceHours' => 0, 'mail' => true ), $list['settings'] );
		$found = $this->call( 'GET', '', null, array( 'search' => get_userdata( $ana )->user_login ) )->get_data()['items'];
		self::assertSame( array( $ana ), array_column( array_column( $found, 'member' ), 'id' ) );
		self::assertSame( array( $of_ana, 'found' ), array( $found[0]['bookings'][0]['id'], $found[0]['bookings'][0]['state'] ) );
		self::assertSame( array( true, true, false ), array( $found[0]['canKeep'], $found[0]['canCancel'], $found[0]['canUndo'] ) );

		$id      = $found[0]['id'];
		$decided = $this->call( 'POST', '/decide', array( 'ids' => array( $id, 999_999 ), 'decision' => 'cancel' ) )->get_data();
		self::assertSame( array( Loss::CANCELLING ), array_column( $decided['items'], 'state' ) );
		self::assertSame( array( 999_999 ), array_column( $decided['refused'], 'id' ) );
		$item = $this->listed_until( $id, Loss::CANCELLED );
		self::assertSame( wp_get_current_user()->display_name, $item['decidedBy'] );
		self::assertSame( array( 'cancelled', 'confirmed' ), array( $this->booking_status( $of_ana ), $this->booking_status( $of_ben ) ) );
		self::assertTrue( $item['canUndo'] );

		$this->call( 'POST', '/decide', array( 'ids' => array( $id ), 'decision' => 'undo' ) );
		$item = $this->listed_until( $id, Loss::FAILED );
		self::assertStringContainsString( 'no longer offers this time', $item['bookings'][0]['reason'], 'The calendar has no hours of its own.' );
		self::assertSame( 'cancelled', $this->booking_status( $of_ana ) );

		$refused = $this->call( 'POST', '/decide', array( 'ids' => array( $id ), 'decision' => 'keep' ) )->get_data()['refused'];
		self::assertSame( array( $id ), array_column( $refused, 'id' ) );
		$this->query( 'UPDATE ' . LossTable::name() . " SET bookings = REPLACE(bookings, '\"startTime\":\"2', '\"startTime\":\"1')" );
		$late = $this->call( 'POST', '/decide', array( 'ids' => array( $id ), 'decision' => 'undo' ) )->get_data()['refused'];
		self::assertStringContainsString( 'still to come', $late[0]['reason'] );
	}

	public function test_a_rule_that_is_none_is_refused_and_a_good_one_is_audited(): void {
		foreach ( array( array( 'mode' => 'burn', 'graceHours' => 1 ), array( 'mode' => 'cancel', 'graceHours' => -1 ), array( 'mode' => 'cancel', 'graceHours' => LossSettings::LONGEST + 1 ), array( 'mode' => 'cancel' ) ) as $wrong ) {
			self::assertSame( 400, $this->call( 'PUT', '/settings', $wrong )->get_status(), (string) wp_json_encode( $wrong ) );
		}
		foreach ( array( array( 'ids' => array(), 'decision' => 'keep' ), array( 'ids' => range( 1, 51 ), 'decision' => 'keep' ), array( 'ids' => array( 1 ), 'decision' => 'burn' ), array( 'ids' => array( 'x' ), 'decision' => 'keep' ) ) as $wrong ) {
			self::assertSame( 400, $this->call( 'POST', '/decide', $wrong )->get_status(), (string) wp_json_encode( $wrong ) );
		}
		self::assertSame( LossSettings::KEEP, $this->call( 'GET', '/settings' )->get_data()['mode'] );
		$this->call( 'PUT', '/settings', array( 'mode' => 'cancel', 'graceHours' => 48 ) );
		self::assertSame( array( array( 'lost-access-settings', array( 'mode' => 'keep', 'graceHours' => 72, 'mail' => false ), array( 'mode' => 'cancel', 'graceHours' => 48, 'mail' => false ) ) ), array_map( static fn ( array $entry ): array => array_slice( $entry, 0, 3 ), $this->audit ) );
	}

	/**
	 * As the screen asks while something is under way; no timer runs.
	 *
	 * @return array<string, mixed>
	 */
	private function listed_until( int $id, string $state ): array {
		$end = time() + 30;
		do {
			usleep( 100_000 );
			wp_cache_flush();
			$item = array_column( $this->call( 'GET', '' )->get_data()['items'], null, 'id' )[ $id ];
		} while ( $state !== $item['state'] && time() < $end );
		self::assertSame( $state, $item['state'], (string) wp_json_encode( $item ) );
		return $item;
	}

	/**
	 * @param array<string, mixed>|null $body  JSON body.
	 * @param array<string, mixed>      $query Query parameters.
	 */
	private function call( string $method, string $path, ?array $body = null, array $query = array() ): \WP_REST_Response {
		$request = new \WP_REST_Request( $method, '/slotbridge/v1/access/losses' . $path );
		$request->set_query_params( $query );
		if ( null !== $body ) {
			$request->set_header( 'content-type', 'application/json' );
			$request->set_body( (string) wp_json_encode( $body ) );
		}
		return rest_get_server()->dispatch( $request );
	}
}
