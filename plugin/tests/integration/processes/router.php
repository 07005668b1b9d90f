<?php
/**
 * Lets PHP's own web server serve a WordPress with pretty permalinks.
 *
 * @package SlotBridge
 */

$root = $_SERVER['DOCUMENT_ROOT'];
$path = '/' . ltrim( rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ), '/' );
$file = $root . $path . ( str_ends_with( $path, '/' ) ? 'index.php' : '' );
if ( str_contains( $path, '..' ) || ! is_file( $file ) ) {
	$file = $root . '/index.php';
} elseif ( ! str_ends_with( $file, '.php' ) ) {
	return false;
}
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['SCRIPT_NAME']     = substr( $file, strlen( $root ) );
$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
chdir( dirname( $file ) );
require $file;
