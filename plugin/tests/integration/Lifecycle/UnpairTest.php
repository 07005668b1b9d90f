<?php
/**
 * The end of a pairing. Last of all tests: the run's pairing code works once, so nobody can pair after this.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Lifecycle;

use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Plugin;
use SlotBridge\Tests\Rest\RestTestCase;
use SlotBridge\Tests\TestBridge;

final class UnpairTest extends RestTestCase {

	public function test_a_site_that_cannot_tell_the_bridge_forgets_it_all_the_same(): void {
		TestBridge::away();
		$answer = $this->json( $this->call( 'DELETE', '/pairing' ) );
		self::assertFalse( $answer['paired'] );
		self::assertStringContainsString( 'could not be told', $answer['warning'] );
		self::assertNull( ( new Pairing() )->current() );
	}

	public function test_the_bridge_and_the_site_forget_each_other_and_events_wait(): void {
		$pairing = TestBridge::pair();
		$answer  = $this->json( $this->call( 'DELETE', '/pairing' ) );
		self::assertFalse( $answer['paired'] );
		self::assertNull( $answer['warning'] );

		( new Pairing() )->store( $pairing ); // A copy of the site that still believes.
		try {
			TestBridge::client()->call( 'GET', '/v1/pair' );
			self::fail( 'The bridge should have forgotten this site.' );
		} catch ( BridgeFailure $failure ) {
			self::assertSame( 'site_unpaired', $failure->error_code );
		}
		$this->record( 'calendar/1' );
		self::assertSame( 'site_unpaired', Plugin::dispatcher()->dispatch()->code );
		self::assertSame( array( OutboxRow::PENDING ), $this->states() );
	}
}
