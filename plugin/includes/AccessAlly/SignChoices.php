<?php
/**
 * What the owner can choose as a sign for something that AccessAlly does not tell of, by name.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class SignChoices {

	/**
	 * @return array{tags: list<array{id: string, name: string}>, operations: list<array{id: string, name: string}>|null, events: list<array{id: string, name: string}>|null} Null: it is not there, or cannot be read.
	 */
	public static function all(): array {
		$events = Progress::logs_events() ? Calls::list_of( 'ProgressAllyExternalInteractions', 'get_event_list' ) : null;
		return array(
			'tags'       => Adapter::tags(),
			'operations' => self::named( Operations::all() ),
			'events'     => self::named( null === $events ? null : array_map( array( Calls::class, 'text' ), $events ) ),
		);
	}

	/**
	 * @param array<array-key, string>|null $names Name by id.
	 * @return list<array{id: string, name: string}>|null
	 */
	private static function named( ?array $names ): ?array {
		if ( null === $names ) {
			return null;
		}
		natcasesort( $names );
		$list = array();
		foreach ( $names as $id => $name ) {
			$list[] = Snapshots::item( (string) $id, '' === $name ? (string) $id : $name );
		}
		return $list;
	}
}
