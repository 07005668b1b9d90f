<?php
/**
 * What a calendar looks like before anybody has typed anything.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class NewCalendar {

	/**
	 * @return array<string, mixed> A snapshot; its id, name and slug are still empty.
	 */
	public static function snapshot(): array {
		return array(
			'id'              => 0,
			'name'            => '',
			'description'     => '',
			'slug'            => '',
			'timeZone'        => TimeZones::of_site(),
			'color'           => '#039be5',
			'type'            => 'event',
			'status'          => 'active',
			'durationMinutes' => 30,
			'intervalMinutes' => 30,
			'bufferMinutes'   => 0,
			'openHours'       => array(),
			'reminders'       => array(),
			'hosts'           => array(),
			'group'           => null,
			'audience'        => null,
		);
	}
}
