<?php
/**
 * Loads the real WordPress that WP_SITE names, with this plugin active in it, for all tests.
 *
 * @package SlotBridge
 */

$slotbridge_site = getenv( 'WP_SITE' );
if ( false === $slotbridge_site || ! is_file( $slotbridge_site . '/wp-load.php' ) ) {
	fwrite( STDERR, "WP_SITE must name the folder of an installed WordPress with SlotBridge active.\n" );
	exit( 1 );
}
require_once dirname( __DIR__ ) . '/vendor/autoload.php';

// WordPress reads these of a request; there is none here.
$_SERVER += array(
	'HTTP_HOST'       => '127.0.0.1',
	'SERVER_NAME'     => '127.0.0.1',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REMOTE_ADDR'     => '127.0.0.1',
);
define( 'WP_USE_THEMES', false );
define( 'DISABLE_WP_CRON', true ); // No test may start a cron request by accident.
require $slotbridge_site . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

if ( ! class_exists( 'SlotBridge\\Plugin' ) ) {
	fwrite( STDERR, "SlotBridge is not active in $slotbridge_site.\n" );
	exit( 1 );
}
restore_exception_handler();
