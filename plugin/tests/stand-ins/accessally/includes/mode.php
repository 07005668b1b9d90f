<?php
/**
 * Which AccessAlly is played: an old or a new one, with or without a licence. Tests and the screen "Stand-in" set it.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInMode {

	const OPTION = 'accessally_stand_in_mode';

	/** Choices of each setting; the first is the default. */
	const CHOICES = array(
		'version'               => array( '4.2.0', '3.6.4' ),
		'menu'                  => array( 'new', 'old', 'none' ),
		'licensed'              => array( 'yes', 'no' ),
		'tag_ids'               => array( 'int', 'string' ),
		'offering_updated_hook' => array( 'fires', 'silent' ),
	);

	/** The value of one setting. */
	public static function get( string $name ): string {
		$stored = get_option( self::OPTION, array() );
		$value  = is_array( $stored ) ? ( $stored[ $name ] ?? null ) : null;
		return in_array( $value, self::CHOICES[ $name ], true ) ? $value : self::CHOICES[ $name ][0];
	}

	/** Changes one setting; `version` counts from the next request on. */
	public static function set( string $name, string $value ): void {
		$stored          = get_option( self::OPTION, array() );
		$stored          = is_array( $stored ) ? $stored : array();
		$stored[ $name ] = $value;
		update_option( self::OPTION, $stored );
	}
}
