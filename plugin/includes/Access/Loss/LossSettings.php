<?php
/**
 * What the owner wants done with the future bookings of members who lose access; nothing, until they say so.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;

final class LossSettings {

	public const OPTION = 'slotbridge_access_loss';

	public const KEEP   = 'keep';
	public const ASK    = 'ask';
	public const CANCEL = 'cancel';

	/** Longest grace, in hours: 90 days. */
	public const LONGEST = 2160;

	/** @return array{mode: string, graceHours: int, mail: bool} */
	public static function read(): array {
		$stored = self::stored();
		$mode   = $stored['mode'] ?? self::KEEP;
		$hours  = $stored['graceHours'] ?? 72;
		return array(
			'mode'       => in_array( $mode, array( self::ASK, self::CANCEL ), true ) ? $mode : self::KEEP,
			'graceHours' => is_int( $hours ) ? max( 0, min( self::LONGEST, $hours ) ) : 72,
			'mail'       => true === ( $stored['mail'] ?? false ),
		);
	}

	/** Whether losses matter at all. */
	public static function is_on(): bool {
		return self::KEEP !== self::read()['mode'];
	}

	/** Stores the choice. What is open is closed when the owner keeps bookings, and what was seen before is forgotten: it would be old by the next time. */
	public static function save( string $mode, int $grace_hours, bool $mail ): void {
		$before = self::read();
		$told   = self::stored()['told'] ?? self::KEEP;
		$after  = array(
			'mode'       => $mode,
			'graceHours' => $grace_hours,
			'mail'       => $mail,
		);
		if ( $before === $after ) {
			return;
		}
		update_option( self::OPTION, $after + array( 'told' => $told ), false );
		do_action( 'slotbridge_audit', 'lost-access-settings', $before, $after, array() );
		if ( self::KEEP === $mode ) {
			LossTable::close_open( __( 'The owner chose to keep bookings.', 'slotbridge' ), get_current_user_id() );
			SeenTable::forget_all();
		} elseif ( self::KEEP === $before['mode'] ) {
			SeenTable::forget_all();
			LossScan::ask_for_pass();
		}
	}

	/**
	 * Tells the bridge which scopes are made use of now: those for contacts and bookings are named to the owner only then.
	 *
	 * @throws BridgeFailure When it does not answer; it is told later.
	 */
	public static function tell( BridgeClient $client ): void {
		$mode = self::read()['mode'];
		if ( ( self::stored()['told'] ?? self::KEEP ) === $mode ) {
			return;
		}
		$config = $client->call( 'GET', '/v1/config' )->passed_on()['config'] ?? null;
		if ( $config instanceof \stdClass && ( $config->policies ?? null ) instanceof \stdClass ) {
			$config->policies->lostAccess = $mode; // phpcs:ignore WordPress.NamingConventions.ValidVariableName.UsedPropertyNotSnakeCase -- The bridge's name.
			$client->call( 'PUT', '/v1/config', array(), (string) wp_json_encode( $config ) );
		}
		update_option( self::OPTION, array( 'told' => $mode ) + self::stored(), false );
	}

	/** @return array<array-key, mixed> */
	private static function stored(): array {
		$stored = get_option( self::OPTION );
		return is_array( $stored ) ? $stored : array();
	}
}
