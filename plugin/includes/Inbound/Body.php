<?php
/**
 * What came in, made fit to be passed on: plain text, numbers and lists, limited in depth, number and length.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Inbound;

final class Body {

	/** Bytes of a request's body. */
	public const MOST_BYTES = 65536;

	private const MOST_DEPTH  = 6;
	private const MOST_VALUES = 300;
	private const MOST_TEXT   = 2000;

	/** How many values may still come. */
	private int $left = self::MOST_VALUES;

	/**
	 * Reads a body: JSON or a form's fields.
	 *
	 * @return array<array-key, mixed>|null Null: it is neither.
	 */
	public static function read( string $body, string $type ): ?array {
		if ( str_contains( strtolower( $type ), 'application/x-www-form-urlencoded' ) ) {
			wp_parse_str( $body, $data );
		} else {
			$data = '' === trim( $body ) ? array() : json_decode( $body, true, 32 );
		}
		return is_array( $data ) ? ( new self() )->clean_all( $data, 1 ) : null;
	}

	/**
	 * @param array<array-key, mixed> $values Values.
	 * @return array<array-key, mixed>
	 */
	private function clean_all( array $values, int $depth ): array {
		$clean = array();
		foreach ( $values as $name => $value ) {
			if ( $this->left-- <= 0 ) {
				break;
			}
			if ( is_array( $value ) ) {
				$value = $depth < self::MOST_DEPTH ? $this->clean_all( $value, $depth + 1 ) : null;
			} elseif ( is_string( $value ) ) {
				$value = self::clean( $value, self::MOST_TEXT );
			}
			$clean[ is_int( $name ) ? $name : self::clean( $name, 100 ) ] = is_scalar( $value ) || is_array( $value ) ? $value : null;
		}
		return $clean;
	}

	/** Text without markup, control characters and broken letters. */
	private static function clean( string $text, int $most ): string {
		return mb_substr( sanitize_textarea_field( wp_check_invalid_utf8( $text, true ) ), 0, $most );
	}
}
