<?php
/**
 * The methods through which the vendor's own ProgressAlly works with AccessAlly: the nearest that there is to a public interface.
 *
 * @package SlotBridge\StandIn
 */

class AccessAllyAPI {

	public static function get_crm_contact_id( $user_id = false ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInContacts::of_user( $user_id ? (int) $user_id : get_current_user_id() );
	}

	public static function get_all_tags() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInStorage::rows();
	}

	/** Assumed: it reads the tags of the CRM anew and answers with them. */
	public static function refresh_tag_mapping() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInStorage::rows();
	}

	/** Known: the array with `status`. Its words are a guess. */
	public static function add_tag_by_wp_user_id( $tag_id, $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		if ( ! get_userdata( (int) $user_id ) ) {
			return array( 'status' => 'error' );
		}
		AccessAllyStandInStorage::give( AccessAllyStandInContacts::of_user( (int) $user_id ), array( (int) $tag_id ) );
		return array( 'status' => 'success' );
	}

	/** Known: rows with `Id` and `Label` for 'Text' and 'Integer'. */
	public static function get_crm_custom_field_list( $type ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInFields::rows( (string) $type );
	}

	public static function set_crm_contact_data( $contact_id, $data ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		AccessAllyStandInFields::write( (int) $contact_id, (array) $data );
	}

	/** Takes over what the CRM knows, then fires accessally_update_user: late, twice, with user 0 or not at all, as the mode says. */
	public static function sync_user_info_from_crm( $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		AccessAllyStandInContacts::sync( (int) $user_id, AccessAllyStandInContacts::of_user( (int) $user_id ) );
	}

	/** Known: it lets the leader of a Team look at a member's data. Played: $user_id for those who may see it, and $default for others. */
	public static function get_current_user_id_for_display( $user_id, $request = null, $context = null, $default = 0 ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		$current = get_current_user_id();
		$may     = (int) $user_id === $current || user_can( $current, 'manage_options' ) || AccessAllyStandInTeams::leads( $current, (int) $user_id );
		return $may ? (int) $user_id : (int) $default;
	}

	/** Known by name; the form of the answer is a guess, so two are played (mode `operations`). */
	public static function get_all_custom_operations() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInOperations::answer();
	}

	/** Known: the three arguments. It fires no hook of its own; what can be seen is what the operation does. The answer is a guess. */
	public static function run_custom_operation( $contact_id, $operation_id, $source ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInOperations::run( (int) $contact_id, (int) $operation_id, (string) $source );
	}
}
