<?php
/**
 * Every secret that the plugin ever sees is planted and then looked for wherever it could have stayed or come out again.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Admin\CalendarEditor;
use SlotBridge\Admin\MainPage;
use SlotBridge\Bridge\Loopback;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Plugin;
use SlotBridge\Tests\Admin\AdminTestCase;
use SlotBridge\Tests\TestBridge;

final class CanaryTest extends AdminTestCase {

	private const WRONG_TOKEN  = 'pit-ca9a47aa-0001-4000-8000-0000000000aa';
	private const AWAY_TOKEN   = 'pit-ca9a47aa-0002-4000-8000-0000000000bb';
	private const THROWN_TOKEN = 'pit-ca9a47aa-0003-4000-8000-0000000000cc';
	private const NEXT_TOKEN   = 'pit-ca9a47aa-0004-4000-8000-0000000000dd';
	private const CODE         = 'CANA-4YQX-77WR';

	/** @var array<string, string> What it is => the secret. */
	private array $secrets = array();

	/** @var array<string, string> Where it was said => what was said. */
	private array $said = array();

	private string $log;
	private string $log_before;
	private string $connection = '';

	protected function setUp(): void {
		parent::setUp();
		$this->log        = (string) tempnam( get_temp_dir(), 'slotbridge-log' );
		$this->log_before = (string) ini_set( 'error_log', $this->log );
		add_filter( 'http_request_args', array( $this, 'note_signature' ) );
	}

	protected function tearDown(): void {
		remove_filter( 'http_request_args', array( $this, 'note_signature' ) );
		ini_set( 'error_log', $this->log_before );
		wp_delete_file( $this->log );
		if ( '' !== $this->connection ) {
			TestBridge::pair();
			$this->ask( 'DELETE', "/slotbridge/v1/connections/$this->connection" );
		}
		parent::tearDown();
	}

	/** Keeps the signatures that go to the bridge: each opens a door for a minute. */
	public function note_signature( array $args ): array {
		if ( isset( $args['headers']['Authorization'] ) ) {
			$this->secrets[ 'signature ' . count( $this->secrets ) ] = substr( $args['headers']['Authorization'], 7 );
		}
		return $args;
	}

	public function test_no_secret_stays_in_the_site_or_comes_out_of_it(): void {
		$secret        = TestBridge::pair()->secret;
		$this->secrets = array(
			'shared secret'            => $secret,
			'shared secret, in base64' => base64_encode( $secret ),
			'pairing code'             => (string) getenv( 'SLOTBRIDGE_TEST_PAIRING_CODE' ),
			'wrong pairing code'       => self::CODE,
			'HighLevel token'          => (string) getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_TOKEN' ),
			'wrong HighLevel token'    => self::WRONG_TOKEN,
			'token, bridge away'       => self::AWAY_TOKEN,
			'token, something broke'   => self::THROWN_TOKEN,
			'next token'               => self::NEXT_TOKEN,
			'kick'                     => $this->kick(),
		);
		$calendar      = $this->add_calendar( array( 'name' => 'Coaching' ) );
		$this->add_group( array( 'name' => 'Coaches' ) );
		$this->use_secrets();
		$this->fail_with_secrets();
		$this->read_everything( $calendar );

		$this->said['error log'] = (string) file_get_contents( $this->log );
		self::assertStringContainsString( Pairing::OPTION, $this->said['error log'], 'The failures did reach the log.' );
		self::assertStringContainsString( 'something broke', $this->said['error log'] );
		self::assertGreaterThan( 20, count( $this->said ) );
		self::assertGreaterThan( 15, count( $this->secrets ), 'Signatures were caught, too.' );
		self::assertNotContains( '', $this->secrets );
		self::assertSame( array(), $this->found( $this->said ) );
		self::assertSame( array(), $this->found( $this->stored() ) );
	}

	public function test_what_is_looked_for_would_be_found(): void {
		$this->secrets = array( 'decoy' => self::CODE );
		add_option( 'some_option', array( 'deep' => array( self::CODE ) ), '', false );
		set_transient( 'some_transient', self::CODE, 60 );
		update_user_meta( 1, 'some_meta', self::CODE );
		$this->table()->insert( 'com.slotbridge.calendar.updated', 'calendar/1', '{"entity":{"name":"' . self::CODE . '"},"changed":[]}', '' );
		$found = implode( ' ', $this->found( $this->stored() ) );
		$this->query( "DELETE FROM {$this->table()->name()}" );
		global $wpdb;
		foreach ( array( $wpdb->options, $wpdb->usermeta, $this->table()->name() ) as $table ) {
			self::assertStringContainsString( $table, $found );
		}
		self::assertSame( array( 'decoy in page' ), $this->found( array( 'page' => 'a\\/b "' . self::CODE . '"' ) ) );
	}

	/** Each in the way that it is meant for. */
	private function use_secrets(): void {
		$location = (string) getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_LOCATION' );
		$added    = $this->ask( 'POST', '/slotbridge/v1/connections', array( 'token' => $this->secrets['HighLevel token'], 'locationId' => $location, 'label' => 'Canary' ) );
		self::assertSame( 201, $added->get_status(), (string) wp_json_encode( $added->get_data() ) );
		$this->connection = (string) json_decode( (string) wp_json_encode( $added->get_data() ), true )['connection']['id'];
		$path             = "/slotbridge/v1/connections/$this->connection";
		self::assertSame( 200, $this->ask( 'PATCH', $path, array( 'token' => $this->secrets['HighLevel token'] ) )->get_status() );
		$this->ask( 'POST', "$path/test" );
		self::assertSame( 422, $this->ask( 'PATCH', $path, array( 'token' => self::WRONG_TOKEN ) )->get_status() );
		self::assertSame( 422, $this->ask( 'PATCH', $path, array( 'nextToken' => self::NEXT_TOKEN ) )->get_status() );
		$this->ask( 'POST', '/slotbridge/v1/connections', array( 'token' => self::WRONG_TOKEN, 'locationId' => 'elsewhere' ) );
		$this->ask( 'POST', '/slotbridge/v1/connections/test', array( 'token' => self::WRONG_TOKEN, 'locationId' => 'elsewhere' ) );
		self::assertGreaterThanOrEqual( 400, $this->ask( 'POST', '/slotbridge/v1/pairing', array( 'bridgeUrl' => TestBridge::url(), 'code' => self::CODE ) )->get_status() );
		self::assertGreaterThan( 0, Plugin::dispatcher()->dispatch()->sent );
	}

	/** Each where something goes wrong with it in hand. */
	private function fail_with_secrets(): void {
		$pairing = ( new Pairing() )->require();
		TestBridge::away();
		$this->ask( 'POST', '/slotbridge/v1/connections', array( 'token' => self::AWAY_TOKEN, 'locationId' => 'l' ) );
		$this->ask( 'PATCH', "/slotbridge/v1/connections/$this->connection", array( 'nextToken' => self::AWAY_TOKEN ) );
		$this->record( 'calendar/1' );
		self::assertNotNull( Plugin::dispatcher()->dispatch( true )->error );
		$this->said['notice'] = self::printed( static fn () => do_action( 'admin_notices' ) );

		// The database refuses to keep the pairing, and WordPress logs the statement.
		$break = static fn ( string $sql ): string => str_contains( $sql, Pairing::OPTION ) && ! str_starts_with( $sql, 'SELECT' ) ? "NONSENSE $sql" : $sql;
		add_filter( 'query', $break );
		( new Pairing() )->store( $pairing );
		remove_filter( 'query', $break );
		TestBridge::pair();

		// Somebody else's code throws in the middle of a call, and PHP logs the trace.
		$throw = static fn (): never => throw new \RuntimeException( 'something broke' );
		add_filter( 'pre_http_request', $throw );
		foreach ( array( array( 'POST', '/connections', array( 'token' => self::THROWN_TOKEN, 'locationId' => 'l' ) ), array( 'GET', '/status', null ), array( 'POST', '/pairing', array( 'bridgeUrl' => TestBridge::url(), 'code' => self::CODE ) ) ) as [ $method, $path, $body ] ) {
			try {
				$this->ask( $method, "/slotbridge/v1$path", $body );
			} catch ( \RuntimeException $exception ) {
				error_log( 'PHP Fatal error: Uncaught ' . $exception ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- As PHP itself would.
			}
		}
		remove_filter( 'pre_http_request', $throw );
	}

	/** All that can be read: routes, pages, facts for support. */
	private function read_everything( \WP_Post $calendar ): void {
		$GLOBALS['wp_rest_server'] = null;
		foreach ( rest_get_server()->get_routes( 'slotbridge/v1' ) as $pattern => $handlers ) {
			$path = (string) preg_replace( array( '/\(\?P<id>[^)]*\)/', '/\(\?P<what>users\|.*$/' ), array( $this->connection, 'users' ), $pattern );
			foreach ( $handlers as $handler ) {
				if ( isset( $handler['methods']['GET'] ) ) {
					$this->ask( 'GET', $path );
				}
			}
		}
		foreach ( array( self::CALENDARS, self::CALENDARS . "/$calendar->ID", self::GROUPS ) as $path ) {
			self::assertSame( 200, $this->ask( 'GET', "$path?context=edit" )->get_status() );
		}
		$this->said['Site Health'] = (string) wp_json_encode( array( apply_filters( 'debug_information', array() ), array_map( static fn ( array $test ): mixed => is_callable( $test['test'] ) && is_array( $test['test'] ) && str_starts_with( (string) $test['test'][1], 'test_' ) && str_starts_with( is_object( $test['test'][0] ) ? get_class( $test['test'][0] ) : $test['test'][0], 'SlotBridge' ) ? call_user_func( $test['test'] ) : null, \WP_Site_Health::get_tests()['direct'] ) ) );
		$this->show( 'toplevel_page_slotbridge' );
		do_action( 'admin_enqueue_scripts', 'toplevel_page_slotbridge' );
		$this->said['main page'] = self::printed( array( MainPage::class, 'render' ) ) . self::printed( static fn () => wp_scripts()->do_items() );
		$GLOBALS['post']         = $calendar;
		$this->show( 'slotbridge_calendar' );
		CalendarEditor::enqueue();
		$this->said['editor'] = self::printed( static fn () => wp_scripts()->do_items() );
		self::assertStringContainsString( 'slotbridge', $this->said['main page'] );
	}

	/**
	 * Every row of every table, the cache, and what hangs about in WordPress's own globals of options.
	 *
	 * @return array<string, string>
	 */
	private function stored(): array {
		global $wpdb;
		$stored = array( 'cache' => print_r( $GLOBALS['wp_object_cache']->cache, true ) ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- To look through it.
		foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
			foreach ( (array) $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', $table ), ARRAY_N ) as $number => $row ) {
				$stored[ "$table $number" ] = implode( "\n", array_map( 'strval', $row ) );
			}
		}
		self::assertGreaterThan( 100, count( $stored ) );
		return $stored;
	}

	/**
	 * @param array<string, string> $texts Where => what.
	 * @return list<string> Which secret is where.
	 */
	private function found( array $texts ): array {
		$found = array();
		foreach ( $texts as $where => $text ) {
			foreach ( $this->secrets as $what => $secret ) {
				if ( str_contains( $text, $secret ) || str_contains( rawurldecode( stripslashes( $text ) ), $secret ) ) {
					$found[] = "$what in $where";
				}
			}
		}
		return $found;
	}

	/** @param array<string, mixed>|null $body JSON body. */
	private function ask( string $method, string $path, ?array $body = null ): \WP_REST_Response {
		$response = $this->rest( $method, $path, $body );

		$this->said[ count( $this->said ) . " $method $path" ] = (string) wp_json_encode( array( $response->get_headers(), $response->get_data(), $response->get_links() ) );
		return $response;
	}

	/** What proves a call of the site to itself: the part behind the time. */
	private function kick(): string {
		$token = '';
		$catch = static function ( mixed $answer, array $args ) use ( &$token ): \WP_Error {
			$token = $args['headers']['X-SlotBridge-Kick'];
			return new \WP_Error( 'caught' );
		};
		add_filter( 'pre_http_request', $catch, 10, 2 );
		Loopback::kick();
		remove_filter( 'pre_http_request', $catch );
		return substr( (string) strstr( $token, '.' ), 1 );
	}
}
