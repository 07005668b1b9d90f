<?php
/**
 * What SlotBridge reads of AccessAlly, played by the stand-in: see its README for what such a test can say and what not.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\AccessAlly\TeamKeys;
use SlotBridge\Tests\TestCase;

final class AdapterTest extends TestCase {

	protected function setUp(): void {
		parent::setUp();
		if ( ! class_exists( 'AccessAlly', false ) ) {
			require dirname( __DIR__, 2 ) . '/stand-ins/accessally/accessally.php';
		}
		update_option( \AccessAllyStandInStorage::TAGS, array() );
		delete_transient( 'slotbridge_team_ids' );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->usermeta} WHERE meta_key LIKE 'accessally\\_team\\_%'" );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE '\\_accessally\\_offering\\_%'" );
		wp_cache_flush();
	}

	public function test_version_and_licence(): void {
		self::assertTrue( Adapter::isActive() );
		self::assertSame( '4.2.0', Adapter::version() );
		self::assertTrue( Adapter::isLicensed() );
		\AccessAllySettingLicense::$accessally_enabled = false;
		self::assertFalse( Adapter::isLicensed() );
		\AccessAllySettingLicense::$accessally_enabled = true;
	}

	public function test_tags_are_read_by_name_whatever_their_ids_are(): void {
		foreach ( array( 'tag 10', 'Tag 2', 'Q & A', '' ) as $name ) {
			\AccessAllyStandInStorage::add_tag( $name );
		}
		$expected = array(
			array( 'id' => '3', 'name' => 'Q & A' ),
			array( 'id' => '2', 'name' => 'Tag 2' ),
			array( 'id' => '4', 'name' => 'Tag 4' ),
			array( 'id' => '1', 'name' => 'tag 10' ),
		);
		foreach ( array( 'int', 'string' ) as $kind ) {
			\AccessAllyStandInMode::set( 'tag_ids', $kind );
			self::assertSame( $expected, Adapter::tags() );
		}
	}

	public function test_offerings_are_found_among_foreign_keys(): void {
		self::assertSame( array(), Adapter::offerings() );
		$key = \AccessAllyStandInOfferings::save( '', array( 'name' => 'Spring &amp; Summer' ) );
		self::assertArrayHasKey( 'order', \AccessAllyOfferings::get_all_offering_settings() );
		self::assertSame( array( array( 'id' => $key, 'name' => 'Spring & Summer' ) ), Adapter::offerings() );
	}

	public function test_teams_are_numbers_until_somebody_names_them(): void {
		self::assertSame( array(), Adapter::teams() );
		\AccessAllyStandInTeams::add( 12, 1, true );
		\AccessAllyStandInTeams::add( 7, 1, false );
		update_user_meta( 1, 'accessally_team_admin_x', 1 );
		update_user_meta( 1, 'accessally_team_other_3', 1 );
		self::assertSame( array( array( 'id' => '7', 'name' => 'Team 7' ), array( 'id' => '12', 'name' => 'Team 12' ) ), Adapter::teams() );
		$names = static fn ( array $names ): array => array( 12 => 'Acme', 99 => 'None' ) + $names;
		add_filter( 'slotbridge_team_names', $names );
		self::assertSame( array( array( 'id' => '12', 'name' => 'Acme' ), array( 'id' => '7', 'name' => 'Team 7' ) ), Adapter::teams() );
		remove_filter( 'slotbridge_team_names', $names );
		\AccessAllyStandInTeams::remove( 7, 1 );
		self::assertCount( 1, Adapter::teams(), 'A change of membership is seen at once.' );
		self::assertSame( array( 12, null, null ), array_map( array( TeamKeys::class, 'team_of' ), array( 'accessally_team_child_12', 'accessally_team_child_12x', 'xaccessally_team_child_1' ) ) );
	}

	public function test_without_accessally_and_with_half_of_it_nothing_breaks(): void {
		$script = dirname( __DIR__, 2 ) . '/integration/AccessAlly/adapter-alone.php';
		foreach ( array( 'absent', 'halved', 'odd' ) as $case ) {
			$output = array();
			exec( escapeshellarg( PHP_BINARY ) . ' -d error_reporting=-1 -d display_errors=stderr ' . escapeshellarg( $script ) . " $case 2>&1", $output, $exit );
			self::assertSame( 0, $exit, implode( "\n", $output ) );
			$expected = array(
				'absent' => array( 'active' => false, 'version' => null, 'licensed' => false, 'tags' => array(), 'offerings' => array(), 'teams' => array() ),
				'halved' => array( 'active' => true, 'version' => null, 'licensed' => false, 'tags' => array(), 'offerings' => array(), 'teams' => array() ),
				'odd'    => array( 'active' => true, 'version' => null, 'licensed' => false, 'tags' => array( array( 'id' => '5', 'name' => 'Five' ) ), 'offerings' => array(), 'teams' => array() ),
			);
			self::assertSame( $expected[ $case ], json_decode( implode( '', $output ), true ), implode( "\n", $output ) );
		}
	}
}
