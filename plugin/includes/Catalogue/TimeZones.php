<?php
/**
 * The time zones that this server knows, as choices for people.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class TimeZones {

	/**
	 * @return list<array{value: string, label: string}> IANA names, with the offset of today.
	 */
	public static function all(): array {
		$now   = new \DateTimeImmutable();
		$zones = array();
		foreach ( \DateTimeZone::listIdentifiers() as $name ) {
			$offset  = ( new \DateTimeZone( $name ) )->getOffset( $now );
			$sign    = $offset < 0 ? '−' : '+';
			$zones[] = array(
				'value' => $name,
				'label' => sprintf( '%s (UTC%s%02d:%02d)', str_replace( '_', ' ', $name ), $sign, intdiv( abs( $offset ), 3600 ), intdiv( abs( $offset ) % 3600, 60 ) ),
			);
		}
		return $zones;
	}

	/** The site's own zone, where it has a named one; else UTC. */
	public static function of_site(): string {
		$name = wp_timezone_string(); // A name, or an offset such as +02:00. Called for each calendar of a list, so it asks no list of zones.
		return 1 === preg_match( '/^[A-Za-z]/', $name ) ? $name : 'UTC';
	}
}
