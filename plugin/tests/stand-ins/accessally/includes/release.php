<?php
/**
 * Module release ("drip"). Known: a timer of AccessAlly's gives the module's tag, and nothing tells it but the tag.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInRelease {

	const CRON = 'accessally_stand_in_release';

	public static function register(): void {
		add_action( self::CRON, array( __CLASS__, 'release' ), 10, 3 );
	}

	/** Lets wp-cron release a module for somebody, after so many seconds. */
	public static function schedule( string $key, string $module, int $user_id, int $after = 0 ): void {
		wp_schedule_single_event( time() + $after, self::CRON, array( $key, $module, $user_id ) );
	}

	/** Assumed: only somebody who has the offering gets its modules. */
	public static function release( string $key, string $module, int $user_id ): void {
		$tags    = (array) ( AccessAllyStandInOfferings::read( $key )['tags'] ?? array() );
		$tag     = AccessAllyStandInOfferings::tag_of( $tags[ "module-$module" ] ?? '' );
		$contact = AccessAllyStandInContacts::of_user( $user_id );
		$has     = AccessAllyStandInStorage::contact_tags( $contact );
		if ( $tag > 0 && in_array( AccessAllyStandInOfferings::tag_of( $tags['base'] ?? '' ), $has, true ) ) {
			AccessAllyStandInStorage::give( $contact, array( $tag ) );
			AccessAllyStandInLog::add( sprintf( 'Module %s of %s was released for %s.', $module, $key, AccessAllyStandInLog::contact( $contact ) ) );
		}
	}
}
