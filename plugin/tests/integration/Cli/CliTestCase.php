<?php
/**
 * Base of the tests of the WP-CLI commands: the real WP-CLI, on the real site, with a bridge and a HighLevel sandbox of its own.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Cli;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Calendars\CalendarInput;
use SlotBridge\Calendars\CalendarWriter;
use SlotBridge\Calendars\Module;
use SlotBridge\Plugin;
use SlotBridge\Settings\AuditTable;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\OwnBridge;
use SlotBridge\Tests\WpCli;

abstract class CliTestCase extends OutboxTestCase {

	protected bool $rolls_back = false; // WP-CLI is another process.

	protected static ?OwnBridge $own = null;

	private static ?PairingRecord $pairing = null;

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		self::$own = new OwnBridge();
		$paired    = WpCli::run( array( 'slotbridge', 'pair', self::$own->facts['bridgeUrl'], '--yes', '--format=json' ), self::$own->facts['code'] . "\n" );
		self::assertSame( 0, $paired['code'], $paired['out'] . $paired['err'] );
		wp_cache_flush();
		self::$pairing = ( new Pairing() )->require();
	}

	public static function tearDownAfterClass(): void {
		wp_cache_flush();
		( new Pairing() )->forget();
		self::$own?->stop();
		self::$own = null;
		parent::tearDownAfterClass();
	}

	protected function setUp(): void {
		parent::setUp();
		$this->remove_all();
		( new Pairing() )->store( self::$pairing );
	}

	protected function tearDown(): void {
		wp_cache_flush();
		$this->remove_all();
		( new Pairing() )->forget();
		parent::tearDown();
	}

	/** Calendars and groups of an earlier test. */
	private function remove_all(): void {
		foreach ( get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_post( $id, true );
		}
		foreach ( get_terms( array( 'taxonomy' => 'slotbridge_calendar_group', 'hide_empty' => false, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_term( $id, 'slotbridge_calendar_group' );
		}
		Module::look_at_all();
		Plugin::outbox()->forget();
		$this->query( "DELETE FROM {$this->table()->name()}" );
		$this->query( 'DELETE FROM ' . ( new AuditTable() )->name() );
	}

	protected function client(): BridgeClient {
		return new BridgeClient( new Pairing() );
	}

	/** Connects the sandbox's location, once a class. */
	protected function connect(): void {
		if ( array() === $this->client()->call( 'GET', '/v1/connections' )->data()['connections'] ) {
			$this->client()->call( 'POST', '/v1/connections', array(), (string) wp_json_encode( array( 'token' => self::$own->facts['token'], 'locationId' => self::$own->facts['locationId'], 'label' => 'Own', 'server' => 'live' ) ), 40 );
		}
	}

	/** @param array<string, mixed> $fields Of the snapshot. */
	protected function add_calendar( array $fields ): int {
		$checked = CalendarInput::validate( $fields + array( 'timeZone' => 'Europe/Berlin' ), null );
		self::assertIsArray( $checked );
		$id = CalendarWriter::calendar( $checked );
		self::assertIsInt( $id );
		Module::look_at_all();
		Plugin::outbox()->forget();
		return $id;
	}

	/** Waits until the bridge has delivered everything that it has. */
	protected function settle(): void {
		for ( $i = 0; $i < 300; $i++ ) {
			$counts = $this->client()->call( 'GET', '/v1/activity', array( 'limit' => 1 ) )->data()['counts'];
			if ( 0 === $counts['pending'] + $counts['running'] + $counts['retrying'] ) {
				return;
			}
			usleep( 100000 );
		}
		self::fail( 'The bridge did not come to rest: ' . wp_json_encode( $this->client()->call( 'GET', '/v1/activity' )->data() ) );
	}

	/** @return array{code: int, out: string, err: string} */
	protected function wp( string ...$arguments ): array {
		return WpCli::run( array_merge( array( 'slotbridge' ), $arguments ) );
	}

	/** @return list<array<string, mixed>> The audit log, newest first. */
	protected function audit(): array {
		return ( new AuditTable() )->page( array(), 200 );
	}
}
