<?php
/**
 * The real bridge that the test run was given, and this site's pairing with it.
 *
 * The pairing code works once, so the site is paired once a run; each test that needs the pairing puts it in place.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests;

use PHPUnit\Framework\Assert;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Bridge\PairSite;

final class TestBridge {

	private static ?PairingRecord $pairing = null;

	/** Pairs the site with the real bridge, or puts the pairing of this run back in place. */
	public static function pair(): PairingRecord {
		if ( null === self::$pairing ) {
			self::client_story()->pair( self::url(), self::environment( 'SLOTBRIDGE_TEST_PAIRING_CODE' ) );
			self::$pairing = ( new Pairing() )->require();
		}
		( new Pairing() )->store( self::$pairing );
		return self::$pairing;
	}

	/** Remembers that the pairing's secret has changed. */
	public static function remember( PairingRecord $pairing ): void {
		self::$pairing = $pairing;
	}

	/** A pairing with an address where nothing listens: the bridge is away. */
	public static function away(): void {
		$real = self::pair();
		$free = stream_socket_server( 'tcp://127.0.0.1:0' );
		Assert::assertIsResource( $free );
		$address = (string) stream_socket_get_name( $free, false );
		fclose( $free );
		( new Pairing() )->store( new PairingRecord( "http://$address", $real->site_id, $real->bridge_id, $real->secret, $real->paired_at, false ) );
	}

	public static function url(): string {
		return self::environment( 'SLOTBRIDGE_TEST_BRIDGE_URL' );
	}

	public static function client(): BridgeClient {
		return new BridgeClient( new Pairing() );
	}

	public static function client_story(): PairSite {
		return new PairSite( new Pairing(), self::client() );
	}

	/**
	 * The bridge's own account of an entity's events, oldest first.
	 *
	 * @return list<array<string, mixed>> ActivityItems.
	 */
	public static function events( string $subject ): array {
		$items = self::client()->call( 'GET', '/v1/activity', array( 'subject' => $subject ) )->data()['items'];
		Assert::assertIsArray( $items );
		return array_reverse( $items );
	}

	private static function environment( string $name ): string {
		$value = getenv( $name );
		Assert::assertNotFalse( $value, "$name is not set: this suite needs a running bridge, see phpunit.xml.dist." );
		return $value;
	}
}
