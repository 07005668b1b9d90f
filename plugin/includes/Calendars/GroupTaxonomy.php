<?php
/**
 * The calendar group as a WordPress taxonomy: flat, never public, at most one for each calendar.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class GroupTaxonomy {

	public const NAME      = 'slotbridge_calendar_group';
	public const REST_BASE = 'slotbridge-calendar-groups';

	/** Registers the taxonomy; hooked to `init`, before the post type. */
	public static function register(): void {
		register_taxonomy(
			self::NAME,
			array( CalendarPostType::NAME ),
			array(
				'labels'                => self::labels(),
				'public'                => false,
				'show_ui'               => true,
				'show_in_menu'          => false,
				'show_in_rest'          => true,
				'rest_base'             => self::REST_BASE,
				'rest_controller_class' => GroupsController::class,
				'show_in_quick_edit'    => false, // There it is a text box in which a typing error makes a new group.
				'show_admin_column'     => false,
				'hierarchical'          => false,
				'meta_box_cb'           => false,
				'rewrite'               => false,
				'capabilities'          => array_fill_keys( array( 'manage_terms', 'edit_terms', 'delete_terms', 'assign_terms' ), CalendarPostType::CAPABILITY ),
				'update_count_callback' => '_update_generic_term_count', // Drafts are calendars too.
			)
		);
		add_action( 'set_object_terms', array( self::class, 'keep_one' ), 5, 6 );
	}

	/** The event subject of a group. */
	public static function subject( int $term_id ): string {
		return 'calendar-group/' . $term_id;
	}

	/**
	 * The id of a calendar's group.
	 *
	 * @return int|null Null: it is in no group.
	 */
	public static function of_calendar( int $post_id ): ?int {
		$terms = get_the_terms( $post_id, self::NAME );
		$first = is_array( $terms ) ? reset( $terms ) : false;
		return $first instanceof \WP_Term ? $first->term_id : null;
	}

	/**
	 * A calendar has one group. Where other code gives it several, the one that was added stays.
	 *
	 * @param int        $object_id  The calendar.
	 * @param mixed      $terms      Not used.
	 * @param array<int|string> $tt_ids     Term taxonomy ids that were set.
	 * @param string     $taxonomy   Name of the taxonomy.
	 * @param bool       $append     Not used.
	 * @param array<int|string> $old_tt_ids Term taxonomy ids from before.
	 */
	public static function keep_one( int $object_id, mixed $terms, array $tt_ids, string $taxonomy, bool $append, array $old_tt_ids ): void {
		if ( self::NAME !== $taxonomy ) {
			return;
		}
		$now = wp_get_object_terms( $object_id, self::NAME, array( 'fields' => 'tt_ids' ) );
		$now = is_array( $now ) ? array_map( 'intval', $now ) : array();
		if ( count( $now ) < 2 ) {
			return;
		}
		$added = array_values( array_diff( array_map( 'intval', $tt_ids ), array_map( 'intval', $old_tt_ids ) ) );
		$kept  = get_term_by( 'term_taxonomy_id', $added[0] ?? $now[0], self::NAME );
		if ( $kept instanceof \WP_Term ) {
			wp_set_object_terms( $object_id, array( $kept->term_id ), self::NAME );
		}
	}

	/** @return array<string, string> */
	private static function labels(): array {
		return array(
			'name'                       => __( 'Calendar groups', 'slotbridge' ),
			'singular_name'              => __( 'Calendar group', 'slotbridge' ),
			'menu_name'                  => __( 'Calendar groups', 'slotbridge' ),
			'all_items'                  => __( 'All groups', 'slotbridge' ),
			'edit_item'                  => __( 'Edit calendar group', 'slotbridge' ),
			'view_item'                  => __( 'View calendar group', 'slotbridge' ),
			'update_item'                => __( 'Save group', 'slotbridge' ),
			'add_new_item'               => __( 'Add calendar group', 'slotbridge' ),
			'new_item_name'              => __( 'Name of the new group', 'slotbridge' ),
			'search_items'               => __( 'Search groups', 'slotbridge' ),
			'not_found'                  => __( 'No calendar groups yet.', 'slotbridge' ),
			'no_terms'                   => __( 'No groups', 'slotbridge' ),
			'back_to_items'              => __( '← Back to the groups', 'slotbridge' ),
			'items_list'                 => __( 'Calendar groups', 'slotbridge' ),
			'items_list_navigation'      => __( 'Calendar groups list navigation', 'slotbridge' ),
			'name_field_description'     => __( 'What your members and HighLevel call it.', 'slotbridge' ),
			'slug_field_description'     => __( 'The last part of its booking address in HighLevel: small letters, digits and dashes. Leave it empty to have it made from the name.', 'slotbridge' ),
			'desc_field_description'     => __( 'Shown in HighLevel.', 'slotbridge' ),
			'separate_items_with_commas' => __( 'A calendar has one group.', 'slotbridge' ),
		);
	}
}
