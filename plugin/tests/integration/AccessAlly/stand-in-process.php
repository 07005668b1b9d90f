<?php
/**
 * Runs the code that comes in, inside a transaction that is rolled back, and prints as JSON what it returns.
 *
 * @package SlotBridge
 */

$slotbridge_code = (string) stream_get_contents( STDIN );
require_once ABSPATH . 'wp-admin/includes/admin.php';
$GLOBALS['wpdb']->query( 'START TRANSACTION' );
try {
	echo wp_json_encode( ( static fn ( string $slotbridge_code ): mixed => eval( $slotbridge_code ) )( $slotbridge_code ) ); // phpcs:ignore Squiz.PHP.Eval.Discouraged -- A test's own code, see StandInProcess.
} finally {
	$GLOBALS['wpdb']->query( 'ROLLBACK' );
}
