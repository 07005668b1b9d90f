<?php
/**
 * The little CSS and JavaScript of the screens that PHP draws; loaded on those screens only.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\GroupTaxonomy;

final class Styles {

	/** Registers the hook. */
	public static function register(): void {
		add_action( 'admin_enqueue_scripts', array( self::class, 'enqueue' ) );
	}

	/** Hooked to `admin_enqueue_scripts`. */
	public static function enqueue(): void {
		$screen = get_current_screen();
		if ( null === $screen || ( CalendarPostType::NAME !== $screen->post_type && GroupTaxonomy::NAME !== $screen->taxonomy ) ) {
			return;
		}
		wp_enqueue_style( 'slotbridge-lists', plugins_url( 'assets/lists.css', SLOTBRIDGE_FILE ), array(), SLOTBRIDGE_VERSION );
		if ( 'edit-tags' === $screen->base ) {
			wp_enqueue_script( 'slotbridge-group-form', plugins_url( 'assets/group-form.js', SLOTBRIDGE_FILE ), array( 'jquery' ), SLOTBRIDGE_VERSION, array( 'in_footer' => true ) );
		}
	}
}
