<?php
/**
 * Lists to choose from, all of the same form: an id and a name.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class Choices {

	/**
	 * Sorted by name, as a person would.
	 *
	 * @param array<array-key, string> $names Name by id.
	 * @return list<array{id: string, name: string}>
	 */
	public static function by_name( array $names ): array {
		natcasesort( $names );
		return self::of( $names );
	}

	/**
	 * WordPress's roles in their own order, in the reader's language.
	 *
	 * @return list<array{id: string, name: string}>
	 */
	public static function roles(): array {
		return self::of( array_map( 'translate_user_role', wp_roles()->get_names() ) );
	}

	/**
	 * @param array<array-key, string> $names Name by id.
	 * @return list<array{id: string, name: string}>
	 */
	private static function of( array $names ): array {
		$list = array();
		foreach ( $names as $id => $name ) {
			$list[] = array(
				'id'   => (string) $id,
				'name' => $name,
			);
		}
		return $list;
	}
}
