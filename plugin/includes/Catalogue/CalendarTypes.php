<?php
/**
 * The kinds of calendar that an owner can choose from, in words.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class CalendarTypes {

	/**
	 * @return list<array{value: string, label: string, needsHosts: bool}> needsHosts: it cannot be booked without at least one host.
	 */
	public static function all(): array {
		return array(
			self::type( 'event', __( 'Event: one place, nobody in particular hosts it', 'slotbridge' ), false ),
			self::type( 'personal', __( 'Personal: one host\'s own appointments', 'slotbridge' ), true ),
			self::type( 'round_robin', __( 'Round robin: the hosts take turns', 'slotbridge' ), true ),
			self::type( 'collective', __( 'Collective: all hosts have to be free', 'slotbridge' ), true ),
			self::type( 'class_booking', __( 'Class: many guests at one time', 'slotbridge' ), true ),
			self::type( 'service_booking', __( 'Service: booked with the person who gives it', 'slotbridge' ), true ),
		);
	}

	/** @return array{value: string, label: string, needsHosts: bool} */
	private static function type( string $value, string $label, bool $needs_hosts ): array {
		return array(
			'value'      => $value,
			'label'      => $label,
			'needsHosts' => $needs_hosts,
		);
	}
}
