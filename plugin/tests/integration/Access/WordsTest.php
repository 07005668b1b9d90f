<?php
/**
 * What the owner reads of a decision: full sentences, with dates in the site's format and time zone.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Access\Access;
use SlotBridge\Access\Decision;
use SlotBridge\Access\Reason;
use SlotBridge\Access\RuleResult;
use SlotBridge\Access\VisibleUntil;

final class WordsTest extends AccessTestCase {

	private int $ana;

	protected function setUp(): void {
		parent::setUp();
		$this->ana = $this->user( 'ana' );
		update_option( \AccessAllyStandInStorage::TAGS, array( 1 => 'Gold', 2 => 'Silver' ) );
		update_option( 'date_format', 'j F Y' );
		update_option( 'time_format', 'H:i' );
		update_option( 'timezone_string', 'Pacific/Auckland' );
	}

	/** @param array<string, mixed>|null $audience The calendar's. */
	private function words( ?array $audience, int $user = -1 ): string {
		$this->forget();
		return Access::calendar( -1 === $user ? $this->ana : $user, $this->calendar( array( 'audience' => $audience ) ) )->words();
	}

	public function test_allowed_and_denied_by_rules(): void {
		$gold   = self::rule( 'tag', 1, 'Gold' );
		$silver = self::rule( 'tag', 2, 'Silver' );
		self::assertSame( 'Ana sees Coaching because everybody does.', $this->words( null ) );
		self::assertSame( 'Ana does not see Coaching: it needs the tag "Gold", which is missing.', $this->words( self::audience_of( 'any', $gold ) ) );
		self::assertSame( 'Ana does not see Coaching: it needs at least one of the tag "Gold" and the tag "Silver", and all are missing.', $this->words( self::audience_of( 'any', $gold, $silver ) ) );
		$this->give( $this->ana, 1 );
		self::assertSame( 'Ana sees Coaching because of the tag "Gold".', $this->words( self::audience_of( 'any', $gold, $silver ) ) );
		self::assertSame( 'Ana does not see Coaching: it needs the tag "Silver", which is missing.', $this->words( self::audience_of( 'all', $gold, $silver ) ) );
		self::assertSame( 'Ana does not see Coaching: it is hidden from everybody who has the tag "Gold".', $this->words( self::audience_of( 'none', $gold, $silver ) ) );
		self::assertSame( 'Ana sees Coaching because everybody does who does not have the tag "Silver".', $this->words( self::audience_of( 'none', $silver ) ) );
		self::assertSame( 'Ana does not see Coaching: it needs the lead of the Team "Acme", which is missing.', $this->words( self::audience_of( 'any', self::rule( 'team', 12, 'Acme', 'leader' ) ) ) );
		self::assertStringStartsWith( 'A visitor does not see Coaching: it is for certain people', $this->words( self::audience_of( 'any', $gold ), 0 ) );
	}

	public function test_since_when_is_told_where_it_was_seen(): void {
		\SlotBridge\AccessAlly\MemberStore::compare( $this->ana ); // The first look: what she has now she has had since nobody knows when.
		$this->give( $this->ana, 1 );
		$this->forget();
		\SlotBridge\AccessAlly\MemberStore::compare( $this->ana );
		$day = wp_date( 'j F Y' );
		self::assertSame( "Ana sees Coaching because of the tag \"Gold\" since $day.", $this->words( self::audience_of( 'any', self::rule( 'tag', 1, 'Gold' ) ) ) );
	}

	public function test_a_tag_that_was_renamed_is_called_as_it_is_now(): void {
		update_option( \AccessAllyStandInStorage::TAGS, array( 1 => 'Platinum' ) );
		self::assertStringContainsString( '"Platinum"', $this->words( self::audience_of( 'any', self::rule( 'tag', 1, 'Gold' ) ) ) );
		self::assertStringContainsString( '"Old one"', $this->words( self::audience_of( 'any', self::rule( 'tag', 99, 'Old one' ) ) ), 'What AccessAlly no longer has is called as the rule has it.' );
	}

	public function test_what_cannot_be_told_is_said(): void {
		\AccessAllySettingLicense::$accessally_enabled = false;
		self::assertSame( 'Ana does not see Coaching: it needs the tag "Gold", and AccessAlly cannot tell now who has it. What cannot be proved is not shown.', $this->words( self::audience_of( 'any', self::rule( 'tag', 1, 'Gold' ) ) ) );
		self::assertSame( 'Ana does not see Coaching: it is hidden from everybody who has the tag "Gold", and AccessAlly cannot tell now who that is. What cannot be proved is not shown.', $this->words( self::audience_of( 'none', self::rule( 'tag', 1, 'Gold' ) ) ) );
	}

	public function test_an_end_is_told_in_the_sites_time(): void {
		$calendar = $this->calendar();
		VisibleUntil::save( 'post', $calendar, gmmktime( 11, 30, 0, 5, 3, 2031 ) );
		$decision = Access::calendar( $this->ana, $calendar );
		self::assertSame( 'Ana sees Coaching because everybody does. It hides on 3 May 2031 23:30.', $decision->words() );
		self::assertSame( 'You can see this calendar until 3 May 2031 23:30.', $decision->memberWords() );
		self::assertSame( '2031-05-03T11:30:00Z', $decision->to_array()['until'] );
	}

	public function test_the_earlier_of_two_ends_counts(): void {
		$group    = $this->group( 'Evenings' );
		$calendar = $this->calendar( array( 'group' => $group ) );
		VisibleUntil::save( 'post', $calendar, time() + 7200 );
		VisibleUntil::save( 'term', $group, time() + 3600 );
		self::assertEqualsWithDelta( time() + 3600, Access::calendar( $this->ana, $calendar )->until, 5 );
		VisibleUntil::save( 'term', $group, time() - 1 );
		self::assertSame( Reason::ENDED, Access::calendar( $this->ana, $calendar )->reason );
	}

	public function test_group_and_preview(): void {
		$group    = $this->group( 'Evenings & more', array( 'status' => 'inactive' ) );
		$calendar = $this->calendar( array( 'group' => $group ) );
		self::assertSame( 'Nobody sees Coaching: its group "Evenings & more" is inactive.', Access::calendar( $this->ana, $calendar )->words() );
		$owner = $this->user( 'olga', 'administrator' );
		self::assertSame( 'Olga sees Coaching only as a preview, because Olga may edit calendars. Without that: Nobody sees Coaching: its group "Evenings & more" is inactive.', Access::calendar( $owner, $calendar )->words() );
		self::assertFalse( Access::membership( $owner, $calendar )->allowed, 'A preview is no membership.' );
	}

	public function test_hidden_and_unknown_calendars_read_the_same_to_members(): void {
		$hidden = Access::calendar( $this->ana, $this->calendar( array( 'audience' => self::audience_of( 'any', self::rule( 'tag', 1, 'Gold' ) ) ) ) );
		foreach ( array( Access::calendar( $this->ana, 987654 ), Access::calendar( $this->ana, 0 ), Access::calendar( $this->ana, -3 ), Access::calendar( $this->ana, $this->page( 'Page' ) ) ) as $unknown ) {
			self::assertSame( Reason::UNKNOWN, $unknown->reason );
			self::assertSame( $hidden->memberWords(), $unknown->memberWords() );
		}
	}

	public function test_the_rest_form_has_every_rule_with_its_result(): void {
		$this->give( $this->ana, 1 );
		$this->forget();
		$told = Access::audience( $this->ana, self::audience_of( 'all', self::rule( 'tag', 1, 'Gold' ), self::rule( 'role', 'author' ) ) )->to_array();
		self::assertSame( array( RuleResult::YES, RuleResult::NO ), array_column( $told['rules'], 'result' ) );
		self::assertSame( array( 'Has the tag "Gold".', 'Does not have the role "Author".' ), array_column( $told['rules'], 'words' ) );
		self::assertSame( Reason::EVERYBODY, ( new Decision( true, Reason::EVERYBODY, 0 ) )->to_array()['reason'] );
	}
}
