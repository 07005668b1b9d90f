<?php
/**
 * What SlotBridge does in AccessAlly: done by its public methods and seen afterwards, or not possible, with the reason.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\AccessAlly\Actions;
use SlotBridge\AccessAlly\MemberBatch;
use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\MemberWatch;
use SlotBridge\AccessAlly\Module;
use SlotBridge\Triggers\Triggers;

final class ActionsTest extends AccessAllyTestCase {

	private const DONE = array( 'done' => true );

	/** @return list<string> Where each can be refused. */
	private static function reasons( array ...$results ): array {
		return array_map( static fn ( array $result ): string => $result['done'] ? 'done' : $result['reason'], array_values( $results ) );
	}

	public function test_tags_are_added_and_removed(): void {
		$gold = (string) \AccessAllyStandInStorage::add_tag( 'Gold' );
		$ana  = $this->user( 'ana' );
		self::assertSame( self::DONE, Actions::add_tag( $ana, $gold ) );
		self::assertSame( array( $gold ), Members::of( $ana )->tags );
		self::assertSame( self::DONE, Actions::remove_tag( $ana, $gold ) );
		self::assertSame( array(), Members::of( $ana )->tags );
		self::assertSame( array( 'invalid', 'invalid', 'no-user', 'no-user' ), self::reasons( Actions::add_tag( $ana, 'Gold' ), Actions::remove_tag( $ana, '' ), Actions::add_tag( 99999, $gold ), Actions::remove_tag( 0, $gold ) ) );
	}

	public function test_a_custom_operation_is_run_and_told(): void {
		$gold      = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$operation = (string) \AccessAllyStandInOperations::add( 'Give Gold', 'add-tag', (string) $gold );
		$ana       = $this->user( 'ana' );
		Module::work_off();
		$fired = array();
		update_option( Triggers::OPTION, array( 'com.slotbridge.operation.run', 'com.slotbridge.member.tag-added', 'com.slotbridge.order.succeeded' ), false );
		update_option( 'slotbridge_signals', array( array( 'source' => 'operation', 'id' => $operation, 'type' => 'order.succeeded' ) ), false );
		add_action( 'slotbridge_trigger', static function ( string $type, string $subject, array $entity, array $changed, array $detail ) use ( &$fired ): void {
			$fired[ $type ] = $detail;
		}, 10, 5 );
		self::assertSame( self::DONE, Actions::run_operation( $ana, $operation ) );
		Module::work_off();
		$named = array( 'operation' => array( 'id' => $operation, 'name' => 'Give Gold' ) );
		self::assertSame( array( 'com.slotbridge.operation.run' => $named, 'com.slotbridge.order.succeeded' => $named, 'com.slotbridge.member.tag-added' => array( 'tag' => array( 'id' => (string) $gold, 'name' => 'Gold' ) ) ), $fired );
		self::assertSame( array( 'invalid' ), self::reasons( Actions::run_operation( $ana, '99' ) ) );
	}

	public function test_fields_are_set_and_users_synced(): void {
		$ana   = $this->user( 'ana' );
		$field = (string) array_key_first( Actions::fields() );
		self::assertNotSame( '', $field );
		self::assertSame( self::DONE, Actions::set_field( $ana, $field, 'blue' ) );
		self::assertSame( array( 'invalid' ), self::reasons( Actions::set_field( $ana, 'no-such-field', 'blue' ) ) );
		self::assertSame( self::DONE, Actions::sync( $ana ) );
		self::assertSame( 1, did_action( 'accessally_update_user' ) );
	}

	public function test_an_objective_is_marked_through_an_event_or_not_at_all(): void {
		$ana   = $this->user( 'ana' );
		$gold  = \AccessAllyStandInStorage::add_tag( 'Gold' );
		$event = (string) \AccessAllyStandInProgressEvents::add( 'Mark it', 'operation', '', $gold );
		self::assertSame( array( 'invalid', 'done', 'refused', 'no-user' ), self::reasons( Actions::mark_objective( $ana, '' ), Actions::mark_objective( $ana, $event ), Actions::mark_objective( $ana, $event ), Actions::mark_objective( 0, $event ) ) );
	}

	public function test_a_tag_that_was_only_a_sign_is_taken_away_again(): void {
		$ana  = $this->user( 'ana' );
		$paid = \AccessAllyStandInStorage::add_tag( 'Paid' );
		Module::work_off();
		update_option( Triggers::OPTION, array( 'com.slotbridge.subscription.paid' ), false );
		update_option( 'slotbridge_signals', array( array( 'source' => 'tag', 'id' => (string) $paid, 'type' => 'subscription.paid', 'consume' => true ), array( 'nonsense' => 1 ), 'x' ), false );
		$fired = 0;
		add_action( 'slotbridge_trigger', static function () use ( &$fired ): void {
			++$fired;
		} );
		for ( $month = 1; $month <= 3; $month++ ) {
			$this->give( $ana, $paid );
			for ( $check = 0; $check < 2; $check++ ) {
				$this->forget();
				update_option( MemberWatch::SOON, time() + 1, false );
				( new MemberBatch() )->run( 30.0 );
			}
			Members::forget( $ana );
			self::assertSame( array(), Members::of( $ana )->tags );
			self::assertSame( $month, $fired, 'Each payment shows.' );
		}
	}

	public function test_in_modes_without_the_methods_it_says_so(): void {
		$code = '$id = wp_insert_user( array( "user_login" => "ana", "user_pass" => "x", "user_email" => "ana@example.org" ) );
			$tag = (string) AccessAllyStandInStorage::add_tag( "Gold" );
			$a = "SlotBridge\\\\AccessAlly\\\\Actions";
			$all = array( $a::add_tag( $id, $tag ), $a::remove_tag( $id, $tag ), $a::run_operation( $id, "1" ), $a::sync( $id ), $a::set_field( $id, "f", "v" ), $a::mark_objective( $id, "1" ) );
			return array_map( static fn ( array $one ): string => $one["done"] ? "done" : $one["reason"], $all );';
		$this->query( 'ROLLBACK' ); // The other process must not wait for this one's rows.
		$left = array( 'AccessAllyAPI::add_tag_by_wp_user_id', 'AccessAllyMembershipUtilities::add_contact_tags', 'AccessAllyMembershipUtilities::remove_contact_tags', 'AccessAllyAPI::run_custom_operation', 'AccessAllyAPI::sync_user_info_from_crm', 'AccessAllyAPI::set_crm_contact_data', 'ProgressAllyExternalInteractions::trigger_event' );
		self::assertSame( array_fill( 0, 6, 'missing' ), StandInProcess::run( array( 'left_out' => $left ), $code ) );
		self::assertSame( array( 'unlicensed', 'unlicensed', 'unlicensed', 'unlicensed', 'unlicensed', 'unlicensed' ), StandInProcess::run( array( 'licensed' => 'no', 'progressally' => 'unlicensed' ), $code ) );
		self::assertSame( array( 'no-contact', 'no-contact', 'no-contact', 'no-contact', 'no-contact', 'refused' ), StandInProcess::run( array( 'throws' => array( '*' ) ), $code ) );
		self::assertSame( array( 'done', 'done', 'invalid', 'done', 'invalid', 'invalid' ), StandInProcess::run( array( 'tag_ids' => 'string', 'contact_ids' => 'own', 'system' => 'active-campaign' ), $code ) );
	}
}
