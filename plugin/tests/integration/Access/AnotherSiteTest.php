<?php
/**
 * A network of sites: what somebody is on one of them opens nothing on another.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Tests\Processes;

final class AnotherSiteTest extends \PHPUnit\Framework\TestCase {

	protected function tearDown(): void {
		Processes::other_site( 'remove', false );
		parent::tearDown();
	}

	public function test_membership_of_one_site_opens_nothing_on_another(): void {
		foreach ( array( 'install', 'network', 'second', 'activate' ) as $step ) {
			self::assertNotFalse( Processes::other_site( $step, true ), $step );
		}
		self::assertSame(
			array(
				'1 team, asked on 1'      => 'rules',
				'1 team, asked on 2'      => 'unknown-calendar',
				'1 role, asked on 1'      => 'rules',
				'1 role, asked on 2'      => 'unknown-calendar',
				'1 everybody, asked on 1' => 'everybody',
				'1 everybody, asked on 2' => 'unknown-calendar',
				'2 team, asked on 1'      => 'unknown-calendar',
				'2 team, asked on 2'      => 'not-of-this-site',
				'2 role, asked on 1'      => 'unknown-calendar',
				'2 role, asked on 2'      => 'not-of-this-site',
				'2 everybody, asked on 1' => 'unknown-calendar',
				'2 everybody, asked on 2' => 'everybody',
			),
			Processes::other_site( 'access', true )
		);
	}
}
