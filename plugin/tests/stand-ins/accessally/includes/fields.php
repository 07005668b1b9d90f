<?php
/**
 * Custom fields of a contact. Known: the two types and that they are user meta where AccessAlly manages contacts itself; the keys are ours.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInFields {

	const PREFIX = '_accessally_stand_in_field_';

	const ALL = array(
		'Text'    => array( 'stand_in_text' => 'Favourite topic', 'stand_in_note' => 'Note of the coach' ),
		'Integer' => array( 'stand_in_integer' => 'Credits' ),
	);

	/** @return list<array{Id: string, Label: string}> */
	public static function rows( string $type ): array {
		$rows = array();
		foreach ( self::ALL[ $type ] ?? array() as $id => $label ) {
			$rows[] = array( 'Id' => $id, 'Label' => $label );
		}
		return $rows;
	}

	/** @param array<string, mixed> $data Value by field id. */
	public static function write( int $contact_id, array $data ): void {
		$user_id = AccessAllyStandInContacts::user_of( $contact_id );
		foreach ( $user_id > 0 ? $data : array() as $field => $value ) {
			AccessAllyStandInWrites::user_meta( $user_id, self::PREFIX . sanitize_key( $field ), is_scalar( $value ) ? (string) $value : '' );
		}
	}

	public static function read( int $contact_id, string $field ): string {
		$value = get_user_meta( AccessAllyStandInContacts::user_of( $contact_id ), self::PREFIX . sanitize_key( $field ), true );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/** Credits and the like: adds to a number. */
	public static function increase( int $contact_id, string $field, int $by ): void {
		self::write( $contact_id, array( $field => (string) ( (int) self::read( $contact_id, $field ) + $by ) ) );
	}
}
