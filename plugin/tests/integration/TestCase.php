<?php
/**
 * Base of all tests that run inside WordPress: each test is one database transaction that is rolled back.
 *
 * A test that needs other processes to see its rows sets `$rolls_back` to false and cleans up by itself.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

use SlotBridge\Plugin;

abstract class TestCase extends \PHPUnit\Framework\TestCase {

	/** False: what the test writes is committed at once. */
	protected bool $rolls_back = true;

	/** @var array<string, \WP_Hook> All hooks as they were before the test. */
	private array $hooks = array();

	protected function setUp(): void {
		parent::setUp();
		$this->hooks = array_map( static fn ( \WP_Hook $hook ): \WP_Hook => clone $hook, $GLOBALS['wp_filter'] );
		wp_cache_flush();
		Plugin::outbox()->forget();
		wp_set_current_user( 1 );
		if ( $this->rolls_back ) {
			$this->query( 'SET autocommit = 0' );
			$this->query( 'START TRANSACTION' );
		}
	}

	protected function tearDown(): void {
		$GLOBALS['wp_filter'] = $this->hooks; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- A filter that one test adds must not reach the next.
		$GLOBALS['wp_rest_server'] = null; // What rest_api_init adds went with the hooks; the next test starts it anew.
		if ( $this->rolls_back ) {
			$this->query( 'ROLLBACK' );
			$this->query( 'SET autocommit = 1' );
		}
		wp_cache_flush();
		Plugin::outbox()->forget();
		parent::tearDown();
	}

	protected function query( string $sql ): void {
		global $wpdb;
		$wpdb->query( $sql ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- Constant SQL of a test.
		self::assertSame( '', $wpdb->last_error, $sql );
	}
}
