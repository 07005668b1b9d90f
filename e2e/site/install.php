<?php
/** Installs WordPress into its database once, and switches on the plugins named: php install.php SITE TITLE USER PASSWORD plugin/file.php … */

if ( 'cli' !== PHP_SAPI ) {
	exit( 1 );
}
[ , $slotbridge_site, $slotbridge_title, $slotbridge_user, $slotbridge_password ] = $argv;

define( 'WP_INSTALLING', true );
$_SERVER += array(
	'HTTP_HOST'       => '127.0.0.1',
	'REQUEST_URI'     => '/',
	'REQUEST_METHOD'  => 'GET',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REMOTE_ADDR'     => '127.0.0.1',
);
require $slotbridge_site . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// No mail server here, and nobody to write to.
add_filter( 'pre_wp_mail', '__return_true' );

if ( ! is_blog_installed() ) {
	wp_install( $slotbridge_title, $slotbridge_user, 'owner@example.test', true, '', $slotbridge_password );
	update_option( 'permalink_structure', '/%postname%/' );
	update_option( 'show_avatars', 0 ); // Avatars come from another host.
}
foreach ( array_slice( $argv, 5 ) as $slotbridge_plugin ) {
	$slotbridge_result = activate_plugin( $slotbridge_plugin );
	if ( is_wp_error( $slotbridge_result ) ) {
		fwrite( STDERR, $slotbridge_plugin . ': ' . $slotbridge_result->get_error_message() . "\n" );
		exit( 1 );
	}
}
echo json_encode( array( 'wordpress' => get_bloginfo( 'version' ), 'php' => PHP_VERSION ) ), "\n";
