<?php
/**
 * A site whose address has changed sends nothing until its owner has said what it is; with the real bridge behind it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\LinkPoll;
use SlotBridge\Bridge\LinkStore;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\SiteAddress;
use SlotBridge\Bridge\SiteGuard;
use SlotBridge\Outbox\MinuteTimer;
use SlotBridge\Plugin;
use SlotBridge\Tests\Rest\RestTestCase;
use SlotBridge\Tests\TestBridge;

final class CopiedSiteTest extends RestTestCase {

	private string $home = '';

	protected function setUp(): void {
		parent::setUp();
		$this->home = SiteAddress::now();
	}

	protected function tearDown(): void {
		remove_all_filters( 'option_home', 99 );
		if ( null !== ( new Pairing() )->current() ) {
			SiteAddress::keep();
			// The bridge knows the address of the site under test again, and the next test its secret.
			TestBridge::client()->call( 'PUT', '/v1/pair/address', array(), (string) wp_json_encode( array( 'url' => $this->home, 'callbackUrl' => null ) ) );
			TestBridge::remember( ( new Pairing() )->require() );
		}
		parent::tearDown();
	}

	/** As WP_HOME does it: a filter of the option. */
	private function move_to( string $address ): void {
		add_filter( 'option_home', static fn (): string => $address, 99 );
	}

	/** @return list<string> */
	private static function addresses_called( callable $work ): array {
		$called = array();
		$watch  = static function ( mixed $answer, array $args, string $url ) use ( &$called ): mixed {
			$called[] = $url;
			return $answer;
		};
		add_filter( 'pre_http_request', $watch, 10, 3 );
		$work();
		remove_filter( 'pre_http_request', $watch, 10 );
		return $called;
	}

	public function test_nothing_leaves_a_site_that_is_elsewhere_and_nothing_is_lost(): void {
		TestBridge::pair();
		$this->record( 'calendar/881', 'calendar/882' );
		$this->move_to( 'https://staging.example.org' );
		$before = $this->rows();
		$called = self::addresses_called(
			function (): void {
				self::assertSame( SiteGuard::CODE, Plugin::dispatcher()->dispatch( true )->code );
				do_action( MinuteTimer::HOOK );
				foreach ( array( array( 'DELETE', '/connections/00000000-0000-4000-8000-000000000000' ), array( 'GET', '/config' ), array( 'POST', '/pairing/secret' ) ) as [ $method, $path ] ) {
					$answer = $this->call( $method, $path );
					self::assertSame( 409, $answer->get_status() );
					self::assertSame( 'slotbridge_site_address_changed', $this->json( $answer )['code'] );
				}
			}
		);
		self::assertSame( array(), array_values( array_filter( $called, static fn ( string $url ): bool => str_starts_with( $url, TestBridge::url() ) ) ) );
		self::assertEquals( $before, $this->rows(), 'Not even the number of attempts has changed.' );

		remove_all_filters( 'option_home', 99 );
		self::assertSame( 2, Plugin::dispatcher()->dispatch()->sent, 'Back at its address, it goes on by itself.' );
	}

	public function test_a_site_that_has_moved_tells_the_bridge_and_sends_what_waited(): void {
		$pairing = TestBridge::pair();
		$this->record( 'calendar/883' );
		$this->move_to( 'https://new-home.example.org/shop' );
		Plugin::outbox()->forget(); // What waits was written by earlier requests.
		$answer = $this->json( $this->call( 'POST', '/site-address', array( 'answer' => 'live' ) ) );
		self::assertSame( array( 'elsewhere' => false, 'pairedAddress' => 'https://new-home.example.org/shop', 'address' => 'https://new-home.example.org/shop' ), $answer['siteAddress'] );
		self::assertNull( $answer['warning'] );
		self::assertTrue( Plugin::outbox()->wants_sending(), 'At the end of this request, not a minute later.' );
		$now = ( new Pairing() )->require();
		self::assertSame( $pairing->site_id, $now->site_id, 'The same site, with its links.' );
		self::assertNotSame( $pairing->secret, $now->secret, 'What is left at the old address ends to be heard.' );
		self::assertSame( 1, Plugin::dispatcher()->dispatch()->sent );
		self::assertSame( 'https://new-home.example.org/shop', TestBridge::client()->call( 'GET', '/v1/pair' )->data()['site']['url'] );
	}

	public function test_a_copy_forgets_the_pairing_without_a_call_and_the_original_goes_on(): void {
		$pairing = TestBridge::pair();
		$this->record( 'calendar/884', 'calendar/885' );
		$original = $this->rows();
		$calendar = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'draft' ) );
		LinkStore::save( "calendar/$calendar", array( 'state' => 'linked', 'highLevelId' => 'of-the-original' ) );
		update_option( LinkPoll::OPTION, time(), false );
		$this->move_to( 'https://copy.example.org' );
		$called = self::addresses_called(
			function (): void {
				self::assertSame( 200, $this->call( 'POST', '/site-address', array( 'answer' => 'copy' ) )->get_status() );
			}
		);
		self::assertSame( array(), array_values( array_filter( $called, static fn ( string $url ): bool => str_starts_with( $url, TestBridge::url() ) ) ) );
		self::assertNull( ( new Pairing() )->current() );
		self::assertFalse( SiteGuard::is_elsewhere() );
		self::assertNull( LinkStore::get( "calendar/$calendar" ) );
		$mine = array_slice( $this->rows(), 0, 2 );
		self::assertSame( array_column( $original, 'payload' ), array_column( $mine, 'payload' ), 'They wait.' );
		self::assertSame( array(), array_intersect( array_column( $original, 'event_id' ), array_column( $mine, 'event_id' ) ), 'Under ids of their own.' );

		remove_all_filters( 'option_home', 99 );
		( new Pairing() )->store( $pairing );
		self::assertSame( 200, TestBridge::client()->call( 'GET', '/v1/pair' )->status, 'The original is still known.' );
	}

	public function test_https_and_www_are_the_same_site_and_the_bridge_is_told(): void {
		TestBridge::pair();
		$this->move_to( 'http://shop.example.org' );
		SiteAddress::keep();
		remove_all_filters( 'option_home', 99 );
		$this->move_to( 'https://www.shop.example.org' );
		self::assertFalse( SiteGuard::is_elsewhere() );
		do_action( MinuteTimer::HOOK );
		self::assertSame( 'https://www.shop.example.org', SiteAddress::kept() );
		self::assertSame( 'https://www.shop.example.org', TestBridge::client()->call( 'GET', '/v1/pair' )->data()['site']['url'] );
	}

	/**
	 * @dataProvider addresses
	 */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'addresses' )]
	public function test_which_addresses_are_one_site( string $one, string $other, bool $same ): void {
		self::assertSame( $same, SiteAddress::is_same( $one, $other ) );
	}

	/** @return array<string, array{string, string, bool}> */
	public static function addresses(): array {
		return array(
			'the same'            => array( 'https://a.example', 'https://a.example', true ),
			'a slash'             => array( 'https://a.example/', 'https://a.example', true ),
			'a scheme'            => array( 'http://a.example', 'https://a.example', true ),
			'www'                 => array( 'https://www.a.example', 'https://a.example', true ),
			'capitals'            => array( 'https://A.example', 'https://a.example', true ),
			'the usual port'      => array( 'https://a.example:443', 'http://a.example:80', true ),
			'another port'        => array( 'https://a.example:8443', 'https://a.example', false ),
			'another sub-domain'  => array( 'https://staging.a.example', 'https://a.example', false ),
			'another domain'      => array( 'https://a.example', 'https://b.example', false ),
			'a folder'            => array( 'https://a.example', 'https://a.example/copy', false ),
			'capitals in a path'  => array( 'https://a.example/Shop', 'https://a.example/shop', false ),
			'www of another name' => array( 'https://wwwa.example', 'https://a.example', false ),
		);
	}

	public function test_a_search_and_replace_over_the_database_does_not_hide_the_change(): void {
		TestBridge::pair();
		global $wpdb;
		foreach ( array( $this->home, str_replace( '/', '\/', $this->home ), rawurlencode( $this->home ), (string) wp_parse_url( $this->home, PHP_URL_HOST ) ) as $form ) {
			self::assertSame( '0', (string) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE option_name = %s AND option_value LIKE %s', $wpdb->options, SiteAddress::OPTION, '%' . $wpdb->esc_like( $form ) . '%' ) ) );
		}
		self::assertSame( $this->home, SiteAddress::kept() );
	}

	public function test_a_pairing_of_an_older_version_belongs_to_the_address_of_now(): void {
		TestBridge::pair();
		SiteAddress::forget();
		self::assertFalse( SiteGuard::is_elsewhere() );
		self::assertSame( $this->home, SiteAddress::kept() );
	}

	public function test_the_owner_is_told_where_to_answer(): void {
		TestBridge::pair();
		$this->move_to( 'https://staging.example.org' );
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		ob_start();
		\SlotBridge\Admin\AddressNotice::show();
		$notice = (string) ob_get_clean();
		self::assertStringContainsString( 'this site is now at https://staging.example.org', $notice );
		self::assertStringContainsString( 'screen=connect', $notice );
		$this->log_in_as( 'editor' );
		ob_start();
		\SlotBridge\Admin\AddressNotice::show();
		self::assertSame( '', (string) ob_get_clean(), 'Not to those who cannot answer.' );
	}

	public function test_an_answer_that_nobody_asked_for_changes_nothing(): void {
		$pairing = TestBridge::pair();
		self::assertSame( 409, $this->call( 'POST', '/site-address', array( 'answer' => 'copy' ) )->get_status() );
		self::assertSame( $pairing->secret, ( new Pairing() )->require()->secret );
		self::assertSame( 400, $this->call( 'POST', '/site-address', array( 'answer' => 'maybe' ) )->get_status() );
	}

	public function test_a_move_that_the_bridge_did_not_hear_of_stays_a_question(): void {
		TestBridge::away();
		$this->move_to( 'https://new-home.example.org' );
		self::assertSame( 502, $this->call( 'POST', '/site-address', array( 'answer' => 'live' ) )->get_status() );
		self::assertTrue( SiteGuard::is_elsewhere() );
		( new Pairing() )->forget();
	}
}
