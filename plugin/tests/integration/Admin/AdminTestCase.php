<?php
/**
 * Base of the tests of wp-admin: as if one of its screens was being made.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Admin;

use SlotBridge\Admin\Module;
use SlotBridge\Tests\Calendars\CalendarTestCase;

abstract class AdminTestCase extends CalendarTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->show( 'edit-slotbridge_calendar' );
		Module::register(); // The tests began outside wp-admin, where nothing of it is registered.
	}

	protected function tearDown(): void {
		$_GET = array();
		unset( $GLOBALS['current_screen'], $GLOBALS['post'] );
		parent::tearDown();
	}

	/** Makes one of WordPress's screens the current one. */
	protected function show( string $screen ): void {
		set_current_screen( $screen );
		self::assertTrue( is_admin() );
	}

	/** What a piece of code prints. */
	protected static function printed( callable $code ): string {
		ob_start();
		$code();
		return (string) ob_get_clean();
	}
}
