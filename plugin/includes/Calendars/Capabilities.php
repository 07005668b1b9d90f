<?php
/**
 * Who may do what in SlotBridge. Nothing is written into roles, so nothing is left behind in them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class Capabilities {

	public const MANAGE        = 'slotbridge_manage';
	public const EDIT          = 'slotbridge_edit_calendars';
	public const VIEW_ACTIVITY = 'slotbridge_view_activity';

	/** Registers the filter that grants. */
	public static function register(): void {
		add_filter( 'user_has_cap', array( self::class, 'grant' ), 10, 2 );
	}

	/**
	 * @param array<string, bool> $all  All capabilities of the user.
	 * @param list<string>        $asked Those that are asked for.
	 * @return array<string, bool>
	 */
	public static function grant( array $all, array $asked ): array {
		foreach ( self::granted_by() as $capability => $sources ) {
			if ( ! in_array( $capability, $asked, true ) || isset( $all[ $capability ] ) ) {
				continue; // Not asked for, or a role editor has decided already.
			}
			foreach ( $sources as $source ) {
				if ( ! empty( $all[ $source ] ) ) {
					$all[ $capability ] = true;
				}
			}
		}
		return $all;
	}

	/** @return array<string, list<string>> By capability of ours: the roles or capabilities that bring it along. */
	private static function granted_by(): array {
		$default = array(
			self::MANAGE        => array( 'manage_options' ),
			self::EDIT          => array( 'manage_options', 'edit_others_pages' ),
			self::VIEW_ACTIVITY => array( 'manage_options' ),
		);
		/**
		 * Filters which roles or capabilities bring SlotBridge's own capabilities along.
		 *
		 * @param array<string, list<string>> $granted_by Names of roles or capabilities, by SlotBridge's capability.
		 */
		$filtered = apply_filters( 'slotbridge_capability_roles', $default );
		$granted  = array();
		foreach ( is_array( $filtered ) ? $filtered : $default as $capability => $sources ) {
			$granted[ (string) $capability ] = array_values( array_filter( is_array( $sources ) ? $sources : array(), 'is_string' ) );
		}
		return $granted;
	}
}
