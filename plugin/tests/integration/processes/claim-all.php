<?php
/**
 * Claims rows in small bites until there are none, and prints the ids that it got.
 *
 * @package SlotBridge
 */

$slotbridge_table = new SlotBridge\Outbox\OutboxTable();
$slotbridge_ids   = array();
do {
	$slotbridge_rows = $slotbridge_table->claim( bin2hex( random_bytes( 16 ) ), 3 );
	foreach ( $slotbridge_rows as $slotbridge_row ) {
		$slotbridge_ids[] = $slotbridge_row->id;
	}
} while ( array() !== $slotbridge_rows );
echo implode( ' ', $slotbridge_ids );
