<?php
/**
 * Several processes compare the same user at the same moment: exactly one tells of the change.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\MemberStore;
use SlotBridge\AccessAlly\MemberTable;
use SlotBridge\Tests\Processes;
use SlotBridge\Triggers\Triggers;

final class MemberRaceTest extends AccessAllyTestCase {

	protected bool $rolls_back = false;

	public function test_of_four_processes_one_tells(): void {
		$gold = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->user( 'race-ana' );
		try {
			MemberStore::compare( $ana );
			update_option( Triggers::OPTION, array( 'com.slotbridge.member.tag-added' ), false );
			update_option( 'slotbridge_test_user', $ana, false );
			for ( $round = 0; $round < 3; $round++ ) {
				$this->give( $ana, $gold );
				update_option( 'slotbridge_test_start', microtime( true ) + 2.5, false );
				$lines = array_column( Processes::php( 'compare-member', 4 ), 'output' );
				self::assertSame( "com.slotbridge.member.tag-added $gold", trim( implode( '', $lines ) ) );
				$this->take( $ana, $gold );
				$this->forget();
				MemberStore::compare( $ana );
			}
		} finally {
			wp_delete_user( $ana );
			MemberTable::remove( $ana );
			$this->take( $ana, $gold );
			foreach ( array( 'slotbridge_test_user', 'slotbridge_test_start', Triggers::OPTION, \AccessAllyStandInStorage::TAGS ) as $option ) {
				delete_option( $option );
			}
		}
	}
}
