<?php
/**
 * What happened goes out once each, with what the schema lists and no more, and only what the owner has switched on.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Triggers;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\Renumbering;
use SlotBridge\Outbox\Sweep;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Triggers\Triggers;

final class TriggersTest extends TriggerTestCase {

	private const TAG = array( 'tag' => array( 'id' => '12', 'name' => 'Gold' ) );

	public function test_nothing_is_on_by_itself_and_what_is_off_leaves_nothing_but_is_heard_inside(): void {
		$heard = array();
		add_action( 'slotbridge_trigger', static function ( ...$given ) use ( &$heard ): void { $heard[] = $given; }, 10, 5 );
		$this->fire();
		self::assertSame( array(), $this->rows() );
		self::assertSame( array( array( EventTypes::MEMBER_TAG_ADDED, 'member/5', Events::member( 5 ), array( 'tags' ), self::TAG ) ), $heard );
		$this->switch_on( EventTypes::MEMBER_TAG_REMOVED );
		$this->fire();
		self::assertSame( array(), $this->rows() );
		self::assertFalse( Triggers::is_on( EventTypes::MEMBER_TAG_ADDED ) );
	}

	public function test_each_is_a_row_of_its_own_in_the_order_in_which_it_happened(): void {
		$this->switch_on( EventTypes::MEMBER_TAG_ADDED, EventTypes::USER_LOGGED_IN );
		$this->fire();
		$this->fire();
		$this->fire( EventTypes::USER_LOGGED_IN, array(), array() );
		$rows = $this->rows();
		self::assertSame( array( EventTypes::MEMBER_TAG_ADDED, EventTypes::MEMBER_TAG_ADDED, EventTypes::USER_LOGGED_IN ), array_map( static fn ( OutboxRow $row ): string => $row->type, $rows ) );
		self::assertSame( array( 'entity' => Events::member( 5 ), 'changed' => array( 'tags' ), 'detail' => self::TAG ), json_decode( $rows[0]->payload, true ) );
		self::assertArrayNotHasKey( 'detail', json_decode( $rows[2]->payload, true ) );
		self::assertTrue( Plugin::outbox()->wants_sending(), 'So that it is sent at the end of this request.' );
		self::assertCount( 3, array_unique( array_map( static fn ( OutboxRow $row ): string => $row->event_id, $rows ) ) );
	}

	public function test_what_the_schema_does_not_list_stays_on_the_site(): void {
		$this->switch_on( EventTypes::MEMBER_TAG_ADDED );
		$odd = array(
			'user_pass' => '$P$Babcdef',
			'meta'      => array( 'session_tokens' => 'secret' ),
			'name'      => str_repeat( 'é', 400 ) . "\xff",
			'roles'     => array( 'x' => 'subscriber', 'y' => array( 'z' ) ),
			'tags'      => array( array( 'id' => 7, 'name' => 'Seven', 'secret' => 1 ), 'nonsense', array( 'name' => 'no id' ) ),
			'teams'     => array( array( 'id' => '3', 'name' => 'Alpha', 'as' => 'leader' ), array( 'id' => '4', 'name' => 'Beta', 'as' => array( 'owner' ) ) ),
			'offerings' => null,
			'contactId' => '',
		) + Events::member( 5 );
		Triggers::fire( EventTypes::MEMBER_TAG_ADDED, 'member/5', $odd, array( 'tags' ), self::TAG );
		$entity = json_decode( $this->rows()[0]->payload, true )['entity'];
		self::assertSame( array_keys( Events::member( 5 ) ), array_keys( $entity ) );
		self::assertSame( str_repeat( 'é', 250 ), $entity['name'] );
		self::assertSame( array( array( 'id' => '7', 'name' => 'Seven' ) ), $entity['tags'] );
		self::assertSame( array( array( 'id' => '3', 'name' => 'Alpha', 'as' => array( 'leader' ) ) ), $entity['teams'] );
		self::assertSame( array( null, null ), array( $entity['offerings'], $entity['contactId'] ) );
		self::assertStringNotContainsString( 'secret', $this->rows()[0]->payload );
		self::assertStringNotContainsString( '$P$', $this->rows()[0]->payload );
	}

	public function test_offerings_and_the_other_things_fit_their_schemas_also_when_hardly_anything_is_known(): void {
		$this->switch_on( EventTypes::OFFERING_UPDATED, EventTypes::PAGE_CLONED, EventTypes::TEAM_CREATED, EventTypes::INBOUND_RECEIVED );
		$offering = array( 'id' => 2, 'key' => '_accessally_offering_2', 'name' => 'Course', 'tags' => array(), 'pages' => array( array( 'id' => '9', 'name' => 'Start' ), array( 'id' => 0 ) ), 'hash' => 'abc' );
		Triggers::fire( EventTypes::OFFERING_UPDATED, 'offering/2', $offering, array( 'tags' ), array() );
		Triggers::fire( EventTypes::OFFERING_UPDATED, 'offering/2', array( 'tags' => (object) array( 'base' => 5, 'module-1' => '6', 'revoke' => '' ) ) + $offering, array( 'tags' ), array() );
		Triggers::fire( EventTypes::PAGE_CLONED, 'page/9', array( 'id' => 9, 'title' => 'Copy', 'offering' => array( 'id' => '_accessally_offering_2', 'name' => 'Course' ) ), array(), array( 'source' => array( 'id' => 3, 'title' => 'Original' ) ) );
		Triggers::fire( EventTypes::TEAM_CREATED, 'team/3', array( 'name' => 'Alpha', 'leaders' => 1, 'members' => -2 ), array(), array() );
		Triggers::fire( EventTypes::INBOUND_RECEIVED, 'inbound/1', array( 'id' => 1, 'name' => 'Zapier' ), array(), array( 'body' => array( 'a' => array( 1, 'two' ) ) ) );
		$rows = $this->rows();
		self::assertCount( 5, $rows );
		self::assertSame( 'Copy', $rows[2]->entity_name() );
		self::assertStringContainsString( '"tags":{}', $rows[0]->payload );
		self::assertSame( array( 'base' => '5', 'module-1' => '6', 'revoke' => null ), json_decode( $rows[1]->payload, true )['entity']['tags'] );
	}

	public function test_a_detail_that_the_bridge_would_refuse_is_left_out_and_said_to_be(): void {
		$this->switch_on( EventTypes::INBOUND_RECEIVED );
		$deep = array( 'end' );
		for ( $level = 0; $level < 30; $level++ ) {
			$deep = array( 'in' => $deep );
		}
		foreach ( array( array( 'body' => str_repeat( 'é', 49200 ) ), $deep ) as $detail ) {
			Triggers::fire( EventTypes::INBOUND_RECEIVED, 'inbound/1', array( 'name' => 'Zapier' ), array(), $detail );
		}
		foreach ( $this->rows() as $row ) {
			self::assertSame( array( 'omitted' ), array_keys( json_decode( $row->payload, true )['detail'] ) );
		}
		self::assertCount( 2, $this->rows() );
	}

	public function test_without_a_pairing_calendars_are_kept_for_later_and_what_happened_to_people_is_not(): void {
		$this->switch_on( EventTypes::MEMBER_TAG_ADDED );
		( new Pairing() )->forget();
		$this->fire();
		$this->record( 'calendar/1' );
		self::assertSame( array( 'calendar/1' ), array_map( static fn ( OutboxRow $row ): string => $row->subject, $this->rows() ) );
	}

	public function test_a_member_that_is_gone_is_never_taken_for_a_deleted_group_and_hides_no_calendar(): void {
		$this->switch_on( EventTypes::MEMBER_TAG_ADDED );
		Triggers::fire( EventTypes::MEMBER_TAG_ADDED, 'member/999999', Events::member( 999999 ), array( 'tags' ), self::TAG );
		$this->alter( "state = 'sent', sent_at = '" . OutboxTable::time() . "'" );
		$sweep = new Sweep( $this->table(), Plugin::outbox() );
		$sweep->run();
		$sweep->run();
		self::assertSame( array(), array_filter( $this->rows(), static fn ( OutboxRow $row ): bool => str_contains( $row->subject, '/999999' ) && 'member/999999' !== $row->subject ) );
		self::assertArrayNotHasKey( 'member/999999', $this->table()->newest_by_subject() );
		self::assertArrayNotHasKey( 'member/999999', $this->table()->lately_sent( DAY_IN_SECONDS, 200 ) );
	}

	public function test_what_was_sent_about_people_goes_after_a_day_and_what_waits_stays(): void {
		$this->switch_on( EventTypes::MEMBER_TAG_ADDED );
		$this->fire();
		$this->fire();
		$this->record( 'calendar/1' );
		[ $sent, , $calendar ] = $this->rows();
		$this->alter( "state = 'sent', sent_at = '" . OutboxTable::time( -2 * DAY_IN_SECONDS ) . "'", "id IN ({$sent->id}, {$calendar->id})" );
		$this->table()->prune();
		self::assertSame( array( 'pending', 'sent' ), $this->states() );
	}

	public function test_numbering_anew_after_a_restore_leaves_an_occurrence_its_id_so_that_it_is_told_once(): void {
		$this->switch_on( EventTypes::MEMBER_TAG_ADDED );
		$this->fire();
		$this->record( 'calendar/1' );
		[ $member, $calendar ] = $this->rows();
		( new Renumbering( $this->table() ) )->above( $calendar->id + 500 );
		[ $moved, $other ] = $this->rows();
		self::assertSame( array( $calendar->id + 501, $calendar->id + 502 ), array( $moved->id, $other->id ) );
		self::assertSame( $member->event_id, $moved->event_id );
		self::assertNotSame( $calendar->event_id, $other->event_id );
	}

	public function test_a_change_of_the_switches_is_put_down_for_the_owner_in_words(): void {
		$audited = array();
		add_action( 'slotbridge_audit', static function ( ...$given ) use ( &$audited ): void { $audited[] = $given; }, 10, 4 );
		$this->switch_on( EventTypes::USER_LOGGED_IN );
		$this->switch_on( EventTypes::USER_LOGGED_IN );
		self::assertCount( 1, $audited, 'What changes nothing is no change.' );
		self::assertSame( 'triggers', $audited[0][0] );
		self::assertSame( array( 'A user logged in' => true ), array_diff_assoc( $audited[0][2], $audited[0][1] ) );
		self::assertSame( array( EventTypes::USER_LOGGED_IN ), Triggers::on() );
	}

	/**
	 * @param list<string>         $changed Names of fields.
	 * @param array<string, mixed> $detail  Detail.
	 */
	private function fire( string $type = EventTypes::MEMBER_TAG_ADDED, array $changed = array( 'tags' ), array $detail = self::TAG ): void {
		Triggers::fire( $type, 'member/5', Events::member( 5 ), $changed, $detail );
	}
}
