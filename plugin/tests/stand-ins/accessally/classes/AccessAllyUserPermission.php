<?php
/**
 * A user's contact, his tags as the site knows them, and who may see everything.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyUserPermission {

	const WP_USER_TAG_IDS = '_accessally_user_tag_ids';

	public static function get_user_contact_id( $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInContacts::of_user( (int) $user_id );
	}

	public static function set_user_contact_id( $user_id, $contact_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		update_user_meta( $user_id, AccessAllyStandInContacts::META, (int) $contact_id );
	}

	/** The cheapest local read. Known: `clean` is the list of ids. */
	public static function get_cleaned_user_tags( $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return array( 'clean' => AccessAllyStandInStorage::typed( AccessAllyStandInStorage::user_tags( (int) $user_id ) ) );
	}

	/** Known: administrators are let through everywhere. */
	public static function can_user_access_all_posts( $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInAccess::sees_everything( (int) $user_id );
	}
}
