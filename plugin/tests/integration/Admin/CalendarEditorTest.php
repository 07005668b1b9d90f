<?php
/**
 * The editing screen: our app in the place of WordPress's editor, locked while somebody else has it open.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Admin;

use SlotBridge\Admin\BuiltApp;
use SlotBridge\Admin\CalendarEditor;

final class CalendarEditorTest extends AdminTestCase {

	public function test_only_calendars_get_it_and_asking_draws_nothing_yet(): void {
		$calendar = $this->add_calendar();
		$page     = get_post( wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Page' ) ) );
		$answers  = array();
		$printed  = self::printed(
			static function () use ( $calendar, $page, &$answers ): void {
				$answers = array( apply_filters( 'replace_editor', false, $calendar ), apply_filters( 'replace_editor', false, $page ) );
			}
		);
		self::assertSame( array( true, false ), $answers );
		self::assertSame( '', $printed, 'WordPress asks before the page has begun.' );
	}

	public function test_opening_it_locks_it_and_tells_the_app_no_secret(): void {
		$post            = $this->add_calendar();
		$GLOBALS['post'] = $post;
		$this->show( 'slotbridge_calendar' );
		get_current_screen()->base = 'post';
		CalendarEditor::enqueue();
		self::assertMatchesRegularExpression( '/^\d+:1$/', get_post_meta( $post->ID, '_edit_lock', true ) );
		$inline = implode( '', (array) wp_scripts()->get_data( 'slotbridge-edit-lock', 'before' ) );
		self::assertStringContainsString( '"postId":' . $post->ID, $inline );
		$this->become_editor();
		wp_dequeue_script( 'slotbridge-edit-lock' );
		CalendarEditor::enqueue();
		self::assertFalse( wp_script_is( 'slotbridge-edit-lock' ), 'The calendar is locked by the first person.' );
		self::assertMatchesRegularExpression( '/^\d+:1$/', get_post_meta( $post->ID, '_edit_lock', true ) );
	}

	public function test_an_app_that_was_not_built_is_said_to_be_missing(): void {
		$html = self::printed( static fn () => BuiltApp::render( 'never-built', 'some-id', 5 ) );
		self::assertStringContainsString( 'notice-error', $html );
		self::assertStringContainsString( 'npm run build', $html );
		self::assertStringNotContainsString( 'some-id', $html );
		BuiltApp::enqueue( 'never-built' );
		self::assertFalse( wp_script_is( 'slotbridge-never-built', 'registered' ) );
	}
}
