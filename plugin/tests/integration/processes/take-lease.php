<?php
/**
 * Tries to take the dispatcher's lease once, says whether it got it, and keeps it.
 *
 * @package SlotBridge
 */

echo ( new SlotBridge\Outbox\DispatchLease() )->take() ? 'taken' : 'busy';
