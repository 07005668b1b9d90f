<?php
/**
 * Takes the lease and a batch, like the dispatcher does, and is killed before it sends.
 *
 * @package SlotBridge
 */

$slotbridge_lease = new SlotBridge\Outbox\DispatchLease();
echo $slotbridge_lease->take() ? 'lease ' : '';
echo count( ( new SlotBridge\Outbox\OutboxTable() )->claim( bin2hex( random_bytes( 16 ) ), 50 ) );
flush();
posix_kill( getmypid(), 9 );
