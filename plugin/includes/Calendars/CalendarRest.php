<?php
/**
 * The field `slotbridge` of calendars in WordPress's REST API: the snapshot, to read and to write.
 *
 * A write is checked as a whole before WordPress stores the first byte of it, and then stored in one go: post, meta and group.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Bridge\LinkStore;

final class CalendarRest {

	/** Registers the fields; hooked to `rest_api_init`. */
	public static function register(): void {
		add_filter( 'rest_pre_insert_' . CalendarPostType::NAME, array( self::class, 'before_insert' ), 10, 2 );
		register_rest_field(
			CalendarPostType::NAME,
			'slotbridge',
			array(
				'get_callback' => static fn ( mixed $item ): ?array => self::read( $item, static fn ( \WP_Post $post ): array => CalendarSnapshot::of( $post ) ),
				'schema'       => array(
					'description' => __( 'The calendar, as SlotBridge\'s event schema has it.', 'slotbridge' ),
					'type'        => array( 'object', 'null' ),
					'context'     => array( 'view', 'edit' ),
				),
			)
		);
		register_rest_field(
			CalendarPostType::NAME,
			'slotbridge_state',
			array(
				'get_callback' => static fn ( mixed $item ): ?array => self::read( $item, static fn ( \WP_Post $post ): array => self::state( $post ) ),
				'schema'       => array(
					'description' => __( 'How the calendar stands with HighLevel, and what has to be put right before it can be sent.', 'slotbridge' ),
					'type'        => array( 'object', 'null' ),
					'context'     => array( 'view', 'edit' ),
					'readonly'    => true,
				),
			)
		);
	}

	/**
	 * @param \stdClass|\WP_Error                    $prepared The post as WordPress is about to store it.
	 * @param \WP_REST_Request<array<string, mixed>> $request  The request.
	 */
	public static function before_insert( \stdClass|\WP_Error $prepared, \WP_REST_Request $request ): \stdClass|\WP_Error {
		if ( is_wp_error( $prepared ) ) {
			return $prepared;
		}
		$current = isset( $prepared->ID ) && is_int( $prepared->ID ) ? get_post( $prepared->ID ) : null;
		$current = $current instanceof \WP_Post ? $current : null;
		$input   = self::input( $prepared, $request, $current );
		$fields  = is_wp_error( $input ) ? $input : CalendarInput::validate( $input, $current );
		if ( is_wp_error( $fields ) ) {
			return $fields;
		}
		$prepared->post_title   = $fields['name'];
		$prepared->post_content = $fields['description'];
		$prepared->post_name    = $fields['slug'];
		$prepared->post_status  = self::post_status( $prepared, $fields['status'], $current );
		$prepared->meta_input   = CalendarStore::meta_input( $fields );
		$prepared->tax_input    = array( GroupTaxonomy::NAME => null === $fields['group'] ? array() : array( $fields['group'] ) );
		// For a new draft with a slug, WordPress's controller reads these two without looking whether they are there.
		$prepared->id          ??= $prepared->ID ?? 0;
		$prepared->post_parent ??= 0;
		return $prepared;
	}

	/**
	 * The field `slotbridge`, completed by WordPress's own parameters where those say something that it does not.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array<array-key, mixed>|\WP_Error
	 */
	private static function input( \stdClass $prepared, \WP_REST_Request $request, ?\WP_Post $current ): array|\WP_Error {
		$given = $request->get_param( 'slotbridge' ) ?? array();
		$input = is_array( $given ) ? $given : array();
		if ( isset( $prepared->post_title ) ) {
			$input += array( 'name' => $prepared->post_title );
		}
		if ( isset( $prepared->post_name ) ) {
			$input += array( 'slug' => $prepared->post_name );
		}
		$groups = $request->get_param( GroupTaxonomy::REST_BASE );
		if ( is_array( $groups ) ) {
			if ( count( $groups ) > 1 ) {
				return self::refuse( 'group', __( 'A calendar can be in one group only.', 'slotbridge' ) );
			}
			$input += array( 'group' => reset( $groups ) ?: null );
			$request->set_param( GroupTaxonomy::REST_BASE, array_filter( array( $input['group'] ) ) );
		}
		return self::with_status( $input, $request->get_param( 'status' ), $current );
	}

	/**
	 * `status` (WordPress's) and `slotbridge.status` (ours) may both be given, but they have to mean the same.
	 *
	 * @param array<array-key, mixed> $input Input so far.
	 * @return array<array-key, mixed>|\WP_Error
	 */
	private static function with_status( array $input, mixed $status, ?\WP_Post $current ): array|\WP_Error {
		$meant = null === $status || '' === $status ? null : ( 'publish' === $status ? 'active' : 'draft' );
		if ( null !== $meant && array_key_exists( 'status', $input ) && $input['status'] !== $meant && in_array( $input['status'], array( 'active', 'draft' ), true ) ) {
			return self::refuse( 'status', __( 'The two statuses contradict each other: publish goes with active, everything else with draft.', 'slotbridge' ) );
		}
		if ( null !== $meant ) {
			$input += array( 'status' => $meant );
		} elseif ( null === $current || 'auto-draft' === $current->post_status ) {
			$input += array( 'status' => 'draft' ); // As WordPress has it for every new post.
		}
		return $input;
	}

	private static function post_status( \stdClass $prepared, mixed $status, ?\WP_Post $current ): string {
		$wanted = isset( $prepared->post_status ) && is_string( $prepared->post_status ) ? $prepared->post_status : null;
		if ( 'active' === $status ) {
			return 'publish';
		}
		$kept = $wanted ?? $current->post_status ?? 'draft';
		return in_array( $kept, array( 'draft', 'pending', 'private', 'future' ), true ) ? $kept : 'draft';
	}

	private static function refuse( string $field, string $words ): \WP_Error {
		$faults = new Checks\FieldFaults();
		$faults->add( $field, $words );
		return $faults->to_error( CalendarInput::ERROR, __( 'The calendar was not saved.', 'slotbridge' ) );
	}

	/**
	 * @param mixed                                      $item The item as the REST API prepared it.
	 * @param callable( \WP_Post ): array<string, mixed> $look What to read of its post.
	 * @return array<string, mixed>|null Null for people who may not edit this calendar.
	 */
	private static function read( mixed $item, callable $look ): ?array {
		$id   = is_array( $item ) && is_int( $item['id'] ?? null ) ? $item['id'] : 0;
		$post = get_post( $id );
		return $post instanceof \WP_Post && current_user_can( 'edit_post', $id ) ? $look( $post ) : null;
	}

	/** @return array{attention: \stdClass, link: array<string, string|null>|null} */
	private static function state( \WP_Post $post ): array {
		return array(
			'attention' => (object) ( 'auto-draft' === $post->post_status ? array() : CalendarSnapshot::faults( $post ) ),
			'link'      => LinkStore::get( CalendarPostType::subject( $post->ID ) ),
		);
	}
}
