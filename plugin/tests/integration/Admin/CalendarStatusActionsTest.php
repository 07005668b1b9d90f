<?php
/**
 * "Make active" and "Set to draft".
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Admin;

use SlotBridge\Admin\CalendarStatusActions;

final class CalendarStatusActionsTest extends AdminTestCase {

	public function test_several_calendars_change_their_status_and_faulty_ones_stay_as_they_are(): void {
		$good   = $this->add_calendar( array( 'status' => 'draft' ) );
		$faulty = $this->add_calendar( array( 'status' => 'draft' ) );
		update_post_meta( $faulty->ID, '_slotbridge_time_zone', 'Mars/Olympus' );
		$page = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'draft', 'post_title' => 'Page' ) );
		$back = CalendarStatusActions::handle_many( 'edit.php?post_type=slotbridge_calendar&slotbridge_changed=9', 'slotbridge_activate', array( (string) $good->ID, $faulty->ID, $page, 'x' ) );
		self::assertSame( 'edit.php?post_type=slotbridge_calendar&slotbridge_changed=1&slotbridge_refused=1', $back );
		self::assertSame( array( 'publish', 'draft', 'draft' ), array_map( 'get_post_status', array( $good->ID, $faulty->ID, $page ) ) );
		$this->end_request();
		self::assertSame( array( 'created', 'created', 'status-changed' ), $this->told() );
		self::assertSame( 'unchanged', CalendarStatusActions::handle_many( 'unchanged', 'trash', array( $good->ID ) ) );
		$_GET = array( 'slotbridge_changed' => '1', 'slotbridge_refused' => '1' );
		$html = self::printed( array( CalendarStatusActions::class, 'notice' ) );
		self::assertStringContainsString( '1 calendar changed its status.', $html );
		self::assertStringContainsString( 'needs attention first', $html );
	}

	public function test_the_link_needs_its_nonce_and_the_right(): void {
		$post = $this->add_calendar();
		$_GET = array( 'post' => (string) $post->ID, 'to' => 'slotbridge_draft' );
		self::assertNotNull( $this->refusal(), 'Without a nonce.' );
		$_REQUEST['_wpnonce'] = wp_create_nonce( 'slotbridge_calendar_status_1' );
		self::assertNotNull( $this->refusal(), 'With the nonce of another calendar.' );
		wp_set_current_user( wp_insert_user( array( 'user_login' => 'nobody-x', 'user_pass' => 'x', 'role' => 'author' ) ) );
		$_REQUEST['_wpnonce'] = wp_create_nonce( 'slotbridge_calendar_status_' . $post->ID );
		self::assertStringContainsString( 'not allowed', (string) $this->refusal(), 'Without the right.' );
		self::assertSame( 'publish', get_post_status( $post->ID ) );
		self::assertSame( array( 'trash' => 'x' ), CalendarStatusActions::row_actions( array( 'trash' => 'x' ), $post ), 'No link for those who may not.' );
	}

	/** What wp_die() says; null: it went through. */
	private function refusal(): ?string {
		$handler = static fn () => static function ( mixed $message ): never {
			throw new \RuntimeException( is_string( $message ) ? $message : 'refused' );
		};
		add_filter( 'wp_die_handler', $handler );
		try {
			CalendarStatusActions::handle_one();
		} catch ( \RuntimeException $refused ) {
			return $refused->getMessage();
		} finally {
			remove_filter( 'wp_die_handler', $handler );
		}
	}
}
