<?php
/**
 * The pairing secret at rest, and what addresses a secret may travel to.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\BridgeUrl;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Bridge\SecretBox;
use SlotBridge\Tests\Processes;
use SlotBridge\Tests\TestCase;

final class SecretsTest extends TestCase {

	public function test_a_secret_can_be_read_back_and_is_not_in_the_database(): void {
		global $wpdb;
		( new Pairing() )->store( self::record() );
		wp_cache_flush();
		$stored = (string) $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", Pairing::OPTION ) );
		self::assertStringContainsString( 'site-1', $stored );
		self::assertStringNotContainsString( 'sbs_very-secret', $stored );
		self::assertStringNotContainsString( base64_encode( 'sbs_very-secret' ), $stored );
		self::assertSame( 'sbs_very-secret', ( new Pairing() )->current()?->secret );
		self::assertNotSame( SecretBox::seal( 'x' ), SecretBox::seal( 'x' ) );
	}

	public function test_what_was_altered_or_sealed_by_other_keys_stays_closed(): void {
		$sealed = SecretBox::seal( 'sbs_very-secret' );
		self::assertSame( 'sbs_very-secret', SecretBox::open( $sealed ) );
		self::assertNull( SecretBox::open( substr_replace( $sealed, 'A' === $sealed[60] ? 'B' : 'A', 60, 1 ) ) );
		self::assertNull( SecretBox::open( 'sodium1:!!!' ) );
		self::assertNull( SecretBox::open( 'sodium1:AAAA' ) );
		self::assertNull( SecretBox::open( 'sbs_very-secret' ) );
		$other_keys = static fn (): string => 'other security keys';
		add_filter( 'salt', $other_keys );
		self::assertNull( SecretBox::open( $sealed ) );
		remove_filter( 'salt', $other_keys );
	}

	public function test_changed_security_keys_are_told_in_words(): void {
		$pairing = new Pairing();
		$pairing->store( self::record() );
		$other_keys = static fn (): string => 'other security keys';
		add_filter( 'salt', $other_keys );
		try {
			self::assertTrue( $pairing->is_unreadable() );
			self::assertFalse( $pairing->describe()['paired'] );
			$pairing->require();
			self::fail( 'It should have thrown.' );
		} catch ( BridgeFailure $failure ) {
			self::assertStringContainsString( 'Pair this site with the bridge again', $failure->getMessage() );
		} finally {
			remove_filter( 'salt', $other_keys );
		}
	}

	public function test_the_secret_is_in_no_description_and_no_dump(): void {
		$pairing = new Pairing();
		$pairing->store( self::record() );
		self::assertStringNotContainsString( 'very-secret', (string) wp_json_encode( $pairing->describe() ) );
		ob_start();
		var_dump( $pairing->current() );
		self::assertStringNotContainsString( 'very-secret', (string) ob_get_clean() );
	}

	public function test_constants_in_wp_config_win_and_no_screen_can_change_them(): void {
		$told = json_decode( Processes::php( 'pairing-from-constants' )[0]['output'], true );
		self::assertTrue( $told['works'] );
		self::assertSame( array( 'pairing_constant', 'pairing_constant', 'pairing_constant' ), $told['refused'] );
		self::assertSame(
			array(
				'paired'           => true,
				'bridgeUrl'        => 'https://bridge.example.test',
				'siteId'           => 'site-c',
				'bridgeId'         => 'bridge-c',
				'pairedAt'         => null,
				'secretSource'     => 'constant',
				'secretUnreadable' => false,
			),
			$told['described']
		);
	}

	/** @return array<string, array{string, string, bool}> */
	public static function good_urls(): array {
		return array(
			'https'            => array( ' https://Bridge.Example.com/ ', 'https://bridge.example.com', false ),
			'https with path'  => array( 'https://example.com/bridge/', 'https://example.com/bridge', false ),
			'loopback'         => array( 'http://127.0.0.1:4310', 'http://127.0.0.1:4310', false ),
			'loopback 6'       => array( 'http://[::1]:4310', 'http://[::1]:4310', false ),
			'localhost'        => array( 'http://localhost:4310/', 'http://localhost:4310', false ),
			'private address'  => array( 'http://192.168.1.20:4310', 'http://192.168.1.20:4310', true ),
			'container'        => array( 'http://bridge:4310', 'http://bridge:4310', true ),
			'private name'     => array( 'http://bridge.internal', 'http://bridge.internal', true ),
		);
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'good_urls' )]
	public function test_addresses_that_a_secret_may_travel_to( string $input, string $url, bool $warned ): void {
		$parsed = BridgeUrl::parse( $input );
		self::assertSame( $url, $parsed->url );
		self::assertSame( $warned, null !== $parsed->warning );
	}

	/** @return array<string, array{string}> */
	public static function bad_urls(): array {
		return array(
			'nothing'            => array( '' ),
			'no scheme'          => array( 'bridge.example.com' ),
			'another scheme'     => array( 'ftp://bridge.example.com' ),
			'javascript'         => array( 'javascript:alert(1)' ),
			'plain on the net'   => array( 'http://bridge.example.com' ),
			'public address'     => array( 'http://93.184.216.34' ),
			'looks like a local' => array( 'http://127.0.0.1.example.com' ),
			'credentials'        => array( 'https://user:pass@example.com' ),
			'query'              => array( 'https://example.com/?a=b' ),
			'fragment'           => array( 'https://example.com/#a' ),
			'no host'            => array( 'https:///path' ),
		);
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'bad_urls' )]
	public function test_addresses_that_are_refused_at_their_field( string $input ): void {
		try {
			BridgeUrl::parse( $input );
			self::fail( 'It should have thrown.' );
		} catch ( BridgeFailure $failure ) {
			self::assertSame( 'bridge_url_invalid', $failure->error_code );
			self::assertSame( '/bridgeUrl', $failure->data['errors'][0]['pointer'] );
		}
	}

	private static function record(): PairingRecord {
		return new PairingRecord( 'https://b.test', 'site-1', 'bridge-1', 'sbs_very-secret', '2026-01-01T00:00:00Z', false );
	}
}
