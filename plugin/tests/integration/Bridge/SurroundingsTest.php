<?php
/**
 * What Site Health says of the site's address, of AccessAlly and of calls to itself.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Settings\HealthOfSurroundings;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class SurroundingsTest extends OutboxTestCase {

	protected function tearDown(): void {
		( new Pairing() )->forget();
		parent::tearDown();
	}

	public function test_the_tests_are_on_wordpresss_list(): void {
		$tests = \WP_Site_Health::get_tests();
		self::assertArrayHasKey( 'slotbridge_address', $tests['direct'] );
		self::assertArrayHasKey( 'slotbridge_accessally', $tests['direct'] );
		self::assertArrayHasKey( 'slotbridge_loopback', $tests['async'] );
	}

	public function test_a_changed_address_is_critical(): void {
		TestBridge::pair();
		self::assertSame( 'good', HealthOfSurroundings::test_address()['status'] );
		add_filter( 'option_home', static fn (): string => 'https://staging.example.org' );
		$result = HealthOfSurroundings::test_address();
		self::assertSame( 'critical', $result['status'] );
		self::assertStringContainsString( 'https://staging.example.org', $result['description'] );
		$facts = apply_filters( 'debug_information', array() )['slotbridge']['fields'];
		self::assertSame( 'yes', $facts['stopped']['value'] );
	}

	public function test_accessally_is_found(): void {
		self::assertStringContainsString( 'AccessAlly', HealthOfSurroundings::test_accessally()['description'] );
	}

	public function test_a_site_that_cannot_call_itself_is_told_so(): void {
		self::assertSame( 'good', HealthOfSurroundings::test_loopback()['status'] );
		add_filter( 'pre_http_request', static fn (): \WP_Error => new \WP_Error( 'http_request_failed', 'Connection refused' ) );
		$result = HealthOfSurroundings::test_loopback();
		self::assertSame( 'recommended', $result['status'] );
		self::assertStringContainsString( 'Connection refused', $result['description'] );
	}

	public function test_the_facts_have_versions_and_no_secret(): void {
		$pairing = TestBridge::pair();
		$facts   = apply_filters( 'debug_information', array() )['slotbridge']['fields'];
		foreach ( array( 'version', 'paired', 'address', 'accessally', 'sends', 'wp_cron', 'php', 'wordpress' ) as $name ) {
			self::assertNotSame( '', $facts[ $name ]['value'] ?? '', $name );
		}
		self::assertStringNotContainsString( $pairing->secret, (string) wp_json_encode( $facts ) );
	}

	public function test_times_are_in_the_site_s_format_and_zone(): void {
		update_option( 'timezone_string', 'Asia/Kolkata' );
		update_option( 'date_format', 'd.m.Y' );
		update_option( 'time_format', 'H:i' );
		$this->record( 'calendar/1' );
		$this->alter( "created_at = '2026-01-05 12:00:00'" );
		self::assertSame( '05.01.2026 17:30', apply_filters( 'debug_information', array() )['slotbridge']['fields']['oldest']['value'] );
	}
}
