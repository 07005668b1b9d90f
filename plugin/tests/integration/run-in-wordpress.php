<?php
/**
 * A process of its own for tests of concurrency: loads the site of WP_SITE and runs the PHP file named first.
 *
 * @package SlotBridge
 */

if ( 'cli' !== PHP_SAPI ) {
	exit( 1 );
}
$_SERVER += array(
	'HTTP_HOST'       => '127.0.0.1',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REMOTE_ADDR'     => '127.0.0.1',
);
define( 'WP_USE_THEMES', false );
define( 'DISABLE_WP_CRON', true );
require getenv( 'WP_SITE' ) . '/wp-load.php';
require $argv[1];
