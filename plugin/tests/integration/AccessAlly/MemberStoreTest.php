<?php
/**
 * The store of what was last seen: a first look tells nothing, a change is told once with its time, unknown parts are left alone, and a process that died loses nothing.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\Fingerprint;
use SlotBridge\AccessAlly\MemberBatch;
use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\Membership;
use SlotBridge\AccessAlly\MemberStore;
use SlotBridge\AccessAlly\MemberTable;
use SlotBridge\AccessAlly\MemberWatch;
use SlotBridge\AccessAlly\Module;
use SlotBridge\AccessAlly\SharedOption;
use SlotBridge\AccessAlly\Visit;
use SlotBridge\Triggers\Triggers;

final class MemberStoreTest extends AccessAllyTestCase {

	/** @var list<string> Type and what it is about, of what fired. */
	private array $fired = array();

	protected function setUp(): void {
		parent::setUp();
		$types = array_map( static fn ( string $type ): string => "com.slotbridge.$type", array( 'member.tag-added', 'member.tag-removed', 'member.access-gained', 'member.access-lost', 'team.member-added', 'team.member-removed' ) );
		update_option( Triggers::OPTION, $types, false );
		add_action( 'slotbridge_trigger', function ( string $type, string $subject, array $entity, array $changed, array $detail ): void {
			$this->fired[] = substr( $type, 15 ) . ' ' . ( $detail['tag']['name'] ?? $detail['team']['id'] ?? $detail['kind'] );
		}, 10, 5 );
		$this->fired = array();
	}

	/** A user whom the store meets for the first time, as one who was there before SlotBridge. */
	private function old_user( string $login ): int {
		$id = $this->user( $login );
		MemberTable::remove( $id );
		return $id;
	}

	public function test_the_first_look_is_a_baseline(): void {
		$ana    = $this->old_user( 'ana' );
		$gold   = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$silver = \AccessAllyStandInStorage::add_tag( 'Silver' );
		$this->give( $ana, $gold );
		self::assertFalse( MemberStore::compare( $ana ) );
		self::assertSame( array(), $this->fired );
		self::assertNull( MemberStore::since( $ana, 'tag', (string) $gold ), 'Since before SlotBridge looked.' );
		$this->give( $ana, $silver );
		self::assertTrue( MemberStore::compare( $ana ) );
		self::assertFalse( MemberStore::compare( $ana ) );
		self::assertSame( array( 'member.tag-added Silver' ), $this->fired );
		self::assertEqualsWithDelta( time(), MemberStore::since( $ana, 'tag', (string) $silver ), 5 );
		self::assertNull( MemberStore::since( $ana, 'tag', '99' ) );
		self::assertNull( MemberStore::since( $ana, 'nonsense', '99' ) );
	}

	public function test_whoever_registers_now_had_nothing_before(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->user( 'ana' );
		$this->give( $ana, $gold );
		\AccessAllyStandInTeams::add( 4, $ana, false );
		Module::work_off();
		self::assertSame( array( 'member.tag-added Gold', 'team.member-added 4' ), $this->fired );
		self::assertEqualsWithDelta( time(), MemberStore::since( $ana, 'team', '4' ), 5 );
	}

	public function test_each_change_is_announced_whether_or_not_a_trigger_is_on(): void {
		update_option( Triggers::OPTION, array(), false );
		$told = array();
		add_action( 'slotbridge_member_changed', static function ( int $user, Membership $now, array $diff ) use ( &$told ): void {
			$told[] = array( $user, $now->tags, $diff );
		}, 10, 3 );
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->old_user( 'ana' );
		$key  = $this->offering( 'Coaching', array( '' => $this->page( 'Home', $gold ) ), array( '' => 44 ) );
		MemberStore::compare( $ana );
		$this->give( $ana, $gold );
		MemberStore::compare( $ana );
		$none = array( 'added' => array(), 'removed' => array() );
		$with = static fn ( string $id ): array => array( 'added' => array( $id ), 'removed' => array() );
		self::assertSame( array( array( $ana, array( (string) $gold ), array( 'tags' => $with( (string) $gold ), 'offerings' => $with( $key ), 'teams' => $none, 'communityGroups' => $with( '44' ) ) ) ), $told );
		self::assertSame( array(), $this->fired );
	}

	public function test_what_cannot_be_read_at_the_moment_is_left_alone(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->old_user( 'ana' );
		$this->page( 'Home', $gold );
		$this->give( $ana, $gold );
		MemberStore::compare( $ana );
		\AccessAllySettingLicense::$accessally_enabled = false;
		$this->forget();
		MemberStore::compare( $ana );
		\AccessAllySettingLicense::$accessally_enabled = true;
		$this->forget();
		MemberStore::compare( $ana );
		self::assertSame( array(), $this->fired, 'A licence that lapses takes nothing away.' );
		\AccessAllySettingLicense::$accessally_enabled = false;
		$this->take( $ana, $gold );
		$this->forget();
		MemberStore::compare( $ana );
		\AccessAllySettingLicense::$accessally_enabled = true;
		$this->forget();
		MemberStore::compare( $ana );
		self::assertSame( array( 'member.tag-removed Gold', 'member.access-lost page' ), $this->fired, 'What changed meanwhile is found afterwards.' );
	}

	public function test_an_owners_own_edit_is_not_taken_for_members_who_gained_or_lost(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->old_user( 'ana' );
		$this->give( $ana, $gold );
		$page = $this->page( 'Soon closed' );
		MemberStore::compare( $ana );
		update_post_meta( $page, '_accessally_post_permission', array( 'require-login' => 'yes', 'tags' => array( $gold ) ) );
		MemberStore::compare( $ana );
		self::assertSame( array(), $this->fired, 'She could read it before it was protected.' );
		self::assertNotNull( MemberTable::read( $ana ) );
		update_post_meta( $page, '_accessally_post_permission', array( 'require-login' => 'no', 'tags' => array() ) );
		MemberStore::compare( $ana );
		self::assertSame( array(), $this->fired, 'Opened to everybody.' );
		$silver = \AccessAllyStandInStorage::add_tag( 'Silver' );
		$other  = $this->page( 'Other', $silver );
		MemberStore::compare( $ana );
		$this->query( "UPDATE {$GLOBALS['wpdb']->options} SET option_value = REPLACE(option_value, 'i:" . time() . ";', 'i:1000;') WHERE option_name = 'slotbridge_protected_items'" );
		wp_cache_flush();
		update_post_meta( $other, '_accessally_post_permission', array( 'require-login' => 'yes', 'tags' => array( $gold ) ) );
		$this->query( 'UPDATE ' . MemberTable::name() . " SET seen_at = '2030-01-01 00:00:00'" );
		MemberStore::compare( $ana );
		self::assertSame( array( 'member.access-gained page' ), $this->fired, 'A page that was closed to her and now is not.' );
	}

	public function test_administrators_have_tags_and_teams_but_no_access_of_their_own(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$boss = $this->old_user( 'boss' );
		get_userdata( $boss )->set_role( 'administrator' );
		MemberStore::compare( $boss );
		$this->offering( 'Coaching', array( '' => $this->page( 'Home', $gold ) ) );
		$this->give( $boss, $gold );
		MemberStore::compare( $boss );
		self::assertSame( array( 'member.tag-added Gold' ), $this->fired );
	}

	public function test_a_change_whose_process_died_is_told_by_the_next_check(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->old_user( 'ana' );
		MemberStore::compare( $ana );
		$this->give( $ana, $gold );
		add_action( 'slotbridge_trigger', static fn () => throw new \RuntimeException( 'dies' ), 1 );
		try {
			MemberStore::compare( $ana );
			self::fail( 'It should have died.' );
		} catch ( \RuntimeException $thrown ) {
			self::assertSame( 'dies', $thrown->getMessage() );
		}
		remove_all_actions( 'slotbridge_trigger', 1 );
		MemberStore::compare( $ana );
		self::assertSame( array(), $this->fired, 'It may be telling right now.' );
		$this->query( 'UPDATE ' . MemberTable::name() . " SET seen_at = DATE_SUB(seen_at, INTERVAL 2 MINUTE) WHERE user_id = $ana" );
		$this->batch();
		$this->batch();
		self::assertSame( array( 'member.tag-added Gold' ), $this->fired );
	}

	public function test_the_scheduled_check_finds_what_no_hook_told(): void {
		global $wpdb;
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->user( 'ana' );
		$ben  = $this->user( 'ben' );
		$this->give( $ben, $gold ); // Somebody has to have a tag before a source can be proved.
		Module::work_off();
		$this->batch();
		$this->fired = array();
		$wpdb->insert( $wpdb->prefix . 'aal_user_tags', array( 'contact_id' => $ana, 'tag_id' => $gold ) );
		$wpdb->insert( $wpdb->usermeta, array( 'user_id' => $ana, 'meta_key' => 'accessally_team_child_8', 'meta_value' => '1' ) );
		wp_cache_flush();
		\AccessAllyStandInCalls::forget();
		$this->batch();
		self::assertSame( array( 'member.tag-added Gold', 'team.member-added 8' ), $this->fired );
		self::assertSame( array(), \AccessAllyStandInCalls::to_the_crm(), 'Without the CRM.' );
		$wpdb->delete( $wpdb->prefix . 'aal_user_tags', array( 'contact_id' => $ana ) );
		$this->fired = array();
		$this->batch();
		self::assertSame( array( 'member.tag-removed Gold' ), $this->fired );
	}

	public function test_only_one_process_goes_through_the_members(): void {
		$this->batch();
		$pass = new SharedOption( MemberBatch::OPTION );
		$at   = $pass->read();
		self::assertSame( 0, $at['held'] );
		$pass->swap( array( 'held' => time() + 60 ) + $at );
		self::assertFalse( $this->batch(), 'Another one holds it.' );
		$pass->read();
		$pass->swap( array( 'held' => time() - 1 ) + $at );
		self::assertTrue( $this->batch(), 'That one died.' );
		self::assertFalse( ( new SharedOption( MemberBatch::OPTION ) )->swap( array() ), 'A value that was not read cannot be replaced.' );
	}

	public function test_a_visit_costs_two_queries(): void {
		global $wpdb;
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->old_user( 'ana' );
		$this->give( $ana, $gold );
		Module::work_off();
		$this->forget();
		wp_set_current_user( $ana );
		get_user_meta( $ana ); // A page has these of whoever is logged in.
		update_option( 'slotbridge_access_rules', 1, true ); // Loaded with the others on each page.
		MemberStore::compare( $ana );
		$this->forget();
		get_user_meta( $ana );
		$before = $wpdb->num_queries;
		Visit::check( $ana );
		self::assertSame( 2, $wpdb->num_queries - $before );
		Module::work_off();
		self::assertSame( 2, $wpdb->num_queries - $before, 'Nothing to compare.' );
		$this->take( $ana, $gold );
		$this->forget();
		Visit::check( $ana );
		Module::work_off();
		self::assertSame( array( 'member.tag-removed Gold' ), $this->fired );
	}

	public function test_a_visit_that_was_looked_at_costs_nothing(): void {
		global $wpdb;
		$ana = $this->old_user( 'ana' );
		wp_set_current_user( $ana );
		$name = 'slotbridge_visit_' . COOKIEHASH;
		update_option( 'slotbridge_access_rules', 1, true ); // Loaded with the others on each page.
		\AccessAlly::can_current_user_read( 1, $ana ); // The page itself has asked; the stand-in reads its mode then.
		foreach ( array( $ana . '-' . time() => 0, $ana . '-' . ( time() - Visit::EVERY - 1 ) => 2, ( $ana + 1 ) . '-' . time() => 2, 'nonsense' => 2 ) as $cookie => $queries ) {
			$_COOKIE[ $name ] = $cookie;
			get_user_meta( $ana );
			$before = $wpdb->num_queries;
			Visit::look();
			self::assertSame( $queries, $wpdb->num_queries - $before, $cookie );
		}
		unset( $_COOKIE[ $name ] );
	}

	public function test_the_fingerprint_follows_everything_that_is_cheap_to_see(): void {
		$ana   = $this->user( 'ana' );
		$marks = array( Fingerprint::of( $ana, null, array() ), Fingerprint::of( $ana, array(), array() ), Fingerprint::of( $ana, array( '1' ), array() ), Fingerprint::of( $ana, array( '1' ), array( 3 => array( 'member' ) ) ), Fingerprint::of( $ana, array( '1' ), array( 3 => array( 'leader' ) ) ) );
		get_userdata( $ana )->set_role( 'editor' );
		$marks[] = Fingerprint::of( $ana, array( '1' ), array() );
		update_option( 'slotbridge_access_rules', 7 );
		$marks[] = Fingerprint::of( $ana, array( '1' ), array() );
		self::assertCount( 7, array_unique( $marks ) );
	}

	public function test_a_deleted_user_is_forgotten_and_announced(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->user( 'ana' );
		$this->give( $ana, $gold );
		Module::work_off();
		$told = array();
		add_action( 'slotbridge_member_changed', static function ( int $user, Membership $now, array $diff ) use ( &$told ): void {
			$told[] = array( $user, $diff['tags'] );
		}, 10, 3 );
		wp_delete_user( $ana );
		Module::work_off();
		self::assertSame( array( array( $ana, array( 'added' => array(), 'removed' => array( (string) $gold ) ) ) ), $told );
		self::assertNull( MemberTable::read( $ana ) );
	}

	private function batch(): bool {
		$this->forget();
		update_option( MemberWatch::SOON, time() + 1, false );
		return ( new MemberBatch() )->run( 30.0 );
	}
}
