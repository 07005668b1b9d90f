<?php
/**
 * Which offering a page belongs to, from version 4 on.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyWizardShared {

	/** The offering's key; text that is empty for a page of none. */
	public static function get_post_parent_offering_key( $post_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return (string) get_post_meta( (int) $post_id, AccessAllyStandInOfferings::PAGE_META, true );
	}

	/** Known by name; the stand-in has no navigation, so it changes nothing. */
	public static function assign_page_course_navigation_entries( $settings, $pages, $flag = true ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return $settings;
	}
}
