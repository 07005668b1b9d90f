<?php
/**
 * How AccessAlly stores a thing with settings: one option for each.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyUtilities {

	/** Writes an option; the mode `writes` says whether WordPress's option hooks fire. What the flags mean is not known. */
	public static function safe_set_settings( $key, $settings, $defaults = array(), $flag_a = true, $flag_b = false ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		AccessAllyStandInWrites::option( (string) $key, array_merge( (array) $defaults, (array) $settings ) );
		return true;
	}

	/** Writes an item under the next free number. Its arguments are a guess. */
	public static function set_incrementing_settings( $prefix, $counter_key, $settings ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		$number = (int) get_option( $counter_key, 0 ) + 1;
		AccessAllyStandInWrites::option( (string) $counter_key, $number );
		AccessAllyStandInWrites::option( $prefix . $number, $settings );
		return $prefix . $number;
	}
}
