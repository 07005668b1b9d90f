<?php
/**
 * Declares AccessAlly's classes, without the members that the mode leaves out: those are really absent, for method_exists() as for a call.
 *
 * A whole class is a plain file of classes/. Where something of it is left out, its source is read, cut and then run.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInLoader {

	/** Known in every version. */
	const ALWAYS = array( 'AccessAlly', 'AccessAllySettingLicense', 'AccessAllySettingSetup', 'AccessAllyAPI', 'AccessAllyMembershipUtilities', 'AccessAllyUserPermission', 'AccessAllyUserTags', 'AccessAllyPostPermission', 'AccessAllyUtilities', 'AccessAllyBackendShared' );

	/** Offerings came with version 4; before, there was a wizard with two kinds of product. */
	const NEW_ONLY = array( 'AccessAllyOfferings', 'AccessAllyWizardShared' );
	const OLD_ONLY = array( 'AccessAllyWizardProduct', 'AccessAllyWizardDrip' );

	const PROGRESSALLY = array( 'ProgressAlly', 'ProgressAllySettingLicense', 'ProgressAllyTaskDefinition', 'ProgressAllyUserProgress', 'ProgressAllyExternalInteractions' );

	/** Declares what the mode wants to be there. */
	public static function load(): void {
		$left_out = AccessAllyStandInMode::names( 'left_out' );
		foreach ( self::wanted() as $class_name ) {
			self::load_class( $class_name, $left_out );
		}
		if ( ! in_array( 'accessally_has_any_tag_id()', $left_out, true ) ) {
			require dirname( __DIR__ ) . '/classes/accessally_has_any_tag_id.php';
		}
		self::set_licence( 'AccessAllySettingLicense', 'accessally_enabled', AccessAllyStandInMode::is_licensed() );
		self::set_licence( 'ProgressAllySettingLicense', 'progressally_enabled', 'unlicensed' !== AccessAllyStandInMode::get( 'progressally' ) );
	}

	/** @return list<string> The classes of the version that is played. */
	public static function wanted(): array {
		$classes = array_merge( self::ALWAYS, AccessAllyStandInStorage::is_new() ? self::NEW_ONLY : self::OLD_ONLY );
		return match ( AccessAllyStandInMode::get( 'progressally' ) ) {
			'absent' => $classes,
			'old'    => array_merge( $classes, array_diff( self::PROGRESSALLY, array( 'ProgressAllyExternalInteractions' ) ) ),
			default  => array_merge( $classes, self::PROGRESSALLY ),
		};
	}

	/** Whether a method is there and nobody left it out. */
	public static function has( string $class_name, string $method ): bool {
		return class_exists( $class_name, false ) && method_exists( $class_name, $method );
	}

	/**
	 * The source of a class without some of its members.
	 *
	 * @param list<string> $names Methods and constants by name, properties with their `$`.
	 */
	public static function source_without( string $class_name, array $names ): string {
		$kept   = '';
		$member = '';
		$name   = '';
		$before = '';
		$depth  = 0;
		foreach ( PhpToken::tokenize( (string) file_get_contents( dirname( __DIR__ ) . "/classes/$class_name.php" ) ) as $token ) {
			$member .= $token->text;
			$depth  += match ( true ) {
				'{' === $token->text, $token->is( array( T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES ) ) => 1,
				'}' === $token->text => -1,
				default => 0,
			};
			if ( 1 === $depth && '' === $name && ! $token->isIgnorable() && ( $token->is( T_VARIABLE ) || in_array( $before, array( 'function', 'const' ), true ) ) ) {
				$name = $token->text;
			}
			if ( ! $token->isIgnorable() ) {
				$before = strtolower( $token->text );
			}
			// The end of a member, or the brace that begins or ends the class.
			if ( ( 1 === $depth && in_array( $token->text, array( '{', '}', ';' ), true ) ) || 0 === $depth ) {
				$kept  .= in_array( $name, $names, true ) ? '' : $member;
				$member = '';
				$name   = '';
			}
		}
		return $kept;
	}

	/** @param list<string> $left_out All entries of the mode's list. */
	private static function load_class( string $class_name, array $left_out ): void {
		if ( in_array( $class_name, $left_out, true ) ) {
			return;
		}
		$own = array();
		foreach ( $left_out as $entry ) {
			[ $owner, $name ] = explode( '::', $entry, 2 ) + array( 1 => '' );
			if ( $owner === $class_name ) {
				$own[] = $name;
			}
		}
		if ( array() === $own ) {
			require dirname( __DIR__ ) . "/classes/$class_name.php";
			return;
		}
		eval( '?>' . self::source_without( $class_name, $own ) ); // phpcs:ignore Squiz.PHP.Eval.Discouraged -- Our own file, cut: a declared method cannot be taken back in PHP.
	}

	private static function set_licence( string $class_name, string $property, bool $value ): void {
		if ( class_exists( $class_name, false ) && property_exists( $class_name, $property ) ) {
			$class_name::$$property = $value;
		}
	}
}
