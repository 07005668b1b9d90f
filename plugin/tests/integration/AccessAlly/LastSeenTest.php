<?php
/**
 * Lists that are compared as a whole: a first look tells nothing, a change is told once, and what a process that died had written down is told by the next.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\LastSeen;
use SlotBridge\AccessAlly\OfferingWatch;
use SlotBridge\AccessAlly\TeamWatch;

final class LastSeenTest extends AccessAllyTestCase {

	private const OPTION = 'slotbridge_test_seen';

	/** @var list<array{array<array-key, mixed>, array<array-key, mixed>}> What was told: before, after. */
	private array $told = array();

	/** @var list<string> Triggers that fired. */
	private array $fired = array();

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( self::OPTION, OfferingWatch::OPTION, TeamWatch::OPTION ) as $option ) {
			delete_option( $option );
		}
		update_option( 'slotbridge_triggers', array( 'com.slotbridge.offering.created', 'com.slotbridge.team.created' ), false );
		add_action( 'slotbridge_trigger', function ( string $type, string $subject ): void { $this->fired[] = substr( $type, strlen( 'com.slotbridge.' ) ) . " $subject"; }, 5, 2 );
	}

	public function test_a_first_look_tells_nothing_and_each_change_is_told_once(): void {
		$this->look( array( 'a' ) );
		self::assertSame( array(), $this->told );
		$this->look( array( 'a', 'b' ) );
		$this->look( array( 'a', 'b' ) );
		$this->look( array( 'b' ) );
		self::assertSame( array( array( array( 'a' ), array( 'a', 'b' ) ), array( array( 'a', 'b' ), array( 'b' ) ) ), $this->told );
	}

	public function test_what_json_changes_does_not_differ_from_itself(): void {
		$odd = array( 'x' => array( "broken \xC3", 1.0, null, array(), array( 21 => 'g' ) ) );
		$this->look( $odd );
		$this->look( $odd );
		self::assertSame( array(), $this->told );
	}

	public function test_what_somebody_is_telling_just_now_is_left_to_them(): void {
		$this->look( array( 'a' ) );
		$this->look_and_die( array( 'a', 'b' ) );
		$this->look( array( 'a', 'b', 'c' ) );
		self::assertSame( array(), $this->told );
	}

	public function test_what_a_process_that_died_left_is_told_later_and_then_what_came_after_it(): void {
		$this->look( array( 'a' ) );
		$this->look_and_die( array( 'a', 'b' ) );
		$this->minutes_pass();
		$this->look( array( 'a', 'b', 'c' ) );
		$this->look( array( 'a', 'b', 'c' ) );
		self::assertSame( array( array( array( 'a' ), array( 'a', 'b' ) ), array( array( 'a', 'b' ), array( 'a', 'b', 'c' ) ) ), $this->told );
	}

	public function test_a_change_that_two_see_is_told_by_one(): void {
		$this->look( array( 'a' ) );
		$inner = function (): void { $this->look( array( 'a', 'b' ) ); };
		( new LastSeen( self::OPTION ) )->compare( array( 'a', 'b' ), function ( array $before, array $now ) use ( $inner ): void {
			$inner(); // The other one comes while this one tells.
			$this->told[] = array( $before, $now );
		} );
		self::assertCount( 1, $this->told );
	}

	public function test_what_came_between_reading_and_writing_is_not_written_over(): void {
		$this->look( array( 'a' ) );
		$other = function ( mixed $query ): mixed {
			if ( is_string( $query ) && str_starts_with( $query, 'UPDATE' ) && str_contains( $query, self::OPTION ) ) {
				remove_all_filters( 'query' );
				$this->look( array( 'a', 'b' ) );
			}
			return $query;
		};
		add_filter( 'query', $other );
		$this->look( array( 'a', 'b', 'c' ) );
		self::assertSame( array( array( array( 'a' ), array( 'a', 'b' ) ) ), $this->told );
		$this->look( array( 'a', 'b', 'c' ) );
		self::assertCount( 2, $this->told );
	}

	public function test_a_new_offering_and_a_new_team_are_not_lost_with_the_process_that_saw_them(): void {
		OfferingWatch::compare();
		TeamWatch::compare();
		$this->offering( 'Coaching', array( '' => $this->page( 'Home' ) ) );
		update_user_meta( $this->user( 'ana' ), 'accessally_team_admin_7', '1' );
		$die = static fn () => throw new \RuntimeException( 'dies' );
		add_action( 'slotbridge_trigger', $die, 1 );
		foreach ( array( OfferingWatch::compare( ... ), TeamWatch::compare( ... ) ) as $compare ) {
			try {
				$compare();
				self::fail( 'It should have died.' );
			} catch ( \RuntimeException $thrown ) {
				self::assertSame( 'dies', $thrown->getMessage() );
			}
		}
		remove_action( 'slotbridge_trigger', $die, 1 );
		self::assertSame( array(), $this->fired );
		$this->minutes_pass();
		OfferingWatch::compare();
		TeamWatch::compare();
		OfferingWatch::compare();
		TeamWatch::compare();
		self::assertCount( 2, $this->fired );
		self::assertStringStartsWith( 'offering.created offering/', $this->fired[0] );
		self::assertSame( 'team.created team/7', $this->fired[1] );
	}

	/** @param array<array-key, mixed> $now */
	private function look( array $now ): void {
		( new LastSeen( self::OPTION ) )->compare( $now, function ( array $before, array $after ): void { $this->told[] = array( $before, $after ); } );
	}

	/** @param array<array-key, mixed> $now */
	private function look_and_die( array $now ): void {
		try {
			( new LastSeen( self::OPTION ) )->compare( $now, static fn () => throw new \RuntimeException( 'dies' ) );
			self::fail( 'It should have died.' );
		} catch ( \RuntimeException $thrown ) {
			self::assertSame( 'dies', $thrown->getMessage() );
		}
	}

	/** Two minutes, as far as what is stored can tell. */
	private function minutes_pass(): void {
		global $wpdb;
		foreach ( array( self::OPTION, OfferingWatch::OPTION, TeamWatch::OPTION ) as $option ) {
			$value = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", $option ) );
			$aged  = preg_replace_callback( '/"at":(\d+)/', static fn ( array $at ): string => '"at":' . ( (int) $at[1] - 2 * MINUTE_IN_SECONDS ), (string) $value );
			$wpdb->update( $wpdb->options, array( 'option_value' => $aged ), array( 'option_name' => $option ) );
		}
	}
}
