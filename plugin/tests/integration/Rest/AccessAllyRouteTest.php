<?php
/**
 * What the owner says about Teams and signs: kept when it is right, refused as a whole with the place when it is not.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\Recipes;
use SlotBridge\AccessAlly\Signals;

final class AccessAllyRouteTest extends RestTestCase {

	private const SIGN = array( 'source' => 'tag', 'id' => '12', 'type' => 'order.succeeded', 'operation' => '', 'consume' => true );

	protected function setUp(): void {
		parent::setUp();
		delete_option( Names::TEAM_LABELS );
		delete_option( Signals::OPTION );
		delete_transient( 'slotbridge_team_ids' );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->usermeta} WHERE meta_key LIKE 'accessally\\_team\\_%'" );
		if ( ! class_exists( 'AccessAlly', false ) ) {
			require dirname( __DIR__, 2 ) . '/stand-ins/accessally/accessally.php';
		}
		update_user_meta( 1, 'accessally_team_admin_7', '1' );
	}

	public function test_everything_is_told_in_one_answer(): void {
		update_user_meta( wp_insert_user( array( 'user_login' => 'team-child', 'user_pass' => 'x' ) ), 'accessally_team_child_7', '1' );
		$answer = $this->json( $this->call( 'GET', '/accessally' ) );
		self::assertSame( 'accessally', $answer['findings'][0]['id'] );
		self::assertSame( array( array( 'id' => '7', 'name' => 'Team 7', 'label' => '', 'leader' => get_userdata( 1 )->display_name, 'leaders' => 1, 'members' => 1 ) ), $answer['teams'] );
		self::assertSame( array(), $answer['signs'] );
		self::assertSame( Signals::TYPES, array_values( array_intersect( Signals::TYPES, array_column( $answer['recipes'], 'type' ) ) ) );
		self::assertSame( array_column( Recipes::all(), 'title' ), array_column( $answer['recipes'], 'title' ) );
		self::assertIsArray( $answer['choices']['tags'] );
	}

	public function test_a_team_gets_a_name_keeps_it_without_people_and_loses_it_again(): void {
		$audited = array();
		add_action( 'slotbridge_audit', static function ( ...$given ) use ( &$audited ): void { $audited[] = $given; }, 10, 4 );
		$answer = $this->call( 'PUT', '/accessally/teams', array( 'labels' => array( '7' => ' North <b>face</b> ' ) ) );
		self::assertSame( 200, $answer->get_status() );
		self::assertSame( array( '7', 'North face', 'North face' ), array_slice( array_values( $this->json( $answer )['teams'][0] ), 0, 3 ) );
		self::assertSame( array( array( 'team-names', array(), array( 7 => 'North face' ), array() ) ), $audited );
		delete_user_meta( 1, 'accessally_team_admin_7' );
		$empty = $this->json( $this->call( 'GET', '/accessally' ) )['teams'][0];
		self::assertSame( array( 'North face', null, 0, 0 ), array( $empty['label'], $empty['leader'], $empty['leaders'], $empty['members'] ) );
		self::assertSame( array(), $this->json( $this->call( 'PUT', '/accessally/teams', array( 'labels' => array( '7' => '' ) ) ) )['teams'] );
	}

	public function test_names_of_unknown_teams_and_endless_ones_change_nothing(): void {
		$answer = $this->call( 'PUT', '/accessally/teams', array( 'labels' => array( '7' => str_repeat( 'x', 101 ), '8' => 'Nobody' ) ) );
		self::assertSame( 400, $answer->get_status() );
		self::assertSame( array( 'labels/7', 'labels/8' ), array_keys( $answer->get_data()['data']['fields'] ) );
		self::assertSame( array(), Names::labels() );
		self::assertSame( 400, $this->call( 'PUT', '/accessally/teams', array( 'labels' => array( '7' => array( 'x' ) ) ) )->get_status() );
	}

	public function test_signs_are_kept_as_a_whole_and_faults_are_told_at_their_place(): void {
		$answer = $this->call( 'PUT', '/accessally/signs', array( 'signs' => array( self::SIGN ) ) );
		self::assertSame( array( self::SIGN ), $this->json( $answer )['signs'] );
		self::assertSame( array( self::SIGN ), Signals::all() );
		$twice = $this->call( 'PUT', '/accessally/signs', array( 'signs' => array( self::SIGN, array( 'consume' => false ) + self::SIGN, array( 'id' => '' ) + self::SIGN ) ) );
		self::assertSame( 400, $twice->get_status() );
		self::assertSame( array( 'signs/1/id', 'signs/2/id' ), array_keys( $twice->get_data()['data']['fields'] ) );
		foreach ( array( array( 'type' => 'user.created' ), array( 'source' => 'post' ), array( 'odd' => 1 ) ) as $wrong ) {
			self::assertSame( 400, $this->call( 'PUT', '/accessally/signs', array( 'signs' => array( $wrong + self::SIGN ) ) )->get_status(), (string) wp_json_encode( $wrong ) );
		}
		self::assertSame( array( self::SIGN ), Signals::all(), 'What was refused has changed nothing.' );
		self::assertSame( array(), $this->json( $this->call( 'PUT', '/accessally/signs', array( 'signs' => array() ) ) )['signs'] );
	}
}
