<?php
/**
 * AccessAlly's three hooks, in every way in which they can fail: silent, doubled, late, with user 0; and the wizard that saves several times.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

final class StandInHooksTest extends StandInTestCase {

	public function test_a_sync_tells_once_never_or_twice(): void {
		$user = $this->member();
		foreach ( array( 'fires' => 1, 'silent' => 0, 'doubled' => 2 ) as $choice => $times ) {
			\AccessAllyStandInMode::play( array( 'update_user_hook' => $choice ) );
			self::assertSame( array_fill( 0, $times, array( $user, $user ) ), $this->sync( $user ), $choice );
		}
		\AccessAllyStandInMode::play( array( 'update_user_id' => 'zero', 'contact_ids' => 'own' ) );
		self::assertSame( array( array( 0, 70000 + $user ) ), $this->sync( $user ) );
		\AccessAllyStandInMode::play( array( 'licensed' => 'no' ) );
		self::assertSame( array(), $this->sync( $user ) );
		self::assertSame( array(), preg_grep( '/^accessally/', self::fired( static fn () => \AccessAllyStandInClone::page( \AccessAllyStandInOfferingPages::add( \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course' ) ), 'One' ) ) ) ) );
	}

	public function test_a_late_one_comes_in_a_later_request_and_once(): void {
		$user = $this->member();
		\AccessAllyStandInMode::play( array( 'update_user_hook' => 'late' ) );
		self::assertSame( array(), $this->sync( $user ) );
		$later = static fn () => do_action( 'wp_loaded' );
		self::assertSame( array( array( $user, $user ) ), self::told( 'accessally_update_user', $later ) );
		self::assertSame( array(), self::told( 'accessally_update_user', $later ) );
	}

	public function test_at_wp_cron_it_is_a_scheduled_task(): void {
		$user = $this->member();
		\AccessAllyStandInMode::play( array( 'update_user_hook' => 'cron' ) );
		self::assertSame( array(), $this->sync( $user ) );
		self::assertIsInt( wp_next_scheduled( \AccessAllyStandInUpdateUser::CRON, array( $user, $user ) ) );
		self::assertSame( array( array( $user, $user ) ), self::told( 'accessally_update_user', static fn () => do_action( \AccessAllyStandInUpdateUser::CRON, $user, $user ) ) );
	}

	public function test_a_saved_offering_is_told_as_the_mode_wants(): void {
		foreach ( array( 'fires' => 1, 'silent' => 0, 'doubled' => 2 ) as $choice => $times ) {
			\AccessAllyStandInMode::play( array( 'offering_updated_hook' => $choice ) );
			self::assertCount( $times, self::told( 'accessally_offering_updated', static fn () => \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course' ) ), 3 ), $choice );
		}
		\AccessAllyStandInMode::play();
		$key  = \AccessAllyStandInOfferings::save( '', array( 'name' => 'Before' ) );
		$save = static fn () => \AccessAllyStandInOfferings::save( $key, array( 'name' => 'After' ) );
		self::assertSame( array( $key, 'After', 'After' ), self::names( self::told( 'accessally_offering_updated', $save, 3 )[0] ) );
		\AccessAllyStandInOfferings::save( $key, array( 'name' => 'Before' ) );
		\AccessAllyStandInMode::play( array( 'offering_updated_third' => 'previous' ) );
		self::assertSame( array( $key, 'After', 'Before' ), self::names( self::told( 'accessally_offering_updated', $save, 3 )[0] ) );
	}

	public function test_the_wizard_can_save_three_times_and_half_of_it_first(): void {
		$key = \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course' ) );
		\AccessAllyStandInOfferingPages::add( $key, 'One' );
		\AccessAllyStandInMode::play( array( 'offering_saves' => '3' ) );
		$pages = array();
		$told  = self::told( 'accessally_offering_updated', static fn () => \AccessAllyStandInOfferings::save( $key, array( 'name' => 'New name' ) ), 3 );
		foreach ( $told as [ , $settings ] ) {
			$pages[] = count( $settings['pages'] );
		}
		self::assertSame( array( 0, 1, 1 ), $pages );
		self::assertSame( 'New name', \AccessAllyOfferings::get_offering_settings( $key )['name'] );
	}

	public function test_a_cloned_page_is_told_and_progressally_copies_its_objectives(): void {
		$source = wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Lesson', 'post_status' => 'publish' ) );
		\AccessAllyStandInObjectives::set( $source, array( 'Watch', 'Quiz' ), array(), array( 2 ) );
		$target = 0;
		$told   = self::told(
			'accessally_clone_post',
			static function () use ( $source, &$target ): void {
				$target = \AccessAllyStandInClone::page( $source );
			}
		);
		self::assertSame( array( array( $source, $target ) ), $told );
		self::assertSame( \AccessAllyStandInObjectives::of( $source ), \AccessAllyStandInObjectives::of( $target ) );
		\AccessAllyStandInMode::play( array( 'clone_post_hook' => 'silent' ) );
		self::assertSame( array(), self::told( 'accessally_clone_post', static fn () => \AccessAllyStandInClone::page( $source ) ) );
	}

	public function test_the_trap_of_saving_copies_a_permission_to_posts_that_are_inserted_meanwhile(): void {
		$_POST = array( 'accessally-post-permission' => array( 'require-login' => 'yes', 'tags' => array( '7' ) ) );
		$other = wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Not in the form' ) );
		$_POST = array();
		self::assertSame( array( 'yes', array( '7' ) ), array( \AccessAllyPostPermission::get_post_permission( $other )['require-login'], \AccessAllyPostPermission::get_post_permission( $other )['tags'] ) );
		self::assertSame( 'no', \AccessAllyPostPermission::get_post_permission( wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Later' ) ) )['require-login'] );
	}

	/** @return list<list<mixed>> */
	private function sync( int $user ): array {
		return self::told( 'accessally_update_user', static fn () => \AccessAllyAPI::sync_user_info_from_crm( $user ) );
	}

	/**
	 * @param list<mixed> $told Arguments.
	 * @return list<mixed> The key and the names in the settings.
	 */
	private static function names( array $told ): array {
		return array( $told[0], $told[1]['name'], $told[2]['name'] );
	}
}
