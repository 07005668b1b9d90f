<?php
/**
 * How far a member is. Known: the names and arguments. The form of the answers is a guess.
 *
 * @package SlotBridge\StandIn
 */

class ProgressAllyUserProgress {

	/** Guess: a part of one, 1.0 when everything is done; 0.0 for a page without objectives. In the other form: percent. */
	public static function get_progress( $post_id, $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInProgressAnswers::part( AccessAllyStandInProgress::part( (int) $post_id, (int) $user_id ) );
	}

	/** Guess: a list of objective numbers. In the other form: of text. */
	public static function get_checked_objectives( $post_id, $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInProgressAnswers::numbers( AccessAllyStandInProgress::checked( (int) $post_id, (int) $user_id ) );
	}

	/** Guess: date and time as MySQL writes it, in UTC; false as long as something is left to do. In the other form: Unix time, or 0. */
	public static function get_completion_time( $post_id, $user_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		return AccessAllyStandInProgressAnswers::time( AccessAllyStandInProgress::completed_at( (int) $post_id, (int) $user_id ) );
	}
}
