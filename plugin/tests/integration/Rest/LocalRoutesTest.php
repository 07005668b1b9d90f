<?php
/**
 * The routes that need no bridge, and what all of them do while there is none.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Plugin;
use SlotBridge\Settings\Settings;
use SlotBridge\Tests\Events;

final class LocalRoutesTest extends RestTestCase {

	protected function setUp(): void {
		parent::setUp();
		( new Pairing() )->forget();
	}

	public function test_status_of_a_site_that_is_not_paired(): void {
		$this->record( 'calendar/1' );
		$status = $this->json( $this->call( 'GET', '/status' ) );
		self::assertFalse( $status['pairing']['paired'] );
		self::assertNull( $status['bridge'] );
		self::assertSame( array(), $status['connections'] );
		self::assertSame( 1, $status['outbox']['pending'] );
		self::assertSame( PHP_VERSION, $status['wordpress']['php'] );
		self::assertArrayHasKey( 'active', $status['accessAlly'] );
	}

	public function test_routes_of_the_bridge_say_to_pair_first(): void {
		foreach ( array( 'GET /connections', 'GET /config', 'POST /replay', 'POST /pairing/secret' ) as $route ) {
			[ $method, $path ] = explode( ' ', $route );
			$response          = $this->call( $method, $path );
			self::assertSame( 409, $response->get_status(), $route );
			self::assertSame( 'slotbridge_not_paired', $response->get_data()['code'] );
			self::assertStringContainsString( 'Connect', $response->get_data()['message'] );
		}
	}

	public function test_a_bad_address_is_a_fault_at_its_field(): void {
		$response = $this->call( 'POST', '/pairing', array( 'bridgeUrl' => 'http://bridge.example.com', 'code' => 'AAAA-BBBB-CCCC' ) );
		self::assertSame( 422, $response->get_status() );
		self::assertSame( 'slotbridge_bridge_url_invalid', $response->get_data()['code'] );
		self::assertSame( '/bridgeUrl', $response->get_data()['data']['errors'][0]['pointer'] );
		self::assertSame( 400, $this->call( 'POST', '/pairing', array( 'bridgeUrl' => 'https://a.test' ) )->get_status() );
		self::assertSame( 400, $this->call( 'POST', '/pairing', array( 'bridgeUrl' => array( 'x' ), 'code' => 'a' ) )->get_status() );
	}

	public function test_activity_shows_what_waits_also_without_a_bridge(): void {
		Plugin::outbox()->record( EventTypes::CALENDAR_CREATED, 'calendar/7', Events::calendar( 7, 'Größe <b>' ), array( 'name' ) );
		$this->record( 'calendar/8' );
		$this->table()->claim( str_repeat( 'a', 32 ), 1 );
		$this->table()->mark_refused( str_repeat( 'a', 32 ), $this->rows()[0]->id, '/data/entity/color: no' );
		$answer = $this->json( $this->call( 'GET', '/activity' ) );
		self::assertSame( 'slotbridge_not_paired', $answer['bridgeError']['code'] );
		self::assertSame( array(), $answer['items'] );
		self::assertSame( 1, $answer['outbox']['pending'] );
		[ $queued, $refused ] = $answer['outbox']['items'];
		self::assertSame( array( 'queued', 'calendar/8' ), array( $queued['state'], $queued['subject'] ) );
		self::assertSame( 'refused', $refused['state'] );
		self::assertSame( 'Calendar "Größe <b>" was added', $refused['title'] );
		self::assertSame( '/data/entity/color: no', $refused['reason'] );
		self::assertNull( $refused['nextAttemptAt'] );
		self::assertCount( 1, $this->json( $this->call( 'GET', '/activity', null, array( 'q' => 'größe' ) ) )['outbox']['items'] );
		self::assertCount( 1, $this->json( $this->call( 'GET', '/activity', null, array( 'subject' => 'calendar/8' ) ) )['outbox']['items'] );
		self::assertCount( 0, $this->json( $this->call( 'GET', '/activity', null, array( 'entity' => 'calendar-group' ) ) )['outbox']['items'] );
		self::assertSame( 400, $this->call( 'GET', '/activity', null, array( 'limit' => 100000 ) )->get_status() );
	}

	public function test_only_refused_events_can_be_thrown_away(): void {
		$this->record( 'calendar/1', 'calendar/2' );
		[ $first, $second ] = $this->rows();
		$this->table()->claim( str_repeat( 'a', 32 ), 1 );
		$this->table()->mark_refused( str_repeat( 'a', 32 ), $first->id, 'no' );
		self::assertSame( 404, $this->call( 'POST', "/outbox/{$second->id}/discard" )->get_status() );
		self::assertSame( 200, $this->call( 'POST', "/outbox/{$first->id}/discard" )->get_status() );
		self::assertSame( array( 'pending' ), $this->states() );
	}

	public function test_resend_records_every_group_and_calendar_groups_first(): void {
		$group    = wp_insert_term( 'Group', 'slotbridge_calendar_group' )['term_id'];
		$calendar = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'publish' ) );
		$trashed  = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Old', 'post_status' => 'publish' ) );
		wp_trash_post( $trashed );
		\SlotBridge\Calendars\Module::look_at_all();
		Plugin::outbox()->forget();
		$this->query( "DELETE FROM {$this->table()->name()}" );
		$answer   = $this->json( $this->call( 'POST', '/resend' ) );
		$subjects = array_map( static fn ( OutboxRow $row ): string => $row->subject, $this->rows() );
		self::assertSame( count( $subjects ), $answer['recorded'] );
		self::assertContains( "calendar/$calendar", $subjects );
		self::assertNotContains( "calendar/$trashed", $subjects );
		self::assertLessThan( array_search( "calendar/$calendar", $subjects, true ), array_search( "calendar-group/$group", $subjects, true ) );
	}

	public function test_settings_are_checked_and_kept(): void {
		self::assertSame( array( 'keepDataOnUninstall' => false, 'alertEmail' => '' ), Settings::read() );
		$bad = $this->call( 'PUT', '/settings', array( 'alertEmail' => 'nobody' ) );
		self::assertSame( 400, $bad->get_status() );
		self::assertArrayHasKey( 'alertEmail', $bad->get_data()['data']['fields'] );
		$this->call( 'PUT', '/settings', array( 'keepDataOnUninstall' => true, 'alertEmail' => 'owner@example.test' ) );
		$this->call( 'PUT', '/settings', array( 'keepDataOnUninstall' => true ) );
		self::assertSame( array( 'keepDataOnUninstall' => true, 'alertEmail' => 'owner@example.test' ), $this->json( $this->call( 'GET', '/settings' ) ) );
		$this->call( 'PUT', '/settings', array( 'alertEmail' => '' ) );
		self::assertSame( array( 'keepDataOnUninstall' => true, 'alertEmail' => '' ), Settings::read() );
	}

	public function test_reference_offers_choices(): void {
		$group     = wp_insert_term( 'Evenings', 'slotbridge_calendar_group' )['term_id'];
		$reference = $this->json( $this->call( 'GET', '/reference' ) );
		self::assertContains( 'Europe/Berlin', array_column( $reference['timeZones'], 'value' ) );
		self::assertContains( $group, array_column( $reference['groups'], 'id' ) );
		self::assertContains( 'administrator', array_column( $reference['audience']['roles'], 'id' ) );
		$types  = json_decode( (string) file_get_contents( dirname( __DIR__, 4 ) . '/bridge/catalogue/events/calendar.schema.json' ), true )['properties']['type']['enum'];
		self::assertEqualsCanonicalizing( $types, array_column( $reference['calendarTypes'], 'value' ) );
		self::assertSame( array_keys( Events::calendar( 1 ) ), array_keys( $reference['defaults'] ) );
	}

	public function test_bodies_that_are_no_json_object_are_refused(): void {
		( new Pairing() )->store( new PairingRecord( 'http://127.0.0.1:9', 'site', 'bridge', 'secret', null, false ) );
		$request = new \WP_REST_Request( 'PUT', '/slotbridge/v1/config' );
		$request->set_body_params( array( 'version' => 1 ) );
		self::assertSame( 'slotbridge_body_invalid', rest_get_server()->dispatch( $request )->get_data()['code'] );
	}
}
