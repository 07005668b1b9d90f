<?php
/**
 * The wizard's "stage" products, before version 4. Known: the names, from the vendor's own migration plugins. The values are guesses.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyWizardDrip {

	const SETTING_KEY_WIZARD_DRIP        = '_accessally_wizard_drip';
	const SETTING_KEY_WIZARD_DRIP_NUMBER = '_accessally_wizard_drip_number';

	public static $default_drip_settings = array(
		'name'  => '',
		'tags'  => array( 'base' => '', 'revoke' => '' ),
		'pages' => array(),
	);

	public static $default_module_settings = array(
		'name' => '',
		'tag'  => '',
	);

	public static function merge_default_settings( $settings ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return array_merge( self::$default_drip_settings, (array) $settings );
	}
}
