<?php
/**
 * What the outbox last told about an entity: the measure of what has changed since.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxTable;

final class LastTold {

	/**
	 * @param string               $type   Event type.
	 * @param array<string, mixed> $entity The snapshot that was told.
	 */
	private function __construct( public readonly string $type, public readonly array $entity ) {}

	/** @return self|null Null: nothing was ever told about it. */
	public static function about( string $subject ): ?self {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$row  = $wpdb->get_row(
			$wpdb->prepare( 'SELECT type, payload FROM %i WHERE subject = %s ORDER BY id DESC LIMIT 1', ( new OutboxTable() )->name(), $subject ),
			ARRAY_A
		);
		$data = is_array( $row ) && is_string( $row['payload'] ?? null ) ? json_decode( $row['payload'], true ) : null;
		if ( ! is_array( $row ) || ! is_string( $row['type'] ?? null ) || ! is_array( $data ) || ! is_array( $data['entity'] ?? null ) ) {
			return null;
		}
		$entity = array();
		foreach ( $data['entity'] as $field => $value ) {
			$entity[ (string) $field ] = $value;
		}
		return new self( $row['type'], $entity );
	}

	/** Whether the bridge was told that the entity is gone or in the trash. */
	public function removed(): bool {
		return EventTypes::removes( $this->type );
	}

	/** Whether the bridge was told that the entity is gone for good. */
	public function deleted(): bool {
		return in_array( $this->type, array( EventTypes::CALENDAR_DELETED, EventTypes::GROUP_DELETED ), true );
	}

	/**
	 * @param array<string, mixed> $snapshot As it is now.
	 * @return list<string> Names of the fields that differ.
	 */
	public function changed( array $snapshot ): array {
		$changed = array();
		foreach ( $snapshot as $field => $value ) {
			if ( ! array_key_exists( $field, $this->entity ) || $this->entity[ $field ] !== $value ) {
				$changed[] = $field;
			}
		}
		return $changed;
	}
}
