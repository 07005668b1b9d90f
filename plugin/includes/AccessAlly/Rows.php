<?php
/**
 * Rows of the database as lists of texts, whatever the driver makes of numbers.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Rows {

	/**
	 * @param string $query A query that went through prepare().
	 * @return list<list<string|null>>
	 */
	public static function of( string $query ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$found  = $wpdb->get_results( $query, ARRAY_A ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- Prepared by whoever asks.
		$listed = array();
		foreach ( is_array( $found ) ? $found : array() as $row ) {
			$listed[] = array_map( static fn ( mixed $value ): ?string => is_scalar( $value ) ? (string) $value : null, array_values( (array) $row ) );
		}
		return $listed;
	}
}
