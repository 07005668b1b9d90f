<?php
/**
 * Which options of other parts belong into an exported file: which triggers are on, what Teams are called, and the like. Never a secret.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

final class ExportedOptions {

	/** @return array<string, string> Name in the file => name of the option. */
	private static function names(): array {
		$names = array(
			'triggers'     => 'slotbridge_triggers',
			'teamNames'    => 'slotbridge_team_labels',
			'signs'        => 'slotbridge_signals',
			'groupMapping' => 'slotbridge_group_mapping',
			'lostAccess'   => 'slotbridge_access_loss',
		);
		/**
		 * Filters which options are exported and imported. An option that is not stored is left out.
		 *
		 * @param array<string, string> $names Name of the option by its name in the file.
		 */
		$filtered = apply_filters( 'slotbridge_exported_options', $names );
		$own      = array();
		foreach ( is_array( $filtered ) ? $filtered : $names as $name => $option ) {
			if ( is_string( $name ) && is_string( $option ) && str_starts_with( $option, 'slotbridge_' ) && ! str_contains( $option, 'pairing' ) ) {
				$own[ $name ] = $option;
			}
		}
		return $own;
	}

	/** @return array<string, mixed> By name in the file; what is not stored is left out. */
	public static function read(): array {
		$found = array();
		foreach ( self::names() as $name => $option ) {
			$value = get_option( $option, null );
			if ( null !== $value && false !== $value ) {
				$found[ $name ] = AuditMask::without_secrets( $value );
			}
		}
		return $found;
	}

	/**
	 * @param array<array-key, mixed> $given Of a file.
	 * @return list<string> What is wrong with it; empty: nothing.
	 */
	public static function faults( array $given ): array {
		$faults = array();
		foreach ( $given as $name => $value ) {
			if ( ! isset( self::names()[ $name ] ) ) {
				/* translators: %s: name of an option. */
				$faults[] = sprintf( __( 'options.%s: this version of SlotBridge has no such option.', 'slotbridge' ), $name );
			} elseif ( ! is_array( $value ) && ! is_scalar( $value ) ) {
				/* translators: %s: name of an option. */
				$faults[] = sprintf( __( 'options.%s: a value is missing.', 'slotbridge' ), $name );
			}
		}
		return $faults;
	}

	/** @param array<array-key, mixed> $given Checked by faults(). */
	public static function write( array $given ): void {
		foreach ( array_intersect_key( self::names(), $given ) as $name => $option ) {
			$old = get_option( $option, null );
			update_option( $option, $given[ $name ], false );
			do_action( 'slotbridge_audit', 'settings.' . $name, $old, $given[ $name ] );
		}
	}
}
