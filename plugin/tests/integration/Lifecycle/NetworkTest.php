<?php
/**
 * A real network of sites: each gets its tables by itself, keeps them to itself, and takes them along when it is deleted.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Lifecycle;

use SlotBridge\Tests\Processes;

final class NetworkTest extends \PHPUnit\Framework\TestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->steps( 'install', 'network', 'activate' );
	}

	protected function tearDown(): void {
		Processes::other_site( 'remove', false );
		parent::tearDown();
	}

	public function test_a_new_site_has_its_tables_at_once_and_loses_them_with_the_site(): void {
		$before = $this->step( 'tables' );
		self::assertContains( 'slotbridge_outbox', $before );
		self::assertNotContains( '2_slotbridge_outbox', $before );
		$this->step( 'second' );
		self::assertEqualsCanonicalizing( array_merge( $before, array_map( static fn ( string $table ): string => "2_$table", $before ) ), $this->step( 'tables' ) );

		$this->step( 'fill-second' );
		$called = $this->step( 'delete-second' );
		self::assertSame( array( 'DELETE http://127.0.0.1:9/v1/pair' ), $called, 'The bridge is told, and that it is away keeps nobody.' );
		self::assertSame( $before, $this->step( 'tables' ), 'The other site keeps its own.' );
	}

	public function test_nothing_of_one_site_can_be_read_from_another(): void {
		$this->step( 'second' );
		$seen = $this->step( 'apart' );
		self::assertSame( array( 'site-1', 20, 0, 404, 'http://127.0.0.1' ), array_values( $seen['1'] ) );
		self::assertSame( array( 'site-2', 40, 0, 200, 'http://127.0.0.1/second' ), array_values( $seen['2'] ) );
	}

	public function test_one_site_writes_for_another_that_nobody_has_visited(): void {
		$this->step( 'second' );
		self::assertSame( 1, $this->step( 'record-unvisited' ) );
	}

	public function test_the_address_of_one_site_changes_and_the_other_goes_on(): void {
		$this->step( 'second' );
		$this->step( 'apart' );
		self::assertSame( array( 1 => false, 2 => true ), $this->step( 'moved-second' ) );
	}

	private function steps( string ...$steps ): void {
		foreach ( $steps as $step ) {
			self::assertNotFalse( $this->step( $step ), $step );
		}
	}

	private function step( string $step ): mixed {
		return Processes::other_site( $step, true );
	}
}
