<?php
/**
 * A value in the options table that several processes change: each change counts only if nobody else was first.
 *
 * It is read past WordPress's cache of options, and each value begins with a mark of its own, so that a comparison cannot be deceived.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class SharedOption {

	private ?string $raw = null;

	public function __construct( private readonly string $name ) {}

	/**
	 * Reads it; a later swap() counts from here.
	 *
	 * @return array<array-key, mixed>|null Null: it was never written, or cannot be read.
	 */
	public function read(): ?array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$raw       = $wpdb->get_var( $wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, $this->name ) );
		$this->raw = is_string( $raw ) ? $raw : null;
		$value     = null === $this->raw ? null : json_decode( substr( $this->raw, 17 ), true );
		return is_array( $value ) ? $value : null;
	}

	/**
	 * Writes a new value in the place of the one that was read.
	 *
	 * @param array<array-key, mixed> $value The new one.
	 * @return bool False: another process has changed it since; nothing was written.
	 */
	public function swap( array $value ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$next = bin2hex( random_bytes( 8 ) ) . ' ' . wp_json_encode( $value );
		$done = null === $this->raw
			? $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off')", $wpdb->options, $this->name, $next ) )
			: $wpdb->query( $wpdb->prepare( 'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s', $wpdb->options, $next, $this->name, $this->raw ) );
		if ( 1 === $done ) {
			$this->raw = $next;
		}
		return 1 === $done;
	}
}
