<?php
/**
 * What AccessAlly's own pages share; one method of it was seen in a theme.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyBackendShared {

	public static function get_current_user_id() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return get_current_user_id();
	}
}
