<?php
/**
 * The wizard's "alone" products, before version 4. Known: the names, from the vendor's own migration plugins. The values are guesses.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyWizardProduct {

	const SETTING_KEY_WIZARD_PRODUCT        = '_accessally_wizard_product';
	const SETTING_KEY_WIZARD_PRODUCT_NUMBER = '_accessally_wizard_product_number';

	public static $default_product_settings = array(
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
		return array_merge( self::$default_product_settings, (array) $settings );
	}
}
