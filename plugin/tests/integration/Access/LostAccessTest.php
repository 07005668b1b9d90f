<?php
/**
 * Members who lose access, from the tag that goes to the booking that is cancelled in HighLevel and comes back: with the real bridge and sandbox.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Access\Loss\Loss;
use SlotBridge\Access\Loss\LossDecisions;
use SlotBridge\Access\Loss\LossPass;
use SlotBridge\Access\Loss\LossSettings;
use SlotBridge\Access\Loss\LossTable;
use SlotBridge\Access\Loss\LossWork;
use SlotBridge\Access\Loss\SeenTable;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Settings\Settings;
use SlotBridge\Tests\TestBridge;

final class LostAccessTest extends LostAccessTestCase {

	public function test_after_the_grace_the_booking_is_cancelled_once_nobody_else_s_is_touched_and_it_can_be_undone(): void {
		$calendar = $this->calendar( array( 'audience' => self::audience_of( 'any', self::rule( 'tag', self::GOLD, 'Gold' ) ) ) );
		update_post_meta( $calendar, '_slotbridge_open_hours', array( array( 'days' => array( 0, 1, 2, 3, 4, 5, 6 ), 'from' => '08:00', 'to' => '18:00' ) ) );
		$there      = $this->to_highlevel( $calendar );
		$ana        = $this->gold( 'ana' );
		$ben        = $this->gold( 'ben' );
		$of_ana     = $this->book( $there, $ana, self::day( 3 ) );
		$of_ben     = $this->book( $there, $ben, self::day( 4 ) );
		LossSettings::save( LossSettings::CANCEL, 48, false );
		$this->minute();
		self::assertSame( array(), $this->states(), 'The first look is a baseline.' );

		$this->lose( $ana );
		$this->minute();
		$loss = $this->entry();
		self::assertSame( array( $ana, $calendar, Loss::WAITING ), array( $loss->user_id, $loss->calendar_id, $loss->state ) );
		self::assertSame( array( $of_ana ), array_column( $loss->bookings, 'id' ) );
		self::assertEqualsWithDelta( time() + 48 * HOUR_IN_SECONDS, $loss->due_at, 60 );
		self::assertStringContainsString( 'Gold', $loss->reason );
		$this->minute();
		self::assertSame( 'confirmed', $this->booking_status( $of_ana ), 'The grace is not over.' );

		$this->end_grace();
		$loss = $this->minutes_until( $loss->id, Loss::CANCELLED );
		self::assertSame( array( 'cancelled', 'confirmed' ), array( $this->booking_status( $of_ana ), $this->booking_status( $of_ben ) ) );
		self::assertContains( array( 'lost-access', Loss::CANCELLING, Loss::CANCELLED ), array_map( static fn ( array $entry ): array => array_slice( $entry, 0, 3 ), $this->audit ) );

		self::assertSame( array( 0, "member/$ana, calendar/$calendar" ), array( end( $this->audit )[3]['user'], end( $this->audit )[3]['subject'] ) );

		self::assertNull( LossDecisions::undo( $loss, 1 ) );
		$loss = $this->minutes_until( $loss->id, Loss::RESTORED );
		self::assertSame( array( Loss::RESTORED, 1 ), array( end( $this->audit )[2], end( $this->audit )[3]['user'] ), 'By whom it was decided.' );
		self::assertSame( 'confirmed', $this->booking_status( $of_ana ) );
		self::assertSame( 1, $loss->decided_by );

		self::assertNull( LossDecisions::cancel( $loss, 1 ) );
		$loss = $this->minutes_until( $loss->id, Loss::CANCELLED );
		$this->book( $there, $ben, self::day( 3 ) );
		self::assertNull( LossDecisions::undo( $loss, 1 ) );
		$loss = $this->minutes_until( $loss->id, Loss::FAILED );
		self::assertStringContainsString( 'Somebody else has booked this time', $loss->bookings[0]['reason'] );
		self::assertSame( 'cancelled', $this->booking_status( $of_ana ) );
	}

	public function test_who_regains_access_within_the_grace_keeps_everything(): void {
		$calendar = $this->open_calendar();
		$there    = $this->to_highlevel( $calendar );
		$ana      = $this->gold( 'ana' );
		$booked   = $this->book( $there, $ana, self::day( 3 ) );
		LossSettings::save( LossSettings::CANCEL, 48, false );
		$this->minute();
		$this->lose( $ana );
		$this->minute();
		$id = $this->entry()->id;
		$this->give( $ana, self::GOLD );
		$this->end_grace(); // Even where the news is late, it is looked at once more before anything is done.
		$this->minute();
		self::assertSame( Loss::REGAINED, LossTable::find( $id )?->state );
		$this->meet( $ana );
		$this->minute();
		$this->lose( $ana );
		$this->minute();
		self::assertSame( array( Loss::REGAINED, Loss::WAITING ), $this->states(), 'The next loss is one of its own.' );
		$this->give( $ana, self::GOLD );
		$this->meet( $ana );
		$this->minute();
		self::assertSame( array( Loss::REGAINED, Loss::REGAINED ), $this->states() );
		self::assertSame( 'confirmed', $this->booking_status( $booked ) );
	}

	public function test_what_cannot_be_told_is_no_loss_and_ends_no_grace(): void {
		$calendar = $this->open_calendar();
		$there    = $this->to_highlevel( $calendar );
		$ana      = $this->gold( 'ana' );
		$ben      = $this->gold( 'ben' );
		$of_ana   = $this->book( $there, $ana, self::day( 3 ) );
		$this->book( $there, $ben, self::day( 4 ) );
		LossSettings::save( LossSettings::CANCEL, 48, false );
		$this->minute();
		$this->lose( $ben );
		$this->minute();
		$waiting = $this->entry();

		\AccessAllySettingLicense::$accessally_enabled = false;
		SeenTable::mark( $ana );
		$this->minute();
		self::assertSame( array( Loss::WAITING ), $this->states(), 'AccessAlly is off: nothing is known of Ana.' );
		$this->end_grace();
		$this->minute();
		self::assertSame( Loss::WAITING, LossTable::find( $waiting->id )?->state );
		self::assertStringContainsString( 'cannot be told', (string) LossTable::find( $waiting->id )?->note );

		\AccessAllySettingLicense::$accessally_enabled = true;
		SeenTable::mark( $ana );
		$this->minute();
		self::assertSame( array( Loss::WAITING ), $this->states() );
		self::assertSame( 'confirmed', $this->booking_status( $of_ana ) );
		$this->lose( $ana );
		$this->minute();
		self::assertCount( 2, $this->states(), 'What was known before is still known.' );
	}

	public function test_asked_the_owner_decides_and_gets_one_mail_a_day(): void {
		$calendar = $this->open_calendar();
		$there    = $this->to_highlevel( $calendar );
		$people   = array_map( fn ( string $name ): int => $this->gold( $name ), array( 'ana', 'ben', 'cem' ) );
		$booked   = array_map( fn ( int $user ): string => $this->book( $there, $user, self::day( 2 + $user % 20 ) ), $people );
		$mails    = array();
		add_filter( 'pre_wp_mail', static function ( mixed $sent, array $mail ) use ( &$mails ): bool {
			$mails[] = $mail;
			return true;
		}, 10, 2 );
		Settings::save( false, 'owner@example.com' );
		LossSettings::save( LossSettings::ASK, 0, true );
		$this->minute();
		$this->lose( $people[0] );
		$this->lose( $people[1] );
		$this->minute();
		$this->minute();
		self::assertSame( array( Loss::ASKED, Loss::ASKED ), $this->states() );
		self::assertSame( array( 'owner@example.com' ), array_column( $mails, 'to' ) );
		$this->lose( $people[2] );
		$this->minute();
		self::assertCount( 1, $mails );

		$entries = array_column( LossTable::page( array( Loss::ASKED ), null, 1, 10 )['items'], null, 'user_id' );
		self::assertNull( LossDecisions::keep( $entries[ $people[0] ], 1 ) );
		self::assertNull( LossDecisions::cancel( $entries[ $people[1] ], 1 ) );
		$this->minutes_until( $entries[ $people[1] ]->id, Loss::CANCELLED );
		self::assertSame( array( 'confirmed', 'cancelled', 'confirmed' ), array_map( fn ( string $id ): string => $this->booking_status( $id ), $booked ) );
		self::assertNotNull( LossDecisions::keep( $entries[ $people[0] ], 1 ), 'What is decided is decided.' );
	}

	public function test_kept_by_rule_nobody_is_looked_at_and_a_later_choice_begins_anew(): void {
		$calendar = $this->open_calendar();
		$there    = $this->to_highlevel( $calendar );
		$ana      = $this->gold( 'ana' );
		$this->book( $there, $ana, self::day( 3 ) );
		$calls = $this->count_calls();
		$this->minute();
		$this->lose( $ana );
		$this->minute();
		self::assertSame( array(), SeenTable::stale( 10 ) );
		self::assertSame( 0, $calls(), 'Nothing is asked of the bridge.' );
		LossSettings::save( LossSettings::ASK, 0, false );
		$this->minute();
		self::assertSame( array(), $this->states(), 'What was lost before counts for nothing.' );
		$this->give( $ana, self::GOLD );
		$this->meet( $ana );
		$this->minute();
		$this->lose( $ana );
		$this->minute();
		self::assertSame( array( Loss::ASKED ), $this->states() );
		LossSettings::save( LossSettings::KEEP, 0, false );
		self::assertSame( array( Loss::KEPT ), $this->states() );
	}

	public function test_the_request_that_loses_access_calls_nobody_and_who_has_no_booking_costs_one_call(): void {
		$calendar = $this->open_calendar();
		$this->to_highlevel( $calendar );
		$people = array_map( fn ( int $number ): int => $this->gold( "member$number" ), range( 1, 5 ) );
		LossSettings::save( LossSettings::ASK, 0, false );
		$this->minute();
		$calls = $this->count_calls();
		foreach ( $people as $user ) {
			$this->lose( $user );
		}
		self::assertSame( 0, $calls() );
		$this->minute();
		self::assertSame( 1, $calls(), 'One question for all five.' );
		$this->minute();
		self::assertSame( array( 1, array() ), array( $calls(), $this->states() ) );
		self::assertSame( 0, (int) $GLOBALS['wpdb']->get_var( 'SELECT COUNT(*) FROM ' . LossTable::name() ) );
	}

	public function test_a_calendar_closed_to_everybody_and_a_crowd_are_asked_about_and_never_cancelled_by_rule(): void {
		$group    = $this->group( 'Team' );
		$calendar = $this->calendar( array( 'group' => $group ) );
		$there    = $this->to_highlevel( $calendar );
		$ana      = $this->gold( 'ana' );
		$booked   = $this->book( $there, $ana, self::day( 3 ) );
		LossSettings::save( LossSettings::CANCEL, 0, false );
		$this->minute();
		GroupStore::write( $group, array( 'status' => 'inactive' ) );
		$this->minute();
		$this->minute();
		$loss = $this->entry();
		self::assertSame( Loss::ASKED, $loss->state );
		self::assertStringContainsString( 'closed to everybody', $loss->note );
		GroupStore::write( $group, array( 'status' => 'active' ) );
		$this->minute();
		self::assertSame( Loss::REGAINED, LossTable::find( $loss->id )?->state );

		$crowd = $this->open_calendar();
		$this->book( $this->to_highlevel( $crowd ), $ana, self::day( 5 ) );
		$this->minute();
		for ( $user = 1; $user <= LossWork::CROWD; $user++ ) {
			LossTable::add( 1_000_000 + $user, 1, time() + DAY_IN_SECONDS, '' );
		}
		$this->query( 'UPDATE ' . LossTable::name() . ' SET looked = 1 WHERE user_id > 1000000' );
		$this->lose( $ana );
		$this->minute();
		$this->minute();
		$asked = LossTable::page( array( Loss::ASKED ), null, 1, 10 )['items'];
		self::assertSame( array( $crowd ), array_map( static fn ( Loss $each ): int => $each->calendar_id, $asked ) );
		self::assertStringContainsString( 'may be a mistake', $asked[0]->note );
		self::assertSame( 'confirmed', $this->booking_status( $booked ) );
	}

	public function test_roles_count_a_deleted_account_is_forgotten_and_a_bridge_that_is_away_loses_nothing(): void {
		$calendar = $this->calendar( array( 'audience' => self::audience_of( 'any', self::rule( 'role', 'author' ) ) ) );
		$there    = $this->to_highlevel( $calendar );
		$ana      = $this->user( 'ana' . wp_rand(), 'author' );
		$booked   = $this->book( $there, $ana, self::day( 3 ) );
		LossSettings::save( LossSettings::CANCEL, 0, false );
		$this->minute();
		get_userdata( $ana )->set_role( 'subscriber' );
		TestBridge::away();
		$this->minute();
		self::assertSame( array( Loss::WAITING ), $this->states(), 'What keeps us from looking is told.' );
		self::assertStringContainsString( 'did not answer', $this->entry()->note );
		TestBridge::pair();
		$this->query( 'UPDATE ' . LossTable::name() . ' SET next_at = 0' );
		$this->minute();
		$this->end_grace();
		$this->minutes_until( $this->entry()->id, Loss::CANCELLED );
		self::assertSame( 'cancelled', $this->booking_status( $booked ) );
		$closed = $this->calendar();
		LossTable::add( $ana, $closed, 1, '' );
		$this->query( 'UPDATE ' . LossTable::name() . ' SET looked = 1' );
		wp_delete_post( $closed, true );
		$this->minute();
		self::assertSame( array( Loss::CANCELLED, Loss::KEPT ), $this->states(), 'What is gone from the site is not waited for.' );
		require_once ABSPATH . 'wp-admin/includes/user.php';
		wp_delete_user( $ana );
		self::assertSame( array(), $this->states() );
	}

	public function test_the_bridge_names_the_scopes_only_while_something_is_to_be_done(): void {
		$policy = static fn (): string => TestBridge::client()->call( 'GET', '/v1/config' )->data()['config']['policies']['lostAccess'];
		LossSettings::save( LossSettings::ASK, 0, false );
		$this->minute();
		self::assertSame( 'ask', $policy() );
		LossSettings::save( LossSettings::KEEP, 0, false );
		$this->minute();
		self::assertSame( 'keep', $policy() );
	}

	/** @return callable(): int How many calls to the bridge there were since. */
	private function count_calls(): callable {
		$count = 0;
		add_filter( 'pre_http_request', static function ( mixed $answer ) use ( &$count ): mixed {
			++$count;
			return $answer;
		} );
		return static function () use ( &$count ): int {
			return $count;
		};
	}
}
