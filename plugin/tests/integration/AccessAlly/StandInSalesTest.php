<?php
/**
 * Custom operations, orders, subscriptions and webhooks: what each changes, and that no hook of AccessAlly says so.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

final class StandInSalesTest extends StandInTestCase {

	public function test_each_kind_of_operation_does_its_thing_and_none_speaks(): void {
		$user  = $this->member();
		$key   = \AccessAllyStandInOfferings::save( '', array( 'name' => 'Course', 'tags' => array( 'base' => '802', 'revoke' => '803' ) ) );
		$event = \AccessAllyStandInProgressEvents::add( 'Welcome', 'operation', '', 804 );
		$cases = array(
			array( 'add-tag', '801', array( 801 ) ),
			array( 'grant-offering', $key, array( 801, 802 ) ),
			array( 'remove-tag', '801', array( 802 ) ),
			array( 'revoke-offering', $key, array( 802, 803 ) ),
			array( 'grant-offering', $key, array( 802 ) ),
			array( 'trigger-event', (string) $event, array( 802, 804 ) ),
		);
		foreach ( $cases as [ $kind, $target, $expected ] ) {
			$id    = \AccessAllyStandInOperations::add( $kind, $kind, $target );
			$hooks = self::fired( static fn () => self::assertTrue( \AccessAllyAPI::run_custom_operation( $user, $id, 'Test' ) ) );
			self::assertSame( array(), preg_grep( '/^accessally|user_meta/', $hooks ), $kind );
			self::assertSame( $expected, self::tags_of( $user ), $kind );
		}
		$more = \AccessAllyStandInOperations::add( 'More', 'increase-field', 'stand_in_integer', 5 );
		$less = \AccessAllyStandInOperations::add( 'Less', 'decrease-field', 'stand_in_integer', 2 );
		\AccessAllyAPI::run_custom_operation( $user, $more, 'Test' );
		\AccessAllyAPI::run_custom_operation( $user, $less, 'Test' );
		self::assertSame( '3', \AccessAllyStandInFields::read( $user, 'stand_in_integer' ) );
		self::assertSame( array( false, false ), array( \AccessAllyAPI::run_custom_operation( $user, 9999, 'Test' ), \AccessAllyAPI::run_custom_operation( 99999999, $more, 'Test' ) ) );
		\AccessAllyStandInMode::play( array( 'licensed' => 'no' ) );
		self::assertFalse( \AccessAllyAPI::run_custom_operation( $user, $more, 'Test' ) );
	}

	public function test_operations_are_listed_in_either_form(): void {
		update_option( \AccessAllyStandInOperations::OPTION, array() );
		$id = \AccessAllyStandInOperations::add( 'Gold', 'add-tag', '1' );
		self::assertSame( array( array( 'Id' => $id, 'Name' => 'Gold' ) ), \AccessAllyAPI::get_all_custom_operations() );
		\AccessAllyStandInMode::play( array( 'operations' => 'map' ) );
		self::assertSame( array( $id => 'Gold' ), \AccessAllyAPI::get_all_custom_operations() );
	}

	public function test_what_happens_with_money_is_a_tag_and_an_operation_and_no_hook(): void {
		$user    = $this->member();
		$more    = \AccessAllyStandInOperations::add( 'Paid', 'add-tag', '820' );
		$product = \AccessAllyStandInSales::add_product( 'Monthly', array( 'success' => 811, 'failed' => 812, 'stop' => 813, 'revoke' => 814 ), array( 'success' => $more ) );
		$cases   = array(
			array( 'order-success', array( 811, 820 ), 'success' ),
			array( 'order-failed', array( 811, 812, 820 ), 'payment failed' ),
			array( 'subscription-paused', array( 811, 812, 820 ), 'paused' ),
			array( 'subscription-stopped', array( 811, 812, 813, 820 ), 'stopped' ),
			array( 'subscription-revoked', array( 812, 813, 814, 820 ), 'revoked' ),
			array( 'subscription-paid', array( 811, 812, 813, 814, 820 ), 'active' ),
		);
		foreach ( $cases as [ $event, $expected, $status ] ) {
			$hooks = self::fired( static fn () => self::assertTrue( \AccessAllyStandInSales::happen( $event, $product, $user ) ) );
			self::assertSame( array(), preg_grep( '/^accessally|user_meta/', $hooks ), $event );
			self::assertSame( $expected, self::tags_of( $user ), $event );
			self::assertSame( $status, \AccessAllyStandInSales::orders()[0]['status'] );
		}
		self::assertFalse( \AccessAllyStandInSales::happen( 'order-success', 9999, $user ) );
	}

	public function test_a_webhook_only_marks_and_the_next_visit_takes_over_what_the_crm_knows(): void {
		$user = $this->member();
		\AccessAllyStandInContacts::set_tags_in_crm( $user, array( 831 ) );
		$send = static fn () => \AccessAllyStandInWebhooks::perform( 'aal_updateuser', '1', array( $user ) );
		self::assertSame( array(), self::told( 'accessally_update_user', $send ) );
		self::assertSame( array(), self::tags_of( $user ) );
		$visit = static fn () => \AccessAllyStandInWebhooks::visit();
		self::assertSame( array(), self::told( 'accessally_update_user', $visit ), 'Another member’s visit.' );
		wp_set_current_user( $user );
		self::assertSame( array( array( $user, $user ) ), self::told( 'accessally_update_user', $visit ) );
		self::assertSame( array( 831 ), self::tags_of( $user ) );
		self::assertSame( array(), self::told( 'accessally_update_user', $visit ) );
		\AccessAllyStandInMode::play( array( 'refresh' => 'immediate' ) );
		\AccessAllyStandInContacts::set_tags_in_crm( $user, array() );
		self::assertCount( 1, self::told( 'accessally_update_user', $send ) );
		self::assertSame( array(), self::tags_of( $user ) );
	}

	public function test_a_contact_can_come_before_his_user(): void {
		$contact = \AccessAllyStandInContacts::add( 'new@example.test', 'New', 'One' );
		self::assertSame( array( array( 0, $contact ) ), self::told( 'accessally_update_user', static fn () => \AccessAllyStandInWebhooks::perform( 'aal_updateuser', '1', array( $contact ) ) ) );
		self::assertSame( array( array( 'Id' => $contact ) ), \AccessAllyMembershipUtilities::get_contact_by_email( 'new@example.test' ) );
		\AccessAllyMembershipUtilities::add_contact_tags( $contact, array( 841 ) );
		$user = \AccessAlly::add_user_and_password( $contact, false, true, array(), true );
		self::assertSame( array( $contact, array( 841 ) ), array( \AccessAllyUserPermission::get_user_contact_id( $user ), self::tags_of( $user ) ) );
		self::assertSame( 'new@example.test', \AccessAllyMembershipUtilities::get_contact( $contact )['Email'] );
		self::assertInstanceOf( \WP_Error::class, \AccessAlly::add_user_and_password( 999999 ) );
	}

	public function test_a_webhook_without_its_key_is_refused(): void {
		$user = $this->member();
		$id   = \AccessAllyStandInOperations::add( 'Gold', 'add-tag', '851' );
		add_filter( 'wp_die_handler', static fn () => static fn ( $words ) => throw new \RuntimeException( $words ) );
		$_POST = array( 'contactId' => (string) $user );
		foreach ( array( 'wrong' => 'Refused', \AccessAllyStandInWebhooks::key() => 'OK' ) as $key => $words ) {
			$_GET = array( 'aal_fieldop' => (string) $id, 'key' => $key );
			try {
				\AccessAllyStandInWebhooks::receive();
				self::fail( 'It has to end the request.' );
			} catch ( \RuntimeException $ended ) {
				self::assertSame( $words, $ended->getMessage() );
			}
			self::assertSame( 'OK' === $words ? array( 851 ) : array(), self::tags_of( $user ) );
		}
		$_GET  = array();
		$_POST = array();
	}

	public function test_the_button_on_a_page_is_there_for_members_only(): void {
		$id = \AccessAllyStandInOperations::add( 'Gold', 'add-tag', '861' );
		self::assertStringContainsString( '>Count me in</button>', do_shortcode( "[accessally_custom_operation operation_id=\"$id\" text=\"Count me in\"]" ) );
		self::assertSame( '', do_shortcode( '[accessally_custom_operation operation_id="9999"]' ) );
		wp_set_current_user( 0 );
		self::assertSame( '', do_shortcode( "[accessally_custom_operation operation_id=\"$id\"]" ) );
	}
}
