<?php
/**
 * Hosts: the HighLevel users who take a calendar's appointments; how many there have to be depends on its type.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Checks;

use SlotBridge\Catalogue\CalendarTypes;

final class HostsCheck {

	private const FIELD = 'hosts';
	private const MOST  = 50;

	/**
	 * @return list<string> HighLevel user ids.
	 */
	public static function check( mixed $value, string $type, FieldFaults $faults ): array {
		if ( null !== $value && ( ! is_array( $value ) || ! array_is_list( $value ) ) ) {
			$faults->add( self::FIELD, __( 'Hosts have to be a list.', 'slotbridge' ) );
			return array();
		}
		$hosts = array();
		foreach ( $value ?? array() as $index => $host ) {
			$host = is_string( $host ) ? trim( $host ) : '';
			if ( 1 !== preg_match( '/^[\x21-\x7e]{1,64}$/D', $host ) ) {
				$faults->add( self::FIELD . '/' . $index, __( 'This is not a HighLevel user id.', 'slotbridge' ) );
			} elseif ( in_array( $host, $hosts, true ) ) {
				$faults->add( self::FIELD . '/' . $index, __( 'This host is in the list twice.', 'slotbridge' ) );
			}
			$hosts[] = $host;
		}
		if ( count( $hosts ) > self::MOST ) {
			/* translators: %d: greatest number of hosts. */
			$faults->add( self::FIELD, sprintf( __( 'A calendar can have at most %d hosts.', 'slotbridge' ), self::MOST ) );
		}
		self::check_number( count( $hosts ), $type, $faults );
		return $hosts;
	}

	private static function check_number( int $count, string $type, FieldFaults $faults ): void {
		if ( 'personal' === $type && 1 !== $count ) {
			$faults->add( self::FIELD, __( 'A personal calendar needs exactly one host.', 'slotbridge' ) );
			return;
		}
		foreach ( CalendarTypes::all() as $known ) {
			if ( $known['value'] === $type && $known['needsHosts'] && 0 === $count ) {
				$faults->add( self::FIELD, __( 'A calendar of this type needs at least one host. Choose a host, or the type "Event".', 'slotbridge' ) );
			}
		}
	}
}
