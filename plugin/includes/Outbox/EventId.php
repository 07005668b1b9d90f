<?php
/**
 * Event ids: UUID version 7 (RFC 9562), so that an id also tells when the event was written, to the millisecond.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

final class EventId {

	private static int $last_time = 0;
	private static int $counter   = 0;

	/** A new id for an event of now. In one process each id sorts behind the one before (RFC 9562, section 6.2, method 1). */
	public static function create(): string {
		$time = (int) floor( microtime( true ) * 1000 );
		if ( $time > self::$last_time ) {
			self::$last_time = $time;
			self::$counter   = random_int( 0, 0x7ff ); // Leaves room to count upwards within the millisecond.
		} elseif ( ++self::$counter > 0xfff ) {
			++self::$last_time;
			self::$counter = 0;
		}
		$tail    = random_bytes( 8 );
		$tail[0] = chr( ( ord( $tail[0] ) & 0x3f ) | 0x80 );
		$hex     = sprintf( '%012x7%03x%s', self::$last_time, self::$counter, bin2hex( $tail ) );
		return sprintf( '%s-%s-%s-%s-%s', substr( $hex, 0, 8 ), substr( $hex, 8, 4 ), substr( $hex, 12, 4 ), substr( $hex, 16, 4 ), substr( $hex, 20 ) );
	}

	/** The moment an id was made, as RFC 3339 in UTC with milliseconds. */
	public static function time( string $id ): string {
		$milliseconds = (int) hexdec( substr( str_replace( '-', '', $id ), 0, 12 ) );
		return gmdate( 'Y-m-d\TH:i:s', intdiv( $milliseconds, 1000 ) ) . sprintf( '.%03dZ', $milliseconds % 1000 );
	}
}
