<?php
/**
 * Status and audience in WordPress's forms for groups.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Admin;

use SlotBridge\Admin\GroupForm;
use SlotBridge\Admin\GroupsTable;
use SlotBridge\Calendars\GroupSnapshot;

final class GroupFormTest extends AdminTestCase {

	public function test_one_save_of_the_form_makes_one_event_with_everything(): void {
		$_POST = $this->form( 'inactive', array( 'role||subscriber', 'role||editor' ), 'all' );
		$made  = wp_insert_term( 'By form', 'slotbridge_calendar_group' );
		self::assertIsArray( $made );
		$this->end_request();
		self::assertSame( array( 'group created' ), $this->told() );
		$entity = $this->last_data()['entity'];
		self::assertSame( 'inactive', $entity['status'] );
		self::assertSame( array( 'match' => 'all', 'rules' => array( array( 'kind' => 'role', 'id' => 'subscriber', 'name' => 'Subscriber' ), array( 'kind' => 'role', 'id' => 'editor', 'name' => 'Editor' ) ) ), $entity['audience'] );
		$_POST = $this->form( 'active', array() );
		wp_update_term( $made['term_id'], 'slotbridge_calendar_group', array() );
		self::assertNull( $this->last_data()['entity']['audience'] );
	}

	public function test_without_its_nonce_or_the_right_nothing_is_read(): void {
		$term  = $this->add_group();
		$_POST = array( 'slotbridge_group_form' => 'wrong' ) + $this->form( 'inactive', array( 'role||editor' ) );
		wp_update_term( $term->term_id, 'slotbridge_calendar_group', array() );
		self::assertSame( 'active', GroupSnapshot::of( get_term( $term->term_id ) )['status'] );
		$_POST = array();
		wp_set_current_user( wp_insert_user( array( 'user_login' => 'author-f', 'user_pass' => 'x', 'role' => 'author' ) ) );
		$_POST = $this->form( 'inactive', array( 'role||editor' ) );
		wp_update_term( $term->term_id, 'slotbridge_calendar_group', array() );
		self::assertSame( 'active', GroupSnapshot::of( get_term( $term->term_id ) )['status'] );
	}

	public function test_what_accessally_no_longer_has_is_kept_until_it_is_unchosen_and_nothing_else_can_be_smuggled_in(): void {
		$gone = array( 'kind' => 'communityGroup', 'id' => '77', 'name' => 'Old & <b>gone</b>' );
		$term = $this->add_group( array( 'audience' => array( 'match' => 'any', 'rules' => array( $gone ) ) ) );
		$html = self::printed( static fn () => GroupForm::render_edit( $term ) );
		self::assertStringContainsString( 'Old &amp; &lt;b&gt;gone&lt;/b&gt; (not found)', $html );
		self::assertMatchesRegularExpression( '/value="communityGroup\|\|77"\s+checked/', $html );
		$_POST = $this->form( 'active', array( 'communityGroup||77', 'role||editor', 'moon||1', 'tag||999999', 'nonsense' ) );
		wp_update_term( $term->term_id, 'slotbridge_calendar_group', array() );
		$rules = GroupSnapshot::of( get_term( $term->term_id ) )['audience']['rules'];
		self::assertSame( array( $gone, array( 'kind' => 'role', 'id' => 'editor', 'name' => 'Editor' ) ), $rules );
		$_POST = $this->form( 'active', array( 'role||editor' ) );
		wp_update_term( $term->term_id, 'slotbridge_calendar_group', array() );
		self::assertCount( 1, GroupSnapshot::of( get_term( $term->term_id ) )['audience']['rules'] );
	}

	public function test_the_form_has_a_label_for_each_field(): void {
		$html = self::printed( array( GroupForm::class, 'render_add' ) );
		$page = new \DOMDocument();
		$page->loadHTML( '<meta charset="utf-8">' . $html, LIBXML_NOERROR );
		$path = new \DOMXPath( $page );
		foreach ( $path->query( '//select|//input[@type="checkbox"]' ) as $field ) {
			$id = $field->getAttribute( 'id' );
			self::assertSame( 1, $path->query( '' === $id ? 'ancestor::label' : "//label[@for='$id']", $field )->length, $page->saveHTML( $field ) );
		}
		self::assertSame( $path->query( '//fieldset' )->length, $path->query( '//fieldset/legend' )->length );
		self::assertStringContainsString( 'name="slotbridge_group_form"', $html );
	}

	public function test_the_list_tells_status_and_audience(): void {
		$term = $this->add_group( array( 'status' => 'inactive', 'audience' => array( 'match' => 'none', 'rules' => array( array( 'kind' => 'team', 'id' => '12', 'name' => 'Team <12>', 'as' => 'leader' ), array( 'kind' => 'tag', 'id' => '1', 'name' => 'Alumni' ) ) ) ) );
		self::assertSame( 'Inactive', GroupsTable::render( '', 'slotbridge_status', $term->term_id ) );
		self::assertSame( 'Everybody without: Team &lt;12&gt; (leaders) and Alumni', GroupsTable::render( '', 'slotbridge_audience', $term->term_id ) );
		self::assertStringContainsString( 'Not in HighLevel yet', GroupsTable::render( '', 'slotbridge_highlevel', $term->term_id ) );
		$open = $this->add_group( array( 'name' => 'Open' ) );
		self::assertSame( 'Everybody', GroupsTable::render( '', 'slotbridge_audience', $open->term_id ) );
	}

	/**
	 * @param list<string> $rules Values of checked boxes.
	 * @return array<string, mixed> What the browser would send.
	 */
	private function form( string $status, array $rules, string $match = 'any' ): array {
		return array(
			'slotbridge_group_form'   => wp_create_nonce( 'slotbridge_group_form' ),
			'slotbridge_group_status' => $status,
			'slotbridge_audience'     => array( 'match' => $match, 'rules' => $rules ),
		);
	}
}
