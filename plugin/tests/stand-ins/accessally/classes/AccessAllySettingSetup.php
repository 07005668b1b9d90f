<?php
/**
 * Which CRM AccessAlly is connected to.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllySettingSetup {

	/** Known: the keys `system`, which may have hyphens, and `app`. */
	public static function get_api_settings() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return array(
			'system' => AccessAllyStandInMode::get( 'system' ),
			'app'    => 'accessally' === AccessAllyStandInMode::get( 'system' ) ? '' : 'stand-in-account',
		);
	}
}
