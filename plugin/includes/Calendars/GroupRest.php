<?php
/**
 * The field `slotbridge` of calendar groups in WordPress's REST API. It is written by GroupsController.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Bridge\LinkStore;

final class GroupRest {

	/** Registers the fields; hooked to `rest_api_init`. */
	public static function register(): void {
		register_rest_field(
			GroupTaxonomy::NAME,
			'slotbridge',
			array(
				'get_callback'    => static fn ( mixed $item ): ?array => self::read( $item, static fn ( \WP_Term $term ): array => GroupSnapshot::of( $term ) ),
				'schema'          => array(
					'description' => __( 'The calendar group, as SlotBridge\'s event schema has it.', 'slotbridge' ),
					'type'        => array( 'object', 'null' ),
					'context'     => array( 'view', 'edit' ),
				),
			)
		);
		register_rest_field(
			GroupTaxonomy::NAME,
			'slotbridge_state',
			array(
				'get_callback' => static fn ( mixed $item ): ?array => self::read( $item, static fn ( \WP_Term $term ): array => self::state( $term ) ),
				'schema'       => array(
					'description' => __( 'How the group stands with HighLevel, and what has to be put right before it can be sent.', 'slotbridge' ),
					'type'        => array( 'object', 'null' ),
					'context'     => array( 'view', 'edit' ),
					'readonly'    => true,
				),
			)
		);
	}

	/**
	 * @param mixed                                      $item The item as the REST API prepared it.
	 * @param callable( \WP_Term ): array<string, mixed> $look What to read of its term.
	 * @return array<string, mixed>|null Null for people who may not edit this group.
	 */
	private static function read( mixed $item, callable $look ): ?array {
		$id   = is_array( $item ) && is_int( $item['id'] ?? null ) ? $item['id'] : 0;
		$term = get_term( $id, GroupTaxonomy::NAME );
		return $term instanceof \WP_Term && current_user_can( 'edit_term', $id ) ? $look( $term ) : null;
	}

	/** @return array{attention: \stdClass, link: array<string, string|null>|null} */
	private static function state( \WP_Term $term ): array {
		return array(
			'attention' => (object) GroupSnapshot::faults( $term ),
			'link'      => LinkStore::get( GroupTaxonomy::subject( $term->term_id ) ),
		);
	}
}
