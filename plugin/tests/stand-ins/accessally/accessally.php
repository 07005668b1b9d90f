<?php
/**
 * Plays AccessAlly on machines that do not have it, for tests and for the demo: its public names, its places in the database and its menu.
 *
 * Written from a list of publicly seen names; no code of AccessAlly is in here. README.md tells what is known and what is assumed.
 *
 * Plugin Name:  AccessAlly (stand-in)
 * Description:  Plays AccessAlly for tests and demos of SlotBridge. It protects nothing and sells nothing: never use it on a real site.
 * Version:      0.1.0
 * Requires PHP: 8.1
 * License:      GPL-2.0-or-later
 *
 * @package SlotBridge\StandIn
 */

defined( 'ABSPATH' ) || exit;

if ( class_exists( 'AccessAlly', false ) ) {
	return; // The real one is here.
}

require __DIR__ . '/includes/mode.php';
define( 'ACCESSALLY_STAND_IN_VERSION', AccessAllyStandInMode::get( 'version' ) ); // A class constant cannot ask an option, but it can be another constant.

require __DIR__ . '/includes/storage.php';
require __DIR__ . '/includes/core.php';
require __DIR__ . '/includes/contacts-and-tags.php';
require __DIR__ . '/includes/teams.php';
if ( version_compare( ACCESSALLY_STAND_IN_VERSION, '4', '>=' ) ) {
	require __DIR__ . '/includes/offerings.php';
}
if ( is_admin() ) {
	require __DIR__ . '/includes/screens.php';
	require __DIR__ . '/includes/screen-forms.php';
	AccessAllyStandInScreens::register();
}

add_action( 'save_post', array( 'AccessAlly', 'save_post_permission_meta' ) );
register_activation_hook( __FILE__, array( 'AccessAllyStandInStorage', 'install' ) );
