<?php
/**
 * Activating, upgrading, deactivating and deleting the plugin, on a second WordPress beside the tested one.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Lifecycle;

use SlotBridge\Settings\Migrations;
use SlotBridge\Tests\Processes;

final class LifecycleTest extends \PHPUnit\Framework\TestCase {

	private bool $network = false;

	protected function tearDown(): void {
		Processes::other_site( 'remove', false );
		parent::tearDown();
	}

	public function test_activation_makes_the_tables_and_sets_the_timer(): void {
		$this->steps( 'install', 'activate' );
		$state = $this->step( 'state' );
		self::assertSame( Migrations::latest(), $state['schema'] );
		self::assertTrue( $state['timer'] );
		self::assertTrue( $state['callback'] );
	}

	public function test_deactivating_keeps_everything_but_the_timer(): void {
		$this->steps( 'install', 'activate' );
		$filled = $this->step( 'fill' );
		$before = $this->step( 'state' );
		self::assertGreaterThan( 2, $filled['rows'] );
		self::assertSame( array( 'timer' => false, 'active' => false ), $this->step( 'deactivate' ) );
		$this->step( 'activate' );
		$after = $this->step( 'state' );
		self::assertSame( array( $before['pending'], $before['calendars'] ), array( $after['pending'], $after['calendars'] ) );
		self::assertTrue( $after['timer'] );
	}

	public function test_deleting_leaves_nothing_behind(): void {
		$this->steps( 'install', 'activate', 'fill', 'deactivate' );
		self::assertGreaterThan( 15, count( $this->step( 'traces' ) ), 'There was something to remove.' );
		$this->step( 'uninstall' );
		self::assertSame( array(), $this->step( 'traces' ) );
	}

	public function test_deleting_keeps_all_data_if_the_owner_said_so(): void {
		$this->steps( 'install', 'activate', 'fill', 'keep' );
		$before = $this->step( 'state' );
		$this->steps( 'deactivate', 'uninstall', 'activate' );
		$after = $this->step( 'state' );
		self::assertSame( array( $before['pending'], $before['calendars'] ), array( $after['pending'], $after['calendars'] ) );
	}

	public function test_deleting_cleans_every_site_of_a_network(): void {
		$this->network = true;
		$this->steps( 'install', 'network', 'second', 'activate', 'fill', 'fill-second', 'deactivate' );
		$traces = implode( "\n", $this->step( 'traces' ) );
		self::assertStringContainsString( 'sbother_2_slotbridge_outbox: the table', $traces );
		$this->step( 'uninstall' );
		self::assertSame( array(), $this->step( 'traces' ) );
	}

	public function test_an_upgrade_runs_the_missing_steps_and_keeps_the_data(): void {
		$this->steps( 'install', 'activate' );
		$filled = $this->step( 'fill' );
		$this->step( 'older' );
		$state = $this->step( 'state' );
		self::assertSame( Migrations::latest(), $state['schema'] );
		self::assertSame( $filled['rows'], $state['pending'] );
		self::assertTrue( $state['callback'], 'The table of the second step is there.' );
	}

	public function test_on_a_wordpress_that_is_too_old_it_rests_and_says_why(): void {
		$this->step( 'install' );
		$answer = $this->step( 'too-old' );
		self::assertStringContainsString( 'This site has PHP ' . PHP_VERSION . ' and WordPress 6.7.2', $answer['notice'] );
		self::assertFalse( $answer['loaded'] );
		self::assertTrue( $answer['rests'] );
	}

	private function steps( string ...$steps ): void {
		foreach ( $steps as $step ) {
			self::assertNotFalse( $this->step( $step ), $step );
		}
	}

	private function step( string $step ): mixed {
		return Processes::other_site( $step, $this->network );
	}
}
