<?php
/**
 * What is read of one user: tags, offerings that he can really read, Teams, community groups; and what is unknown rather than none.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\Names;

final class MembersTest extends AccessAllyTestCase {

	public function test_tags_offerings_teams_and_groups_of_a_user(): void {
		$gold   = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$silver = \AccessAllyStandInStorage::add_tag( 'Silver' );
		$ana    = $this->user( 'ana' );
		$open   = $this->page( 'Anybody' );
		$first  = $this->offering( 'Coaching', array( '' => $this->page( 'Home', $gold ), '1' => $this->page( 'Module', $silver ) ), array( '' => 44, '1' => 45 ) );
		$this->offering( 'Open to all', array( '' => $open ), array( '' => 46 ) );
		$this->offering( 'Other', array( '' => $this->page( 'Closed', $silver ) ) );
		$third = $this->offering( 'Modules only', array( '3' => $this->page( 'Deep', $silver ), '4' => $this->page( 'Deeper', $gold ) ) );
		$this->give( $ana, $gold );
		\AccessAllyStandInTeams::add( 12, $ana, false );
		\AccessAllyStandInTeams::add( 12, $ana, true );
		\AccessAllyStandInTeams::add( 5, $ana, false );

		$found = Members::of( $ana );
		self::assertSame( array( (string) $gold ), $found->tags );
		self::assertSame( array( $first, $third ), $found->offerings, 'A page that anybody may read proves no offering.' );
		self::assertSame( array( 5 => array( 'member' ), 12 => array( 'leader', 'member' ) ), $found->teams );
		self::assertSame( array( '44' ), $found->community_groups );
		$this->take( $ana, $gold );
		self::assertSame( $found, Members::of( $ana ), 'Read once a request.' );
		Members::forget( $ana );
		self::assertSame( array(), Members::of( $ana )->offerings );
	}

	public function test_what_accessally_cannot_tell_is_unknown_and_not_none(): void {
		$ana = $this->user( 'ana' );
		\AccessAllyStandInTeams::add( 5, $ana, false );
		self::assertSame( array(), Members::of( $ana )->tags );
		Members::forget( $ana );
		\AccessAllySettingLicense::$accessally_enabled = false;
		$found = Members::of( $ana );
		self::assertSame( array( null, null, null ), array( $found->tags, $found->offerings, $found->community_groups ) );
		self::assertSame( array( 5 => array( 'member' ) ), $found->teams, 'Teams rest in user meta.' );
		self::assertNull( Members::of( 0 )->tags );
	}

	public function test_names(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold &amp; more' );
		$key  = $this->offering( 'Coaching', array( '' => $this->page( 'Circle' ) ), array( '' => 44 ) );
		self::assertSame( array( 'Gold & more', 'Tag 99' ), array( Names::tag( (string) $gold ), Names::tag( '99' ) ) );
		self::assertSame( array( 'Coaching', 'Offering 99' ), array( Names::offering( $key ), Names::offering( '_accessally_offering_99' ) ) );
		self::assertSame( array( 'Circle', 'Community group 45' ), array( Names::communityGroup( '44' ), Names::communityGroup( '45' ) ) );
		update_option( Names::TEAM_LABELS, array( '12' => 'Acme' ), false );
		self::assertSame( array( 'Acme', 'Team 7' ), array( Names::team( '12' ), Names::team( '7' ) ) );
	}
}
