<?php
/**
 * Groups that are made from Teams and offerings: planned, made, kept in step, undone. Every one is an event for HighLevel like any other.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use PHPUnit\Framework\Attributes\TestWith;
use SlotBridge\Access\Access;
use SlotBridge\Access\Groups\GroupMapping;
use SlotBridge\Access\Groups\GroupPlan;
use SlotBridge\Access\Groups\GroupSync;
use SlotBridge\Access\Groups\GroupUndo;
use SlotBridge\AccessAlly\Names;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Calendars\GroupStore;

final class GroupsTest extends AccessTestCase {

	private string $spring;
	private string $summer;

	protected function setUp(): void {
		parent::setUp();
		delete_option( GroupMapping::OPTION );
		delete_option( GroupSync::JOURNAL );
		delete_option( Names::TEAM_LABELS );
		$this->team( 12, 1, true );
		$this->team( 7, 1 );
		$this->spring = $this->offering( 'Spring & more', array( '' => $this->page( 'Spring' ) ) );
		$this->summer = $this->offering( 'Summer', array( '' => $this->page( 'Summer' ) ) );
		$this->forget();
	}

	/** @return array<string, string> Status by name. */
	private function statuses(): array {
		$groups = array();
		foreach ( get_terms( array( 'taxonomy' => 'slotbridge_calendar_group', 'hide_empty' => false ) ) as $term ) {
			$group                      = GroupStore::read( $term );
			$groups[ $group['name'] ] = $group['status'];
			self::assertSame( array(), GroupSnapshot::faults( $term ) );
		}
		ksort( $groups );
		return $groups;
	}

	private function term( string $name ): \WP_Term {
		foreach ( get_terms( array( 'taxonomy' => 'slotbridge_calendar_group', 'hide_empty' => false ) ) as $term ) {
			if ( GroupStore::read( $term )['name'] === $name ) {
				return $term;
			}
		}
		self::fail( "There is no group $name." );
	}

	private function label( int $team, string $name ): void {
		update_option( Names::TEAM_LABELS, array( $team => $name ) );
		$this->forget();
	}

	private static function both( string $names = 'keep' ): GroupMapping {
		return new GroupMapping( true, 'all', array(), $names );
	}

	public function test_the_plan_tells_and_changes_nothing(): void {
		$steps = GroupPlan::make( self::both() );
		self::assertSame( array( 'Team 7', 'Team 12', 'Spring & more', 'Summer' ), array_column( array_column( $steps, 'fields' ), 'name' ) );
		self::assertSame( array( 'create' ), array_values( array_unique( array_column( $steps, 'action' ) ) ) );
		self::assertSame( array(), $this->statuses() );
		self::assertSame( array(), GroupPlan::make( GroupMapping::read() ), 'Without a choice nothing is made.' );
		self::assertCount( 1, GroupPlan::make( new GroupMapping( false, 'chosen', array( $this->summer ), 'keep' ) ) );
	}

	public function test_made_groups_let_in_whom_they_are_for(): void {
		$result = GroupSync::choose( self::both() );
		self::assertSame( array(), $result['failed'] );
		self::assertSame( array( 'Spring & more' => 'active', 'Summer' => 'active', 'Team 12' => 'active', 'Team 7' => 'active' ), $this->statuses() );
		self::assertSame( array(), GroupPlan::make( self::both() ), 'Done is done.' );
		$ana      = $this->user( 'ana' );
		$ben      = $this->user( 'ben' );
		$calendar = $this->calendar( array( 'group' => $this->term( 'Team 12' )->term_id ) );
		$this->team( 12, $ana );
		self::assertTrue( Access::calendar( $ana, $calendar )->allowed );
		self::assertFalse( Access::calendar( $ben, $calendar )->allowed );
		$events = $GLOBALS['wpdb']->get_col( $GLOBALS['wpdb']->prepare( 'SELECT type FROM %i WHERE subject = %s', $GLOBALS['wpdb']->prefix . 'slotbridge_outbox', 'calendar-group/' . $this->term( 'Summer' )->term_id ) );
		self::assertSame( array( 'com.slotbridge.calendar-group.created' ), $events );
	}

	public function test_a_group_follows_its_teams_label(): void {
		GroupSync::choose( self::both() );
		$id = $this->term( 'Team 12' )->term_id;
		$this->label( 12, 'Acme Ltd' );
		do_action( 'slotbridge_trigger', 'com.slotbridge.team.renamed', 'team/12', array(), array( 'name' ), array() );
		GroupSync::at_the_end();
		$group = GroupSnapshot::of( get_term( $id ) );
		self::assertSame( array( 'Acme Ltd', 'acme-ltd', 'Acme Ltd' ), array( $group['name'], $group['slug'], $group['audience']['rules'][0]['name'] ) );
	}

	public function test_every_change_is_heard_without_any_trigger(): void {
		GroupSync::choose( self::both() );
		update_option( Names::TEAM_LABELS, array( 12 => 'Acme' ) );
		$this->forget();
		GroupSync::at_the_end();
		self::assertArrayHasKey( 'Acme', $this->statuses() );
		\AccessAllyStandInOfferings::save( $this->summer, array( 'name' => 'Autumn' ) );
		GroupSync::at_the_end();
		self::assertArrayHasKey( 'Autumn', $this->statuses() );
		\AccessAllyStandInTeams::add( 99, 1, true );
		GroupSync::at_the_end();
		self::assertSame( 'active', $this->statuses()['Team 99'] );
		delete_option( $this->summer );
		\AccessAllyStandInTeams::remove( 99, 1 );
		GroupSync::at_the_end();
		self::assertSame( array( 'Acme' => 'active', 'Autumn' => 'inactive', 'Spring & more' => 'active', 'Team 7' => 'active', 'Team 99' => 'inactive' ), $this->statuses() );
	}

	#[TestWith( array( 'keep', 'My name' ) )]
	#[TestWith( array( 'follow', 'Acme 2' ) )]
	public function test_the_owners_own_name_stays_or_goes_as_he_chose( string $names, string $expected ): void {
		GroupSync::choose( self::both( $names ) );
		$id = $this->term( 'Team 12' )->term_id;
		wp_update_term( $id, 'slotbridge_calendar_group', array( 'name' => 'My name' ) );
		$this->group( 'Acme' ); // The name is taken by another.
		$this->label( 12, 'Acme' );
		GroupSync::reconcile();
		self::assertSame( $expected, GroupStore::read( get_term( $id ) )['name'] );
		self::assertSame( array(), GroupPlan::make( self::both( $names ) ), 'It comes to rest.' );
	}

	public function test_an_owners_slug_and_audience_stay(): void {
		GroupSync::choose( self::both() );
		$id = $this->term( 'Summer' )->term_id;
		wp_update_term( $id, 'slotbridge_calendar_group', array( 'slug' => 'my-slug' ) );
		update_term_meta( $id, GroupStore::AUDIENCE, self::audience_of( 'all', self::rule( 'offering', $this->summer, 'Summer' ), self::rule( 'role', 'author' ) ) );
		\AccessAllyStandInOfferings::save( $this->summer, array( 'name' => 'Autumn' ) );
		$this->forget();
		GroupSync::reconcile();
		$group = GroupSnapshot::of( get_term( $id ) );
		self::assertSame( array( 'Autumn', 'my-slug', 'all', 'Autumn', 'author' ), array( $group['name'], $group['slug'], $group['audience']['match'], $group['audience']['rules'][0]['name'], $group['audience']['rules'][1]['id'] ) );
	}

	public function test_what_is_gone_is_hidden_and_never_deleted_and_comes_back(): void {
		GroupSync::choose( self::both() );
		$settings = get_option( $this->summer );
		delete_option( $this->summer );
		\AccessAllyStandInTeams::remove( 7, 1 );
		$this->forget();
		GroupSync::reconcile();
		self::assertSame( array( 'Spring & more' => 'active', 'Summer' => 'inactive', 'Team 12' => 'active', 'Team 7' => 'inactive' ), $this->statuses() );
		self::assertSame( array(), GroupPlan::make( self::both() ) );
		update_option( $this->summer, $settings );
		$this->forget();
		GroupSync::reconcile();
		self::assertSame( 'active', $this->statuses()['Summer'] );
	}

	public function test_an_owner_who_sets_a_group_inactive_keeps_it_so(): void {
		GroupSync::choose( self::both() );
		update_term_meta( $this->term( 'Summer' )->term_id, GroupStore::STATUS, 'inactive' );
		GroupSync::reconcile();
		self::assertSame( 'inactive', $this->statuses()['Summer'] );
	}

	public function test_while_accessally_does_not_tell_nothing_is_hidden(): void {
		GroupSync::choose( self::both() );
		\AccessAllySettingLicense::$accessally_enabled = false;
		$this->forget();
		GroupSync::reconcile();
		self::assertSame( array( 'active' ), array_values( array_unique( $this->statuses() ) ) );
	}

	public function test_a_deletion_that_was_told_counts_at_once(): void {
		GroupSync::choose( self::both() );
		do_action( 'slotbridge_trigger', 'com.slotbridge.offering.deleted', 'offering/' . \SlotBridge\AccessAlly\Offerings::number( $this->summer ), array(), array(), array() );
		GroupSync::at_the_end();
		self::assertSame( array( 'Spring & more' => 'active', 'Summer' => 'inactive', 'Team 12' => 'active', 'Team 7' => 'active' ), $this->statuses() );
		do_action( 'slotbridge_trigger', 'com.slotbridge.member.synced', 'member/1', array(), array(), array() );
	}

	public function test_undo_takes_back_what_was_made_and_keeps_what_is_used(): void {
		$this->group( 'Old one' );
		$audit = array();
		add_action( 'slotbridge_audit', static function ( string $what ) use ( &$audit ): void { $audit[] = $what; } );
		GroupSync::choose( self::both() );
		$this->calendar( array( 'group' => $this->term( 'Summer' )->term_id ) );
		self::assertSame( array( 'Team 7', 'Team 12', 'Spring & more', 'Summer' ), GroupUndo::offered()['groups'] );
		$result = GroupUndo::run();
		self::assertSame( array( 'Summer' ), $result['kept'] );
		self::assertSame( array( 'Old one' => 'active', 'Summer' => 'active' ), $this->statuses() );
		self::assertFalse( GroupMapping::read()->is_on() );
		self::assertNull( GroupUndo::run(), 'Once.' );
		self::assertSame( array( 'group-mapping', 'group-mapping-undone' ), $audit );
		self::assertFalse( wp_next_scheduled( GroupSync::HOOK ) );
	}

	public function test_undo_gives_a_changed_group_its_name_back(): void {
		GroupSync::choose( self::both() );
		$id = $this->term( 'Team 12' )->term_id;
		wp_update_term( $id, 'slotbridge_calendar_group', array( 'name' => 'My name' ) );
		GroupSync::choose( self::both( 'follow' ) );
		self::assertSame( 'Team 12', GroupStore::read( get_term( $id ) )['name'] );
		self::assertSame( array( 'Team 12' ), GroupUndo::run()['restored'] ?? array(), 'Called as it was called then.' );
		self::assertSame( 'My name', GroupStore::read( get_term( $id ) )['name'] );
		self::assertSame( 'keep', GroupMapping::read()->names );
		self::assertSame( array(), GroupPlan::make( GroupMapping::read() ) );
	}

	public function test_the_timer_is_there_only_while_it_is_needed(): void {
		GroupSync::choose( self::both() );
		self::assertNotFalse( wp_next_scheduled( GroupSync::HOOK ) );
		GroupSync::choose( new GroupMapping( false, 'none', array(), 'keep' ) );
		self::assertFalse( wp_next_scheduled( GroupSync::HOOK ) );
		self::assertCount( 4, $this->statuses(), 'Switching it off leaves the groups.' );
	}
}
