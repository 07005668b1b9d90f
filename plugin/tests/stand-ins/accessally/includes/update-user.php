<?php
/**
 * `accessally_update_user( user id, contact id )`, the one moment at which AccessAlly tells others about a user: at once, twice, late, with user 0 or never.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInUpdateUser {

	const LATE = 'accessally_stand_in_late';
	const CRON = 'accessally_stand_in_update_user';

	public static function register(): void {
		add_action( 'wp_loaded', array( __CLASS__, 'deliver_late' ) );
		add_action( self::CRON, array( __CLASS__, 'fire' ), 10, 2 );
	}

	/** A user was synced. */
	public static function tell( int $user_id, int $contact_id ): void {
		if ( ! AccessAllyStandInMode::is_licensed() ) {
			return;
		}
		match ( AccessAllyStandInMode::get( 'update_user_hook' ) ) {
			'silent'  => null,
			'late'    => update_option( self::LATE, array_merge( (array) get_option( self::LATE, array() ), array( array( $user_id, $contact_id ) ) ) ),
			'cron'    => wp_schedule_single_event( time(), self::CRON, array( $user_id, $contact_id ) ),
			'doubled' => array( self::fire( $user_id, $contact_id ), self::fire( $user_id, $contact_id ) ),
			default   => self::fire( $user_id, $contact_id ),
		};
	}

	/** In a later request, whoever made it: what an earlier one left. */
	public static function deliver_late(): void {
		$late = get_option( self::LATE, array() );
		if ( ! is_array( $late ) || array() === $late ) {
			return;
		}
		update_option( self::LATE, array() );
		foreach ( $late as [ $user_id, $contact_id ] ) {
			self::fire( (int) $user_id, (int) $contact_id );
		}
	}

	public static function fire( int $user_id, int $contact_id ): void {
		do_action( 'accessally_update_user', 'zero' === AccessAllyStandInMode::get( 'update_user_id' ) ? 0 : $user_id, $contact_id );
	}
}
