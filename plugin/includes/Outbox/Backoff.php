<?php
/**
 * How long to wait after a failed sending.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

final class Backoff {

	/** The longest wait in seconds: a bridge that comes back shall not be kept waiting. */
	public const CAP = 120;

	/**
	 * Doubles from 2 seconds up, and takes a random half off, so that many sites do not knock at the same second.
	 *
	 * @param int      $attempts    Attempts so far, 1 or more.
	 * @param int|null $retry_after Seconds that the bridge asked for; the wait is never shorter.
	 * @return int Seconds.
	 */
	public static function seconds( int $attempts, ?int $retry_after = null ): int {
		$full = min( self::CAP, 2 ** min( 10, max( 1, $attempts ) ) );
		return max( random_int( intdiv( $full, 2 ), $full ), min( 3600, $retry_after ?? 0 ) );
	}
}
