<?php
/**
 * The calendar as a WordPress post type: never public, with its own capability, revisions and a place in the REST API.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class CalendarPostType {

	public const NAME       = 'slotbridge_calendar';
	public const REST_BASE  = 'slotbridge-calendars';
	public const CAPABILITY = 'slotbridge_edit_calendars';

	/** Registers the post type; hooked to `init`. */
	public static function register(): void {
		register_post_type(
			self::NAME,
			array(
				'labels'                => self::labels(),
				'description'           => __( 'Calendars that SlotBridge keeps in step with HighLevel.', 'slotbridge' ),
				'public'                => false,
				'show_ui'               => true,
				'show_in_menu'          => false, // Admin\Menu puts it into AccessAlly's menu, which may be made later than this.
				'show_in_admin_bar'     => true,
				'show_in_rest'          => true,
				'rest_base'             => self::REST_BASE,
				'rest_controller_class' => CalendarsController::class,
				'capability_type'       => 'slotbridge_calendar',
				'capabilities'          => self::capabilities(),
				'map_meta_cap'          => true,
				'supports'              => array( 'title', 'author', 'revisions' ),
				'taxonomies'            => array( GroupTaxonomy::NAME ),
				'query_var'             => false,
				'rewrite'               => false,
				'can_export'            => true,
				'delete_with_user'      => false,
			)
		);
		CalendarStore::register_meta();
	}

	/** The event subject of a calendar. */
	public static function subject( int $post_id ): string {
		return 'calendar/' . $post_id;
	}

	/** Whether this is a calendar that exists for people: no revision, no draft that only WordPress made. */
	public static function is_calendar( mixed $post ): bool {
		return $post instanceof \WP_Post && self::NAME === $post->post_type && ! in_array( $post->post_status, array( 'auto-draft', 'inherit' ), true );
	}

	/**
	 * Every right over calendars is the one capability; WordPress's meta capabilities (edit_post, delete_post, …) lead to it.
	 *
	 * @return array<string, string>
	 */
	private static function capabilities(): array {
		$rights = array( 'edit_posts', 'edit_others_posts', 'edit_published_posts', 'edit_private_posts', 'publish_posts', 'read_private_posts', 'delete_posts', 'delete_others_posts', 'delete_published_posts', 'delete_private_posts', 'create_posts', 'read' );
		return array_fill_keys( $rights, self::CAPABILITY );
	}

	/** @return array<string, string> */
	private static function labels(): array {
		return array(
			'name'                     => __( 'Calendars', 'slotbridge' ),
			'singular_name'            => __( 'Calendar', 'slotbridge' ),
			'menu_name'                => __( 'Calendars', 'slotbridge' ),
			'name_admin_bar'           => __( 'Calendar', 'slotbridge' ),
			'add_new'                  => __( 'Add calendar', 'slotbridge' ),
			'add_new_item'             => __( 'Add calendar', 'slotbridge' ),
			'new_item'                 => __( 'New calendar', 'slotbridge' ),
			'edit_item'                => __( 'Edit calendar', 'slotbridge' ),
			'view_item'                => __( 'View calendar', 'slotbridge' ),
			'all_items'                => __( 'Calendars', 'slotbridge' ),
			'search_items'             => __( 'Search calendars', 'slotbridge' ),
			'not_found'                => __( 'No calendars yet.', 'slotbridge' ),
			'not_found_in_trash'       => __( 'No calendars in the trash.', 'slotbridge' ),
			'filter_items_list'        => __( 'Filter calendars', 'slotbridge' ),
			'items_list'               => __( 'Calendars', 'slotbridge' ),
			'items_list_navigation'    => __( 'Calendars list navigation', 'slotbridge' ),
			'item_published'           => __( 'Calendar saved as active.', 'slotbridge' ),
			'item_reverted_to_draft'   => __( 'Calendar set to draft.', 'slotbridge' ),
			'item_updated'             => __( 'Calendar saved.', 'slotbridge' ),
			'item_trashed'             => __( 'Calendar moved to the trash.', 'slotbridge' ),
		);
	}
}
