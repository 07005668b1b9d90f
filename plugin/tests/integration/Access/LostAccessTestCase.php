<?php
/**
 * Base of the tests of lost access: a calendar that is in HighLevel, members who have booked there, and a minute that passes when the test says so.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Access\Loss\Loss;
use SlotBridge\Access\Loss\LossPass;
use SlotBridge\Access\Loss\LossSettings;
use SlotBridge\Access\Loss\LossTable;
use SlotBridge\AccessAlly\MemberStore;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Plugin;
use SlotBridge\Tests\TestBridge;

abstract class LostAccessTestCase extends AccessTestCase {

	protected const GOLD = 1;

	private static int $sequence = 0;

	protected string $connection = '';
	protected string $location   = '';

	/** @var array<string, string> HighLevel's contacts, by address. */
	private array $contacts = array();

	/** @var list<array{0: string, 1: mixed, 2: mixed, 3: array<string, mixed>}> What the audit log was told. */
	protected array $audit = array();

	protected function setUp(): void {
		parent::setUp();
		\AccessAllyStandInStorage::add_tag( 'Gold' );
		TestBridge::pair();
		delete_option( LossSettings::OPTION );
		// A location of its own for each test, and a token of its own for the owner's calls: limits are counted apart.
		$this->location = 'loc' . bin2hex( random_bytes( 8 ) );
		foreach ( array( 'bridge', 'owner' ) as $who ) {
			$this->highlevel( 'POST', '/__sandbox/tokens', array( 'token' => "pit-$who-$this->location", 'locationId' => $this->location, 'timeZone' => 'America/New_York' ) );
		}
		$this->connection = TestBridge::client()->call( 'POST', '/v1/connections', array(), (string) wp_json_encode( array( 'token' => "pit-bridge-$this->location", 'locationId' => $this->location, 'label' => 'Lost access' ) ) )->data()['connection']['id'];
		add_action(
			'slotbridge_audit',
			function ( string $what, mixed $old, mixed $new, array $context ): void {
				$this->audit[] = array( $what, $old, $new, $context );
			},
			10,
			4
		);
	}

	protected function tearDown(): void {
		TestBridge::pair();
		TestBridge::client()->call( 'DELETE', "/v1/connections/$this->connection" );
		parent::tearDown();
	}

	/** A member with the tag, whom SlotBridge knows. */
	protected function gold( string $name ): int {
		$user = $this->user( $name . wp_rand() );
		$this->give( $user, self::GOLD );
		$this->meet( $user );
		return $user;
	}

	/** Somebody's visit: what is different is told. */
	protected function meet( int $user ): void {
		$this->forget();
		MemberStore::compare( $user );
		$this->forget();
	}

	protected function lose( int $user ): void {
		$this->take( $user, self::GOLD );
		$this->meet( $user );
	}

	/** What the timer does once a minute. */
	protected function minute(): void {
		wp_cache_flush();
		$this->forget();
		( new LossPass( new Pairing(), TestBridge::client() ) )->run();
	}

	/** Until the bridge has done what it was asked for. */
	protected function minutes_until( int $loss, string $state ): Loss {
		$end = time() + 30;
		do {
			$this->minute();
			$found = LossTable::find( $loss );
			usleep( 100_000 );
		} while ( $state !== $found?->state && time() < $end );
		self::assertSame( $state, $found?->state, (string) wp_json_encode( $found ) );
		return $found;
	}

	/** As if the grace of all were over. */
	protected function end_grace(): void {
		$this->query( 'UPDATE ' . LossTable::name() . ' SET due_at = 1, next_at = 0' );
	}

	/** The only entry there is. */
	protected function entry(): Loss {
		$page = LossTable::page( array(), null, 1, 10 );
		self::assertSame( 1, $page['total'], (string) wp_json_encode( $page ) );
		return $page['items'][0];
	}

	/** @return list<string> The state of each entry, by number. */
	protected function states(): array {
		return array_reverse( array_map( static fn ( Loss $loss ): string => $loss->state, LossTable::page( array(), null, 1, 100 )['items'] ) );
	}

	/** Brings a calendar for people with the tag to HighLevel; its id there. */
	protected function to_highlevel( int $calendar ): string {
		$client = TestBridge::client();
		$data   = array( 'entity' => array_replace( CalendarSnapshot::of( get_post( $calendar ) ), array( 'slug' => 'coaching-' . wp_generate_uuid4() ) ), 'changed' => array( 'name' ) );
		$event  = array( 'specversion' => '1.0', 'id' => wp_generate_uuid4(), 'source' => home_url(), 'type' => 'com.slotbridge.calendar.created', 'subject' => "calendar/$calendar", 'time' => gmdate( 'Y-m-d\TH:i:s\Z' ), 'sequence' => time() + ++self::$sequence, 'data' => $data );
		$taken  = $client->send_events( (string) wp_json_encode( array( $event ) ), 15 )->data();
		self::assertSame( array(), $taken['rejected'], (string) wp_json_encode( $taken ) );
		$end = time() + 30;
		do {
			usleep( 100_000 );
			$link = $client->call( 'GET', '/v1/links', array( 'subject' => "calendar/$calendar" ) )->data()['links'][0] ?? array();
		} while ( ! in_array( $link['state'] ?? '', array( 'linked', 'failing' ), true ) && time() < $end );
		self::assertSame( 'linked', $link['state'] ?? '', (string) wp_json_encode( $link ) );
		return $link['highLevelId'];
	}

	protected function open_calendar(): int {
		return $this->calendar( array( 'audience' => self::audience_of( 'any', self::rule( 'tag', self::GOLD, 'Gold' ) ) ) );
	}

	/** Books for a member, as if on HighLevel's own page; the appointment's id. */
	protected function book( string $calendar, int $user, string $start ): string {
		$email   = get_userdata( $user )->user_email;
		$contact = $this->contacts[ $email ] ??= $this->highlevel( 'POST', '/contacts/', array( 'locationId' => $this->location, 'email' => $email ) )['contact']['id'];
		return $this->highlevel( 'POST', '/calendars/events/appointments', array( 'calendarId' => $calendar, 'locationId' => $this->location, 'contactId' => $contact, 'startTime' => $start, 'ignoreFreeSlotValidation' => true ) )['id'];
	}

	protected function booking_status( string $appointment ): string {
		return $this->highlevel( 'GET', "/calendars/events/appointments/$appointment" )['event']['appointmentStatus'];
	}

	/** Ten in the morning there, so many days from now. */
	protected static function day( int $days ): string {
		return ( new \DateTimeImmutable( 'now', new \DateTimeZone( 'America/New_York' ) ) )->modify( "+$days days" )->setTime( 10, 0 )->format( 'Y-m-d\TH:i:sP' );
	}

	/**
	 * @param array<string, mixed>|null $body JSON.
	 * @return array<string, mixed>
	 */
	protected function highlevel( string $method, string $path, ?array $body = null ): array {
		$answer = wp_remote_request( getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_URL' ) . $path, array( 'method' => $method, 'headers' => array( 'Authorization' => "Bearer pit-owner-$this->location", 'Version' => '2021-04-15', 'Content-Type' => 'application/json' ), 'user-agent' => 'owner', 'body' => null === $body ? '' : (string) wp_json_encode( $body ) ) );
		self::assertLessThan( 300, wp_remote_retrieve_response_code( $answer ), "$method $path " . wp_remote_retrieve_body( $answer ) );
		return (array) json_decode( wp_remote_retrieve_body( $answer ), true );
	}
}
