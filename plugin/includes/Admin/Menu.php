<?php
/**
 * SlotBridge's place in wp-admin: in AccessAlly's menu where there is one, else a menu of its own.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\Capabilities;
use SlotBridge\Calendars\GroupTaxonomy;

final class Menu {

	public const CALENDARS = 'edit.php?post_type=' . CalendarPostType::NAME;
	public const GROUPS    = 'edit-tags.php?taxonomy=' . GroupTaxonomy::NAME . '&amp;post_type=' . CalendarPostType::NAME;
	public const OWN       = MainPage::SLUG;

	private const ICON = 'dashicons-calendar-alt';

	/** The menu that our pages went into, in this request. */
	private static string $parent = self::OWN;

	/** Registers the hooks. Very late: whichever plugin loads first, AccessAlly has added its menu by then. */
	public static function register(): void {
		add_action( 'admin_menu', array( self::class, 'add' ), 1000 );
		add_filter( 'parent_file', array( self::class, 'open_menu' ) );
		add_filter( 'submenu_file', array( self::class, 'mark_entry' ) );
	}

	/** Adds the entries; hooked to `admin_menu`. */
	public static function add(): void {
		self::$parent = Adapter::parentMenuSlug() ?? self::add_own();
		add_submenu_page( self::$parent, __( 'Calendars', 'slotbridge' ), __( 'Calendars', 'slotbridge' ), Capabilities::EDIT, self::CALENDARS );
		add_submenu_page( self::$parent, __( 'Calendar groups', 'slotbridge' ), __( 'Calendar groups', 'slotbridge' ), Capabilities::EDIT, self::GROUPS );
		if ( self::OWN !== self::$parent ) {
			add_submenu_page( self::$parent, __( 'SlotBridge', 'slotbridge' ), __( 'SlotBridge', 'slotbridge' ), MainPage::capability(), self::OWN, array( MainPage::class, 'render' ) );
		}
	}

	/**
	 * A menu of our own. Whoever may not open the SlotBridge page gets it with the calendars at its top: WordPress closes
	 * every entry of a menu whose top is closed.
	 */
	private static function add_own(): string {
		if ( current_user_can( MainPage::capability() ) ) {
			add_menu_page( __( 'SlotBridge', 'slotbridge' ), __( 'SlotBridge', 'slotbridge' ), MainPage::capability(), self::OWN, array( MainPage::class, 'render' ), self::ICON, 58 );
			return self::OWN;
		}
		add_menu_page( __( 'Calendars', 'slotbridge' ), __( 'Calendars', 'slotbridge' ), Capabilities::EDIT, self::CALENDARS, '', self::ICON, 58 );
		return self::CALENDARS;
	}

	/** Keeps the right menu open on WordPress's own screens for our types. */
	public static function open_menu( mixed $parent_file ): mixed {
		return self::is_ours() ? self::$parent : $parent_file;
	}

	/** Marks the entry that the screen belongs to. */
	public static function mark_entry( mixed $submenu_file ): mixed {
		if ( ! self::is_ours() ) {
			return $submenu_file;
		}
		$screen = get_current_screen();
		return null !== $screen && GroupTaxonomy::NAME === $screen->taxonomy ? self::GROUPS : self::CALENDARS;
	}

	private static function is_ours(): bool {
		$screen = get_current_screen();
		return null !== $screen && ( CalendarPostType::NAME === $screen->post_type || GroupTaxonomy::NAME === $screen->taxonomy );
	}
}
