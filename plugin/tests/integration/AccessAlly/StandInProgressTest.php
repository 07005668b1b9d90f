<?php
/**
 * ProgressAlly: how progress is written, what follows when a page is complete, and that no action says so.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

final class StandInProgressTest extends StandInTestCase {

	public function test_objectives_are_ticked_and_read_and_taken_back(): void {
		[ $user, $post ] = array( $this->member(), $this->page( array( 'Watch', 'Write' ) ) );
		self::assertSame( array( 0.0, array(), false ), $this->read( $post, $user ) );
		self::assertTrue( \AccessAllyStandInProgress::check( $user, $post, 2 ) );
		self::assertFalse( \AccessAllyStandInProgress::check( $user, $post, 2 ), 'A second time.' );
		self::assertFalse( \AccessAllyStandInProgress::check( $user, $post, 3 ), 'There is none.' );
		self::assertSame( array( 0.5, array( 2 ), false ), $this->read( $post, $user ) );
		\AccessAllyStandInProgress::check( $user, $post, 1 );
		[ $part, $checked, $at ] = $this->read( $post, $user );
		self::assertSame( array( 1.0, array( 1, 2 ) ), array( $part, $checked ) );
		self::assertLessThan( 60, abs( time() - strtotime( "$at UTC" ) ) );
		\AccessAllyStandInMode::play( array( 'progress_form' => 'percent' ) );
		self::assertSame( array( 100, array( '1', '2' ), strtotime( "$at UTC" ) ), $this->read( $post, $user ) );
		self::assertSame( array( 0, array(), 0 ), $this->read( $post, $this->member() ) );
		\AccessAllyStandInMode::play();
		\AccessAllyStandInProgress::uncheck( $user, $post, 1 );
		self::assertSame( array( 0.5, array( 2 ), false ), $this->read( $post, $user ) );
		self::assertSame( array( 0.0, array(), false ), $this->read( $post, $this->member() ) );
	}

	public function test_a_complete_page_gives_tags_and_runs_its_operation_and_completes_what_stands_for_it(): void {
		$user   = $this->member();
		$lesson = $this->page( array( 'Watch' ) );
		$course = $this->page( array( 'The lesson' ), array( 1 => $lesson ) );
		\AccessAllyStandInObjectives::on_completion( $lesson, array( 701 ), \AccessAllyStandInOperations::add( 'Done', 'add-tag', '702' ) );
		\AccessAllyStandInObjectives::on_completion( $course, array( 703 ) );
		\AccessAllyStandInCertificates::add( $course, 'Well done' );
		self::assertSame( array( 'complete-tag' => array( '703' ), 'completion-custom-operation' => '' ), get_post_meta( $course, '_progressally_post_meta', true ) );
		self::assertFalse( \AccessAllyStandInCertificates::is_earned( $course, $user ) );
		$hooks = self::fired( static fn () => \AccessAllyStandInProgress::check_all( $user, $lesson ) );
		self::assertSame( array(), preg_grep( '/^(?:accessally|progressally)|user_meta|post_meta/', $hooks ) );
		self::assertSame( array( 701, 702, 703 ), self::tags_of( $user ) );
		self::assertSame( 1.0, \AccessAllyStandInProgress::part( $course, $user ) );
		self::assertTrue( \AccessAllyStandInCertificates::is_earned( $course, $user ) );
		self::assertStringEndsWith( '(ProgressAlly).', \AccessAllyStandInLog::lines()[0]['words'] );
		wp_set_current_user( $user );
		self::assertSame( '<p>Well done</p>', do_shortcode( "[progressally_certificate post_id=\"$course\"]" ) );
	}

	public function test_a_quiz_ticks_its_objective_only_when_it_is_passed(): void {
		[ $user, $post ] = array( $this->member(), $this->page( array( 'Watch', 'Quiz' ), array(), array( 2 ) ) );
		self::assertFalse( \AccessAllyStandInQuizzes::submit( $user, $post, 2, 69 ) );
		self::assertSame( array( 69, array() ), array( \AccessAllyStandInQuizzes::score( $user, $post ), \ProgressAllyUserProgress::get_checked_objectives( $post, $user ) ) );
		self::assertTrue( \AccessAllyStandInQuizzes::submit( $user, $post, 2, 70 ) );
		self::assertSame( array( 70, array( 2 ) ), array( \AccessAllyStandInQuizzes::score( $user, $post ), \ProgressAllyUserProgress::get_checked_objectives( $post, $user ) ) );
		self::assertFalse( \AccessAllyStandInQuizzes::submit( $user, $post, 1, 100 ), 'That is no quiz.' );
	}

	public function test_a_members_browser_writes_by_ajax_with_a_nonce(): void {
		[ $user, $post ] = array( $this->member(), $this->page( array( 'Watch', 'Quiz' ), array(), array( 2 ) ) );
		wp_set_current_user( $user );
		$_POST = array( 'post_id' => (string) $post, 'objective_id' => '1', 'checked' => 'yes', 'nonce' => 'wrong' );
		self::assertSame( '-1', $this->ajax( 'progressally_update_progress' ) );
		self::assertSame( array(), \AccessAllyStandInProgress::checked( $post, $user ) );
		$_POST['nonce'] = wp_create_nonce( \AccessAllyStandInProgressAjax::NONCE );
		self::assertSame( '{"status":"success","progress":0.5}', $this->ajax( 'progressally_update_progress' ) );
		$_POST = array( 'objective_id' => '2', 'score' => '90' ) + $_POST;
		self::assertSame( '{"status":"success"}', $this->ajax( 'progressally_submit_quiz' ) );
		self::assertSame( array( 1, 2 ), \AccessAllyStandInProgress::checked( $post, $user ) );
		$_POST = array( 'objective_id' => '1', 'checked' => 'no' ) + $_POST;
		$this->ajax( 'progressally_update_progress' );
		self::assertSame( array( 2 ), \AccessAllyStandInProgress::checked( $post, $user ) );
	}

	public function test_events_are_rules_that_run_once_or_every_time_and_are_logged(): void {
		global $wpdb;
		[ $user, $post ] = array( $this->member(), $this->page( array( 'Watch' ) ) );
		$login = \AccessAllyStandInProgressEvents::add( 'First login', 'login', '', 711 );
		$each  = \AccessAllyStandInProgressEvents::add( 'Watched', 'objective', "$post-1", 712, false );
		self::assertSame( array( 'First login', 'Watched' ), array( \ProgressAllyExternalInteractions::get_event_list()[ $login ], \ProgressAllyExternalInteractions::get_event_list()[ $each ] ) );
		do_action( 'wp_login', 'x', get_userdata( $user ) );
		self::assertSame( array( 711 ), self::tags_of( $user ) );
		self::assertFalse( \ProgressAllyExternalInteractions::trigger_event( $user, $login ), 'Once.' );
		\AccessAllyStandInProgress::check( $user, $post, 1 );
		self::assertSame( array( 711, 712 ), self::tags_of( $user ) );
		self::assertTrue( \ProgressAllyExternalInteractions::trigger_event( $user, $each ) );
		self::assertSame( '3', $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE user_id = %d', "{$wpdb->prefix}pa_event_log", $user ) ) );
		self::assertSame( array( array( 0, 1 ) ), array_map( static fn ( array $row ): array => array( $row['post_id'], $row['action'] ), \ProgressAllyExternalInteractions::get_access_history( $user ) ) );
	}

	public function test_without_a_licence_nothing_is_written(): void {
		$code = 'return array( has_action( "wp_ajax_progressally_update_progress" ), has_action( "wp_login", array( "AccessAllyStandInVisits", "logged_in" ) ), shortcode_exists( "progressally_certificate" ), class_exists( "ProgressAllyUserProgress" ) );';
		self::assertSame( array( false, false, false, true ), StandInProcess::run( array( 'progressally' => 'unlicensed' ), $code ) );
		self::assertSame( array( true, 10, true, true ), StandInProcess::run( array(), $code ) );
	}

	/** @return array{mixed, mixed, mixed} What ProgressAlly's three methods say. */
	private function read( int $post, int $user ): array {
		return array( \ProgressAllyUserProgress::get_progress( $post, $user ), \ProgressAllyUserProgress::get_checked_objectives( $post, $user ), \ProgressAllyUserProgress::get_completion_time( $post, $user ) );
	}

	/**
	 * @param list<string>    $objectives Titles.
	 * @param array<int, int> $mapped     Page by objective.
	 * @param list<int>       $quizzes    Numbers.
	 */
	private function page( array $objectives, array $mapped = array(), array $quizzes = array() ): int {
		$post = wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Lesson', 'post_status' => 'publish' ) );
		\AccessAllyStandInObjectives::set( $post, $objectives, $mapped, $quizzes );
		return $post;
	}

	/** What the browser reads. */
	private function ajax( string $action ): string {
		add_filter( 'wp_doing_ajax', '__return_true' );
		add_filter( 'wp_die_ajax_handler', static fn () => static fn ( $words ) => throw new \RuntimeException( (string) $words ) );
		$_REQUEST = $_POST;
		ob_start();
		try {
			do_action( "wp_ajax_$action" );
			self::fail( 'It has to end the request.' );
		} catch ( \RuntimeException $ended ) {
			return ob_get_clean() . $ended->getMessage();
		} finally {
			$_REQUEST = array();
			remove_filter( 'wp_doing_ajax', '__return_true' );
		}
	}
}
