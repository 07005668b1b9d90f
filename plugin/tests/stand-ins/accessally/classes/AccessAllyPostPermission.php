<?php
/**
 * What a page asks of its reader.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyPostPermission {

	/** Known keys: require-login ('yes' or 'no'), enable-url. The key `tags` is a guess. */
	public static function get_post_permission( $post_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInAccess::permission_of( (int) $post_id );
	}
}
