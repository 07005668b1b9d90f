<?php
/**
 * The classes by which other plugins know that AccessAlly is there, its licence and settings, and who may read what.
 *
 * @package SlotBridge\StandIn
 */

// phpcs:disable Generic.Files.OneObjectStructurePerFile.MultipleFound

class AccessAlly {

	const VERSION      = ACCESSALLY_STAND_IN_VERSION;
	const CACHE_PERIOD = 3600;

	/** Whether a user may read a post: by the tags in the post's permission. */
	public static function can_current_user_read( $post_id, $user_id ) {
		if ( AccessAllyUserPermission::can_user_access_all_posts( $user_id ) ) {
			return true;
		}
		$permission = AccessAllyPostPermission::get_post_permission( $post_id );
		$wanted     = array_map( 'intval', $permission['tags'] );
		if ( 'yes' === $permission['require-login'] && ! $user_id ) {
			return false;
		}
		return array() === $wanted || array() !== array_intersect( $wanted, AccessAllyStandInStorage::contact_tags( (int) $user_id ) );
	}

	/** Known trap: it reads $_POST, so a post that is inserted while another one is saved gets the other one's permission. */
	public static function save_post_permission_meta( $post_id ) {
		if ( isset( $_POST['accessally-post-permission'] ) && is_array( $_POST['accessally-post-permission'] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Missing
			update_post_meta( $post_id, '_accessally_post_permission', map_deep( wp_unslash( $_POST['accessally-post-permission'] ), 'sanitize_text_field' ) ); // phpcs:ignore
		}
	}

	/** Makes a WordPress user for a contact. What the flags mean is not known. */
	public static function add_user_and_password( $contact_id, $flag_a = false, $flag_b = true, $extra = array(), $flag_c = true ) {
		$user = get_userdata( (int) $contact_id );
		return $user ? $user->ID : new WP_Error( 'no_contact', 'There is no such contact.' );
	}
}

class AccessAllySettingLicense {

	/** True only with a licence; the vendor's own plugins look at it beside the class. */
	public static $accessally_enabled = true;
}
AccessAllySettingLicense::$accessally_enabled = 'yes' === AccessAllyStandInMode::get( 'licensed' );

class AccessAllySettingSetup {

	public static function get_api_settings() {
		return array(
			'system' => 'accessally',
			'app'    => '',
		);
	}
}

class AccessAllyPostPermission {

	/** Known keys: require-login, enable-url. The key `tags` is a guess. */
	public static function get_post_permission( $post_id ) {
		$stored = get_post_meta( $post_id, '_accessally_post_permission', true );
		return array_merge(
			array(
				'require-login' => 'no',
				'enable-url'    => '',
				'tags'          => array(),
			),
			is_array( $stored ) ? $stored : array()
		);
	}
}

class AccessAllyUtilities {

	/** Writes one option for each item; fires WordPress's option hooks, which is assumed of the real one too. */
	public static function safe_set_settings( $key, $settings, $defaults = array(), $flag_a = true, $flag_b = false ) {
		return update_option( $key, array_merge( $defaults, $settings ), false );
	}

	/** Writes an item under the next free number. */
	public static function set_incrementing_settings( $prefix, $counter_key, $settings ) {
		$number = (int) get_option( $counter_key, 0 ) + 1;
		update_option( $counter_key, $number, false );
		update_option( $prefix . $number, $settings, false );
		return $prefix . $number;
	}
}
