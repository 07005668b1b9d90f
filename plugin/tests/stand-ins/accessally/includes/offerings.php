<?php
/**
 * Offerings, from version 4 on: one option each. Known: the keys and the shape of the settings. Assumed: that options are where they rest.
 *
 * @package SlotBridge\StandIn
 */

// phpcs:disable Generic.Files.OneObjectStructurePerFile.MultipleFound

class AccessAllyOfferings {

	const PREFIX = '_accessally_offering_';

	/** The map has keys that are no offerings too; that was seen, so it is played. */
	public static function get_all_offering_settings() {
		global $wpdb;
		$all  = array( 'order' => array(), 'version' => ACCESSALLY_STAND_IN_VERSION );
		$keys = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s ORDER BY option_id", $wpdb->esc_like( self::PREFIX ) . '%' ) );
		foreach ( $keys as $key ) {
			$all[ $key ]    = get_option( $key );
			$all['order'][] = $key;
		}
		return $all;
	}

	public static function get_offering_settings( $key ) {
		$settings = get_option( $key );
		return is_array( $settings ) ? $settings : array();
	}

	/** A tag's configuration is an array with its id; the real form is not known. */
	public static function get_configured_tag_value( $config ) {
		return is_array( $config ) ? ( $config['id'] ?? '' ) : $config;
	}

	public static function generate_individual_page_required_permission_tags( ...$args ) {
		return array();
	}
}

class AccessAllyWizardShared {

	public static function get_post_parent_offering_key( $post_id ) {
		return get_post_meta( $post_id, '_accessally_course_key', true );
	}

	public static function assign_page_course_navigation_entries( $settings, $pages, $flag = true ) {
		return $settings;
	}
}

final class AccessAllyStandInOfferings {

	/**
	 * Adds an offering, or changes it, as the wizard would.
	 *
	 * @param array<string, mixed> $changes Settings to change.
	 */
	public static function save( string $key, array $changes ): string {
		if ( '' === $key ) {
			$number = (int) get_option( 'accessally_stand_in_offering_counter', 0 ) + 1;
			update_option( 'accessally_stand_in_offering_counter', $number, false );
			$key = AccessAllyOfferings::PREFIX . $number;
		}
		$settings = array_merge( self::empty_settings( $key ), AccessAllyOfferings::get_offering_settings( $key ), $changes );
		AccessAllyUtilities::safe_set_settings( $key, $settings, array(), true, false );
		if ( 'fires' === AccessAllyStandInMode::get( 'offering_updated_hook' ) ) {
			do_action( 'accessally_offering_updated', $key, $settings, $settings );
		}
		return $key;
	}

	/** @return array<string, mixed> */
	private static function empty_settings( string $key ): array {
		return array(
			'name'             => '',
			'system'           => 'accessally',
			'option-key'       => $key,
			'enabled-icon-url' => '',
			'tags'             => array( 'instant' => '', 'base' => '', 'revoke' => '' ),
			'modules'          => array(),
			'pages'            => array(),
			'page-order'       => array(),
		);
	}
}
