<?php
/**
 * ProgressAlly's licence.
 *
 * @package SlotBridge\StandIn
 */

class ProgressAllySettingLicense {

	/** True only with a licence. */
	public static $progressally_enabled = false;
}
