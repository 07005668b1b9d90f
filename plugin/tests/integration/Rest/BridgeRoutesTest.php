<?php
/**
 * The routes that hand on to the bridge, with the real one behind them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\TestBridge;

final class BridgeRoutesTest extends RestTestCase {

	protected function setUp(): void {
		parent::setUp();
		TestBridge::pair();
	}

	public function test_status_tells_how_the_bridge_is(): void {
		$status = $this->json( $this->call( 'GET', '/status' ) );
		self::assertTrue( $status['pairing']['paired'] );
		self::assertSame( TestBridge::url(), $status['pairing']['bridgeUrl'] );
		self::assertSame( 'database', $status['pairing']['secretSource'] );
		self::assertTrue( $status['bridge']['reachable'] );
		self::assertIsInt( $status['bridge']['queue']['pending'] );
		self::assertIsArray( $status['connections'] );
	}

	public function test_status_while_the_bridge_is_away_still_answers(): void {
		TestBridge::away();
		$response = $this->call( 'GET', '/status' );
		self::assertSame( 200, $response->get_status() );
		$status = $this->json( $response );
		self::assertTrue( $status['pairing']['paired'] );
		self::assertFalse( $status['bridge']['reachable'] );
		self::assertSame( 'slotbridge_bridge_unreachable', $status['bridge']['error']['code'] );
		self::assertSame( 502, $this->call( 'GET', '/config' )->get_status() );
	}

	public function test_the_mapping_is_read_saved_and_protected_from_the_second_of_two(): void {
		$read   = $this->json( $this->call( 'GET', '/config' ) );
		$config = $read['config'];
		self::assertNotEmpty( $read['fields']['calendar'] );
		$config['policies']['calendarRemoved'] = 'delete' === $config['policies']['calendarRemoved'] ? 'draft' : 'delete';
		$saved = $this->call( 'PUT', '/config', $config );
		self::assertSame( 200, $saved->get_status(), (string) wp_json_encode( $saved->get_data() ) );
		self::assertSame( $config['policies'], $this->json( $this->call( 'GET', '/config' ) )['config']['policies'] );
		$second = $this->call( 'PUT', '/config', $config );
		self::assertSame( 409, $second->get_status() );
		self::assertSame( 'slotbridge_config_conflict', $second->get_data()['code'] );
		self::assertSame( 422, $this->call( 'PUT', '/config', array( 'version' => 1, 'nonsense' => true ) )->get_status() );
	}

	public function test_the_site_is_paused_and_resumed_and_the_status_says_so(): void {
		self::assertNull( $this->json( $this->call( 'GET', '/status' ) )['bridge']['pauses']['site']['pausedAt'] );
		$paused = $this->call( 'PATCH', '/pauses', array( 'scope' => 'site', 'paused' => true ) );
		self::assertSame( 200, $paused->get_status(), (string) wp_json_encode( $paused->get_data() ) );
		self::assertNotNull( $this->json( $this->call( 'GET', '/status' ) )['bridge']['pauses']['site']['pausedAt'] );
		$resumed = $this->json( $this->call( 'PATCH', '/pauses', array( 'scope' => 'site', 'paused' => false ) ) );
		self::assertSame( $resumed, $this->json( $this->call( 'GET', '/pauses' ) ) );
		self::assertNull( $resumed['site']['pausedAt'] );
		self::assertSame( 400, $this->call( 'PATCH', '/pauses', array( 'scope' => 'moon', 'paused' => true ) )->get_status() );
	}

	public function test_alerts_are_saved_with_faults_at_their_fields_and_the_webhook_s_secret_is_told_once(): void {
		$read = $this->json( $this->call( 'GET', '/alerts' ) );
		self::assertSame( array(), $read['incidents'] );
		$wanted = array( 'webhook' => array( 'url' => 'https://hooks.example.com/slotbridge' ), 'emails' => array(), 'rules' => $read['alerts']['rules'] );
		$wanted['rules']['queueAge']['minutes'] = 42;
		$first = $this->json( $this->call( 'PUT', '/alerts', $wanted ) );
		self::assertSame( 42, $first['alerts']['rules']['queueAge']['minutes'] );
		self::assertStringStartsWith( 'whsec_', $first['webhookSecret'] );
		self::assertArrayNotHasKey( 'webhookSecret', $this->json( $this->call( 'PUT', '/alerts', $wanted ) ) );
		self::assertStringNotContainsString( 'whsec_', (string) wp_json_encode( $this->call( 'GET', '/alerts' )->get_data() ) );

		$refused = $this->call( 'PUT', '/alerts', array( 'webhook' => array( 'url' => 'https://10.0.0.1/' ) ) + $wanted );
		self::assertSame( 422, $refused->get_status() );
		self::assertStringContainsString( '/webhook/url', (string) wp_json_encode( $refused->get_data(), JSON_UNESCAPED_SLASHES ) );

		$none = $this->json( $this->call( 'PUT', '/alerts', array( 'webhook' => null ) + $wanted ) );
		self::assertNull( $none['alerts']['webhook'] );
		self::assertSame( 'slotbridge_body_invalid', $this->call( 'POST', '/alerts/test' )->get_data()['code'] );
	}

	public function test_a_forecast_counts_what_would_be_sent_or_says_what_is_missing(): void {
		$connected = array() !== $this->json( $this->call( 'GET', '/connections' ) )['connections'];
		$answer    = $this->call( 'GET', '/forecast' );
		if ( ! $connected ) {
			self::assertSame( 'slotbridge_connection_missing', $answer->get_data()['code'] );
			return;
		}
		$calendars = array_sum( array_map( 'intval', array_diff_key( (array) wp_count_posts( 'slotbridge_calendar' ), array_flip( array( 'trash', 'auto-draft', 'inherit' ) ) ) ) );
		self::assertGreaterThanOrEqual( $calendars, $this->json( $answer )['changes'] );
	}

	public function test_a_link_that_cannot_be_mended_is_refused_in_words(): void {
		$refused = $this->call( 'POST', '/links/mend', array( 'subject' => 'calendar/1', 'action' => 'recreate' ) );
		self::assertContains( $refused->get_data()['code'], array( 'slotbridge_connection_missing', 'slotbridge_not_found' ) );
		self::assertNotSame( '', $refused->get_data()['message'] );
	}

	public function test_a_preview_says_what_would_be_sent(): void {
		$preview = $this->call( 'POST', '/preview', array( 'entity' => 'calendar', 'snapshot' => Events::calendar( 12, 'Größe' ) ) );
		self::assertSame( 200, $preview->get_status(), (string) wp_json_encode( $preview->get_data() ) );
		self::assertStringContainsString( 'Größe', (string) wp_json_encode( $this->json( $preview ), JSON_UNESCAPED_UNICODE ) );
		self::assertSame( 400, $this->call( 'POST', '/preview', array( 'entity' => 'unicorn', 'snapshot' => array() ) )->get_status() );
	}

	public function test_activity_has_what_the_bridge_took_and_one_event_in_full(): void {
		$id = random_int( 1000000, 2000000000 );
		$this->record( "calendar/$id" );
		self::assertSame( 1, $this->json( $this->call( 'POST', '/outbox/dispatch' ) )['sent'] );
		$activity = $this->json( $this->call( 'GET', '/activity', null, array( 'subject' => "calendar/$id" ) ) );
		self::assertArrayNotHasKey( 'bridgeError', $activity );
		self::assertCount( 1, $activity['items'] );
		self::assertSame( array(), $activity['outbox']['items'] );
		$event = $this->json( $this->call( 'GET', '/activity/' . $activity['items'][0]['id'] ) );
		self::assertSame( "calendar/$id", $event['item']['subject'] );
		self::assertSame( 404, $this->call( 'GET', '/activity/00000000-0000-7000-8000-000000000000' )->get_status() );
		$replayed = $this->call( 'POST', '/replay', array( 'eventIds' => array( $activity['items'][0]['id'] ) ) );
		self::assertSame( 202, $replayed->get_status() );
	}

	public function test_empty_objects_stay_objects(): void {
		$before = (string) wp_json_encode( TestBridge::client()->call( 'GET', '/v1/config' )->passed_on() );
		self::assertSame( $before, (string) wp_json_encode( $this->call( 'GET', '/config' )->get_data() ) );
	}

	public function test_a_wrong_token_is_told_in_words_and_is_in_no_answer(): void {
		$token    = 'pit-00000000-dead-4000-8000-00000000beef';
		$response = $this->call( 'POST', '/connections', array( 'token' => $token, 'locationId' => 'nowhere' ) );
		self::assertSame( 422, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertStringStartsWith( 'slotbridge_', $response->get_data()['code'] );
		self::assertNotSame( '', $response->get_data()['message'] );
		self::assertStringNotContainsString( $token, (string) wp_json_encode( $response->get_data() ) );
		self::assertSame( 404, $this->call( 'DELETE', '/connections/00000000-0000-4000-8000-000000000000' )->get_status() );
	}

	public function test_the_secret_is_in_no_answer(): void {
		$secret = TestBridge::pair()->secret;
		foreach ( array( 'GET /status', 'GET /connections', 'GET /config', 'GET /alerts', 'GET /activity', 'GET /settings', 'GET /reference', 'GET /health/bridge' ) as $route ) {
			[ $method, $path ] = explode( ' ', $route );
			$answer            = (string) wp_json_encode( $this->call( $method, $path )->get_data() );
			self::assertStringNotContainsString( $secret, $answer, $route );
			self::assertStringNotContainsString( 'sodium1:', $answer, $route );
		}
	}

	public function test_a_new_secret_works_at_once_and_the_old_one_for_what_is_under_way(): void {
		$old    = TestBridge::pair();
		$answer = $this->json( $this->call( 'POST', '/pairing/secret' ) );
		self::assertTrue( $answer['paired'] );
		$new = ( new Pairing() )->require();
		TestBridge::remember( $new );
		self::assertNotSame( $old->secret, $new->secret );
		self::assertStringNotContainsString( $new->secret, (string) wp_json_encode( $answer ) );
		self::assertSame( 200, $this->call( 'GET', '/config' )->get_status() );
		( new Pairing() )->store( $old );
		self::assertSame( 200, $this->call( 'GET', '/config' )->get_status() );
	}

	public function test_send_now_does_not_wait_for_the_end_of_a_pause(): void {
		$this->record( 'calendar/' . random_int( 1000000, 2000000000 ) );
		$this->alter( "next_attempt_at = '" . gmdate( 'Y-m-d H:i:s', time() + 100 ) . "'" );
		self::assertSame( 0, Plugin::dispatcher()->dispatch()->sent );
		self::assertSame( 1, $this->json( $this->call( 'POST', '/outbox/dispatch' ) )['sent'] );
	}

	public function test_send_now_while_the_bridge_is_away_says_so(): void {
		TestBridge::away();
		$this->record( 'calendar/1' );
		$answer = $this->json( $this->call( 'POST', '/outbox/dispatch' ) );
		self::assertSame( 0, $answer['sent'] );
		self::assertStringContainsString( 'did not answer', $answer['error'] );
		self::assertSame( 1, $answer['outbox']['pending'] );
	}
}
