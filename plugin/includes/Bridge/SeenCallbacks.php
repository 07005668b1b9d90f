<?php
/**
 * Remembers which callbacks were taken, so that one that comes twice changes nothing.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class SeenCallbacks {

	/** Notes an id. False: it was there already. Atomic: of two requests with one id only one gets true. */
	public static function note( string $id ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return 1 === $wpdb->query( $wpdb->prepare( 'INSERT IGNORE INTO %i (webhook_id, received_at) VALUES (%s, %s)', self::table(), $id, gmdate( 'Y-m-d H:i:s' ) ) );
	}

	/** Forgets one id: its callback could not be worked off, the bridge shall send it again. */
	public static function forget( string $id ): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE webhook_id = %s', self::table(), $id ) );
	}

	/** Forgets what no signature can bring back: older than a day, where five minutes are accepted. */
	public static function prune(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE received_at < %s', self::table(), gmdate( 'Y-m-d H:i:s', time() - DAY_IN_SECONDS ) ) );
	}

	private static function table(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . 'slotbridge_callback';
	}
}
