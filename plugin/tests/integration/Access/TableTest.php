<?php
/**
 * The decision as a table: each case that lets somebody in stands beside a twin that differs in one thing and keeps him out.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Access\Access;
use SlotBridge\Access\Reason;
use SlotBridge\Access\VisibleUntil;

final class TableTest extends AccessTestCase {

	/**
	 * What a case is made of; everything that is left out is as in START.
	 *
	 * `tags`: Gold is 1, Silver is 2, Banned is 3. `offering`: whether Ana can read the offering's page. `team`: her part in Team 12.
	 * `own`, `inherited`: [ match, rule names ] of the calendar and of its group; null: none.
	 */
	private const START = array(
		'tags'      => array(),
		'offering'  => false,
		'community' => false,
		'team'      => '',
		'role'      => 'subscriber',
		'who'       => 'ana',
		'own'       => null,
		'inherited' => null,
		'group'     => 'active',
		'status'    => 'publish',
		'until'     => 0,
		'away'      => '',
	);

	/** What is added to the allowed case, its reason; what is added to that for the twin, its reason. */
	private const TABLE = array(
		'everybody, as a member / draft'              => array( array(), Reason::EVERYBODY, array( 'status' => 'draft' ), Reason::NOT_ACTIVE ),
		'everybody, as a visitor / private'           => array( array( 'who' => 'visitor' ), Reason::EVERYBODY, array( 'status' => 'private' ), Reason::NOT_ACTIVE ),
		'everybody / planned for later'               => array( array(), Reason::EVERYBODY, array( 'status' => 'future' ), Reason::NOT_ACTIVE ),
		'everybody / in the trash'                    => array( array(), Reason::EVERYBODY, array( 'status' => 'trash' ), Reason::TRASHED ),
		'everybody / deleted'                         => array( array(), Reason::EVERYBODY, array( 'status' => 'deleted' ), Reason::UNKNOWN ),
		'everybody / inactive group'                  => array( array(), Reason::EVERYBODY, array( 'group' => 'inactive' ), Reason::GROUP_INACTIVE ),
		'everybody / group of an unknown status'      => array( array(), Reason::EVERYBODY, array( 'group' => 'paused' ), Reason::GROUP_INACTIVE ),
		'everybody, ends later / ended'               => array( array( 'until' => 3600 ), Reason::EVERYBODY, array( 'until' => -1 ), Reason::ENDED ),
		'everybody / own audience that is empty'      => array( array(), Reason::EVERYBODY, array( 'own' => array( 'any', array() ) ), Reason::AUDIENCE_EMPTY ),
		'everybody / own audience that is damaged'    => array( array(), Reason::EVERYBODY, array( 'own' => 'damaged' ), Reason::AUDIENCE_FAULTY ),
		'tag / without the tag'                       => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'tags' => array() ), Reason::RULES_NOT_MET ),
		'tag / another tag'                           => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'tags' => array( 2 ) ), Reason::RULES_NOT_MET ),
		'tag / not logged in'                         => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'who' => 'visitor' ), Reason::VISITOR ),
		'tag / account that does not exist'           => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'who' => 'nobody' ), Reason::UNKNOWN_USER ),
		'tag / AccessAlly unlicensed'                 => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'away' => 'unlicensed' ), Reason::NOT_PROVABLE ),
		'tag / rule of an unknown kind beside it'     => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'own' => array( 'any', array( 'gold', 'odd' ) ) ), Reason::AUDIENCE_FAULTY ),
		'any of two / none of two'                    => array( array( 'own' => array( 'any', array( 'gold', 'silver' ) ), 'tags' => array( 2 ) ), Reason::RULES, array( 'tags' => array( 3 ) ), Reason::RULES_NOT_MET ),
		'any, tags unknown, role met / role not met'  => array( array( 'own' => array( 'any', array( 'gold', 'author' ) ), 'role' => 'author', 'away' => 'unlicensed' ), Reason::RULES, array( 'role' => 'subscriber' ), Reason::NOT_PROVABLE ),
		'all of two / one of two'                     => array( array( 'own' => array( 'all', array( 'gold', 'silver' ) ), 'tags' => array( 1, 2 ) ), Reason::RULES, array( 'tags' => array( 1 ) ), Reason::RULES_NOT_MET ),
		'all, tag and role / tag unknown'             => array( array( 'own' => array( 'all', array( 'gold', 'author' ) ), 'tags' => array( 1 ), 'role' => 'author' ), Reason::RULES, array( 'away' => 'unlicensed' ), Reason::NOT_PROVABLE ),
		'none, without it / with it'                  => array( array( 'own' => array( 'none', array( 'banned' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'tags' => array( 1, 3 ) ), Reason::RULES_NOT_MET ),
		'none / absence cannot be proved'             => array( array( 'own' => array( 'none', array( 'banned' ) ) ), Reason::RULES, array( 'away' => 'unlicensed' ), Reason::NOT_PROVABLE ),
		'none / not logged in'                        => array( array( 'own' => array( 'none', array( 'banned' ) ) ), Reason::RULES, array( 'who' => 'visitor' ), Reason::VISITOR ),
		'none of two / one of two'                    => array( array( 'own' => array( 'none', array( 'banned', 'author' ) ) ), Reason::RULES, array( 'role' => 'author' ), Reason::RULES_NOT_MET ),
		'offering / page not open'                    => array( array( 'own' => array( 'any', array( 'offering' ) ), 'offering' => true ), Reason::RULES, array( 'offering' => false ), Reason::RULES_NOT_MET ),
		'offering / AccessAlly unlicensed'            => array( array( 'own' => array( 'any', array( 'offering' ) ), 'offering' => true ), Reason::RULES, array( 'away' => 'unlicensed' ), Reason::NOT_PROVABLE ),
		'community group / page not open'             => array( array( 'own' => array( 'any', array( 'community' ) ), 'community' => true ), Reason::RULES, array( 'community' => false ), Reason::RULES_NOT_MET ),
		'Team member / not in the Team'               => array( array( 'own' => array( 'any', array( 'team' ) ), 'team' => 'member' ), Reason::RULES, array( 'team' => '' ), Reason::RULES_NOT_MET ),
		'Team leader where both count / another Team' => array( array( 'own' => array( 'any', array( 'team' ) ), 'team' => 'leader' ), Reason::RULES, array( 'team' => 'other' ), Reason::RULES_NOT_MET ),
		'Team leader / only a member'                 => array( array( 'own' => array( 'any', array( 'team-leader' ) ), 'team' => 'leader' ), Reason::RULES, array( 'team' => 'member' ), Reason::RULES_NOT_MET ),
		'Team member / only its leader'               => array( array( 'own' => array( 'any', array( 'team-member' ) ), 'team' => 'member' ), Reason::RULES, array( 'team' => 'leader' ), Reason::RULES_NOT_MET ),
		'role / another role'                         => array( array( 'own' => array( 'any', array( 'author' ) ), 'role' => 'author' ), Reason::RULES, array( 'role' => 'contributor' ), Reason::RULES_NOT_MET ),
		'audience of the group / without it'          => array( array( 'inherited' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'tags' => array( 2 ) ), Reason::RULES_NOT_MET ),
		'own audience goes before the group\'s / own' => array( array( 'own' => array( 'any', array( 'silver' ) ), 'inherited' => array( 'any', array( 'gold' ) ), 'tags' => array( 2 ) ), Reason::RULES, array( 'tags' => array( 1 ) ), Reason::RULES_NOT_MET ),
		'tag / tag in an inactive group'              => array( array( 'own' => array( 'any', array( 'gold' ) ), 'tags' => array( 1 ) ), Reason::RULES, array( 'group' => 'inactive' ), Reason::GROUP_INACTIVE ),
		'owner, as a preview / a member'              => array( array( 'own' => array( 'any', array( 'gold' ) ), 'who' => 'owner' ), Reason::PREVIEW, array( 'who' => 'ana' ), Reason::RULES_NOT_MET ),
		'editor, preview of a draft / of the trash'   => array( array( 'status' => 'draft', 'role' => 'editor' ), Reason::PREVIEW, array( 'status' => 'trash' ), Reason::TRASHED ),
	);

	/** @return array<string, array{array<string, mixed>, string, array<string, mixed>, string}> */
	public static function cases(): array {
		return self::TABLE;
	}

	/**
	 * @param array<string, mixed> $allowed The case.
	 * @param array<string, mixed> $twin    What is different with the twin.
	 */
	#[DataProvider( 'cases' )]
	public function test_case_and_twin( array $allowed, string $reason, array $twin, string $twin_reason ): void {
		$case = $this->decide( $allowed + self::START );
		self::assertSame( array( true, $reason ), array( $case->allowed, $case->reason ), $case->words() );
		$other = $this->decide( $twin + $allowed + self::START );
		self::assertSame( array( false, $twin_reason ), array( $other->allowed, $other->reason ), $other->words() );
		self::assertStringNotContainsString( 'Gold', $other->memberWords(), 'A member is told no name of what he lacks.' );
	}

	public function test_each_reason_stands_in_the_table(): void {
		$reasons = array_merge( array_column( self::TABLE, 1 ), array_column( self::TABLE, 3 ), array( Reason::OTHER_SITE ) ); // The last needs a network; see AnotherSiteTest.
		self::assertSame( array(), array_diff( ( new \ReflectionClass( Reason::class ) )->getConstants(), $reasons ) );
	}

	/** @param array<string, mixed> $case Of the table, complete. */
	private function decide( array $case ): \SlotBridge\Access\Decision {
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->users} WHERE user_login = 'ana'" );
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE '\\_accessally\\_offering\\_%'" );
		wp_cache_flush();
		\AccessAllySettingLicense::$accessally_enabled = true;
		update_option( \AccessAllyStandInStorage::TAGS, array( 1 => 'Gold', 2 => 'Silver', 3 => 'Banned', 8 => 'Course', 9 => 'Community' ) );
		$ana  = $this->user( 'ana', $case['role'] );
		$tags = array_merge( $case['tags'], $case['offering'] ? array( 8 ) : array(), $case['community'] ? array( 9 ) : array() );
		$this->give( $ana, ...$tags );
		$course    = $this->offering( 'Course', array( '' => $this->page( 'Course', 8 ) ) );
		$community = $this->offering( 'Community', array( '' => $this->page( 'Community', 9 ) ), array( '' => 77 ) );
		self::assertNotSame( $course, $community );
		if ( '' !== $case['team'] ) {
			$this->team( 'other' === $case['team'] ? 13 : 12, $ana, 'leader' === $case['team'] );
		}
		$calendar = $this->calendar_of( $case, $course );
		\AccessAllySettingLicense::$accessally_enabled = 'unlicensed' !== $case['away'];
		$this->forget();
		return Access::calendar( array( 'ana' => $ana, 'owner' => 1, 'visitor' => 0, 'nobody' => 987654 )[ $case['who'] ], $calendar );
	}

	/** @param array<string, mixed> $case Of the table, complete. */
	private function calendar_of( array $case, string $course ): int {
		$group = $this->group( 'Group ' . wp_generate_uuid4(), array( 'audience' => $this->audience( $case['inherited'], $course ) ) );
		update_term_meta( $group, '_slotbridge_status', $case['group'] );
		$future   = 'future' === $case['status'];
		$calendar = $this->calendar( array( 'group' => $group, 'status' => in_array( $case['status'], array( 'trash', 'deleted', 'future' ), true ) ? 'publish' : $case['status'] ) );
		if ( $future ) {
			wp_update_post( array( 'ID' => $calendar, 'post_status' => 'future', 'edit_date' => true, 'post_date' => gmdate( 'Y-m-d H:i:s', time() + WEEK_IN_SECONDS ), 'post_date_gmt' => gmdate( 'Y-m-d H:i:s', time() + WEEK_IN_SECONDS ) ) );
		}
		$own = 'damaged' === $case['own'] ? 'something else' : $this->audience( $case['own'], $course );
		if ( null !== $own ) {
			update_post_meta( $calendar, '_slotbridge_audience', $own );
		}
		if ( 0 !== $case['until'] ) {
			VisibleUntil::save( 'post', $calendar, time() + $case['until'] );
		}
		match ( $case['status'] ) {
			'trash'   => wp_trash_post( $calendar ),
			'deleted' => wp_delete_post( $calendar, true ),
			default   => null,
		};
		return $calendar;
	}

	/**
	 * @param array{string, list<string>}|null $given Match and names of rules.
	 * @return array{match: string, rules: list<array<string, string>>}|null
	 */
	private function audience( ?array $given, string $course ): ?array {
		$rules = array(
			'gold'        => self::rule( 'tag', 1, 'Gold' ),
			'silver'      => self::rule( 'tag', 2, 'Silver' ),
			'banned'      => self::rule( 'tag', 3, 'Banned' ),
			'offering'    => self::rule( 'offering', $course, 'Course' ),
			'community'   => self::rule( 'communityGroup', 77, 'Circle' ),
			'team'        => self::rule( 'team', 12, 'Acme' ),
			'team-leader' => self::rule( 'team', 12, 'Acme', 'leader' ),
			'team-member' => self::rule( 'team', 12, 'Acme', 'member' ),
			'author'      => self::rule( 'role', 'author', 'Author' ),
			'odd'         => self::rule( 'planet', 1, 'Mars' ),
		);
		return null === $given ? null : self::audience_of( $given[0], ...array_map( static fn ( string $name ): array => $rules[ $name ], $given[1] ) );
	}
}
