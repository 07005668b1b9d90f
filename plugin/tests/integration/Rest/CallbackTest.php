<?php
/**
 * POST /callback: only what our bridge signed, only once, and never older news over newer.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Bridge\LinkStore;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;

final class CallbackTest extends RestTestCase {

	private const SECRET = 'sbs_callback-secret';

	private string $subject;

	protected function setUp(): void {
		parent::setUp();
		( new Pairing() )->store( new PairingRecord( 'http://127.0.0.1:9', 'site', 'bridge', self::SECRET, null, false ) );
		$this->subject = 'calendar/' . wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'publish' ) );
		wp_set_current_user( 0 );
	}

	public function test_a_genuine_callback_is_kept_with_the_calendar(): void {
		$response = $this->send( 'msg_1', $this->body( 'linked', '2026-01-01T10:00:00.000Z' ) );
		self::assertSame( 200, $response->get_status() );
		self::assertSame( array( 'result' => 'saved' ), $response->get_data() );
		self::assertSame( array( 'linked', 'hl-1' ), array( LinkStore::get( $this->subject )['state'], LinkStore::get( $this->subject )['highLevelId'] ) );
	}

	public function test_the_same_one_again_changes_nothing(): void {
		$this->send( 'msg_1', $this->body( 'linked', '2026-01-01T10:00:00.000Z' ) );
		delete_post_meta( (int) explode( '/', $this->subject )[1], LinkStore::META );
		self::assertSame( array( 'result' => 'duplicate' ), $this->send( 'msg_1', $this->body( 'linked', '2026-01-01T10:00:00.000Z' ) )->get_data() );
		self::assertNull( LinkStore::get( $this->subject ) );
	}

	public function test_late_news_does_not_undo_newer(): void {
		$this->send( 'msg_2', $this->body( 'linked', '2026-01-01T10:00:05.000Z' ) );
		self::assertSame( array( 'result' => 'ignored' ), $this->send( 'msg_1', $this->body( 'creating', '2026-01-01T10:00:01.000Z' ) )->get_data() );
		self::assertSame( 'linked', LinkStore::get( $this->subject )['state'] );
	}

	public function test_anything_else_is_refused_and_leaves_no_trace(): void {
		$body  = $this->body( 'linked', '2026-01-01T10:00:00.000Z' );
		$cases = array(
			'another secret' => $this->send( 'msg_1', $body, 'sbs_another' ),
			'too old'        => $this->send( 'msg_1', $body, self::SECRET, time() - 400 ),
			'no headers'     => $this->post( $body, array() ),
		);
		foreach ( $cases as $name => $response ) {
			self::assertSame( 401, $response->get_status(), $name );
		}
		self::assertNull( LinkStore::get( $this->subject ) );
		self::assertSame( array( 'result' => 'saved' ), $this->send( 'msg_1', $body )->get_data(), 'A refused id is not used up.' );
	}

	public function test_kinds_that_a_newer_bridge_may_send_are_taken_and_ignored(): void {
		self::assertSame( array( 'result' => 'ignored' ), $this->send( 'msg_1', '{"type":"something.new","data":{}}' )->get_data() );
		self::assertSame( array( 'result' => 'ignored' ), $this->send( 'msg_2', '{"type":"link.updated","data":[]}' )->get_data() );
	}

	public function test_a_site_that_is_not_paired_says_so(): void {
		( new Pairing() )->forget();
		self::assertSame( 410, $this->send( 'msg_1', '{}' )->get_status() );
	}

	private function body( string $state, string $at ): string {
		return (string) wp_json_encode(
			array(
				'type'      => 'link.updated',
				'timestamp' => $at,
				'data'      => array(
					'subject'     => $this->subject,
					'state'       => $state,
					'highLevelId' => 'hl-1',
				),
			)
		);
	}

	private function send( string $id, string $body, string $secret = self::SECRET, ?int $time = null ): \WP_REST_Response {
		$time ??= time();
		return $this->post(
			$body,
			array(
				'webhook-id'        => $id,
				'webhook-timestamp' => (string) $time,
				'webhook-signature' => 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$time.$body", $secret, true ) ),
			)
		);
	}

	/** @param array<string, string> $headers Request headers. */
	private function post( string $body, array $headers ): \WP_REST_Response {
		$request = new \WP_REST_Request( 'POST', '/slotbridge/v1/callback' );
		$request->set_headers( $headers + array( 'content-type' => 'application/json' ) );
		$request->set_body( $body );
		return rest_get_server()->dispatch( $request );
	}
}
