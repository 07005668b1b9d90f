<?php
/**
 * Which events a calendar makes, by whichever way it is changed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Calendars;

final class CalendarEventsTest extends CalendarTestCase {

	public function test_a_calendar_is_told_once_with_everything_in_it(): void {
		$group = $this->add_group( array( 'name' => 'Yoga' ) );
		$input = array(
			'name'            => 'Morning class',
			'description'     => "First line\n\nSecond line",
			'slug'            => 'morning-class',
			'timeZone'        => 'America/Argentina/Buenos_Aires',
			'color'           => '#00ff88',
			'type'            => 'round_robin',
			'status'          => 'active',
			'durationMinutes' => 45,
			'intervalMinutes' => 15,
			'bufferMinutes'   => 5,
			'openHours'       => array( array( 'days' => array( 1, 3 ), 'from' => '09:00', 'to' => '12:00' ), array( 'days' => array( 3 ), 'from' => '12:00', 'to' => '24:00' ) ),
			'reminders'       => array( array( 'channel' => 'whatsapp', 'receiver' => 'guest', 'before' => array( 'value' => 2, 'unit' => 'days' ) ) ),
			'hosts'           => array( 've9EPM428h8vShlRW1KT' ),
			'group'           => $group->term_id,
			'audience'        => array( 'match' => 'all', 'rules' => array( array( 'kind' => 'team', 'id' => '12', 'name' => 'O\'Neil & "Sons" \\', 'as' => 'leader' ) ) ),
		);
		$post  = $this->add_calendar( $input );
		self::assertSame( array( 'group created', 'created' ), $this->told() );
		self::assertSame( array( 'id' => $post->ID ) + $input, $this->last_data()['entity'] );
		self::assertSame( array_keys( array( 'id' => 0 ) + $input ), $this->last_data()['changed'] );
		$read = $this->rest( 'GET', self::CALENDARS . '/' . $post->ID )->get_data();
		self::assertSame( array( 'id' => $post->ID ) + $input, $read['slotbridge'] );
		self::assertSame( 'publish', $read['status'] );
	}

	public function test_what_is_clear_is_put_right_and_what_is_missing_is_as_in_a_new_calendar(): void {
		$this->add_calendar( array( 'name' => '  Coaching  ', 'timeZone' => 'europe/BERLIN', 'color' => '#ABC', 'durationMinutes' => '45', 'openHours' => array( array( 'days' => array( 5, '1', 5 ), 'from' => '09:00', 'to' => '10:00' ) ), 'audience' => array( 'match' => 'any', 'rules' => array() ) ) );
		$told = $this->last_data()['entity'];
		self::assertSame( array( 'Coaching', 'Europe/Berlin', '#aabbcc', 45, array( 1, 5 ), null ), array( $told['name'], $told['timeZone'], $told['color'], $told['durationMinutes'], $told['openHours'][0]['days'], $told['audience'] ) );
		self::assertSame( array( 'event', 30, 0, array(), null ), array( $told['type'], $told['intervalMinutes'], $told['bufferMinutes'], $told['reminders'], $told['group'] ) );
	}

	public function test_a_change_tells_what_changed_and_no_change_tells_nothing(): void {
		$post = $this->add_calendar();
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'name' => 'Renamed', 'color' => '#123456' ) ) );
		self::assertSame( array( 'name', 'color' ), $this->last_data()['changed'] );
		self::assertSame( 'coaching', $this->last_data()['entity']['slug'], 'A slug stays when the name changes.' );
		$this->end_request();
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'name' => 'Renamed' ) ) );
		wp_update_post( array( 'ID' => $post->ID ) );
		$this->end_request();
		self::assertSame( array( 'created', 'updated' ), $this->told() );
	}

	public function test_status_trash_restore_and_delete(): void {
		$post = $this->add_calendar();
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'status' => 'draft' ) ) );
		self::assertSame( 'draft', $this->last_data()['entity']['status'] );
		$this->end_request();
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'status' => 'pending' ) );
		$this->end_request();
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'status' => 'publish' ) );
		$this->end_request();
		$this->rest( 'DELETE', self::CALENDARS . '/' . $post->ID );
		self::assertSame( 'coaching', $this->last_data()['entity']['slug'], 'Not the name that WordPress gives to what is in the trash.' );
		$this->end_request();
		wp_untrash_post( $post->ID );
		self::assertSame( 'publish', get_post_status( $post->ID ), 'A calendar that was active is active again.' );
		self::assertSame( array( 'coaching', 'active' ), array( $this->last_data()['entity']['slug'], $this->last_data()['entity']['status'] ) );
		$this->end_request();
		wp_trash_post( $post->ID );
		$this->end_request();
		wp_delete_post( $post->ID, true );
		$this->end_request();
		self::assertSame( array( 'created', 'status-changed', 'status-changed', 'trashed', 'restored', 'trashed', 'deleted' ), $this->told() );
		self::assertSame( 'Coaching', $this->last_data()['entity']['name'] );
	}

	public function test_a_calendar_can_be_deleted_without_the_trash(): void {
		$group = $this->add_group();
		$post  = $this->add_calendar( array( 'group' => $group->term_id ) );
		self::assertTrue( $this->rest( 'DELETE', self::CALENDARS . '/' . $post->ID . '?force=true' )->get_data()['deleted'] );
		$this->end_request();
		self::assertSame( array( 'group created', 'created', 'deleted' ), $this->told() );
		self::assertSame( $group->term_id, $this->last_data()['entity']['group'], 'The picture is of the calendar as it was.' );
	}

	public function test_what_wordpress_does_for_itself_is_no_event(): void {
		$draft = get_default_post_to_edit( 'slotbridge_calendar', true );
		$this->end_request();
		self::assertSame( 'auto-draft', get_post_status( $draft->ID ) );
		$post = $this->add_calendar();
		wp_set_post_lock( $post->ID );
		wp_save_post_revision( $post->ID );
		wp_create_post_autosave( wp_slash( array( 'post_ID' => $post->ID, 'post_type' => 'slotbridge_calendar', 'post_title' => 'Half typed', 'post_content' => '', 'post_excerpt' => '' ) ) );
		update_post_meta( $post->ID, '_edit_last', 1 );
		$this->link( $post );
		$this->end_request();
		wp_delete_post( $draft->ID, true );
		$this->end_request();
		self::assertSame( array( 'created' ), $this->told() );
	}

	public function test_an_auto_draft_becomes_a_calendar_when_it_is_saved(): void {
		$draft = get_default_post_to_edit( 'slotbridge_calendar', true );
		$shown = $this->rest( 'GET', self::CALENDARS . '/' . $draft->ID )->get_data();
		self::assertSame( array( '', '', 'active' ), array( $shown['slotbridge']['name'], $shown['slotbridge']['slug'], $shown['slotbridge']['status'] ) );
		self::assertEquals( new \stdClass(), $shown['slotbridge_state']['attention'] );
		$this->rest( 'POST', self::CALENDARS . '/' . $draft->ID, array( 'status' => 'publish', 'slotbridge' => array_merge( $shown['slotbridge'], array( 'name' => 'New' ) ) ) );
		self::assertSame( array( 'created' ), $this->told() );
		self::assertSame( array( 'New', 'new', 'active' ), array( $this->last_data()['entity']['name'], $this->last_data()['entity']['slug'], $this->last_data()['entity']['status'] ) );
	}

	public function test_other_code_and_the_classic_paths_make_one_event_each(): void {
		$id = wp_insert_post( wp_slash( array( 'post_type' => 'slotbridge_calendar', 'post_status' => 'publish', 'post_title' => 'By code' ) ), true );
		self::assertIsInt( $id );
		$this->end_request();
		self::assertSame( array( 'By code', 'by-code', 'event' ), array( $this->last_data()['entity']['name'], $this->last_data()['entity']['slug'], $this->last_data()['entity']['type'] ) );
		$_POST = wp_slash( array( 'post_ID' => $id, 'post_type' => 'slotbridge_calendar', 'post_title' => 'By form "x" \\ <b>', 'post_name' => 'by-form', 'post_status' => 'publish', 'action' => 'editpost' ) );
		edit_post();
		$this->end_request();
		self::assertSame( array( 'name', 'slug' ), $this->last_data()['changed'] );
		self::assertSame( 'By form "x" \\ <b>', $this->last_data()['entity']['name'] );
		$_REQUEST = array();
		bulk_edit_posts( array( 'post' => array( $id ), 'post_type' => 'slotbridge_calendar', '_status' => 'draft', 'post_author' => -1, 'tax_input' => array() ) );
		$this->end_request();
		self::assertSame( array( 'created', 'updated', 'status-changed' ), $this->told() );
	}

	public function test_direct_writes_of_meta_and_group_are_found_when_the_request_ends(): void {
		$group = $this->add_group();
		$post  = $this->add_calendar();
		update_post_meta( $post->ID, '_slotbridge_color', '#ff0000' );
		update_post_meta( $post->ID, '_slotbridge_duration', 60 );
		$this->end_request();
		self::assertSame( array( 'color', 'durationMinutes' ), $this->last_data()['changed'] );
		wp_set_object_terms( $post->ID, array( $group->term_id ), 'slotbridge_calendar_group' );
		$this->end_request();
		self::assertSame( array( 'group' ), $this->last_data()['changed'] );
		wp_remove_object_terms( $post->ID, array( $group->term_id ), 'slotbridge_calendar_group' );
		$this->end_request();
		self::assertNull( $this->last_data()['entity']['group'] );
		self::assertCount( 5, $this->told() );
	}

	public function test_a_calendar_keeps_one_group_the_latest(): void {
		$first  = $this->add_group( array( 'name' => 'First' ) );
		$second = $this->add_group( array( 'name' => 'Second' ) );
		$post   = $this->add_calendar( array( 'group' => $first->term_id ) );
		wp_set_object_terms( $post->ID, array( $second->term_id ), 'slotbridge_calendar_group', true );
		$this->end_request();
		self::assertSame( array( $second->term_id ), wp_get_object_terms( $post->ID, 'slotbridge_calendar_group', array( 'fields' => 'ids' ) ) );
		self::assertSame( $second->term_id, $this->last_data()['entity']['group'] );
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge-calendar-groups' => array( $first->term_id ) ) );
		self::assertSame( $first->term_id, $this->last_data()['entity']['group'] );
		$this->end_request();
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'group' => null ) ) );
		self::assertNull( $this->last_data()['entity']['group'] );
	}

	public function test_wrong_stored_data_is_shown_and_never_told(): void {
		$post = $this->add_calendar();
		update_post_meta( $post->ID, '_slotbridge_time_zone', 'Mars/Olympus' );
		wp_update_post( array( 'ID' => $post->ID, 'post_title' => 'Renamed meanwhile' ) );
		$this->end_request();
		self::assertSame( array( 'created' ), $this->told() );
		$state = $this->rest( 'GET', self::CALENDARS . '/' . $post->ID )->get_data()['slotbridge_state'];
		self::assertSame( array( 'timeZone' ), array_keys( (array) $state['attention'] ) );
		// The last good picture goes along when it is taken away, and putting it right tells everything that was missed.
		wp_trash_post( $post->ID );
		self::assertSame( 'Europe/Berlin', $this->last_data()['entity']['timeZone'] );
		$this->end_request();
		wp_untrash_post( $post->ID );
		$this->end_request();
		self::assertSame( array( 'created', 'trashed' ), $this->told() );
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'timeZone' => 'Europe/Paris' ) ) );
		self::assertSame( array( 'created', 'trashed', 'restored' ), $this->told() );
		self::assertEqualsCanonicalizing( array( 'status', 'name', 'timeZone' ), $this->last_data()['changed'] );
	}

	public function test_an_import_without_a_name_is_never_told(): void {
		$id = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_status' => 'publish', 'post_title' => '', 'post_content' => 'x' ) );
		$this->end_request();
		wp_delete_post( $id, true );
		$this->end_request();
		self::assertSame( array(), $this->told() );
	}

	public function test_a_restored_revision_brings_its_fields_back(): void {
		$post = $this->add_calendar( array( 'name' => 'Old', 'reminders' => array( array( 'channel' => 'email', 'receiver' => 'contact', 'before' => array( 'value' => 1, 'unit' => 'days' ) ) ), 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'tag', 'id' => '1', 'name' => 'A\\B "c"' ) ) ) ) );
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'name' => 'Old 2', 'color' => '#111111' ) ) );
		$this->end_request();
		$old = $this->last_data()['entity'];
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'name' => 'New', 'color' => '#222222', 'reminders' => array(), 'audience' => null ) ) );
		$this->end_request();
		foreach ( wp_get_post_revisions( $post->ID ) as $revision ) {
			if ( 'Old 2' === $revision->post_title ) {
				wp_restore_post_revision( $revision->ID );
			}
		}
		$this->end_request();
		self::assertSame( $old, $this->last_data()['entity'] );
		self::assertSame( array( 'created', 'updated', 'updated', 'updated' ), $this->told() );
	}
}
