<?php
/**
 * Base of the tests of calendars and groups. Every event that such a test causes is checked against the bridge's JSON Schemas.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Calendars;

use Opis\JsonSchema\Errors\ErrorFormatter;
use Opis\JsonSchema\Validator;
use SlotBridge\Bridge\LinkStore;
use SlotBridge\Calendars\Module;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Plugin;
use SlotBridge\Tests\OutboxTestCase;

abstract class CalendarTestCase extends OutboxTestCase {

	protected const CALENDARS = '/wp/v2/slotbridge-calendars';
	protected const GROUPS    = '/wp/v2/slotbridge-calendar-groups';

	protected function setUp(): void {
		parent::setUp();
		foreach ( get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_post( $id, true ); // What the site was seeded with comes back when the test is rolled back.
		}
		foreach ( get_terms( array( 'taxonomy' => 'slotbridge_calendar_group', 'hide_empty' => false, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_term( $id, 'slotbridge_calendar_group' );
		}
		$this->end_request();
		$this->query( "DELETE FROM {$this->table()->name()}" );
	}

	protected function tearDown(): void {
		foreach ( $this->rows() as $row ) {
			$data = json_decode( $row->payload );
			self::assert_fits_schema( $data->entity, str_starts_with( $row->subject, 'calendar/' ) ? 'calendar' : 'calendar-group' );
			self::assertSame( array(), array_diff( $data->changed, array_keys( (array) $data->entity ) ), 'Only fields of the snapshot can have changed.' );
		}
		$_POST    = array();
		$_REQUEST = array();
		$this->end_request();
		parent::tearDown();
	}

	/** @param mixed $entity A snapshot as json_decode() gives it. */
	protected static function assert_fits_schema( mixed $entity, string $name ): void {
		$schema    = json_decode( (string) file_get_contents( dirname( __DIR__, 4 ) . "/bridge/catalogue/events/$name.schema.json" ) );
		$validator = new Validator();
		$validator->setMaxErrors( 5 );
		$result = $validator->validate( $entity, $schema );
		$errors = $result->isValid() ? array() : ( new ErrorFormatter() )->format( $result->error() );
		self::assertSame( array(), $errors, (string) json_encode( $entity ) );
	}

	/** Ends what counts as one request: late looks are done, and later events get rows of their own. */
	protected function end_request(): void {
		Module::look_at_all();
		Plugin::outbox()->forget();
	}

	/**
	 * Calls WordPress's REST API as the current user.
	 *
	 * @param array<string, mixed>|null $body JSON body.
	 */
	protected function rest( string $method, string $path, ?array $body = null ): \WP_REST_Response {
		$request = new \WP_REST_Request( $method, (string) strtok( $path, '?' ) );
		wp_parse_str( (string) wp_parse_url( $path, PHP_URL_QUERY ), $query );
		$request->set_query_params( $query );
		if ( null !== $body ) {
			$request->set_header( 'content-type', 'application/json' );
			$request->set_body( (string) wp_json_encode( $body ) );
		}
		return rest_do_request( $request );
	}

	/**
	 * Adds a calendar through the REST API.
	 *
	 * @param array<string, mixed> $fields Of the snapshot.
	 */
	protected function add_calendar( array $fields = array() ): \WP_Post {
		$response = $this->rest( 'POST', self::CALENDARS, array( 'slotbridge' => $fields + array( 'name' => 'Coaching', 'status' => 'active', 'timeZone' => 'Europe/Berlin' ) ) );
		self::assertSame( 201, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		$this->end_request();
		$post = get_post( $response->get_data()['id'] );
		self::assertInstanceOf( \WP_Post::class, $post );
		return $post;
	}

	/**
	 * Adds a group through the REST API.
	 *
	 * @param array<string, mixed> $fields Of the snapshot.
	 */
	protected function add_group( array $fields = array() ): \WP_Term {
		$response = $this->rest( 'POST', self::GROUPS, array( 'slotbridge' => $fields + array( 'name' => 'Group' ) ) );
		self::assertSame( 201, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		$this->end_request();
		$term = get_term( $response->get_data()['id'] );
		self::assertInstanceOf( \WP_Term::class, $term );
		return $term;
	}

	/** Says that the bridge has made this calendar in HighLevel. */
	protected function link( \WP_Post $post, string $state = 'linked' ): void {
		self::assertTrue( LinkStore::save( 'calendar/' . $post->ID, array( 'state' => $state, 'highLevelId' => 'hl' . $post->ID, 'syncedAt' => '2026-11-24T10:00:00Z' ) ) );
	}

	/** A user who may edit calendars but may not write HTML, as editors in a network of sites. */
	protected function become_editor(): void {
		$id = wp_insert_user(
			array(
				'user_login' => 'editor-' . wp_generate_password( 8, false ),
				'user_pass'  => wp_generate_password(),
				'role'       => 'editor',
			)
		);
		self::assertIsInt( $id );
		wp_set_current_user( $id );
		wp_get_current_user()->add_cap( 'unfiltered_html', false );
		kses_init();
		self::assertFalse( current_user_can( 'unfiltered_html' ) );
	}

	/** @return list<string> Types of the events written so far, without their common beginning: "created" for a calendar, "group created" for a group. */
	protected function told(): array {
		return array_map( static fn ( OutboxRow $row ): string => str_replace( array( 'com.slotbridge.', 'calendar-group.', 'calendar.' ), array( '', 'group ', '' ), $row->type ), $this->rows() );
	}

	/** @return array{entity: array<string, mixed>, changed: list<string>} The newest event's data. */
	protected function last_data(): array {
		$rows = $this->rows();
		self::assertNotSame( array(), $rows );
		return json_decode( end( $rows )->payload, true );
	}
}
