<?php
/**
 * A contact's data and tags. Known and played: changing tags by these methods fires no hook of AccessAlly.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyMembershipUtilities {

	/** Known: rows with `Id` and `TagName`. */
	public static function get_all_tags() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInStorage::rows();
	}

	public static function get_contact_tags( $contact_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInStorage::typed( AccessAllyStandInStorage::contact_tags( (int) $contact_id ) );
	}

	public static function add_contact_tags( $contact_id, $ids ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		AccessAllyStandInStorage::give( (int) $contact_id, array_map( 'intval', (array) $ids ) );
	}

	public static function remove_contact_tags( $contact_id, $ids ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		AccessAllyStandInStorage::take( (int) $contact_id, array_map( 'intval', (array) $ids ) );
	}

	/** Known: an array with `Email` among others. */
	public static function get_contact( $contact_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInContacts::read( (int) $contact_id );
	}

	/** Known: a list of rows with `Id`. */
	public static function get_contact_by_email( $email ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		$id = AccessAllyStandInContacts::by_email( (string) $email );
		return 0 === $id ? array() : array( array( 'Id' => $id ) );
	}
}
