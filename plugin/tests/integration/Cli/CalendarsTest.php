<?php
/**
 * `calendars import` and `calendars reconcile`, against the calendars that HighLevel really has.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Cli;

use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Tests\WpCli;

final class CalendarsTest extends CliTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		foreach ( self::$own->calendars() as $calendar ) {
			self::$own->highlevel( 'DELETE', "/calendars/$calendar[id]" );
		}
	}

	/** @param array<string, mixed> $fields Of HighLevel. */
	private function by_hand( string $name, array $fields = array() ): string {
		return self::$own->highlevel( 'POST', '/calendars/', array( 'locationId' => self::$own->facts['locationId'], 'name' => $name, 'calendarType' => 'event' ) + $fields )['calendar']['id'];
	}

	public function test_calendars_made_by_hand_are_taken_over_and_never_doubled(): void {
		$talk = $this->by_hand( 'Talk & "Tea"', array( 'description' => 'Come <in>', 'slug' => 'talk', 'slotDuration' => 1, 'slotDurationUnit' => 'hours', 'eventColor' => '#d50000', 'notes' => 'Kept', 'isActive' => true ) );
		$odd  = $this->by_hand( 'Odd', array( 'slug' => 'odd', 'slotDuration' => 2, 'slotDurationUnit' => 'mins' ) );

		$dry = array_column( WpCli::json( 'slotbridge', 'calendars', 'import', '--dry-run' ), null, 'highLevelId' );
		self::assertSame( array( 'would be imported', 'left alone' ), array( $dry[ $talk ]['result'], $dry[ $odd ]['result'] ) );
		self::assertNotSame( '', $dry[ $odd ]['reason'] );
		self::assertSame( array(), get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1 ) ) );

		$imported = array_column( WpCli::json( 'slotbridge', 'calendars', 'import' ), null, 'highLevelId' );
		self::assertSame( 'imported', $imported[ $talk ]['result'] );
		wp_cache_flush();
		$post = get_post( $imported[ $talk ]['calendar'] );
		self::assertInstanceOf( \WP_Post::class, $post );
		self::assertSame( array(), CalendarSnapshot::faults( $post ) );
		$snapshot = CalendarSnapshot::of( $post );
		self::assertSame( array( 'Talk & "Tea"', 'Come <in>', 'talk', 60, '#d50000', 'active', 'event' ), array( $snapshot['name'], $snapshot['description'], $snapshot['slug'], $snapshot['durationMinutes'], $snapshot['color'], $snapshot['status'], $snapshot['type'] ) );

		WpCli::json( 'slotbridge', 'outbox', 'drain' );
		$this->settle();
		$there = self::$own->calendars();
		self::assertCount( 2, $there, 'None was made a second time.' );
		self::assertSame( array( $talk, 'Kept' ), array( $there['Talk & "Tea"']['id'], $there['Talk & "Tea"']['notes'] ) );

		$again = array_column( WpCli::json( 'slotbridge', 'calendars', 'import' ), null, 'highLevelId' );
		self::assertSame( array( 'left alone', $post->ID ), array( $again[ $talk ]['result'], $again[ $talk ]['calendar'] ) );
		self::assertContains( 'calendar.imported', array_column( $this->audit(), 'what' ) );
		self::assertSame( 1, $this->wp( 'calendars', 'import', 'noSuchId' )['code'] );
	}

	public function test_an_import_that_broke_off_is_completed_by_the_next(): void {
		$hand  = $this->by_hand( 'Half', array( 'slug' => 'half' ) );
		$draft = \SlotBridge\Calendars\CalendarWriter::empty_draft();
		self::assertIsInt( $draft );
		$this->client()->call( 'POST', '/v1/links/adopt', array(), (string) wp_json_encode( array( 'subject' => "calendar/$draft", 'highLevelId' => $hand ) ) );
		$imported = WpCli::json( 'slotbridge', 'calendars', 'import', $hand );
		self::assertSame( array( 'imported', $draft ), array( $imported[0]['result'], $imported[0]['calendar'] ) );

		// And one whose draft WordPress has removed meanwhile.
		$other = $this->by_hand( 'Lost half', array( 'slug' => 'lost-half' ) );
		$this->client()->call( 'POST', '/v1/links/adopt', array(), (string) wp_json_encode( array( 'subject' => 'calendar/9999999', 'highLevelId' => $other ) ) );
		self::assertSame( 'imported', WpCli::json( 'slotbridge', 'calendars', 'import', $other )[0]['result'] );
		WpCli::json( 'slotbridge', 'outbox', 'drain' );
		$this->settle();
		self::assertEqualsCanonicalizing( array( 'Half', 'Lost half' ), array_keys( self::$own->calendars() ) );
	}

	public function test_reconcile_tells_each_state_and_fix_puts_it_right(): void {
		$ids = array();
		foreach ( array( 'Same', 'Gone' ) as $name ) {
			$ids[ $name ] = $this->add_calendar( array( 'name' => $name, 'slug' => strtolower( $name ) ) );
		}
		WpCli::json( 'slotbridge', 'outbox', 'drain' );
		$this->settle();
		self::$own->highlevel( 'DELETE', '/calendars/' . self::$own->calendars()['Gone']['id'] );
		$ids['New'] = $this->add_calendar( array( 'name' => 'New', 'slug' => 'new' ) );
		$this->query( "DELETE FROM {$this->table()->name()} WHERE subject = 'calendar/$ids[New]'" ); // Lost, as after an accident.

		$found = $this->wp( 'calendars', 'reconcile', '--format=json' );
		self::assertSame( 1, $found['code'] );
		self::assertSame( array( 'Same' => 'in step', 'Gone' => 'gone', 'New' => 'not sent' ), array_column( json_decode( $found['out'], true ), 'state', 'name' ) );

		$dry = $this->wp( 'calendars', 'reconcile', '--fix', '--dry-run', '--format=json' );
		self::assertSame( array( 'Same' => '', 'Gone' => 'would be sent again', 'New' => 'would be sent again' ), array_column( json_decode( $dry['out'], true ), 'action', 'name' ) );

		$fixed = WpCli::json( 'slotbridge', 'calendars', 'reconcile', '--fix' );
		self::assertSame( array( 'Same' => '', 'Gone' => 'sent again', 'New' => 'sent again' ), array_column( $fixed, 'action', 'name' ) );
		WpCli::json( 'slotbridge', 'outbox', 'drain' );
		$this->settle();
		self::assertSame( array( 'in step' ), array_values( array_unique( array_column( WpCli::json( 'slotbridge', 'calendars', 'reconcile' ), 'state' ) ) ) );
		self::assertEqualsCanonicalizing( array( 'Same', 'Gone', 'New' ), array_keys( self::$own->calendars() ) );
	}
}
