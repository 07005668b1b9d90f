<?php
/**
 * The class by which others know that ProgressAlly is there. Known and played: it fires no action of its own, whatever a member completes.
 *
 * @package SlotBridge\StandIn
 */

class ProgressAlly {

	const VERSION = PROGRESSALLY_STAND_IN_VERSION;
}
