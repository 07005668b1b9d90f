<?php
/**
 * What differs between two states of a setting, value by value, in a form that people can read.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

final class AuditChanges {

	/** More than this is no longer read by anybody; the rest is counted. */
	private const MOST = 100;

	/**
	 * Secrets are masked here, after the comparison: that a hidden value was changed is still told.
	 *
	 * @param mixed $old Anything that JSON can hold; null: there was nothing.
	 * @param mixed $new The same; null: nothing is left.
	 * @return list<array{path: string, old: mixed, new: mixed}> The path is '' where the whole is one value.
	 */
	public static function between( mixed $old, mixed $new ): array {
		$before  = self::leaves( self::plain( $old ), '' );
		$after   = self::leaves( self::plain( $new ), '' );
		$changes = array();
		foreach ( array_keys( $before + $after ) as $path ) {
			$path = (string) $path;
			$was  = $before[ $path ] ?? null;
			$is   = $after[ $path ] ?? null;
			if ( $was === $is ) {
				continue;
			}
			$changes[] = array(
				'path' => $path,
				'old'  => AuditMask::value( $path, $was ),
				'new'  => AuditMask::value( $path, $is ),
			);
		}
		$more = count( $changes ) - self::MOST;
		if ( $more > 0 ) {
			$changes   = array_slice( $changes, 0, self::MOST );
			$changes[] = array(
				'path' => '…',
				'old'  => null,
				/* translators: %d: number of values. */
				'new'  => sprintf( _n( '%d more value', '%d more values', $more, 'slotbridge' ), $more ),
			);
		}
		return $changes;
	}

	/** Objects become arrays, so that both sides are compared alike. */
	private static function plain( mixed $value ): mixed {
		return json_decode( (string) wp_json_encode( $value ), true );
	}

	/**
	 * Every value with its path. A list of things that name themselves is told by those names, so that a thing that moved up is not told as changed.
	 *
	 * @return array<string, mixed>
	 */
	private static function leaves( mixed $value, string $path ): array {
		if ( ! is_array( $value ) ) {
			return null === $value && '' === $path ? array() : array( $path => $value );
		}
		if ( array() === $value || ( array_is_list( $value ) && array() === array_filter( $value, 'is_array' ) ) ) {
			return array( $path => $value ); // A list of plain values reads best as one.
		}
		$found = array();
		foreach ( $value as $key => $inner ) {
			$found += self::leaves( $inner, ( '' === $path ? '' : $path . '.' ) . self::name_of( $key, $inner ) );
		}
		return $found;
	}

	private static function name_of( int|string $key, mixed $inner ): string {
		if ( is_int( $key ) && is_array( $inner ) ) {
			foreach ( array( 'target', 'id', 'rule' ) as $own ) {
				if ( is_string( $inner[ $own ] ?? null ) || is_int( $inner[ $own ] ?? null ) ) {
					return (string) $inner[ $own ];
				}
			}
		}
		return (string) $key;
	}
}
