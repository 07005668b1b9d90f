<?php
/**
 * The owner is told after a quarter of an hour, once, and no longer when all is well again.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Outbox;

use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\StuckAlert;
use SlotBridge\Settings\Settings;
use SlotBridge\Tests\OutboxTestCase;

final class StuckAlertTest extends OutboxTestCase {

	/** @var list<array<string, mixed>> */
	private array $mails = array();

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'pre_wp_mail', array( $this, 'catch_mail' ), 10, 2 );
	}

	protected function tearDown(): void {
		remove_filter( 'pre_wp_mail', array( $this, 'catch_mail' ) );
		parent::tearDown();
	}

	public function catch_mail( mixed $sent, array $mail ): bool {
		$this->mails[] = $mail;
		return true;
	}

	public function test_notice_and_mail_come_after_fifteen_minutes_and_go_when_it_was_sent(): void {
		Settings::save( false, 'owner@example.test' );
		$alert = new StuckAlert( $this->table() );
		$this->record( 'calendar/1', 'calendar/2' );
		$this->alter( "created_at = '" . OutboxTable::time( -14 * 60 ) . "'" );
		self::assertSame( '', $this->notice( $alert ) );
		$alert->check();
		self::assertSame( array(), $this->mails );

		$this->alter( "created_at = '" . OutboxTable::time( -20 * 60 ) . "', last_error = 'The <b>bridge</b> is away.'" );
		$notice = $this->notice( $alert );
		self::assertStringContainsString( '2 changes have been waiting, the oldest for 20 min', $notice );
		self::assertStringContainsString( 'The &lt;b&gt;bridge&lt;/b&gt; is away.', $notice );
		$alert->check();
		$alert->check();
		self::assertCount( 1, $this->mails );
		self::assertSame( 'owner@example.test', $this->mails[0]['to'] );
		self::assertStringContainsString( 'The <b>bridge</b> is away.', $this->mails[0]['message'] );

		$this->alter( "state = 'sent'" );
		self::assertSame( '', $this->notice( $alert ) );
		$alert->check();
		self::assertFalse( get_option( StuckAlert::OPTION ) );
		$this->record( 'calendar/3' );
		$this->alter( "created_at = '" . OutboxTable::time( -20 * 60 ) . "'", "state = 'pending'" );
		$alert->check();
		self::assertCount( 2, $this->mails, 'The next trouble is told again.' );
	}

	public function test_without_an_address_no_mail_goes_out(): void {
		$this->record( 'calendar/1' );
		$this->alter( "created_at = '" . OutboxTable::time( -20 * 60 ) . "'" );
		( new StuckAlert( $this->table() ) )->check();
		self::assertSame( array(), $this->mails );
	}

	public function test_only_those_who_can_act_see_it(): void {
		$this->record( 'calendar/1' );
		$this->alter( "created_at = '" . OutboxTable::time( -20 * 60 ) . "'" );
		$editor = wp_insert_user( array( 'user_login' => 'alert-editor', 'user_pass' => 'x', 'role' => 'editor' ) );
		wp_set_current_user( (int) $editor );
		self::assertSame( '', $this->notice( new StuckAlert( $this->table() ) ) );
	}

	private function notice( StuckAlert $alert ): string {
		ob_start();
		$alert->show();
		return (string) ob_get_clean();
	}
}
