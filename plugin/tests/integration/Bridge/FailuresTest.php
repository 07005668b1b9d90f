<?php
/**
 * What the owner reads when the bridge cannot be talked to.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Bridge\TokenSigner;
use SlotBridge\Tests\TestBridge;
use SlotBridge\Tests\TestCase;

final class FailuresTest extends TestCase {

	public function test_nobody_answers(): void {
		TestBridge::away();
		$failure = $this->failure( static fn () => TestBridge::client()->call( 'GET', '/v1/pair' ) );
		self::assertSame( 'bridge_unreachable', $failure->error_code );
		self::assertSame( 502, $failure->status );
		self::assertNull( $failure->answered );
		self::assertStringContainsString( '127.0.0.1 did not answer', $failure->getMessage() );
	}

	public function test_somebody_else_answers(): void {
		$real = TestBridge::pair();
		( new Pairing() )->store( new PairingRecord( TestBridge::url() . '/nothing-here', $real->site_id, $real->bridge_id, $real->secret, null, false ) );
		$failure = $this->failure( static fn () => TestBridge::client()->call( 'GET', '/v1/pair' ) );
		self::assertContains( $failure->error_code, array( 'not_found', 'bridge_answer_unreadable' ) );
	}

	/** @return array<string, array{int, string}> */
	public static function clocks(): array {
		return array(
			'behind' => array( -600, '/clock is 10 min(ute)?s behind the bridge/' ),
			'ahead'  => array( 7200, '/clock is 2 hours ahead of the bridge/' ),
		);
	}

	/** The bridge really refuses a token of another time; its Date header tells how far off that was. */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'clocks' )]
	public function test_clocks_that_disagree_are_told_with_the_difference( int $offset, string $words ): void {
		$pairing = TestBridge::pair();
		$resign  = static function ( array $args, string $url ) use ( $pairing, $offset ): array {
			$args['headers']['Authorization'] = 'Bearer ' . TokenSigner::sign( $pairing, $args['method'], $url, $args['body'], time() + $offset );
			return $args;
		};
		$shift   = static function ( array $response ) use ( $offset ): array {
			$response['headers']['date'] = gmdate( 'D, d M Y H:i:s', time() - $offset ) . ' GMT';
			return $response;
		};
		add_filter( 'http_request_args', $resign, 10, 2 );
		add_filter( 'http_response', $shift );
		$failure = $this->failure( static fn () => TestBridge::client()->call( 'GET', '/v1/pair' ) );
		remove_filter( 'http_request_args', $resign );
		remove_filter( 'http_response', $shift );
		self::assertSame( 'clock_skew', $failure->error_code );
		self::assertSame( 401, $failure->answered );
		self::assertMatchesRegularExpression( $words, $failure->getMessage() );
		self::assertEqualsWithDelta( $offset, $failure->data['clockDifferenceSeconds'], 5 );
	}

	public function test_a_bridge_that_forgot_the_site(): void {
		$real = TestBridge::pair();
		( new Pairing() )->store( new PairingRecord( $real->bridge_url, wp_generate_uuid4(), $real->bridge_id, $real->secret, null, false ) );
		$failure = $this->failure( static fn () => TestBridge::client()->call( 'GET', '/v1/pair' ) );
		self::assertSame( 'site_unpaired', $failure->error_code );
		self::assertSame( 502, $failure->status, 'The person is logged in; it is the site that was not recognised.' );
		self::assertStringContainsString( 'SlotBridge → Connect', $failure->getMessage() );
	}

	public function test_a_wrong_code_is_refused_in_the_bridges_words(): void {
		$failure = $this->failure( static fn () => TestBridge::client_story()->pair( TestBridge::url(), 'AAAA-BBBB-CCCC' ) );
		self::assertSame( 'pairing_code_invalid', $failure->error_code );
		self::assertStringContainsString( 'code', $failure->getMessage() );
	}

	public function test_blocked_outgoing_requests_are_explained(): void {
		$failure = BridgeFailure::unreachable( 'https://bridge.example.com/v1/pair', new \WP_Error( 'http_request_not_executed', 'User has blocked requests through HTTP.' ) );
		self::assertStringContainsString( 'WP_ACCESSIBLE_HOSTS', $failure->getMessage() );
	}

	public function test_no_failure_carries_the_secret(): void {
		$pairing = TestBridge::pair();
		TestBridge::away();
		$failure = $this->failure( static fn () => TestBridge::client()->call( 'GET', '/v1/pair' ) );
		self::assertStringNotContainsString( $pairing->secret, print_r( $failure->to_wp_error(), true ) . $failure->getMessage() );
	}

	/** @param callable(): mixed $work Has to fail. */
	private function failure( callable $work ): BridgeFailure {
		try {
			$work();
		} catch ( BridgeFailure $failure ) {
			return $failure;
		}
		self::fail( 'It should have failed.' );
	}
}
