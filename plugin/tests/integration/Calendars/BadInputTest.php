<?php
/**
 * Bad input is refused at its field, in words, and nothing of it is stored or told.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Calendars;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Calendars\CalendarInput;

final class BadInputTest extends CalendarTestCase {

	/** @return array<string, array{array<string, mixed>, string, string}> Input, field, part of the words. */
	public static function bad_fields(): array {
		$hours    = static fn ( string $from, string $to, array $days = array( 1 ) ): array => array( 'days' => $days, 'from' => $from, 'to' => $to );
		$reminder = static fn ( mixed $value = 1, string $unit = 'hours', string $channel = 'email' ): array => array( 'channel' => $channel, 'receiver' => 'contact', 'before' => array( 'value' => $value, 'unit' => $unit ) );
		return array(
			'unknown time zone'          => array( array( 'timeZone' => 'Mars/Olympus' ), 'timeZone', 'Mars/Olympus' ),
			'offset as time zone'        => array( array( 'timeZone' => '+02:00' ), 'timeZone', 'Europe/Berlin' ),
			'no time zone'               => array( array( 'timeZone' => '' ), 'timeZone', 'Choose' ),
			'time zone that is a list'   => array( array( 'timeZone' => array( 'UTC' ) ), 'timeZone', 'Choose' ),
			'colour in words'            => array( array( 'color' => 'red' ), 'color', '#039be5' ),
			'colour of five digits'      => array( array( 'color' => '#12345' ), 'color', '#' ),
			'colour with a line after'   => array( array( 'color' => "#123456\n\n#" ), 'color', '#' ),
			'empty name'                 => array( array( 'name' => '   ' ), 'name', 'name' ),
			'name of 201 letters'        => array( array( 'name' => str_repeat( 'ä', 201 ) ), 'name', '201' ),
			'name of two lines'          => array( array( 'name' => "One\nTwo" ), 'name', 'one line' ),
			'name that is a list'        => array( array( 'name' => array( 'x' ) ), 'name', 'text' ),
			'description too long'       => array( array( 'description' => str_repeat( 'x', 5001 ) ), 'description', 'too long' ),
			'description with a bell'    => array( array( 'description' => "a\x07b" ), 'description', 'control' ),
			'slug with capital letters'  => array( array( 'slug' => 'My Slug' ), 'slug', 'my-slug' ),
			'slug of two dashes'         => array( array( 'slug' => 'a--b' ), 'slug', 'a-b' ),
			'unknown type'               => array( array( 'type' => 'party' ), 'type', 'round_robin' ),
			'round robin without hosts'  => array( array( 'type' => 'round_robin' ), 'hosts', 'at least one' ),
			'class without hosts'        => array( array( 'type' => 'class_booking' ), 'hosts', 'at least one' ),
			'personal without a host'    => array( array( 'type' => 'personal' ), 'hosts', 'exactly one' ),
			'personal with two hosts'    => array( array( 'type' => 'personal', 'hosts' => array( 'a', 'b' ) ), 'hosts', 'exactly one' ),
			'a host twice'               => array( array( 'hosts' => array( 'a', 'a' ) ), 'hosts/1', 'twice' ),
			'a host that is no id'       => array( array( 'hosts' => array( 'a b' ) ), 'hosts/0', 'user id' ),
			'51 hosts'                   => array( array( 'hosts' => array_map( static fn ( int $n ): string => "h$n", range( 1, 51 ) ) ), 'hosts', '50' ),
			'unknown status'             => array( array( 'status' => 'hidden' ), 'status', 'active' ),
			'a duration of 4 minutes'    => array( array( 'durationMinutes' => 4 ), 'durationMinutes', '720' ),
			'a duration in words'        => array( array( 'durationMinutes' => 'half an hour' ), 'durationMinutes', 'whole number' ),
			'an interval and a half'     => array( array( 'intervalMinutes' => 30.5 ), 'intervalMinutes', 'whole number' ),
			'a negative buffer'          => array( array( 'bufferMinutes' => -5 ), 'bufferMinutes', 'whole number' ),
			'hours that end first'       => array( array( 'openHours' => array( $hours( '17:00', '09:00' ) ) ), 'openHours/0/to', 'later' ),
			'hours without length'       => array( array( 'openHours' => array( $hours( '09:00', '09:00' ) ) ), 'openHours/0/to', 'later' ),
			'hours on no day'            => array( array( 'openHours' => array( $hours( '09:00', '10:00', array() ) ) ), 'openHours/0/days', 'day' ),
			'hours on an eighth day'     => array( array( 'openHours' => array( $hours( '09:00', '10:00', array( 7 ) ) ) ), 'openHours/0/days', '6' ),
			'hours at 25 o\'clock'       => array( array( 'openHours' => array( $hours( '09:00', '25:00' ) ) ), 'openHours/0/to', '17:30' ),
			'hours from 24:00'           => array( array( 'openHours' => array( $hours( '24:00', '24:00' ) ) ), 'openHours/0/from', '09:00' ),
			'hours that overlap'         => array( array( 'openHours' => array( $hours( '09:00', '12:00', array( 1, 2 ) ), $hours( '11:00', '13:00', array( 2, 3 ) ) ) ), 'openHours/1', 'Tuesday' ),
			'51 hours'                   => array( array( 'openHours' => array_fill( 0, 51, $hours( '09:00', '10:00' ) ) ), 'openHours', '50' ),
			'hours with a further key'   => array( array( 'openHours' => array( $hours( '09:00', '10:00' ) + array( 'note' => 1 ) ) ), 'openHours/0', 'nothing else' ),
			'hours that are no list'     => array( array( 'openHours' => array( 'monday' => 1 ) ), 'openHours', 'list' ),
			'200 reminders'              => array( array( 'reminders' => array_map( static fn ( int $n ): array => $reminder( $n, 'minutes' ), range( 1, 200 ) ) ), 'reminders', '200' ),
			'the same reminder twice'    => array( array( 'reminders' => array( $reminder(), $reminder( 2 ), $reminder() ) ), 'reminders/2', 'reminder 1' ),
			'60 minutes and 1 hour'      => array( array( 'reminders' => array( $reminder( 60, 'minutes' ), $reminder() ) ), 'reminders/1', 'reminder 1' ),
			'a reminder by pigeon'       => array( array( 'reminders' => array( $reminder( 1, 'hours', 'pigeon' ) ) ), 'reminders/0/channel', 'whatsapp' ),
			'a reminder of 0 hours'      => array( array( 'reminders' => array( $reminder( 0 ) ) ), 'reminders/0/before/value', '999' ),
			'a reminder in weeks'        => array( array( 'reminders' => array( $reminder( 1, 'weeks' ) ) ), 'reminders/0/before/unit', 'days' ),
			'a reminder at no time'      => array( array( 'reminders' => array( array( 'channel' => 'email', 'receiver' => 'contact' ) ) ), 'reminders/0/before', '24 hours' ),
			'a group that is not there'  => array( array( 'group' => 987654 ), 'group', 'does not exist' ),
			'a group by its name'        => array( array( 'group' => 'yoga' ), 'group', 'does not exist' ),
			'an audience of nonsense'    => array( array( 'audience' => 'members' ), 'audience', 'rules' ),
			'an audience of moons'       => array( array( 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'moon', 'id' => '1', 'name' => 'x' ) ) ) ), 'audience/rules/0/kind', 'tag' ),
			'a rule without an id'       => array( array( 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'tag', 'id' => '', 'name' => 'x' ) ) ) ), 'audience/rules/0/id', 'Choose' ),
			'a rule twice'               => array( array( 'audience' => array( 'match' => 'any', 'rules' => array_fill( 0, 2, array( 'kind' => 'tag', 'id' => '1', 'name' => 'x' ) ) ) ), 'audience/rules/1', 'twice' ),
			'leaders of a tag'           => array( array( 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'tag', 'id' => '1', 'name' => 'x', 'as' => 'leader' ) ) ) ), 'audience/rules/0/as', 'Team' ),
			'a match of some'            => array( array( 'audience' => array( 'match' => 'some', 'rules' => array( array( 'kind' => 'tag', 'id' => '1', 'name' => 'x' ) ) ) ), 'audience/match', 'any' ),
			'a field that is not there'  => array( array( 'colour' => '#123456' ), 'colour', 'no such field' ),
			'an id of its own'           => array( array( 'id' => 5 ), 'id', 'cannot be changed' ),
		);
	}

	/** @param array<string, mixed> $fields Bad ones. */
	#[DataProvider( 'bad_fields' )]
	public function test_a_new_calendar_is_refused( array $fields, string $field, string $words ): void {
		$before   = $this->count_calendars();
		$response = $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => $fields + array( 'name' => 'Coaching' ) ) );
		self::assertSame( 400, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertSame( CalendarInput::ERROR, $response->get_data()['code'] );
		self::assertSame( array( $field ), array_keys( $response->get_data()['data']['fields'] ) );
		self::assertStringContainsString( $words, $response->get_data()['data']['fields'][ $field ] );
		self::assertStringContainsString( $response->get_data()['data']['fields'][ $field ], $response->get_data()['message'] );
		$this->end_request();
		self::assertSame( $before, $this->count_calendars() );
		self::assertSame( array(), $this->told() );
	}

	/** @param array<string, mixed> $fields Bad ones. */
	#[DataProvider( 'bad_fields' )]
	public function test_a_change_is_refused_as_a_whole( array $fields, string $field, string $words ): void {
		$post     = $this->add_calendar( array( 'name' => 'Before' ) );
		$snapshot = $this->rest( 'GET', self::CALENDARS . '/' . $post->ID )->get_data()['slotbridge'];
		$response = $this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => $fields + array( 'name' => 'After' ) ) );
		self::assertSame( 400, $response->get_status() );
		self::assertStringContainsString( $words, $response->get_data()['data']['fields'][ $field ] );
		$this->end_request();
		self::assertSame( $snapshot, $this->rest( 'GET', self::CALENDARS . '/' . $post->ID )->get_data()['slotbridge'] );
		self::assertSame( array( 'created' ), $this->told() );
	}

	public function test_all_faults_are_told_at_once(): void {
		$response = $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => array( 'name' => '', 'color' => 'red', 'timeZone' => 'x', 'reminders' => array( 1 ) ) ) );
		self::assertEqualsCanonicalizing(
			array( 'name', 'color', 'timeZone', 'reminders/0' ),
			array_keys( $response->get_data()['data']['fields'] )
		);
	}

	public function test_text_that_is_not_utf8_is_refused(): void {
		$error = CalendarInput::validate( array( 'name' => "broken \xff\xfe" ), null );
		self::assertInstanceOf( \WP_Error::class, $error );
		self::assertStringContainsString( 'UTF-8', $error->get_error_data()['fields']['name'] );
	}

	public function test_a_slug_that_is_taken_is_refused_with_a_free_one(): void {
		$first    = $this->add_calendar( array( 'slug' => 'yoga' ) );
		$response = $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => array( 'name' => 'Other', 'slug' => 'yoga' ) ) );
		self::assertStringContainsString( '"yoga-2" is free', $response->get_data()['data']['fields']['slug'] );
		// Drafts have a slug too, and a calendar may keep its own.
		$this->rest( 'PUT', self::CALENDARS . '/' . $first->ID, array( 'slotbridge' => array( 'status' => 'draft' ) ) );
		self::assertSame( 400, $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => array( 'name' => 'Other', 'slug' => 'yoga' ) ) )->get_status() );
		self::assertSame( 200, $this->rest( 'PUT', self::CALENDARS . '/' . $first->ID, array( 'slotbridge' => array( 'slug' => 'yoga' ) ) )->get_status() );
	}

	public function test_the_type_is_fixed_once_the_calendar_is_in_highlevel(): void {
		$post   = $this->add_calendar();
		$change = array( 'slotbridge' => array( 'type' => 'personal', 'hosts' => array( 'user1' ) ) );
		$this->link( $post );
		$refused = $this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, $change );
		self::assertSame( array( 'type' ), array_keys( $refused->get_data()['data']['fields'] ) );
		$this->link( $post, 'deleted' );
		self::assertSame( 200, $this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, $change )->get_status() );
	}

	public function test_wordpress_own_parameters_are_checked_too(): void {
		$group  = $this->add_group();
		$second = $this->add_group( array( 'name' => 'Second' ) );
		$cases  = array(
			'group'  => array( 'slotbridge-calendar-groups' => array( $group->term_id, $second->term_id ) ),
			'status' => array( 'status' => 'publish', 'slotbridge' => array( 'status' => 'draft' ) ),
			'name'   => array( 'title' => str_repeat( 'x', 201 ) ),
		);
		foreach ( $cases as $field => $body ) {
			$response = $this->rest( 'POST', self::CALENDARS, $body + array( 'title' => 'Fine' ) );
			self::assertSame( 400, $response->get_status(), $field );
			self::assertSame( array( $field ), array_keys( $response->get_data()['data']['fields'] ) );
		}
		self::assertSame( 400, $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => 'nonsense' ) )->get_status() );
	}

	private function count_calendars(): int {
		global $wpdb;
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE post_type = 'slotbridge_calendar'" );
	}
}
