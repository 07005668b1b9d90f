<?php
/**
 * Contacts and tags. A WordPress user is his own contact here; in the real plugin the contact can live in another system.
 *
 * Known and played: changing tags by these methods fires no hook at all.
 *
 * @package SlotBridge\StandIn
 */

// phpcs:disable Generic.Files.OneObjectStructurePerFile.MultipleFound

class AccessAllyMembershipUtilities {

	/** Rows with `Id` and `TagName`; ids come as numbers or as text, both were seen. */
	public static function get_all_tags() {
		$rows = array();
		foreach ( AccessAllyStandInStorage::tags() as $id => $name ) {
			$rows[] = array(
				'Id'      => 'string' === AccessAllyStandInMode::get( 'tag_ids' ) ? (string) $id : (int) $id,
				'TagName' => $name,
			);
		}
		return $rows;
	}

	public static function get_contact_tags( $contact_id ) {
		return AccessAllyStandInStorage::contact_tags( (int) $contact_id );
	}

	public static function add_contact_tags( $contact_id, $ids ) {
		AccessAllyStandInStorage::write_contact_tags( (int) $contact_id, array_merge( self::get_contact_tags( $contact_id ), array_map( 'intval', (array) $ids ) ) );
	}

	public static function remove_contact_tags( $contact_id, $ids ) {
		AccessAllyStandInStorage::write_contact_tags( (int) $contact_id, array_diff( self::get_contact_tags( $contact_id ), array_map( 'intval', (array) $ids ) ) );
	}

	public static function get_contact( $contact_id ) {
		$user = get_userdata( (int) $contact_id );
		return $user ? array(
			'Id'        => $user->ID,
			'Email'     => $user->user_email,
			'FirstName' => $user->first_name,
			'LastName'  => $user->last_name,
		) : array();
	}

	public static function get_contact_by_email( $email ) {
		$user = get_user_by( 'email', $email );
		return $user ? array( array( 'Id' => $user->ID ) ) : array();
	}
}

class AccessAllyUserPermission {

	const WP_USER_TAG_IDS = '_accessally_user_tag_ids';

	public static function get_user_contact_id( $user_id ) {
		$kept = get_user_meta( $user_id, AccessAllyStandInStorage::CONTACT_META, true );
		return $kept ? (int) $kept : (int) $user_id;
	}

	public static function set_user_contact_id( $user_id, $contact_id ) {
		update_user_meta( $user_id, AccessAllyStandInStorage::CONTACT_META, (int) $contact_id );
	}

	/** The cheapest local read: `clean` is the list of ids. */
	public static function get_cleaned_user_tags( $user_id ) {
		return array( 'clean' => AccessAllyStandInStorage::contact_tags( self::get_user_contact_id( $user_id ) ) );
	}

	public static function can_user_access_all_posts( $user_id ) {
		return user_can( (int) $user_id, 'manage_options' );
	}
}

class AccessAllyUserTags {

	/** Refreshes the local copy after tags were written elsewhere. */
	public static function sync_user_tag_list( $contact_id, $ids, $system = 'accessally' ) {
		AccessAllyStandInStorage::write_contact_tags( (int) $contact_id, (array) $ids );
	}
}

class AccessAllyAPI {

	public static function get_crm_contact_id( $user_id = 0 ) {
		return AccessAllyUserPermission::get_user_contact_id( $user_id ? $user_id : get_current_user_id() );
	}

	public static function get_all_tags() {
		return AccessAllyMembershipUtilities::get_all_tags();
	}

	public static function refresh_tag_mapping() {
		return self::get_all_tags();
	}

	public static function add_tag_by_wp_user_id( $tag_id, $user_id ) {
		AccessAllyMembershipUtilities::add_contact_tags( self::get_crm_contact_id( $user_id ), array( $tag_id ) );
		return array( 'status' => 'success' );
	}

	public static function get_crm_custom_field_list( $type ) {
		return array(
			array(
				'Id'    => 'stand_in_' . strtolower( $type ),
				'Label' => 'Stand-in ' . $type,
			),
		);
	}

	public static function set_crm_contact_data( $contact_id, $data ) {
		foreach ( (array) $data as $field => $value ) {
			update_user_meta( (int) $contact_id, '_accessally_stand_in_field_' . sanitize_key( $field ), $value );
		}
	}

	/** The one moment at which AccessAlly tells others about a user: it can come late, twice, or for a user who is not there yet. */
	public static function sync_user_info_from_crm( $user_id ) {
		do_action( 'accessally_update_user', (int) $user_id, self::get_crm_contact_id( $user_id ) );
	}

	public static function get_current_user_id_for_display( $user_id, $request = null, $context = null, $default = 0 ) {
		return $user_id ? (int) $user_id : (int) $default;
	}

	public static function get_all_custom_operations() {
		return array();
	}

	public static function run_custom_operation( $contact_id, $operation_id, $source ) {
		return false; // The stand-in has no operations yet.
	}
}

/** Whether the current user has one of these tags, given as "12,34". */
function accessally_has_any_tag_id( $ids ) {
	$has = AccessAllyUserPermission::get_cleaned_user_tags( get_current_user_id() )['clean'];
	return array() !== array_intersect( array_map( 'intval', explode( ',', (string) $ids ) ), $has );
}
