<?php
/**
 * Progress: giving a page objectives, and completing them for somebody.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInProgressPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Progress', 'ProgressAlly writes its own tables and fires no action, whatever a member completes.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		foreach ( AccessAllyStandInObjectives::posts() as $post_id ) {
			self::one( $post_id );
		}
		AccessAllyStandInHtml::heading( 'Objectives of a page' );
		$fields = AccessAllyStandInChoices::page() . AccessAllyStandInHtml::text( 'objectives', 'Objectives, with ; between' ) . AccessAllyStandInHtml::text( 'quiz', 'Number of the quiz, if one', '', false )
			. AccessAllyStandInChoices::tag( 'tag', 'Tag on completion', true ) . AccessAllyStandInChoices::operation( 'operation', 'Operation on completion', true ) . AccessAllyStandInHtml::text( 'certificate', 'Certificate, if one', '', false );
		AccessAllyStandInHtml::form( array( 'set-objectives' => 'Save objectives' ), $fields );
	}

	private static function one( int $post_id ): void {
		$objectives = AccessAllyStandInObjectives::of( $post_id );
		$hidden     = array( 'post' => (string) $post_id );
		AccessAllyStandInHtml::heading( get_the_title( $post_id ) );
		$rows = array();
		foreach ( AccessAllyStandInChoices::people() as $user_id => $name ) {
			$checked = AccessAllyStandInProgress::checked( $post_id, $user_id );
			if ( array() !== $checked ) {
				$score  = AccessAllyStandInQuizzes::score( $user_id, $post_id );
				$earned = AccessAllyStandInCertificates::is_earned( $post_id, $user_id ) ? AccessAllyStandInCertificates::title( $post_id ) : '—';
				$rows[] = array( $name, count( $checked ) . ' of ' . count( $objectives ), null === $score ? '—' : "$score %", AccessAllyStandInProgress::completed_at( $post_id, $user_id ) ?? '—', $earned );
			}
		}
		AccessAllyStandInHtml::table( array( 'Member', 'Objectives', 'Quiz', 'Complete since (UTC)', 'Certificate' ), $rows, 'Nobody has begun.' );
		$titles = array_map( static fn ( array $one ): string => $one['title'], $objectives );
		$fields = AccessAllyStandInChoices::person() . AccessAllyStandInHtml::select( 'objective', 'Objective', $titles );
		AccessAllyStandInHtml::form( array( 'check-objective' => 'Tick objective', 'uncheck-objective' => 'Take the tick back', 'complete-page' => 'Complete the page' ), $fields, $hidden );
		$quizzes = array_intersect_key( $titles, array_filter( $objectives, static fn ( array $one ): bool => 'quiz' === $one['type'] ) );
		if ( array() !== $quizzes ) {
			AccessAllyStandInHtml::form( array( 'submit-quiz' => 'Hand in quiz' ), AccessAllyStandInChoices::person() . AccessAllyStandInHtml::select( 'objective', 'Quiz', $quizzes ) . AccessAllyStandInHtml::number( 'score', 'Result in percent', '85', 0 ), $hidden );
		}
	}
}
