<?php
/**
 * Site Health's info page: complete, right in its numbers, and without any secret or personal data.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Calendars\CalendarInput;
use SlotBridge\Calendars\CalendarWriter;
use SlotBridge\Settings\Migrations;
use SlotBridge\Settings\Settings;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class SiteFactsTest extends OutboxTestCase {

	/** @return array<string, string> Value by key. */
	private function facts(): array {
		$info = apply_filters( 'debug_information', array() );
		return array_map( static fn ( array $field ): string => $field['value'], $info['slotbridge']['fields'] );
	}

	public function test_it_counts_what_is_there(): void {
		$before = $this->facts();
		foreach ( array( 'active', 'active', 'draft' ) as $number => $status ) {
			self::assertIsInt( CalendarWriter::calendar( CalendarInput::validate( array( 'name' => "Counted $number", 'status' => $status, 'timeZone' => 'Europe/Berlin' ), null ) ) );
		}
		self::assertIsInt( CalendarWriter::group( array( 'name' => 'Counted', 'slug' => 'counted', 'description' => '', 'status' => 'active', 'audience' => null ) ) );
		$after = $this->facts();
		foreach ( array( 'calendars' => 2, 'calendars_draft' => 1, 'groups' => 1, 'pending' => 4, 'audit' => 4 ) as $key => $more ) {
			self::assertSame( (int) $before[ $key ] + $more, (int) $after[ $key ], $key );
		}
		self::assertSame( array( SLOTBRIDGE_VERSION, (string) Migrations::latest(), (string) Migrations::latest() ), array( $after['version'], $after['schema'], $after['schema_done'] ) );
		self::assertNotSame( '', $after['accessally'] );
	}

	public function test_it_tells_no_secret_and_nobody_s_address(): void {
		$pairing = TestBridge::pair();
		Settings::save( false, 'private@example.com' );
		$all = (string) wp_json_encode( apply_filters( 'debug_information', array() )['slotbridge'], JSON_UNESCAPED_SLASHES );
		self::assertStringContainsString( $pairing->bridge_url, $all );
		foreach ( array( $pairing->secret, 'private@example.com', (string) getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_TOKEN' ), wp_salt( 'auth' ) ) as $secret ) {
			self::assertStringNotContainsString( $secret, $all );
		}
	}
}
