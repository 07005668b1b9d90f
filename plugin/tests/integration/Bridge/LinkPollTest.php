<?php
/**
 * Where the bridge cannot call the site, the site asks: the real bridge is asked here.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\LinkPoll;
use SlotBridge\Bridge\LinkStore;
use SlotBridge\Plugin;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class LinkPollTest extends OutboxTestCase {

	/** @var list<string> Paths and queries that the bridge was asked. */
	private array $asked = array();

	protected function setUp(): void {
		parent::setUp();
		TestBridge::pair();
		add_filter( 'http_request_args', array( $this, 'note' ), 10, 2 );
	}

	protected function tearDown(): void {
		remove_filter( 'http_request_args', array( $this, 'note' ) );
		parent::tearDown();
	}

	public function note( array $args, string $url ): array {
		$this->asked[] = rawurldecode( (string) strstr( $url, '/v1/' ) );
		return $args;
	}

	public function test_what_was_sent_and_is_not_settled_is_asked_for(): void {
		update_option( LinkPoll::OPTION, time() );
		$subject = $this->send_calendar();
		$poll    = new LinkPoll( $this->table(), TestBridge::client() );
		$this->asked = array();
		self::assertSame( 1, $poll->run() );
		self::assertSame( array( "/v1/links?subject=$subject" ), $this->asked );
		$link = LinkStore::get( $subject );
		self::assertContains( $link['state'], array( 'pending', 'waiting', 'creating', 'failing', 'linked' ) );
		self::assertNotNull( $link['reportedAt'] );
	}

	public function test_what_is_settled_is_not_asked_for_again(): void {
		update_option( LinkPoll::OPTION, time() );
		$subject = $this->send_calendar();
		LinkStore::save( $subject, array( 'state' => 'linked' ), gmdate( 'Y-m-d\TH:i:s\Z', time() + 1 ) );
		$this->asked = array();
		self::assertSame( 0, ( new LinkPoll( $this->table(), TestBridge::client() ) )->run() );
		self::assertSame( array(), $this->asked );
	}

	public function test_once_an_hour_everything_is_read(): void {
		$subject = $this->send_calendar();
		update_option( LinkPoll::OPTION, time() - 2 * HOUR_IN_SECONDS );
		$this->asked = array();
		( new LinkPoll( $this->table(), TestBridge::client() ) )->run();
		self::assertSame( '/v1/links', $this->asked[0] );
		self::assertGreaterThanOrEqual( time() - 5, (int) get_option( LinkPoll::OPTION ) );
	}

	private function send_calendar(): string {
		$id = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'publish' ) );
		\SlotBridge\Calendars\Module::look_at_all();
		Plugin::outbox()->forget();
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
		return "calendar/$id";
	}
}
