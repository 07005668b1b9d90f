<?php
/**
 * ProgressAlly's Events (rules, not dates) and who visited what.
 *
 * @package SlotBridge\StandIn
 */

class ProgressAllyExternalInteractions {

	/** Known: name by id. */
	public static function get_event_list() {
		AccessAllyStandInCalls::at( __METHOD__ );
		return array_map( static fn ( array $event ): string => $event['name'], AccessAllyStandInProgressEvents::all() );
	}

	public static function trigger_event( $user_id, $event_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInProgressEvents::trigger( (int) $user_id, (int) $event_id );
	}

	/** Guess: rows of post_id, action (1: login, 2: page) and created, the newest first. */
	public static function get_access_history( $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInVisits::of( (int) $user_id );
	}
}
