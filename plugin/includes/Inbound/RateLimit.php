<?php
/**
 * How many requests an address takes in a minute; counted by single statements, so that requests at the same time all count.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Inbound;

final class RateLimit {

	public const MOST = 120;

	private const OPTION = 'slotbridge_inbound_rate_';

	/** Counts one. False: there were too many in this minute. */
	public static function take( int $id, ?int $now = null ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$minute = intdiv( $now ?? time(), MINUTE_IN_SECONDS ) . ':';
		$name   = self::OPTION . $id;
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off') ON DUPLICATE KEY UPDATE option_value = IF(LEFT(option_value, %d) = %s, CONCAT(%s, SUBSTRING_INDEX(option_value, ':', -1) + 1), %s)",
				$wpdb->options,
				$name,
				$minute . '1',
				strlen( $minute ),
				$minute,
				$minute,
				$minute . '1'
			)
		);
		$value = $wpdb->get_var( $wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, $name ) );
		return (int) substr( (string) strrchr( (string) $value, ':' ), 1 ) <= self::MOST;
	}
}
