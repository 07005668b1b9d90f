<?php
/**
 * Plays AccessAlly and ProgressAlly on machines that do not have them, for tests and for the demo: their public names, their places in the database, their menu.
 *
 * Written from a list of publicly seen names; no code of AccessAlly is in here. README.md tells what is known and what is assumed.
 *
 * Plugin Name:  AccessAlly (stand-in)
 * Description:  Plays AccessAlly and ProgressAlly for tests and demos of SlotBridge. It protects nothing and sells nothing: never use it on a real site.
 * Version:      0.2.0
 * Requires PHP: 8.1
 * License:      GPL-2.0-or-later
 *
 * @package SlotBridge\StandIn
 */

defined( 'ABSPATH' ) || exit;

if ( class_exists( 'AccessAlly', false ) ) {
	return; // The real one is here.
}

foreach ( array( 'includes', 'includes/progress', 'includes/screens' ) as $accessally_stand_in_folder ) {
	foreach ( glob( __DIR__ . "/$accessally_stand_in_folder/*.php" ) as $accessally_stand_in_file ) {
		require $accessally_stand_in_file; // Each declares one class of the stand-in's own; classes/ has AccessAlly's.
	}
}

define( 'ACCESSALLY_STAND_IN_VERSION', AccessAllyStandInMode::get( 'version' ) );
define( 'PROGRESSALLY_STAND_IN_VERSION', AccessAllyStandInProgressAlly::version() );

register_activation_hook( __FILE__, array( 'AccessAllyStandInTables', 'install' ) );
AccessAllyStandInTables::ensure();
AccessAllyStandInLoader::load();
AccessAllyStandInHooks::register();
