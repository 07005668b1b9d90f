<?php
/**
 * Which AccessAlly is played: an old or a new one, with or without a licence, well or ill behaved.
 *
 * Settings come from the option, then from the environment variable and the constant ACCESSALLY_STAND_IN_MODE (JSON, or an array
 * in the constant), then from the filter `accessally_stand_in_mode`; the later wins. So a test can choose for a new process alone.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInMode {

	const OPTION = 'accessally_stand_in_mode';

	/** Choices of each setting; the first is the default. What they mean is in the table of README.md. */
	const CHOICES = array(
		'version'                => array( '4.2.0', '3.6.4' ),
		'menu'                   => array( 'new', 'old', 'none' ),
		'licensed'               => array( 'yes', 'no' ),
		'tag_ids'                => array( 'int', 'string' ),
		'contact_ids'            => array( 'same', 'own' ),
		'system'                 => array( 'accessally', 'active-campaign' ),
		'writes'                 => array( 'hooks', 'direct' ),
		'update_user_hook'       => array( 'fires', 'silent', 'doubled', 'late', 'cron' ),
		'update_user_id'         => array( 'user', 'zero' ),
		'refresh'                => array( 'visit', 'immediate' ),
		'offering_map'           => array( 'foreign', 'clean' ),
		'offering_updated_hook'  => array( 'fires', 'silent', 'doubled' ),
		'offering_updated_third' => array( 'same', 'previous' ),
		'offering_saves'         => array( '1', '3' ),
		'clone_post_hook'        => array( 'fires', 'silent' ),
		'operations'             => array( 'rows', 'map' ),
		'progress_form'          => array( 'part', 'percent' ),
		'throw_kind'             => array( 'exception', 'error' ),
		'progressally'           => array( 'current', 'old', 'unlicensed', 'absent' ),
	);

	/** Settings that are lists: of `Class`, `Class::method`, `Class::CONSTANT`, `Class::$property` or `function()`; in `throws` also `*`. */
	const LISTS = array( 'left_out', 'throws' );

	/** Settings that count only from the next request on, because PHP cannot take back a class. */
	const AT_LOAD = array( 'version', 'licensed', 'progressally', 'left_out' );

	/** The value of one setting. */
	public static function get( string $name ): string {
		$value = self::given()[ $name ] ?? null;
		return in_array( $value, self::CHOICES[ $name ], true ) ? $value : self::CHOICES[ $name ][0];
	}

	/** Without a licence AccessAlly does nothing and tells nothing; that is assumed. */
	public static function is_licensed(): bool {
		return 'yes' === self::get( 'licensed' );
	}

	/** @return list<string> The entries of one of the lists. */
	public static function names( string $list ): array {
		$value = self::given()[ $list ] ?? array();
		$value = is_array( $value ) ? $value : preg_split( '/[\s,]+/', (string) $value, -1, PREG_SPLIT_NO_EMPTY );
		return array_values( array_filter( $value, 'is_string' ) );
	}

	/**
	 * Changes one setting, for all requests.
	 *
	 * @param string|list<string> $value One of its choices; of a list, its entries.
	 */
	public static function set( string $name, string|array $value ): void {
		$stored          = get_option( self::OPTION, array() );
		$stored          = is_array( $stored ) ? $stored : array();
		$stored[ $name ] = $value;
		update_option( self::OPTION, $stored );
	}

	/**
	 * Plays exactly this and nothing of what was chosen before.
	 *
	 * @param array<string, string|list<string>> $settings What differs from the defaults; see AccessAllyStandInPresets.
	 */
	public static function play( array $settings = array() ): void {
		update_option( self::OPTION, $settings );
	}

	/** @return array<string, string|list<string>> Every setting as it is now. */
	public static function all(): array {
		$all = array();
		foreach ( array_keys( self::CHOICES ) as $name ) {
			$all[ $name ] = self::get( $name );
		}
		foreach ( self::LISTS as $name ) {
			$all[ $name ] = self::names( $name );
		}
		return $all;
	}

	/** @return array<string, mixed> */
	private static function given(): array {
		$stored   = get_option( self::OPTION, array() );
		$settings = is_array( $stored ) ? $stored : array();
		$settings = self::decode( getenv( 'ACCESSALLY_STAND_IN_MODE' ) ) + $settings;
		if ( defined( 'ACCESSALLY_STAND_IN_MODE' ) ) {
			$settings = self::decode( constant( 'ACCESSALLY_STAND_IN_MODE' ) ) + $settings;
		}
		return (array) apply_filters( 'accessally_stand_in_mode', $settings );
	}

	/** @return array<string, mixed> */
	private static function decode( mixed $settings ): array {
		$settings = is_string( $settings ) ? json_decode( $settings, true ) : $settings;
		return is_array( $settings ) ? $settings : array();
	}
}
