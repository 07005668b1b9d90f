<?php
/**
 * What can be heard of a change of tags, Teams and offerings: nothing in version 4, user meta before it, nothing at all of direct writes.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

final class StandInWritesTest extends StandInTestCase {

	public function test_tags_of_version_4_change_without_any_hook(): void {
		$user = $this->member();
		$tag  = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$fire = self::fired(
			static function () use ( $user, $tag ): void {
				\AccessAllyMembershipUtilities::add_contact_tags( $user, array( $tag ) );
				\AccessAllyMembershipUtilities::remove_contact_tags( $user, array( 999 ) );
				\AccessAllyUserTags::sync_user_tag_list( $user, array( (string) $tag ), 'accessally' );
				\AccessAllyAPI::add_tag_by_wp_user_id( $tag, $user );
			}
		);
		self::assertSame( array(), $fire );
		self::assertSame( array( $tag ), self::tags_of( $user ) );
		self::assertSame( '', get_user_meta( $user, '_accessally_user_tag_ids', true ) );
		self::assertSame( array( 'status' => 'error' ), \AccessAllyAPI::add_tag_by_wp_user_id( $tag, 99999999 ) );
	}

	public function test_tags_before_version_4_are_user_meta_and_direct_writes_of_it_are_silent(): void {
		$code = <<<'PHP'
			$user  = wp_insert_user( array( 'user_login' => 'old-one', 'user_pass' => 'x' ) );
			$fired = array();
			foreach ( array( 'added_user_meta', 'updated_user_meta' ) as $hook ) {
				add_action( $hook, static function ( $id, $of, $key ) use ( $hook, &$fired ) { $fired[] = "$hook $key"; }, 10, 3 );
			}
			AccessAllyMembershipUtilities::add_contact_tags( $user, array( 3 ) );
			AccessAllyMembershipUtilities::add_contact_tags( $user, array( '4' ) );
			global $wpdb;
			return array( $fired, get_user_meta( $user, AccessAllyUserPermission::WP_USER_TAG_IDS, true ), AccessAllyUserPermission::get_cleaned_user_tags( $user ), $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}aal_user_tags WHERE contact_id = $user" ) );
			PHP;
		$tags = array( array( 'ids' => array( 3, 4 ) ), array( 'clean' => array( 3, 4 ) ), '0' );
		self::assertSame( array( array( 'added_user_meta _accessally_user_tag_ids', 'updated_user_meta _accessally_user_tag_ids' ), ...$tags ), StandInProcess::run( array( 'version' => '3.6.4' ), $code ) );
		self::assertSame( array( array(), ...$tags ), StandInProcess::run( array( 'version' => '3.6.4', 'writes' => 'direct' ), $code ) );
	}

	public function test_teams_are_user_meta_without_a_name(): void {
		$user  = $this->member();
		$hooks = self::fired( static fn () => \AccessAllyStandInTeams::add( 31, $user, true ) );
		self::assertContains( 'added_user_meta', $hooks );
		self::assertSame( array( array( 'user' => $user, 'leader' => true ) ), \AccessAllyStandInTeams::all()[31] );
		self::assertNotSame( array(), get_user_meta( $user, 'accessally_team_admin_31' ) );
		\AccessAllyStandInTeams::add( 31, $user, false );
		\AccessAllyStandInTeams::remove( 31, $user, true );
		self::assertSame( array( array( 'user' => $user, 'leader' => false ) ), \AccessAllyStandInTeams::all()[31] );
		self::assertContains( 'deleted_user_meta', self::fired( static fn () => \AccessAllyStandInTeams::empty_team( 31 ) ) );
		self::assertArrayNotHasKey( 31, \AccessAllyStandInTeams::all() );
		\AccessAllyStandInMode::play( array( 'writes' => 'direct' ) );
		self::assertSame( array(), self::fired( static fn () => \AccessAllyStandInTeams::add( 31, $user, false ) ) );
		self::assertNotSame( array(), get_user_meta( $user, 'accessally_team_child_31' ) );
		self::assertSame( array(), self::fired( static fn () => \AccessAllyStandInTeams::remove( 31, $user ) ) );
		self::assertSame( array(), get_user_meta( $user, 'accessally_team_child_31' ) );
	}

	public function test_a_teams_tags_come_and_go_with_its_people(): void {
		[ $user, $leader, $stranger ] = array( $this->member(), $this->member(), $this->member() );
		\AccessAllyStandInTeams::set_tags( 32, 501, 502 );
		\AccessAllyStandInTeams::add( 32, $user, false );
		\AccessAllyStandInTeams::add( 32, $leader, true );
		self::assertSame( array( array( 502 ), array( 501 ) ), array( self::tags_of( $user ), self::tags_of( $leader ) ) );
		wp_set_current_user( $leader );
		self::assertSame( array( $user, 0 ), array( \AccessAllyAPI::get_current_user_id_for_display( $user, null, null, 0 ), \AccessAllyAPI::get_current_user_id_for_display( $stranger, null, null, 0 ) ) );
		\AccessAllyStandInTeams::remove( 32, $user );
		self::assertSame( array(), self::tags_of( $user ) );
	}

	public function test_offerings_are_options_and_direct_writes_of_them_are_silent(): void {
		$save = static fn () => \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course' ) );
		self::assertContains( 'added_option', self::fired( $save ) );
		\AccessAllyStandInMode::play( array( 'writes' => 'direct', 'offering_updated_hook' => 'silent' ) );
		update_option( \AccessAllyStandInOfferings::COUNTER, 700, false );
		$key   = '_accessally_offering_701';
		$hooks = self::fired( $save );
		self::assertSame( array(), array_diff( $hooks, array( 'update_option', 'updated_option', 'update_option_' . \AccessAllyStandInOfferings::COUNTER ) ), 'Only the counter is ours.' );
		self::assertSame( 'Course', \AccessAllyOfferings::get_offering_settings( $key )['name'] );
		self::assertSame( array(), self::fired( static fn () => \AccessAllyStandInOfferings::save( $key, array( 'name' => 'Renamed' ) ) ) );
		self::assertSame( 'Renamed', \AccessAllyOfferings::get_all_offering_settings()[ $key ]['name'] );
		self::assertSame( array(), self::fired( static fn () => \AccessAllyStandInOfferings::delete( $key ) ) );
		self::assertArrayNotHasKey( $key, \AccessAllyOfferings::get_all_offering_settings() );
	}

	public function test_ids_maps_and_the_systems_name_have_the_forms_that_were_seen(): void {
		$user = $this->member();
		$tag  = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$key  = \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course', 'tags' => array( 'base' => array( 'id' => (string) $tag ) ) ) );
		foreach ( array( 'int' => $tag, 'string' => (string) $tag ) as $kind => $id ) {
			\AccessAllyStandInMode::play( array( 'tag_ids' => $kind, 'contact_ids' => 'own' ) );
			$contact = \AccessAllyAPI::get_crm_contact_id( $user );
			self::assertSame( 70000 + $user, $contact );
			\AccessAllyMembershipUtilities::add_contact_tags( $contact, array( $id ) );
			self::assertSame( array( $id ), \AccessAllyMembershipUtilities::get_contact_tags( $contact ) );
			self::assertSame( array( $id ), \AccessAllyUserPermission::get_cleaned_user_tags( $user )['clean'] );
			self::assertSame( $id, \AccessAllyOfferings::get_configured_tag_value( \AccessAllyOfferings::get_offering_settings( $key )['tags']['base'] ) );
			self::assertContains( array( 'Id' => $id, 'TagName' => 'Gold' ), \AccessAllyAPI::get_all_tags() );
		}
		self::assertContains( 'order', array_keys( \AccessAllyOfferings::get_all_offering_settings() ) );
		\AccessAllyStandInMode::play( array( 'offering_map' => 'clean', 'system' => 'active-campaign' ) );
		self::assertSame( array( '_accessally_offering_' ), array_values( array_unique( array_map( static fn ( string $name ): string => substr( $name, 0, 21 ), array_keys( \AccessAllyOfferings::get_all_offering_settings() ) ) ) ) );
		self::assertSame( 'active-campaign', \AccessAllySettingSetup::get_api_settings()['system'] );
	}

	public function test_a_crowd_for_benchmarks_has_what_its_methods_say_and_goes_away_again(): void {
		[ $first, $last ] = \AccessAllyStandInCrowd::add( 1500, 20 );
		self::assertSame( 1499, $last - $first );
		wp_cache_flush();
		self::assertSame( array( 'subscriber' ), get_userdata( $last )->roles );
		$names = array_intersect_key( \AccessAllyStandInStorage::tags(), array_flip( self::tags_of( $last ) ) );
		self::assertNotSame( array(), $names );
		self::assertSame( $names, preg_grep( '/^Crowd \d+$/', $names ) );
		self::assertNotSame( self::tags_of( $first ), self::tags_of( $last ) );
		\AccessAllyStandInCrowd::remove( $first, $last );
		wp_cache_flush();
		self::assertSame( array( false, array() ), array( get_userdata( $last ), self::tags_of( $last ) ) );
	}
}
