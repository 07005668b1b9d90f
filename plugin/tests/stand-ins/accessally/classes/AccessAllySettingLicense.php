<?php
/**
 * AccessAlly's licence.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllySettingLicense {

	/** True only with a licence; the vendor's own plugins look at it beside the class. */
	public static $accessally_enabled = false;
}
