<?php
/**
 * What is kept of one user, as JSON: for each facet the ids and since when; and how it is brought up to date.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Facets from MemberState
 * @phpstan-type Kept array<string, array<array-key, int|null>|null>
 * @phpstan-type Diff array<string, array{added: list<string>, removed: list<string>}>
 */
final class StoredMember {

	/**
	 * @return Kept
	 */
	public static function decode( string $json ): array {
		$data = json_decode( $json, true );
		$kept = array();
		foreach ( MemberState::FACETS as $facet ) {
			$ids            = is_array( $data ) ? ( $data[ $facet ] ?? null ) : null;
			$kept[ $facet ] = is_array( $ids ) ? array_map( static fn ( mixed $since ): ?int => is_int( $since ) ? $since : null, $ids ) : null;
		}
		return $kept;
	}

	/** @param Kept $kept What is kept. */
	public static function encode( array $kept ): string {
		return (string) wp_json_encode( array_map( static fn ( ?array $ids ): ?object => null === $ids ? null : (object) $ids, $kept ) );
	}

	/**
	 * The same for the same ids, whatever their times are.
	 *
	 * @param Kept $kept What is kept.
	 */
	public static function hash( array $kept ): string {
		$ids = array();
		foreach ( $kept as $facet => $times ) {
			$ids[ $facet ] = null === $times ? null : array_map( 'strval', array_keys( $times ) );
			if ( null !== $ids[ $facet ] ) {
				sort( $ids[ $facet ], SORT_STRING );
			}
		}
		return md5( (string) wp_json_encode( $ids ) );
	}

	/**
	 * A first look: everything is there since before.
	 *
	 * @param Facets $state What was read.
	 * @return Kept
	 */
	public static function baseline( array $state ): array {
		return array_map( static fn ( ?array $ids ): ?array => null === $ids ? null : array_fill_keys( $ids, null ), $state );
	}

	/**
	 * Brings what is kept up to date. A facet that could not be read now stays; one that is read for the first time is a first look.
	 *
	 * @param Kept   $kept  What is kept.
	 * @param Facets $state What was read.
	 * @return array{0: Kept, 1: Diff} The new, and what differs.
	 */
	public static function update( array $kept, array $state, int $now ): array {
		$diff = array();
		foreach ( $state as $facet => $ids ) {
			$before = $kept[ $facet ] ?? null;
			if ( null === $ids || null === $before ) {
				$kept[ $facet ] = null === $ids ? $before : array_fill_keys( $ids, null );
				continue;
			}
			$known   = array_map( 'strval', array_keys( $before ) );
			$added   = array_values( array_diff( $ids, $known ) );
			$removed = array_values( array_diff( $known, $ids ) );
			if ( array() !== $added || array() !== $removed ) {
				$kept[ $facet ] = array_diff_key( $before, array_fill_keys( $removed, true ) ) + array_fill_keys( $added, $now );
				$diff[ $facet ] = array(
					'added'   => $added,
					'removed' => $removed,
				);
			}
		}
		return array( $kept, $diff );
	}

	/**
	 * A diff out of the table.
	 *
	 * @return Diff
	 */
	public static function diff( ?string $json ): array {
		$data = null === $json ? null : json_decode( $json, true );
		$diff = array();
		foreach ( is_array( $data ) ? $data : array() as $facet => $change ) {
			if ( in_array( $facet, MemberState::FACETS, true ) && is_array( $change ) ) {
				$diff[ $facet ] = array(
					'added'   => self::texts( $change['added'] ?? null ),
					'removed' => self::texts( $change['removed'] ?? null ),
				);
			}
		}
		return $diff;
	}

	/** @return list<string> */
	private static function texts( mixed $values ): array {
		return is_array( $values ) ? array_values( array_filter( $values, 'is_string' ) ) : array();
	}
}
