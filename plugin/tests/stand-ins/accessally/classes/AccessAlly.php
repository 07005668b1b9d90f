<?php
/**
 * The class by which others know that AccessAlly is there, and who may read what.
 *
 * @package SlotBridge\StandIn
 */

class AccessAlly {

	const VERSION      = ACCESSALLY_STAND_IN_VERSION; // A class constant cannot ask an option, but it can be another constant.
	const CACHE_PERIOD = 3600;

	/** Despite its name for any user. Known from a caller; how it decides is played as that caller does it himself. */
	public static function can_current_user_read( $post_id, $user_id = null ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInAccess::may_read( (int) $post_id, (int) ( $user_id ?? get_current_user_id() ) );
	}

	/** Known trap: it reads $_POST, so a post that is inserted while another one is saved gets the other one's permission. The field's name is a guess. */
	public static function save_post_permission_meta( $post_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		if ( isset( $_POST['accessally-post-permission'] ) && is_array( $_POST['accessally-post-permission'] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Missing
			update_post_meta( $post_id, '_accessally_post_permission', map_deep( wp_unslash( $_POST['accessally-post-permission'] ), 'sanitize_text_field' ) ); // phpcs:ignore
		}
	}

	/** Makes a WordPress user for a contact; his id or a WP_Error. What the flags mean is not known. */
	public static function add_user_and_password( $contact_id, $flag_a = false, $flag_b = true, $extra = array(), $flag_c = true ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInContacts::make_user( (int) $contact_id );
	}
}
