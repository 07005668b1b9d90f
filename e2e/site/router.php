<?php
/** Answers requests for `php -S` as a web server with pretty permalinks would: files as they are, all else by WordPress. */

$slotbridge_root = rtrim( (string) $_SERVER['DOCUMENT_ROOT'], '/' );
$slotbridge_path = '/' . ltrim( rawurldecode( (string) parse_url( (string) $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ), '/' );

// No climbing out of the site, and no hidden files.
if ( preg_match( '#(^|/)\.#', $slotbridge_path ) ) {
	http_response_code( 404 );
	return true;
}

$slotbridge_file = $slotbridge_root . $slotbridge_path;
if ( is_dir( $slotbridge_file ) && is_file( rtrim( $slotbridge_file, '/' ) . '/index.php' ) && '/' !== $slotbridge_path ) {
	if ( ! str_ends_with( $slotbridge_path, '/' ) ) {
		header( 'Location: ' . $slotbridge_path . '/', true, 301 );
		return true;
	}
	$slotbridge_file = rtrim( $slotbridge_file, '/' ) . '/index.php';
}
if ( is_file( $slotbridge_file ) && ! str_ends_with( $slotbridge_file, '.php' ) ) {
	return false; // The built-in server sends it, with the right content type.
}
if ( ! is_file( $slotbridge_file ) ) {
	$slotbridge_file = $slotbridge_root . '/index.php';
}

$_SERVER['SCRIPT_FILENAME'] = $slotbridge_file;
$_SERVER['SCRIPT_NAME']     = substr( $slotbridge_file, strlen( $slotbridge_root ) );
$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
chdir( dirname( $slotbridge_file ) );
require $slotbridge_file;
return true;
