<?php
/**
 * Progress is found at the end of ProgressAlly's own requests, once, whoever looks; what a process that died had taken is told later.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\Module;
use SlotBridge\AccessAlly\Progress;
use SlotBridge\AccessAlly\ProgressWatch;
use SlotBridge\AccessAlly\SharedOption;
use SlotBridge\Triggers\Triggers;

final class ProgressWatchTest extends AccessAllyTestCase {

	/** @var list<string> Types that fired. */
	private array $fired = array();

	private int $ana;
	private int $post;

	protected function setUp(): void {
		parent::setUp();
		$this->query( "DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE 'slotbridge\\_progress\\_seen%'" );
		update_option( Triggers::OPTION, array( 'com.slotbridge.progress.objective-completed', 'com.slotbridge.progress.quiz-completed', 'com.slotbridge.progress.page-completed', 'com.slotbridge.progress.certificate-earned' ), false );
		add_action( 'slotbridge_trigger', function ( string $type, string $subject, array $entity, array $changed, array $detail ): void {
			$this->fired[] = substr( $type, strlen( 'com.slotbridge.progress.' ) ) . ' ' . ( $detail['objective']['title'] ?? $detail['certificate']['name'] ?? '' );
		}, 10, 5 );
		$this->ana  = $this->user( 'ana' );
		$this->post = $this->page( 'Lesson' );
		\AccessAllyStandInObjectives::set( $this->post, array( 'Watch', 'Quiz' ), array(), array( 2 ) );
		\AccessAllyStandInCertificates::add( $this->post, 'Coach' );
		ProgressWatch::look(); // The first look.
		$this->fired = array();
	}

	private function in_its_own_request( string $action, callable $work ): void {
		add_filter( 'wp_doing_ajax', '__return_true' );
		$_REQUEST['action'] = $action;
		ProgressWatch::before_ajax();
		$work();
		Module::work_off();
		unset( $_REQUEST['action'] );
		remove_filter( 'wp_doing_ajax', '__return_true' );
	}

	public function test_a_members_own_click_is_told_at_once_and_once(): void {
		$this->in_its_own_request( 'heartbeat', fn () => \AccessAllyStandInProgress::check( $this->ana, $this->post, 1 ) );
		self::assertSame( array(), $this->fired, 'Another request does not look.' );
		$this->in_its_own_request( 'progressally_submit_quiz', fn () => \AccessAllyStandInQuizzes::submit( $this->ana, $this->post, 2, 90 ) );
		ProgressWatch::look();
		self::assertSame( array( 'objective-completed Watch', 'objective-completed Quiz', 'quiz-completed Quiz', 'page-completed ', 'certificate-earned Coach' ), $this->fired );
	}

	public function test_a_page_is_completed_again_only_after_something_was_taken_back(): void {
		\AccessAllyStandInProgress::check_all( $this->ana, $this->post );
		ProgressWatch::look();
		$this->fired = array();
		\AccessAllyStandInProgress::uncheck( $this->ana, $this->post, 1 );
		ProgressWatch::look();
		self::assertSame( array(), $this->fired );
		\AccessAllyStandInProgress::check( $this->ana, $this->post, 1 );
		ProgressWatch::look();
		self::assertSame( array( 'objective-completed Watch', 'page-completed ', 'certificate-earned Coach' ), $this->fired );
	}

	public function test_rows_that_a_dead_process_had_taken_are_told_later(): void {
		\AccessAllyStandInProgress::check( $this->ana, $this->post, 1 );
		$newest = Progress::newest( 'pa_user_progress' );
		foreach ( array( time(), time() - 120 ) as $index => $taken_at ) {
			$option = new SharedOption( ProgressWatch::OPTION . '_progress' );
			$option->read();
			$option->swap( array( 'taken' => $newest, 'told' => $newest - 1, 'at' => $taken_at ) );
			ProgressWatch::look();
			self::assertSame( 0 === $index ? array() : array( 'objective-completed Watch' ), $this->fired );
		}
	}

	public function test_nothing_is_read_of_tables_that_are_not_as_they_are_known(): void {
		self::assertTrue( Progress::readable() );
		\ProgressAllySettingLicense::$progressally_enabled = false;
		self::assertFalse( Progress::readable() );
		\ProgressAllySettingLicense::$progressally_enabled = true;
	}
}
