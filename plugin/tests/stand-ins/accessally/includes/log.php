<?php
/**
 * What the stand-in did lately, for the person at its screens. The real "Detailed Log" is no interface, so nothing should read this one.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInLog {

	const OPTION = 'accessally_stand_in_log';
	const KEPT   = 30;

	public static function add( string $words ): void {
		$lines = self::lines();
		array_unshift( $lines, array( 'at' => time(), 'words' => $words ) );
		update_option( self::OPTION, array_slice( $lines, 0, self::KEPT ), false );
	}

	/** @return list<array{at: int, words: string}> The newest first. */
	public static function lines(): array {
		$lines = get_option( self::OPTION, array() );
		return is_array( $lines ) ? array_values( $lines ) : array();
	}

	/** How a contact is called. */
	public static function contact( int $contact_id ): string {
		$contact = AccessAllyStandInContacts::read( $contact_id );
		$name    = trim( ( $contact['FirstName'] ?? '' ) . ' ' . ( $contact['LastName'] ?? '' ) );
		return '' === $name ? (string) ( $contact['Email'] ?? "contact $contact_id" ) : $name;
	}
}
