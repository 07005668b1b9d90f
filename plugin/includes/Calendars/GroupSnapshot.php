<?php
/**
 * The full picture of a calendar group that events and the REST API carry; its form is fixed by calendar-group.schema.json.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class GroupSnapshot {

	/**
	 * @return array<string, mixed> All fields, always in this order. When the stored data is faulty it is shown as it is: ask faults() before telling anybody.
	 */
	public static function of( \WP_Term $term ): array {
		return self::inspect( $term )['snapshot'];
	}

	/**
	 * Why this group cannot be sent to HighLevel as it is stored.
	 *
	 * @return array<string, string> Words by field path; empty: all is well.
	 */
	public static function faults( \WP_Term $term ): array {
		return self::inspect( $term )['faults'];
	}

	/**
	 * Both at once, for the cost of one.
	 *
	 * @return array{snapshot: array<string, mixed>, faults: array<string, string>}
	 */
	public static function inspect( \WP_Term $term ): array {
		$stored  = GroupStore::read( $term );
		$checked = GroupInput::inspect( $stored );
		return array(
			'snapshot' => array( 'id' => $term->term_id ) + ( $checked['faults']->any() ? $stored : $checked['fields'] ),
			'faults'   => $checked['faults']->all(),
		);
	}
}
