<?php
/**
 * A save through a real web server: the answer does not wait for the bridge, and the event is on its way without the timer.
 *
 * The site is served at its own address; if nothing listens there, this test starts PHP's web server on it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class AfterThePageTest extends OutboxTestCase {

	protected bool $rolls_back = false;

	/** @var resource|null */
	private static $server = null;

	/** @var list<int> Posts to remove. */
	private array $posts = array();

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		$address = wp_parse_url( home_url(), PHP_URL_HOST ) . ':' . ( wp_parse_url( home_url(), PHP_URL_PORT ) ?? 80 );
		if ( self::listens( $address ) ) {
			return;
		}
		$null         = array( 'file', '/dev/null', 'a' );
		$pipes        = array();
		$command      = array( PHP_BINARY, '-S', $address, '-t', rtrim( ABSPATH, '/' ), dirname( __DIR__ ) . '/processes/router.php' );
		self::$server = proc_open( $command, array( $null, $null, $null ), $pipes, null, array( 'PHP_CLI_SERVER_WORKERS' => '4' ) + getenv() ) ?: null;
		for ( $i = 0; $i < 500 && ! self::listens( $address ); $i++ ) {
			usleep( 20000 );
		}
		self::assertTrue( self::listens( $address ), "No web server at $address." );
	}

	public static function tearDownAfterClass(): void {
		if ( null !== self::$server ) {
			$pid = proc_get_status( self::$server )['pid'];
			$own = array_filter( explode( ' ', trim( (string) @file_get_contents( "/proc/$pid/task/$pid/children" ) ) ) );
			foreach ( array_merge( array( $pid ), array_map( 'intval', $own ) ) as $process ) {
				posix_kill( $process, 15 ); // The workers are children of the server and outlive it.
			}
			proc_close( self::$server );
			self::$server = null;
		}
		parent::tearDownAfterClass();
	}

	protected function tearDown(): void {
		foreach ( $this->posts as $id ) {
			wp_delete_post( $id, true );
		}
		\SlotBridge\Calendars\Module::look_at_all();
		( new Pairing() )->forget();
		parent::tearDown();
	}

	public function test_a_saved_calendar_reaches_the_bridge_without_the_timer(): void {
		TestBridge::pair();
		$this->save_calendar();
		$this->wait_for( fn (): bool => array( OutboxRow::SENT ) === $this->states() );
		self::assertCount( 1, TestBridge::events( $this->rows()[0]->subject ) );
	}

	public function test_the_page_is_answered_while_the_bridge_hangs(): void {
		$real = TestBridge::pair();
		$hung = stream_socket_server( 'tcp://127.0.0.1:0' ); // Takes connections and never answers.
		self::assertIsResource( $hung );
		( new Pairing() )->store( new PairingRecord( 'http://' . stream_socket_get_name( $hung, false ), $real->site_id, $real->bridge_id, $real->secret, null, false ) );
		$this->save_calendar(); // Has been answered, and the bridge has not yet:
		$connection = stream_socket_accept( $hung, 20 );
		self::assertIsResource( $connection, 'The dispatcher has called.' );
		$this->wait_for( fn (): bool => array( OutboxRow::SENDING ) === $this->states() );
		fclose( $connection );
		fclose( $hung );
		$this->wait_for( fn (): bool => array( OutboxRow::PENDING ) === $this->states() );
		self::assertStringContainsString( 'did not answer', (string) $this->rows()[0]->last_error );
	}

	public function test_nobody_else_can_wake_the_dispatcher(): void {
		TestBridge::pair();
		$this->record( 'calendar/' . random_int( 1000000, 2000000000 ) );
		$good  = $this->kick_token();
		$until = (int) $good;
		$bad   = array( '', 'x', "$until.", substr( $good, 0, -1 ) . ( str_ends_with( $good, '0' ) ? '1' : '0' ), ( $until + 1 ) . strstr( $good, '.' ) );
		foreach ( $bad as $token ) {
			$answer = wp_remote_post( rest_url( 'slotbridge/v1/outbox/dispatch' ), array( 'headers' => array( 'X-SlotBridge-Kick' => $token ) ) );
			self::assertSame( 401, wp_remote_retrieve_response_code( $answer ), $token );
		}
		self::assertSame( array( OutboxRow::PENDING ), $this->states() );
		$answer = wp_remote_post( rest_url( 'slotbridge/v1/outbox/dispatch' ), array( 'headers' => array( 'X-SlotBridge-Kick' => $good ) ) );
		self::assertSame( 202, wp_remote_retrieve_response_code( $answer ) );
		self::assertSame( '', wp_remote_retrieve_body( $answer ) );
		$this->wait_for( fn (): bool => array( OutboxRow::SENT ) === $this->states() );
	}

	/** Some signatures look like the rest of a number, such as "….64704e48…": each of these 300 keys makes another one. */
	public function test_every_signature_opens_the_door(): void {
		for ( $key = 0; $key < 300; $key++ ) {
			$salt = static fn (): string => "key $key";
			add_filter( 'salt', $salt );
			$_SERVER['HTTP_X_SLOTBRIDGE_KICK'] = $this->kick_token();
			$opens                             = \SlotBridge\Bridge\Loopback::is_kick();
			remove_filter( 'salt', $salt );
			self::assertTrue( $opens, $_SERVER['HTTP_X_SLOTBRIDGE_KICK'] );
			self::assertFalse( \SlotBridge\Bridge\Loopback::is_kick(), 'Another key does not open.' );
		}
		unset( $_SERVER['HTTP_X_SLOTBRIDGE_KICK'] );
	}

	/** The header that the site sends to itself, caught on its way. */
	private function kick_token(): string {
		$token = '';
		$catch = static function ( mixed $answer, array $args ) use ( &$token ): \WP_Error {
			$token = $args['headers']['X-SlotBridge-Kick'];
			return new \WP_Error( 'caught' );
		};
		add_filter( 'pre_http_request', $catch, 10, 2 );
		\SlotBridge\Bridge\Loopback::kick();
		remove_filter( 'pre_http_request', $catch );
		return $token;
	}

	/** Saves a calendar as a browser does: with cookie and nonce. */
	private function save_calendar(): void {
		$expires                     = time() + HOUR_IN_SECONDS;
		$session                     = \WP_Session_Tokens::get_instance( 1 )->create( $expires );
		$cookie                      = wp_generate_auth_cookie( 1, $expires, 'logged_in', $session );
		$_COOKIE[ LOGGED_IN_COOKIE ] = $cookie;
		$answer                      = wp_remote_post(
			rest_url( 'wp/v2/slotbridge-calendars' ),
			array(
				'timeout' => 60,
				'headers' => array(
					'Content-Type' => 'application/json',
					'X-WP-Nonce'   => wp_create_nonce( 'wp_rest' ),
					'Cookie'       => LOGGED_IN_COOKIE . '=' . $cookie,
				),
				'body'    => (string) wp_json_encode( array( 'slotbridge' => array( 'name' => 'Saved over HTTP', 'status' => 'active' ) ) ),
			)
		);
		unset( $_COOKIE[ LOGGED_IN_COOKIE ] );
		self::assertSame( 201, wp_remote_retrieve_response_code( $answer ), wp_remote_retrieve_body( $answer ) );
		$this->posts[] = (int) json_decode( wp_remote_retrieve_body( $answer ), true )['id'];
	}

	/** @param callable(): bool $fulfilled What has to become true. */
	private function wait_for( callable $fulfilled ): void {
		for ( $i = 0; $i < 600 && ! $fulfilled(); $i++ ) {
			usleep( 50000 );
		}
		self::assertTrue( $fulfilled(), implode( ' ', $this->states() ) );
	}

	private static function listens( string $address ): bool {
		$connection = @stream_socket_client( "tcp://$address", $code, $words, 1 );
		if ( is_resource( $connection ) ) {
			fclose( $connection );
			return true;
		}
		return false;
	}
}
