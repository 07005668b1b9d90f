<?php
/**
 * Quizzes: a result that is good enough ticks the quiz's objective. Known: the user meta's name. Guess: what is in it, and the mark that is enough.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInQuizzes {

	const META = '_progressally_user_meta';
	const PASS = 70;

	/** Keeps the result in percent; true: passed. */
	public static function submit( int $user_id, int $post_id, int $objective_id, int $score ): bool {
		if ( 'quiz' !== ( AccessAllyStandInObjectives::of( $post_id )[ $objective_id ]['type'] ?? '' ) || ! get_userdata( $user_id ) ) {
			return false;
		}
		$meta = get_user_meta( $user_id, self::META, true );
		$meta = is_array( $meta ) ? $meta : array();

		$meta['quiz'][ $post_id ] = array( 'score' => max( 0, min( 100, $score ) ), 'created' => gmdate( 'Y-m-d H:i:s' ) );
		AccessAllyStandInWrites::user_meta( $user_id, self::META, $meta );
		if ( $score < self::PASS ) {
			return false;
		}
		AccessAllyStandInProgress::check( $user_id, $post_id, $objective_id );
		return true;
	}

	/** The latest result in percent; null: none yet. */
	public static function score( int $user_id, int $post_id ): ?int {
		$meta = get_user_meta( $user_id, self::META, true );
		return is_array( $meta ) && isset( $meta['quiz'][ $post_id ]['score'] ) ? (int) $meta['quiz'][ $post_id ]['score'] : null;
	}
}
