<?php
/**
 * An audience in one line of plain words.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

final class AudienceWords {

	/** @param mixed $audience Of a snapshot. */
	public static function of( mixed $audience ): string {
		$rules = is_array( $audience ) && is_array( $audience['rules'] ?? null ) ? $audience['rules'] : array();
		$names = array();
		foreach ( $rules as $rule ) {
			if ( is_array( $rule ) && is_string( $rule['name'] ?? null ) ) {
				$names[] = self::with_part( $rule['name'], $rule['as'] ?? null );
			}
		}
		if ( array() === $names ) {
			return __( 'Everybody', 'slotbridge' );
		}
		$list = wp_sprintf( '%l', $names );
		return match ( $audience['match'] ?? 'any' ) {
			/* translators: %s: list of tags, Teams and offerings. */
			'all'   => 1 === count( $names ) ? $list : sprintf( __( 'All of: %s', 'slotbridge' ), $list ),
			/* translators: %s: list of tags, Teams and offerings. */
			'none'  => sprintf( __( 'Everybody without: %s', 'slotbridge' ), $list ),
			/* translators: %s: list of tags, Teams and offerings. */
			default => 1 === count( $names ) ? $list : sprintf( __( 'Any of: %s', 'slotbridge' ), $list ),
		};
	}

	/** @param mixed $part `member`, `leader`, or nothing. */
	public static function with_part( string $name, mixed $part ): string {
		return match ( $part ) {
			/* translators: %s: name of a Team. */
			'member' => sprintf( __( '%s (members)', 'slotbridge' ), $name ),
			/* translators: %s: name of a Team. */
			'leader' => sprintf( __( '%s (leaders)', 'slotbridge' ), $name ),
			default  => $name,
		};
	}
}
