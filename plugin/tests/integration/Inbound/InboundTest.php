<?php
/**
 * The inbound route: who gets in, what is limited, what counts once; and how its addresses are managed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Inbound;

use SlotBridge\Inbound\Body;
use SlotBridge\Inbound\InboundRoute;
use SlotBridge\Inbound\RateLimit;
use SlotBridge\Tests\Rest\RestTestCase;
use SlotBridge\Triggers\Triggers;

final class InboundTest extends RestTestCase {

	/** @var list<array{string, array<string, mixed>, array<string, mixed>}> Subject, entity and detail of what fired. */
	private array $fired = array();

	/** @var array<string, mixed> The address as it was made. */
	private array $address;

	protected function setUp(): void {
		parent::setUp();
		delete_option( 'slotbridge_inbound' );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE 'slotbridge\\_inbound%'" );
		wp_cache_flush();
		update_option( Triggers::OPTION, array( InboundRoute::TYPE ), false );
		( new \SlotBridge\Bridge\Pairing() )->store( new \SlotBridge\Bridge\PairingRecord( 'http://127.0.0.1:9', 'site', 'bridge', 'secret', null, false ) );
		$this->fired = array();
		add_action( 'slotbridge_trigger', function ( string $type, string $subject, array $entity, array $changed, array $detail ): void {
			self::assertSame( InboundRoute::TYPE, $type );
			$this->fired[] = array( $subject, $entity, $detail );
		}, 10, 5 );
		wp_set_current_user( 1 );
		$made = $this->call( 'POST', '/inbound', array( 'name' => 'Zap' ) );
		self::assertSame( 201, $made->get_status() );
		$this->address = $this->json( $made );
		wp_set_current_user( 0 );
	}

	/** @param array<string, string> $headers Beside the content type. */
	private function send( string $body, array $headers = array(), array $query = array(), string $type = 'application/json' ): \WP_REST_Response {
		$request = new \WP_REST_Request( 'POST', '/slotbridge/v1/inbound/' . $this->address['id'] );
		$request->set_query_params( $query );
		$request->set_body( $body );
		foreach ( array( 'content-type' => $type ) + $headers as $name => $value ) {
			$request->set_header( $name, $value );
		}
		return rest_get_server()->dispatch( $request );
	}

	/** @return array<string, string> Headers of a signed message. */
	private function sign( string $body, string $id, ?int $time = null, ?string $secret = null ): array {
		$time ??= time();
		$key    = base64_decode( substr( $secret ?? $this->address['secret'], strlen( 'whsec_' ) ) );
		return array( 'webhook-id' => $id, 'webhook-timestamp' => (string) $time, 'webhook-signature' => 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$time.$body", $key, true ) ) );
	}

	public function test_a_signed_message_fires_once_with_its_cleaned_body(): void {
		$body    = (string) wp_json_encode( array( 'contact' => array( 'name' => '<b>Ana</b>', 'age' => 30 ), 'list' => array( 1, true, null ) ) );
		$headers = $this->sign( $body, 'msg_1' );
		$answer = $this->send( $body, $headers );
		self::assertSame( array( 202, array( 'result' => 'taken' ) ), array( $answer->get_status(), $this->json( $answer ) ) );
		self::assertSame( array( 'result' => 'duplicate' ), $this->json( $this->send( $body, $headers ) ), 'The same id again.' );
		self::assertSame( array( array( 'inbound/' . $this->address['id'], array( 'id' => $this->address['id'], 'name' => 'Zap' ), array( 'body' => array( 'contact' => array( 'name' => 'Ana', 'age' => 30 ), 'list' => array( 1, true, null ) ), 'signed' => true ) ) ), $this->fired );
		self::assertSame( 'ignored', $this->without_trigger( fn () => $this->json( $this->send( $body, $this->sign( $body, 'msg_2' ) ) ) )['result'] );
	}

	public function test_without_a_pairing_a_message_is_not_kept_and_the_sender_is_told_so(): void {
		( new \SlotBridge\Bridge\Pairing() )->forget();
		self::assertSame( array( 'result' => 'ignored' ), $this->json( $this->send( '{}', $this->sign( '{}', 'msg_9' ) ) ) );
	}

	private function without_trigger( callable $work ): mixed {
		update_option( Triggers::OPTION, array(), false );
		return $work();
	}

	public function test_what_is_not_genuine_stays_out(): void {
		$body  = '{"a":1}';
		$cases = array(
			'nothing'         => array( array(), array() ),
			'another body'    => array( $this->sign( '{"a":2}', 'm' ), array() ),
			'another secret'  => array( $this->sign( $body, 'm', null, 'whsec_' . base64_encode( str_repeat( 'x', 32 ) ) ), array() ),
			'too old'         => array( $this->sign( $body, 'm', time() - 400 ), array() ),
			'from the future' => array( $this->sign( $body, 'm', time() + 400 ), array() ),
			'a key although none is allowed' => array( array(), array( 'key' => str_repeat( 'a', 64 ) ) ),
			'an empty key'    => array( array(), array( 'key' => '' ) ),
			'a key as a list' => array( array(), array( 'key' => array( 'a' ) ) ),
		);
		foreach ( $cases as $name => [ $headers, $query ] ) {
			self::assertContains( $this->send( $body, $headers, $query )->get_status(), array( 400, 401 ), $name );
		}
		$this->address['id'] = 999;
		self::assertSame( 401, $this->send( $body, $this->sign( $body, 'm' ) )->get_status(), 'An address that does not exist looks the same.' );
		self::assertSame( array(), $this->fired );
	}

	public function test_a_key_in_the_address_is_for_those_who_cannot_sign(): void {
		wp_set_current_user( 1 );
		$told = $this->json( $this->call( 'POST', '/inbound/' . $this->address['id'] . '/key' ) );
		self::assertStringContainsString( 'key=' . $told['key'], $told['addressWithKey'] );
		self::assertTrue( $told['allowsKey'] );
		$list = $this->call( 'GET', '/inbound' );
		foreach ( array( $told['key'], $this->address['secret'], substr( $this->address['secret'], 6 ) ) as $secret ) {
			self::assertStringNotContainsString( $secret, (string) wp_json_encode( $list->get_data() ) );
			self::assertStringNotContainsString( $secret, (string) wp_json_encode( get_option( 'slotbridge_inbound' ) ), 'Not even in the database.' );
		}
		wp_set_current_user( 0 );
		self::assertSame( 202, $this->send( 'contactId=7&tag=Gold', array(), array( 'key' => $told['key'] ), 'application/x-www-form-urlencoded' )->get_status() );
		self::assertSame( array( 'body' => array( 'contactId' => '7', 'tag' => 'Gold' ), 'signed' => false ), $this->fired[0][2] );
		self::assertSame( 'duplicate', $this->json( $this->send( 'contactId=7&tag=Gold', array(), array( 'key' => $told['key'] ), 'application/x-www-form-urlencoded' ) )['result'], 'The same body within minutes.' );
		self::assertSame( 202, $this->send( 'contactId=7&tag=Gold', array( 'idempotency-key' => 'again' ), array( 'key' => $told['key'] ), 'application/x-www-form-urlencoded' )->get_status() );
		self::assertSame( 401, $this->send( 'key=' . $told['key'], array(), array(), 'application/x-www-form-urlencoded' )->get_status(), 'Only in the address, not in the body.' );
		wp_set_current_user( 1 );
		self::assertSame( 204, $this->call( 'DELETE', '/inbound/' . $this->address['id'] . '/key' )->get_status() );
		wp_set_current_user( 0 );
		self::assertSame( 401, $this->send( '{"b":1}', array(), array( 'key' => $told['key'] ) )->get_status() );
	}

	public function test_limits(): void {
		$large = '{"a":"' . str_repeat( 'x', Body::MOST_BYTES ) . '"}';
		self::assertSame( 413, $this->send( $large, $this->sign( $large, 'm' ) )->get_status() );
		self::assertSame( 400, $this->send( 'no json', $this->sign( 'no json', 'n' ), array(), 'text/plain' )->get_status() );
		self::assertSame( array( null, null ), array( Body::read( '"text"', 'application/json' ), Body::read( '7', 'application/json' ) ) );
		$deep = json_decode( str_repeat( '{"a":', 20 ) . '1' . str_repeat( '}', 20 ), true );
		self::assertSame( array( 'a' => array( 'a' => array( 'a' => array( 'a' => array( 'a' => array( 'a' => null ) ) ) ) ) ), Body::read( (string) wp_json_encode( $deep ), 'application/json' ) );
		self::assertCount( 300, Body::read( (string) wp_json_encode( range( 1, 1000 ) ), 'application/json' ) );
		self::assertSame( 2000, strlen( Body::read( (string) wp_json_encode( array( str_repeat( 'x', 5000 ) ) ), '' )[0] ) );
	}

	public function test_only_so_many_a_minute(): void {
		$now = time() + 600;
		for ( $i = 0; $i < RateLimit::MOST; $i++ ) {
			self::assertTrue( RateLimit::take( 5, $now ) );
		}
		self::assertFalse( RateLimit::take( 5, $now ) );
		self::assertTrue( RateLimit::take( 6, $now ), 'Each address counts for itself.' );
		self::assertTrue( RateLimit::take( 5, $now + 60 ) );
		do {
			$minute = intdiv( time(), 60 );
			for ( $i = 0; $i < RateLimit::MOST; $i++ ) {
				RateLimit::take( $this->address['id'] );
			}
			$status = $this->send( '{}', $this->sign( '{}', "m$minute" ) )->get_status();
		} while ( intdiv( time(), 60 ) !== $minute ); // A minute that ended meanwhile proves nothing.
		self::assertSame( 429, $status );
	}

	public function test_an_address_is_renamed_gets_a_new_secret_and_is_removed(): void {
		wp_set_current_user( 1 );
		$audit = array();
		add_action( 'slotbridge_audit', static function ( string $what, mixed $old, mixed $now ) use ( &$audit ): void {
			$audit[] = array( $what, $old, $now );
		}, 10, 3 );
		$path = '/inbound/' . $this->address['id'];
		self::assertSame( 'Zap 2', $this->json( $this->call( 'PATCH', $path, array( 'name' => 'Zap 2' ) ) )['name'] );
		self::assertSame( 400, $this->call( 'PATCH', $path, array( 'name' => ' ' ) )->get_status() );
		$secret = $this->json( $this->call( 'POST', "$path/secret" ) )['secret'];
		self::assertMatchesRegularExpression( '#^whsec_[A-Za-z0-9+/]{43}=$#', $secret );
		self::assertSame( 401, $this->send( '{}', $this->sign( '{}', 'old' ) )->get_status() );
		self::assertSame( 202, $this->send( '{}', $this->sign( '{}', 'new', null, $secret ) )->get_status() );
		self::assertNotNull( $this->json( $this->call( 'GET', '/inbound' ) )['addresses'][0]['lastAt'] );
		self::assertSame( 204, $this->call( 'DELETE', $path )->get_status() );
		self::assertSame( array( 404, 404, 404 ), array( $this->call( 'DELETE', $path )->get_status(), $this->call( 'POST', "$path/secret" )->get_status(), $this->call( 'POST', "$path/key" )->get_status() ) );
		self::assertGreaterThan( $this->address['id'], $this->json( $this->call( 'POST', '/inbound', array( 'name' => 'Next' ) ) )['id'], 'No number comes twice.' );
		self::assertSame( array( array( 'inbound.renamed', 'Zap', 'Zap 2' ), array( 'inbound.secret', '***', '***' ), array( 'inbound.removed', 'Zap 2', null ), array( 'inbound.added', null, 'Next' ) ), $audit );
	}
}
