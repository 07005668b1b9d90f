<?php
/**
 * Bookings as the bridge tells them and as the table of losses keeps them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

/**
 * @phpstan-import-type Booking from Loss
 */
final class Bookings {

	/**
	 * @param array<array-key, mixed> $item A booking of the bridge, or a stored one.
	 * @return Booking
	 */
	public static function read( array $item ): array {
		$text   = static fn ( string $key, string $or = '' ): string => is_string( $item[ $key ] ?? null ) ? $item[ $key ] : $or;
		$number = static fn ( string $key ): int => is_int( $item[ $key ] ?? null ) ? $item[ $key ] : 0;
		return array(
			'id'           => $text( 'id' ),
			'contactId'    => $text( 'contactId' ),
			'startTime'    => $text( 'startTime' ),
			'endTime'      => '' === $text( 'endTime' ) ? null : $text( 'endTime' ),
			'title'        => '' === $text( 'title' ) ? null : $text( 'title' ),
			'status'       => $text( 'status', 'confirmed' ),
			'connectionId' => $text( 'connectionId' ),
			'server'       => $text( 'server', 'live' ),
			'number'       => $number( 'number' ),
			'sequence'     => $number( 'sequence' ),
			'wish'         => $text( 'wish' ),
			'sent'         => true === ( $item['sent'] ?? false ),
			'state'        => $text( 'state', 'found' ),
			'reason'       => $text( 'reason' ),
		);
	}

	/**
	 * What the bridge found, by the member's address.
	 *
	 * @param array<string, mixed> $answer Of POST /v1/bookings/find.
	 * @return array<string, list<Booking>>
	 */
	public static function by_email( array $answer ): array {
		$found = array();
		foreach ( is_array( $answer['bookings'] ?? null ) ? $answer['bookings'] : array() as $item ) {
			if ( is_array( $item ) && is_string( $item['email'] ?? null ) ) {
				$booking                   = self::read( array_diff_key( $item, array( 'state' => 0 ) ) );
				$booking['connectionId']   = is_string( $answer['connectionId'] ?? null ) ? $answer['connectionId'] : '';
				$booking['server']         = 'sandbox' === ( $answer['server'] ?? null ) ? 'sandbox' : 'live';
				$booking['number']         = random_int( 1_000_000_000, 9_000_000_000_000_000 ); // Not counted up: a restored database must not give out numbers that the bridge knows.
				$found[ $item['email'] ][] = $booking;
			}
		}
		return $found;
	}

	/**
	 * What was found now, with what is known of the same bookings from before; those that were cancelled or restored stay in the list.
	 *
	 * @param list<Booking> $before The list.
	 * @param list<Booking> $now    Found now.
	 * @return list<Booking>
	 */
	public static function merge( array $before, array $now ): array {
		$known = array_column( $before, null, 'id' );
		$list  = array_filter( $known, static fn ( array $booking ): bool => 'found' !== $booking['state'] );
		foreach ( $now as $booking ) {
			$old                    = $known[ $booking['id'] ] ?? null;
			$list[ $booking['id'] ] = null === $old ? $booking : array( 'state' => 'found', 'number' => $old['number'], 'sequence' => $old['sequence'] ) + $booking; // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound -- Three words.
		}
		return array_values( $list );
	}

	/**
	 * What the bridge is asked for.
	 *
	 * @param Booking $booking Of the list.
	 * @return array<string, string|int>
	 */
	public static function change( array $booking, int $calendar_id, string $name ): array {
		return array(
			'id'            => $booking['wish'],
			'booking'       => $booking['number'],
			'sequence'      => $booking['sequence'],
			'wish'          => 'restoring' === $booking['state'] ? 'booked' : 'cancelled',
			'name'          => $name,
			'appointmentId' => $booking['id'],
			'contactId'     => $booking['contactId'],
			'calendar'      => $calendar_id,
			'startTime'     => $booking['startTime'],
			'status'        => $booking['status'],
			'connectionId'  => $booking['connectionId'],
			'server'        => $booking['server'],
		);
	}
}
