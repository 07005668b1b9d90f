<?php
/**
 * Tells in wp-admin that sending has stopped because the site's address has changed, and where to answer.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Bridge\SiteGuard;
use SlotBridge\Calendars\Capabilities;

final class AddressNotice {

	private const ID = 'slotbridge-address-notice';

	/** Registers the hook. */
	public static function register(): void {
		add_action( 'admin_notices', array( self::class, 'show' ) );
	}

	/** Hooked to `admin_notices`. */
	public static function show(): void {
		if ( ! current_user_can( Capabilities::MANAGE ) || ! SiteGuard::is_elsewhere() ) {
			return;
		}
		wp_admin_notice(
			sprintf(
				'%1$s <a href="%2$s">%3$s</a>',
				esc_html( SiteGuard::words() ),
				esc_url( MainPage::url( 'connect' ) ),
				esc_html__( 'Say what this site is', 'slotbridge' )
			),
			array(
				'type' => 'error',
				'id'   => self::ID, // By which the screen takes it away once it is answered.
			)
		);
	}
}
