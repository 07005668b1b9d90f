<?php
/**
 * Contacts: each WordPress user is one, and there are contacts who are no user yet. The meta key that joins them is ours; the real one is not known.
 *
 * What the CRM knows and the site does not know yet is kept apart: known and played, AccessAlly takes it over late, at a sync.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInContacts {

	const META    = '_accessally_stand_in_contact';
	const OPTION  = 'accessally_stand_in_contacts';
	const PENDING = 'accessally_stand_in_crm_tags';

	/** Between a user's id and his contact's, in the mode where the two differ. */
	const DISTANCE = 70000;

	/** Contacts without a user have ids from here on. */
	const FIRST_WITHOUT_USER = 900001;

	public static function of_user( int $user_id ): int {
		$kept = (int) get_user_meta( $user_id, self::META, true );
		if ( 0 === $user_id || 0 !== $kept ) {
			return $kept;
		}
		return self::of_stranger( $user_id );
	}

	/** The contact of a user for whom nobody has set another. */
	public static function of_stranger( int $user_id ): int {
		return 'own' === AccessAllyStandInMode::get( 'contact_ids' ) ? self::DISTANCE + $user_id : $user_id;
	}

	/** The user behind a contact; 0: there is none yet. */
	public static function user_of( int $contact_id ): int {
		$found = get_users( array( 'meta_key' => self::META, 'meta_value' => (string) $contact_id, 'fields' => 'ID', 'number' => 1, 'blog_id' => 0 ) );
		if ( array() !== $found ) {
			return (int) $found[0];
		}
		$user_id = 'own' === AccessAllyStandInMode::get( 'contact_ids' ) ? $contact_id - self::DISTANCE : $contact_id;
		return $user_id > 0 && $user_id < self::FIRST_WITHOUT_USER && get_userdata( $user_id ) ? $user_id : 0;
	}

	/** Somebody whom the CRM knows and WordPress does not. Gives the contact's id. */
	public static function add( string $email, string $first_name = '', string $last_name = '' ): int {
		$contacts        = (array) get_option( self::OPTION, array() );
		$id              = array() === $contacts ? self::FIRST_WITHOUT_USER : max( array_keys( $contacts ) ) + 1;
		$contacts[ $id ] = array( 'Id' => $id, 'Email' => $email, 'FirstName' => $first_name, 'LastName' => $last_name );
		update_option( self::OPTION, $contacts, false );
		return $id;
	}

	/** @return array<string, mixed> Empty: there is no such contact. */
	public static function read( int $contact_id ): array {
		$user = get_userdata( self::user_of( $contact_id ) );
		if ( $user ) {
			return array( 'Id' => $contact_id, 'Email' => $user->user_email, 'FirstName' => $user->first_name, 'LastName' => $user->last_name );
		}
		$contact = ( (array) get_option( self::OPTION, array() ) )[ $contact_id ] ?? array();
		return is_array( $contact ) ? $contact : array();
	}

	/** The contact's id; 0: nobody has this address. */
	public static function by_email( string $email ): int {
		$user = get_user_by( 'email', $email );
		if ( $user ) {
			return self::of_user( $user->ID );
		}
		foreach ( (array) get_option( self::OPTION, array() ) as $id => $contact ) {
			if ( 0 === strcasecmp( $email, (string) $contact['Email'] ) ) {
				return (int) $id;
			}
		}
		return 0;
	}

	/**
	 * Changes tags in the CRM: the site does not see it before the next sync.
	 *
	 * @param list<int> $ids All tags that the contact has there from now on.
	 */
	public static function set_tags_in_crm( int $contact_id, array $ids ): void {
		$pending                = (array) get_option( self::PENDING, array() );
		$pending[ $contact_id ] = array_map( 'intval', $ids );
		update_option( self::PENDING, $pending, false );
	}

	/** Takes over what the CRM knows of a contact, then tells it by `accessally_update_user`. */
	public static function sync( int $user_id, int $contact_id ): void {
		$pending = (array) get_option( self::PENDING, array() );
		if ( isset( $pending[ $contact_id ] ) ) {
			AccessAllyStandInStorage::write_contact_tags( $contact_id, $pending[ $contact_id ] );
			unset( $pending[ $contact_id ] );
			update_option( self::PENDING, $pending, false );
		}
		AccessAllyStandInUpdateUser::tell( $user_id, $contact_id );
	}

	/** Makes a WordPress user for a contact who has none. */
	public static function make_user( int $contact_id ): int|WP_Error {
		$user_id = self::user_of( $contact_id );
		$contact = self::read( $contact_id );
		if ( $user_id > 0 ) {
			return $user_id;
		}
		if ( array() === $contact ) {
			return new WP_Error( 'no_contact', 'There is no such contact.' );
		}
		$made = wp_insert_user( array( 'user_login' => $contact['Email'], 'user_email' => $contact['Email'], 'first_name' => $contact['FirstName'], 'last_name' => $contact['LastName'], 'user_pass' => wp_generate_password(), 'role' => 'subscriber' ) );
		if ( is_int( $made ) ) {
			update_user_meta( $made, self::META, $contact_id );
		}
		return $made;
	}
}
