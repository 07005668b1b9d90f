<?php
/**
 * The routes of the tool that explains who sees what.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Access\Groups\GroupMapping;

final class AccessRoutesTest extends RestTestCase {

	private int $calendar;
	private int $author;

	protected function setUp(): void {
		parent::setUp();
		foreach ( get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_post( $id, true );
		}
		$this->author   = wp_insert_user( array( 'user_login' => 'amelie', 'user_email' => 'amelie@example.org', 'display_name' => 'Amélie & Co', 'user_pass' => 'x', 'role' => 'author' ) );
		$this->calendar = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Writers', 'post_status' => 'publish' ) );
		update_post_meta( $this->calendar, '_slotbridge_audience', array( 'match' => 'any', 'rules' => array( array( 'kind' => 'role', 'id' => 'author', 'name' => 'Author' ) ) ) );
	}

	public function test_check_of_one_calendar_and_of_all(): void {
		$draft = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'A draft', 'post_status' => 'draft' ) );
		$one   = $this->json( $this->call( 'GET', '/access/check', null, array( 'user' => $this->author, 'calendar' => $this->calendar ) ) );
		self::assertSame( array( $this->author, 'Amélie & Co', 'amelie@example.org' ), array_values( $one['user'] ) );
		self::assertSame( 'Amélie & Co sees Writers because of the role "Author".', $one['items'][0]['words'] );
		self::assertSame( 'yes', $one['items'][0]['rules'][0]['result'] );
		$all = $this->json( $this->call( 'GET', '/access/check', null, array( 'user' => 0 ) ) );
		self::assertSame( array( $draft => 'not-active', $this->calendar => 'visitor' ), array_combine( array_column( array_column( $all['items'], 'calendar' ), 'id' ), array_column( $all['items'], 'reason' ) ) );
		self::assertSame( 404, $this->call( 'GET', '/access/check', null, array( 'user' => 987654 ) )->get_status() );
		self::assertSame( 404, $this->call( 'GET', '/access/check', null, array( 'user' => 0, 'calendar' => 987654 ) )->get_status() );
		self::assertSame( 400, $this->call( 'GET', '/access/check', null, array( 'user' => -1 ) )->get_status() );
		self::assertSame( 'A visitor', $this->json( $this->call( 'GET', '/access/check' ) )['user']['name'] );
	}

	public function test_who_comes_in_pages(): void {
		foreach ( range( 1, 5 ) as $number ) {
			wp_insert_user( array( 'user_login' => "who$number", 'user_pass' => 'x', 'role' => $number % 2 ? 'author' : 'subscriber' ) );
		}
		$seen = array();
		for ( $page = 1; $page <= 3; $page++ ) {
			$answer = $this->json( $this->call( 'GET', '/access/who', null, array( 'calendar' => $this->calendar, 'search' => 'who', 'perPage' => 2, 'page' => $page ) ) );
			self::assertSame( array( 5, 3 ), array( $answer['total'], $answer['pages'] ) );
			foreach ( $answer['items'] as $item ) {
				$seen[ $item['user']['name'] ] = $item['allowed'];
			}
		}
		self::assertSame( array( 'who1' => true, 'who2' => false, 'who3' => true, 'who4' => false, 'who5' => true ), $seen );
		self::assertSame( 400, $this->call( 'GET', '/access/who', null, array( 'calendar' => $this->calendar, 'perPage' => 201 ) )->get_status() );
		self::assertSame( 404, $this->call( 'GET', '/access/who', null, array( 'calendar' => $this->author ) )->get_status() );
	}

	public function test_addresses_are_for_those_who_may_list_users(): void {
		self::assertSame( array( 'amelie@example.org' ), array_column( $this->json( $this->call( 'GET', '/access/members', null, array( 'search' => 'amelie@' ) ) )['items'], 'email' ) );
		add_filter( 'slotbridge_capability_roles', static fn ( array $by ): array => array_merge( $by, array( 'slotbridge_view_activity' => array( 'author' ) ) ) );
		wp_set_current_user( $this->author );
		self::assertSame( array(), $this->json( $this->call( 'GET', '/access/members', null, array( 'search' => 'amelie@' ) ) )['items'] );
		self::assertSame( array( null ), array_column( $this->json( $this->call( 'GET', '/access/members', null, array( 'search' => 'melie' ) ) )['items'], 'email' ) );
		self::assertSame( 403, $this->call( 'GET', '/access/groups' )->get_status() );
	}

	public function test_mapping_is_previewed_saved_and_undone(): void {
		delete_option( GroupMapping::OPTION );
		$choice = array( 'teams' => true, 'offerings' => 'chosen', 'chosen' => array( '_accessally_offering_404' ), 'names' => 'follow' );
		self::assertIsArray( $this->json( $this->call( 'POST', '/access/groups/preview', $choice ) )['steps'] );
		self::assertFalse( GroupMapping::read()->is_on(), 'A preview saves nothing.' );
		$saved = $this->json( $this->call( 'PUT', '/access/groups', $choice ) );
		self::assertSame( $choice, $saved['state']['mapping'] );
		self::assertNotNull( $saved['state']['undo'] );
		self::assertFalse( $this->json( $this->call( 'POST', '/access/groups/undo' ) )['state']['mapping']['teams'] );
		self::assertSame( 409, $this->call( 'POST', '/access/groups/undo' )->get_status() );
		self::assertSame( 400, $this->call( 'PUT', '/access/groups', array( 'teams' => true, 'offerings' => 'some', 'names' => 'keep' ) )->get_status() );
	}

	public function test_the_end_of_a_calendar_is_read_and_written(): void {
		$path = '/wp/v2/slotbridge-calendars/' . $this->calendar;
		$set  = function ( mixed $value ) use ( $path ): \WP_REST_Response {
			$request = new \WP_REST_Request( 'POST', $path );
			$request->set_header( 'content-type', 'application/json' );
			$request->set_body( (string) wp_json_encode( array( 'slotbridge_visible_until' => $value ) ) );
			return rest_do_request( $request );
		};
		self::assertSame( '2031-05-03T11:30:00Z', $set( '2031-05-03T13:30:00+02:00' )->get_data()['slotbridge_visible_until'] );
		self::assertSame( 400, $set( 'tomorrow' )->get_status() );
		self::assertNull( $set( '' )->get_data()['slotbridge_visible_until'] );
	}
}
