<?php
/**
 * Readable names of what AccessAlly has.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Names {

	public static function tag( string $id ): string {
		return self::find( Adapter::tags(), $id );
	}

	public static function offering( string $key ): string {
		return self::find( Adapter::offerings(), $key );
	}

	public static function team( string $id ): string {
		return self::find( Adapter::teams(), $id );
	}

	public static function communityGroup( string $id ): string {
		return $id;
	}

	/** @param list<array{id: string, name: string}> $items What there is. */
	private static function find( array $items, string $id ): string {
		foreach ( $items as $item ) {
			if ( $item['id'] === $id ) {
				return $item['name'];
			}
		}
		return $id;
	}
}
