<?php
/**
 * The SlotBridge page: a place for the React app `admin`, which draws Connect, Mappings and Activity.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\Capabilities;

final class MainPage {

	public const SLUG = 'slotbridge';

	/** Registers the hooks. */
	public static function register(): void {
		add_action(
			'admin_enqueue_scripts',
			static function (): void {
				$screen = get_current_screen();
				if ( null !== $screen && str_ends_with( $screen->id, '_page_' . self::SLUG ) ) {
					BuiltApp::enqueue( 'admin' );
				}
			}
		);
	}

	/** The capability that opens the page: those who may only look at the activity come in too. */
	public static function capability(): string {
		return current_user_can( Capabilities::MANAGE ) ? Capabilities::MANAGE : Capabilities::VIEW_ACTIVITY;
	}

	/** The page's address; at one of its screens, when that is named. */
	public static function url( string $screen = '' ): string {
		return admin_url( 'admin.php?page=' . self::SLUG . ( '' === $screen ? '' : "&screen=$screen" ) );
	}

	/** Prints the page. */
	public static function render(): void {
		echo '<div class="wrap"><hr class="wp-header-end">';
		BuiltApp::render( 'admin', 'slotbridge-admin' );
		echo '</div>';
	}
}
