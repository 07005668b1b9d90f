<?php
/**
 * Compares one user with what was last seen of him, and prints what fired; for tests of two processes that do it at once.
 *
 * @package SlotBridge
 */

use SlotBridge\AccessAlly\MemberStore;

add_action(
	'slotbridge_trigger',
	static function ( string $type, string $subject, array $entity, array $changed, array $detail ): void {
		echo $type, ' ', $detail['tag']['id'] ?? '', "\n";
	},
	10,
	5
);
$slotbridge_start = (float) get_option( 'slotbridge_test_start' );
while ( microtime( true ) < $slotbridge_start ) {
	usleep( 500 );
}
MemberStore::compare( (int) get_option( 'slotbridge_test_user' ) );
