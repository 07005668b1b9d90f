<?php
/**
 * Offerings, from version 4 on. Known: the names, the keys and the shape of the settings. Assumed: that options are where they rest.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyOfferings {

	/** Known: the map can have keys that are no offerings; the mode `offering_map` says whether. */
	public static function get_all_offering_settings() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInOfferings::map();
	}

	public static function get_offering_settings( $key ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInOfferings::read( (string) $key );
	}

	/** Known: it makes a tag's id of its configuration, whose form is a guess. */
	public static function get_configured_tag_value( $config ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		$id = AccessAllyStandInOfferings::tag_of( $config );
		return 0 === $id ? '' : AccessAllyStandInStorage::typed( array( $id ) )[0];
	}

	/** Guess: it takes the settings and a page's row, and gives the tags that let somebody in. */
	public static function generate_individual_page_required_permission_tags( $settings = array(), $page = array() ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInStorage::typed( AccessAllyStandInOfferings::opening_tags( (array) $settings, (string) ( ( (array) $page )['module'] ?? '' ) ) );
	}
}
