<?php
/**
 * Records one event, like a hook does, and is killed before anything can be sent.
 *
 * @package SlotBridge
 */

SlotBridge\Plugin::outbox()->record( SlotBridge\Catalogue\EventTypes::CALENDAR_UPDATED, 'calendar/91', SlotBridge\Tests\Events::calendar( 91, 'Recorded, then killed' ), array( 'name' ) );
echo 'recorded';
flush();
posix_kill( getmypid(), 9 ); // The hook on shutdown does not run.
