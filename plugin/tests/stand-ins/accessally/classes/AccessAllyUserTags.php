<?php
/**
 * The site's own copy of a contact's tags.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyUserTags {

	/** Refreshes the local copy after tags were written elsewhere. */
	public static function sync_user_tag_list( $contact_id, $ids, $system = 'accessally' ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		AccessAllyStandInStorage::write_contact_tags( (int) $contact_id, (array) $ids );
	}
}
