<?php
/**
 * AccessAlly's custom operations by name. The form of its answer is not published, so both that are likely are read.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Operations {

	/**
	 * @return array<array-key, string>|null Name by number; null: AccessAlly does not tell.
	 */
	public static function all(): ?array {
		$answer = Calls::list_of( 'AccessAllyAPI', 'get_all_custom_operations' );
		if ( null === $answer ) {
			return null;
		}
		$found = array();
		foreach ( $answer as $key => $row ) {
			$row = is_object( $row ) ? get_object_vars( $row ) : $row;
			$id  = is_array( $row ) ? Calls::id( $row['Id'] ?? $row['id'] ?? $key ) : Calls::id( $key );
			if ( '' !== $id ) {
				$name         = Calls::text( is_array( $row ) ? ( $row['Name'] ?? $row['name'] ?? null ) : $row );
				$found[ $id ] = '' === $name ? Names::numbered( 'operation', $id ) : $name;
			}
		}
		return $found;
	}

	public static function name( string $id ): string {
		return ( self::all() ?? array() )[ $id ] ?? Names::numbered( 'operation', $id );
	}
}
