<?php
/**
 * The way on which a member's browser writes progress. Known: the actions' names, and that this is the write path. Guess: the fields and the nonce.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInProgressAjax {

	const NONCE = 'progressally_update_nonce';

	public static function register(): void {
		add_action( 'wp_ajax_progressally_update_progress', array( __CLASS__, 'update_progress' ) );
		add_action( 'wp_ajax_progressally_submit_quiz', array( __CLASS__, 'submit_quiz' ) );
	}

	/** Fields: post_id, objective_id, checked ("yes" or "no"). */
	public static function update_progress(): void {
		check_ajax_referer( self::NONCE, 'nonce' );
		$user_id = get_current_user_id();
		if ( 'no' === self::field( 'checked' ) ) {
			AccessAllyStandInProgress::uncheck( $user_id, (int) self::field( 'post_id' ), (int) self::field( 'objective_id' ) );
		} else {
			AccessAllyStandInProgress::check( $user_id, (int) self::field( 'post_id' ), (int) self::field( 'objective_id' ) );
		}
		wp_send_json( array( 'status' => 'success', 'progress' => AccessAllyStandInProgress::part( (int) self::field( 'post_id' ), $user_id ) ) );
	}

	/** Fields: post_id, objective_id, score in percent. */
	public static function submit_quiz(): void {
		check_ajax_referer( self::NONCE, 'nonce' );
		$passed = AccessAllyStandInQuizzes::submit( get_current_user_id(), (int) self::field( 'post_id' ), (int) self::field( 'objective_id' ), (int) self::field( 'score' ) );
		wp_send_json( array( 'status' => $passed ? 'success' : 'failed' ) );
	}

	private static function field( string $name ): string {
		return isset( $_POST[ $name ] ) && is_string( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Missing -- Checked by the two above.
	}
}
