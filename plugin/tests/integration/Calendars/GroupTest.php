<?php
/**
 * Calendar groups: what is refused, and which events they make.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Calendars;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Calendars\GroupInput;

final class GroupTest extends CalendarTestCase {

	/** @return array<string, array{array<string, mixed>, string}> Input and field. */
	public static function bad_fields(): array {
		return array(
			'empty name'         => array( array( 'name' => ' ' ), 'name' ),
			'name that is taken' => array( array( 'name' => 'Taken & "gone"' ), 'name' ),
			'name of two lines'  => array( array( 'name' => "a\nb" ), 'name' ),
			'name too long'      => array( array( 'name' => str_repeat( 'x', 201 ) ), 'name' ),
			'name of ampersands' => array( array( 'name' => str_repeat( '&', 60 ) ), 'name' ),
			'slug that is taken' => array( array( 'slug' => 'taken' ), 'slug' ),
			'slug with a blank'  => array( array( 'slug' => 'a b' ), 'slug' ),
			'unknown status'     => array( array( 'status' => 'draft' ), 'status' ),
			'faulty audience'    => array( array( 'audience' => array( 'rules' => array( array( 'kind' => 'tag' ) ) ) ), 'audience/rules/0/id' ),
			'unknown field'      => array( array( 'color' => '#000000' ), 'color' ),
		);
	}

	/** @param array<string, mixed> $fields Bad ones. */
	#[DataProvider( 'bad_fields' )]
	public function test_bad_input_is_refused_before_anything_is_stored( array $fields, string $field ): void {
		$this->add_group( array( 'name' => 'Taken & "gone"', 'slug' => 'taken' ) );
		$mine = $this->add_group( array( 'name' => 'Mine' ) );
		foreach ( array( self::GROUPS, self::GROUPS . '/' . $mine->term_id ) as $path ) {
			$response = $this->rest( 'POST', $path, array( 'slotbridge' => $fields + array( 'name' => 'Other' ) ) );
			self::assertSame( 400, $response->get_status() );
			self::assertSame( GroupInput::ERROR, $response->get_data()['code'] );
			self::assertArrayHasKey( $field, $response->get_data()['data']['fields'] );
		}
		$this->end_request();
		self::assertSame( 'Mine', get_term( $mine->term_id )->name );
		self::assertSame( array( 'group created', 'group created' ), $this->told() );
	}

	public function test_a_group_is_told_whole_and_by_what_changed(): void {
		$audience = array( 'match' => 'none', 'rules' => array( array( 'kind' => 'offering', 'id' => '_accessally_offering_3', 'name' => 'Spring' ), array( 'kind' => 'role', 'id' => 'subscriber', 'name' => 'Subscriber' ) ) );
		$term     = $this->add_group( array( 'name' => 'Yoga', 'description' => 'All of it', 'status' => 'inactive', 'audience' => $audience ) );
		self::assertSame( array( 'id' => $term->term_id, 'name' => 'Yoga', 'slug' => 'yoga', 'description' => 'All of it', 'status' => 'inactive', 'audience' => $audience ), $this->last_data()['entity'] );
		$path = self::GROUPS . '/' . $term->term_id;
		self::assertSame( $this->last_data()['entity'], $this->rest( 'GET', $path )->get_data()['slotbridge'] );
		$this->rest( 'PUT', $path, array( 'slotbridge' => array( 'status' => 'active' ) ) );
		$this->end_request();
		$this->rest( 'PUT', $path, array( 'name' => 'Yoga 2', 'slotbridge' => array( 'audience' => null ) ) );
		self::assertSame( array( 'name', 'audience' ), $this->last_data()['changed'] );
		$this->end_request();
		$this->rest( 'PUT', $path, array( 'description' => 'All of it' ) );
		update_term_meta( $term->term_id, '_slotbridge_status', 'inactive' );
		$this->end_request();
		self::assertSame( array( 'group created', 'group status-changed', 'group updated', 'group status-changed' ), $this->told() );
	}

	public function test_a_deleted_group_leaves_its_calendars_and_both_are_told(): void {
		$group  = $this->add_group( array( 'name' => 'Yoga' ) );
		$one    = $this->add_calendar( array( 'group' => $group->term_id ) );
		$two    = $this->add_calendar( array( 'group' => $group->term_id, 'status' => 'draft' ) );
		$before = count( $this->rows() );
		$this->rest( 'DELETE', self::GROUPS . '/' . $group->term_id . '?force=true' );
		$this->end_request();
		$new = array_slice( $this->rows(), $before );
		self::assertSame( array( 'calendar/' . $one->ID, 'calendar/' . $two->ID, 'calendar-group/' . $group->term_id ), array_column( $new, 'subject' ) );
		self::assertSame( array( 'updated', 'updated', 'group deleted' ), array_slice( $this->told(), $before ) );
		self::assertSame( array( 'group' ), json_decode( $new[0]->payload, true )['changed'] );
		self::assertSame( 'Yoga', $this->last_data()['entity']['name'] );
	}

	public function test_terms_of_other_taxonomies_and_other_code(): void {
		wp_insert_term( 'Not ours', 'category' );
		$made = wp_insert_term( wp_slash( 'Tom & "Jerry"' ), 'slotbridge_calendar_group' );
		self::assertIsArray( $made );
		$this->end_request();
		self::assertSame( array( 'group created' ), $this->told() );
		self::assertSame( array( 'Tom & "Jerry"', 'tom-jerry', 'active', null ), array( $this->last_data()['entity']['name'], $this->last_data()['entity']['slug'], $this->last_data()['entity']['status'], $this->last_data()['entity']['audience'] ) );
		update_term_meta( $made['term_id'], '_slotbridge_status', 'sleeping' );
		wp_update_term( $made['term_id'], 'slotbridge_calendar_group', array( 'description' => 'x' ) );
		$this->end_request();
		self::assertSame( array( 'group created' ), $this->told(), 'A wrong status is not told.' );
		self::assertSame( array( 'status' ), array_keys( (array) $this->rest( 'GET', self::GROUPS . '/' . $made['term_id'] )->get_data()['slotbridge_state']['attention'] ) );
	}
}
