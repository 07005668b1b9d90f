<?php
/**
 * The full picture of a calendar that events and the REST API carry; its form is fixed by calendar.schema.json.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class CalendarSnapshot {

	/**
	 * @return array<string, mixed> All fields, always in this order. When the stored data is faulty it is shown as it is: ask faults() before telling anybody.
	 */
	public static function of( \WP_Post $post ): array {
		return self::inspect( $post )['snapshot'];
	}

	/**
	 * Why this calendar cannot be sent to HighLevel as it is stored.
	 *
	 * @return array<string, string> Words by field path; empty: all is well.
	 */
	public static function faults( \WP_Post $post ): array {
		return self::inspect( $post )['faults'];
	}

	/**
	 * Both at once, for the cost of one.
	 *
	 * @return array{snapshot: array<string, mixed>, faults: array<string, string>}
	 */
	public static function inspect( \WP_Post $post ): array {
		$stored  = CalendarStore::read( $post );
		$checked = CalendarInput::inspect( $stored, $post );
		return array(
			'snapshot' => array( 'id' => $post->ID ) + ( $checked['faults']->any() ? $stored : $checked['fields'] ),
			'faults'   => $checked['faults']->all(),
		);
	}
}
