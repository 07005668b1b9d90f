<?php
/**
 * Lets one dispatcher at a time send for a site, so that no event overtakes an older one.
 *
 * A row in the options table, changed by single UPDATE statements and never read through WordPress's option cache:
 * "until when, by whom". A dispatcher whose PHP was killed loses it after OutboxTable::LEASE_SECONDS.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

final class DispatchLease {

	public const OPTION = 'slotbridge_dispatch_lease';

	/** What the option holds while nobody sends: any time sorts behind it. */
	private const FREE = '0000000000.';

	private ?string $held = null;

	/** Takes the lease. False: somebody else has it. */
	public function take(): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$mine  = sprintf( '%010d.%s', time() + OutboxTable::LEASE_SECONDS, bin2hex( random_bytes( 16 ) ) );
		$taken = 1 === $wpdb->query( $wpdb->prepare( 'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value < %s', $wpdb->options, $mine, self::OPTION, sprintf( '%010d', time() ) ) );
		if ( ! $taken && null === $wpdb->get_var( $wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, self::OPTION ) ) ) {
			$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off')", $wpdb->options, self::OPTION, self::FREE ) );
			$taken = $this->swap( self::FREE, $mine );
		}
		$this->held = $taken ? $mine : null;
		return $taken;
	}

	/** Makes it last from now on. False: it ran out and somebody else has it. */
	public function renew(): bool {
		if ( null === $this->held ) {
			return false;
		}
		$next       = sprintf( '%010d.%s', time() + OutboxTable::LEASE_SECONDS, bin2hex( random_bytes( 16 ) ) );
		$this->held = $this->swap( $this->held, $next ) ? $next : null;
		return null !== $this->held;
	}

	/** Gives it back. */
	public function release(): void {
		if ( null !== $this->held ) {
			$this->swap( $this->held, self::FREE );
			$this->held = null;
		}
	}

	/** Puts one value in the place of another, if that is still there. */
	private function swap( string $from, string $to ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return 1 === $wpdb->query( $wpdb->prepare( 'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s', $wpdb->options, $to, self::OPTION, $from ) );
	}
}
