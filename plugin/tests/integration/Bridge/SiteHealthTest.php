<?php
/**
 * What Site Health says in each state, with the real bridge behind it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Outbox\MinuteTimer;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\StuckAlert;
use SlotBridge\Settings\SiteHealth;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class SiteHealthTest extends OutboxTestCase {

	public function test_the_tests_are_on_wordpresss_list(): void {
		$tests = \WP_Site_Health::get_tests();
		self::assertArrayHasKey( 'slotbridge_outbox', $tests['direct'] );
		self::assertArrayHasKey( 'slotbridge_timer', $tests['direct'] );
		self::assertArrayHasKey( 'slotbridge_bridge', $tests['async'] );
	}

	public function test_the_bridge_answers_is_away_or_not_paired(): void {
		TestBridge::pair();
		self::assertSame( 'good', $this->health()->test_bridge()['status'] );
		TestBridge::away();
		$away = $this->health()->test_bridge();
		self::assertSame( 'critical', $away['status'] );
		self::assertStringContainsString( 'did not answer', $away['description'] );
		( new Pairing() )->forget();
		self::assertSame( 'recommended', $this->health()->test_bridge()['status'] );
	}

	public function test_clocks_that_begin_to_drift_are_noticed_before_anything_is_refused(): void {
		TestBridge::pair();
		add_filter(
			'http_response',
			static function ( array $response ): array {
				$response['headers']['date'] = gmdate( 'D, d M Y H:i:s', time() + 28 ) . ' GMT';
				return $response;
			}
		);
		$result = $this->health()->test_bridge();
		self::assertSame( 'critical', $result['status'] );
		self::assertMatchesRegularExpression( '/2[789] seconds behind/', $result['description'] );
	}

	public function test_the_age_of_the_outbox(): void {
		self::assertSame( 'good', $this->health()->test_outbox()['status'] );
		$this->record( 'calendar/1', 'calendar/2' );
		self::assertSame( 'good', $this->health()->test_outbox()['status'] );
		$this->table()->claim( str_repeat( 'a', 32 ), 1 );
		$this->table()->mark_refused( str_repeat( 'a', 32 ), $this->rows()[0]->id, 'no' );
		self::assertSame( 'recommended', $this->health()->test_outbox()['status'] );
		$this->alter( "created_at = '" . OutboxTable::time( -16 * 60 ) . "', last_error = '<i>away</i>'" );
		$result = $this->health()->test_outbox();
		self::assertSame( 'critical', $result['status'] );
		self::assertStringContainsString( '&lt;i&gt;away&lt;/i&gt;', $result['description'] );
	}

	public function test_a_timer_that_does_not_run(): void {
		MinuteTimer::unschedule();
		self::assertSame( 'recommended', $this->health()->test_timer()['status'] );
		MinuteTimer::schedule();
		self::assertSame( 'good', $this->health()->test_timer()['status'] );
		MinuteTimer::unschedule();
		wp_schedule_event( time() - HOUR_IN_SECONDS, MinuteTimer::SCHEDULE, MinuteTimer::HOOK );
		update_option( MinuteTimer::OPTION, time() - HOUR_IN_SECONDS );
		self::assertSame( 'recommended', $this->health()->test_timer()['status'] );
		update_option( MinuteTimer::OPTION, time() - 30 );
		self::assertSame( 'good', $this->health()->test_timer()['status'] );
	}

	public function test_the_facts_for_support_hold_no_secret(): void {
		$pairing = TestBridge::pair();
		$facts   = apply_filters( 'debug_information', array() )['slotbridge']['fields'];
		self::assertSame( TestBridge::url(), $facts['bridge']['value'] );
		self::assertStringNotContainsString( $pairing->secret, (string) wp_json_encode( $facts ) );
		foreach ( $facts as $name => $fact ) {
			self::assertNotSame( '', $fact['value'], $name );
		}
	}

	private function health(): SiteHealth {
		return new SiteHealth( new Pairing(), TestBridge::client(), $this->table(), new StuckAlert( $this->table() ) );
	}
}
