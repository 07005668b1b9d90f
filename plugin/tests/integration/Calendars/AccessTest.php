<?php
/**
 * Who may see and change calendars.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Calendars;

final class AccessTest extends CalendarTestCase {

	public function test_visitors_and_members_see_nothing_of_calendars(): void {
		$group = $this->add_group();
		$post  = $this->add_calendar();
		$user  = wp_insert_user( array( 'user_login' => 'member-x', 'user_pass' => 'x', 'role' => 'author' ) );
		foreach ( array( 0 => 401, $user => 403 ) as $id => $status ) {
			wp_set_current_user( $id );
			foreach ( array( self::CALENDARS, self::CALENDARS . '/' . $post->ID, self::GROUPS, self::GROUPS . '/' . $group->term_id ) as $path ) {
				self::assertSame( $status, $this->rest( 'GET', $path )->get_status(), "$path for user $id" );
			}
			self::assertSame( $status, $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => array( 'name' => 'x' ) ) )->get_status() );
			self::assertSame( $status, $this->rest( 'POST', self::GROUPS, array( 'slotbridge' => array( 'name' => 'x' ) ) )->get_status() );
			self::assertSame( $status, $this->rest( 'DELETE', self::CALENDARS . '/' . $post->ID )->get_status() );
		}
		self::assertFalse( is_post_type_viewable( 'slotbridge_calendar' ) );
		self::assertFalse( is_taxonomy_viewable( 'slotbridge_calendar_group' ) );
	}

	public function test_editors_look_after_calendars_but_not_the_connection(): void {
		$post = $this->add_calendar();
		$this->become_editor();
		self::assertSame( array( true, false, false ), array_map( 'current_user_can', array( 'slotbridge_edit_calendars', 'slotbridge_manage', 'slotbridge_view_activity' ) ) );
		self::assertSame( 200, $this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'name' => 'By the editor' ) ) )->get_status() );
		self::assertSame( 200, $this->rest( 'DELETE', self::CALENDARS . '/' . $post->ID )->get_status() );
	}

	public function test_the_owner_can_give_the_rights_to_other_roles(): void {
		$grant = static fn ( array $by ): array => array_merge( $by, array( 'slotbridge_edit_calendars' => array( 'author' ) ) );
		$user  = wp_insert_user( array( 'user_login' => 'author-x', 'user_pass' => 'x', 'role' => 'author' ) );
		wp_set_current_user( $user );
		self::assertFalse( current_user_can( 'slotbridge_edit_calendars' ) );
		add_filter( 'slotbridge_capability_roles', $grant );
		self::assertTrue( current_user_can( 'slotbridge_edit_calendars' ) );
		self::assertFalse( user_can( 1, 'slotbridge_edit_calendars' ) );
		remove_filter( 'slotbridge_capability_roles', $grant );
	}
}
