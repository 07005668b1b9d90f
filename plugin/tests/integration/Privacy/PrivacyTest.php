<?php
/**
 * WordPress's export and erasure of personal data, over this site's rows and the real bridge's.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Privacy;

use SlotBridge\Access\Loss\LossTable;
use SlotBridge\Access\Loss\SeenTable;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Plugin;
use SlotBridge\Privacy\LocalTables;
use SlotBridge\Privacy\PolicyText;
use SlotBridge\Settings\AuditTable;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Tests\TestBridge;

final class PrivacyTest extends OutboxTestCase {

	private const EMAIL = 'ana@example.test';
	private const OTHER = 'joana@example.test';

	private int $ana = 0;
	private int $joana = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->ana   = $this->member( 'ana', self::EMAIL );
		$this->joana = $this->member( 'joana', self::OTHER );
	}

	protected function tearDown(): void {
		( new Pairing() )->forget();
		parent::tearDown();
	}

	private function member( string $login, string $email ): int {
		$id = wp_insert_user( array( 'user_login' => $login, 'user_email' => $email, 'user_pass' => wp_generate_password() ) );
		self::assertIsInt( $id );
		$this->tell( "member/$id", $email );
		return $id;
	}

	/** A row as an event of a member, or one that names the address, leaves it. */
	private function tell( string $subject, string $email, string $state = 'sent' ): void {
		$payload = (string) wp_json_encode( array( 'entity' => array( 'id' => 1, 'name' => 'Somebody', 'email' => $email ), 'changed' => array() ) );
		$id      = $this->table()->insert( 'com.slotbridge.member.synced', $subject, $payload, '' );
		$this->alter( "state = '$state', sent_at = '" . OutboxTable::time() . "', claimed_at = '" . OutboxTable::time() . "'", "id = $id" );
	}

	/** @return array<string, mixed>|\WP_Error */
	private static function erase( string $email = self::EMAIL, int $page = 1 ): array|\WP_Error {
		return apply_filters( 'wp_privacy_personal_data_erasers', array() )['slotbridge']['callback']( $email, $page );
	}

	/** @return list<array<string, mixed>> Items of all pages. */
	private static function export( string $email = self::EMAIL ): array {
		$items = array();
		for ( $page = 1; $page < 30; $page++ ) {
			$part = apply_filters( 'wp_privacy_personal_data_exporters', array() )['slotbridge']['callback']( $email, $page );
			self::assertIsArray( $part );
			$items = array_merge( $items, $part['data'] );
			if ( $part['done'] ) {
				return $items;
			}
		}
		self::fail( 'The export has no end.' );
	}

	private function text_of_rows(): string {
		return implode( "\n", array_map( static fn ( object $row ): string => "$row->subject $row->payload", $this->rows() ) );
	}

	public function test_an_export_has_this_person_s_rows_and_nobody_else_s(): void {
		$this->tell( 'inbound/3', self::EMAIL );
		$this->tell( 'inbound/4', self::OTHER );
		$items = self::export();
		self::assertSame( array( 'slotbridge-member', 'slotbridge-outbox', 'slotbridge-mentions' ), array_column( $items, 'group_id' ) );
		self::assertStringContainsString( self::EMAIL, (string) wp_json_encode( $items ) );
		self::assertStringNotContainsString( self::OTHER, (string) wp_json_encode( $items ) );
		self::assertSame( array(), self::export( 'nobody@example.test' ) );
	}

	/**
	 * @dataProvider kinds_of_row
	 */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'kinds_of_row' )]
	public function test_an_erasure_takes_this_person_s_events_in_each_state_and_nobody_else_s( string $state ): void {
		$this->tell( "member/$this->ana", self::EMAIL, $state );
		$result = self::erase();
		self::assertSame( array( true, true ), array( $result['items_removed'], $result['done'] ) );
		self::assertSame( "member/$this->joana", $this->rows()[0]->subject );
		self::assertCount( 1, $this->rows() );
		self::assertStringContainsString( self::OTHER, $this->text_of_rows() );
	}

	/** @return array<string, array{string}> */
	public static function kinds_of_row(): array {
		return array( 'waiting' => array( 'pending' ), 'sent' => array( 'sent' ), 'refused' => array( 'refused' ) );
	}

	public function test_a_row_that_is_on_its_way_is_asked_for_again(): void {
		$this->tell( "member/$this->ana", self::EMAIL, 'sending' );
		$result = self::erase();
		self::assertSame( array( true, false ), array( $result['items_retained'], $result['done'] ) );
		self::assertStringContainsString( '1 event that names this person', $result['messages'][0] );
		$this->alter( "state = 'sent'", "state = 'sending'" );
		self::assertTrue( self::erase( self::EMAIL, 2 )['done'] );
	}

	public function test_other_rows_lose_the_address_alone(): void {
		$this->tell( 'inbound/3', self::EMAIL );
		$this->tell( 'inbound/4', self::OTHER );
		$this->tell( 'calendar/5', self::EMAIL );
		self::erase();
		$rows = array_column( array_map( static fn ( object $row ): array => array( $row->subject, $row->payload ), $this->rows() ), 1, 0 );
		self::assertStringContainsString( '[erased]', $rows['inbound/3'] );
		self::assertStringNotContainsString( self::EMAIL, $rows['inbound/3'] );
		self::assertStringContainsString( self::OTHER, $rows['inbound/4'] );
		self::assertStringContainsString( self::EMAIL, $rows['calendar/5'], 'A calendar is the owner\'s own text.' );
	}

	public function test_the_rows_of_other_parts_go_and_the_audit_log_forgets_who(): void {
		foreach ( array( $this->ana => self::EMAIL, $this->joana => self::OTHER ) as $user => $email ) {
			LossTable::add( $user, 5, time() + 60, 'rules-not-met' );
			SeenTable::mark( $user );
			wp_set_current_user( $user );
			do_action( 'slotbridge_audit', 'settings', null, array( 'note' => $email ) );
		}
		wp_set_current_user( 0 );
		$kept = fn ( string $table ): array => array_map( 'intval', $GLOBALS['wpdb']->get_col( $GLOBALS['wpdb']->prepare( 'SELECT user_id FROM %i WHERE user_id IN (%d, %d) ORDER BY user_id', $GLOBALS['wpdb']->prefix . $table, $this->ana, $this->joana ) ) );
		foreach ( LocalTables::OWN as $table ) {
			self::assertSame( array( $this->ana, $this->joana ), $kept( $table ), "$table, before" );
		}
		$groups = array_column( self::export(), 'group_id' );
		foreach ( array( 'slotbridge-member', 'slotbridge-access-loss', 'slotbridge-audit' ) as $group ) {
			self::assertContains( $group, $groups );
		}
		self::assertTrue( self::erase()['done'] );
		foreach ( LocalTables::OWN as $table ) {
			self::assertSame( array( $this->joana ), $kept( $table ), $table );
		}
		$audit = array_column( ( new AuditTable() )->page( array( 'what' => 'settings' ), 2 ), null, 'id' );
		ksort( $audit );
		[ $hers, $other ] = array_values( $audit );
		self::assertSame( array( 'id' => 0, 'name' => '' ), $hers['user'] );
		self::assertSame( $this->joana, $other['user']['id'] );
		self::assertStringContainsString( '[erased]', (string) wp_json_encode( $hers['changes'] ) );
		self::assertStringContainsString( self::OTHER, (string) wp_json_encode( $other['changes'] ) );
	}

	public function test_a_user_who_was_deleted_is_found_by_what_was_told(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		wp_delete_user( $this->ana );
		self::assertCount( 1, self::export() );
		self::assertTrue( self::erase()['done'] );
		self::assertStringNotContainsString( self::EMAIL, str_replace( self::OTHER, '', $this->text_of_rows() ) );
		self::assertStringContainsString( self::OTHER, $this->text_of_rows() );
	}

	public function test_what_the_bridge_keeps_is_exported_and_erased(): void {
		TestBridge::pair();
		$id = random_int( 1000000, 2000000000 );
		$this->deliver( $id, array( 'description' => 'Ask ' . self::EMAIL . ', or ' . self::OTHER ) );
		self::assertContains( 'slotbridge-bridge-mentions', array_column( self::export(), 'group_id' ) );
		self::assertStringContainsString( self::EMAIL, $this->bridge_text( $id ) );
		$page = 1;
		do {
			$result = self::erase( self::EMAIL, $page++ );
			self::assertIsArray( $result, is_wp_error( $result ) ? $result->get_error_message() : '' );
		} while ( ! $result['done'] );
		self::assertGreaterThan( 2, $page, 'The bridge was asked.' );
		self::assertTrue( $result['items_removed'] );
		$left = $this->bridge_text( $id );
		self::assertStringNotContainsString( self::EMAIL, str_replace( self::OTHER, '', $left ) );
		self::assertStringContainsString( '[erased], or ' . self::OTHER, $left );
		self::assertNotContains( 'slotbridge-bridge-mentions', array_column( self::export(), 'group_id' ) );
	}

	public function test_while_the_bridge_is_away_nothing_is_called_done(): void {
		TestBridge::away();
		self::assertFalse( self::erase()['done'] );
		for ( $page = 2; $page <= 6; $page++ ) {
			$result = self::erase( self::EMAIL, $page );
			self::assertIsArray( $result );
			self::assertSame( array( true, false ), array( $result['items_retained'], $result['done'] ) );
			self::assertStringContainsString( 'that is still there', $result['messages'][0] );
		}
		self::assertInstanceOf( \WP_Error::class, self::erase( self::EMAIL, 7 ), 'WordPress keeps the request open then.' );
		$export = apply_filters( 'wp_privacy_personal_data_exporters', array() )['slotbridge']['callback'];
		self::assertFalse( $export( self::EMAIL, 1 )['done'] );
		self::assertInstanceOf( \WP_Error::class, $export( self::EMAIL, 2 ), 'No file that looks whole and is not.' );
	}

	public function test_a_site_that_lost_its_bridge_says_what_it_cannot_know(): void {
		( new Pairing() )->forget();
		$result = self::erase();
		self::assertTrue( $result['done'] );
		self::assertStringContainsString( 'not connected to a bridge any more', $result['messages'][0] );
	}

	public function test_the_suggested_policy_is_where_wordpress_looks_for_it(): void {
		require_once ABSPATH . 'wp-admin/includes/class-wp-privacy-policy-content.php';
		self::assertSame( 10, has_action( 'admin_init', array( PolicyText::class, 'suggest' ) ) );
		remove_all_actions( 'admin_init' ); // Others look for updates then.
		add_action( 'admin_init', array( PolicyText::class, 'suggest' ) );
		set_current_screen( 'dashboard' );
		do_action( 'admin_init' );
		$found = array_filter( \WP_Privacy_Policy_Content::get_suggested_policy_text(), static fn ( array $section ): bool => 'SlotBridge' === $section['plugin_name'] );
		self::assertCount( 1, $found );
		self::assertStringContainsString( 'Suggested text:', PolicyText::text() );
	}

	/** @param array<string, mixed> $more Fields of the calendar. */
	private function deliver( int $id, array $more ): void {
		foreach ( (array) TestBridge::client()->call( 'GET', '/v1/connections' )->data()['connections'] as $left ) {
			TestBridge::client()->call( 'DELETE', '/v1/connections/' . $left['id'] ); // Of a run that was ended half way.
		}
		$connection = TestBridge::client()->call(
			'POST',
			'/v1/connections',
			array(),
			(string) wp_json_encode( array( 'token' => getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_TOKEN' ), 'locationId' => getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_LOCATION' ), 'label' => 'Privacy' ) )
		)->data()['connection'];
		Plugin::outbox()->record( EventTypes::CALENDAR_CREATED, "calendar/$id", $more + Events::calendar( $id ), array( 'name' ) );
		$this->alter( "state = 'sent'", "subject LIKE 'member/%'" );
		Plugin::dispatcher()->dispatch();
		$end = time() + 90;
		do {
			usleep( 200000 );
			$event = TestBridge::events( "calendar/$id" )[0] ?? array();
		} while ( 'delivered' !== ( $event['state'] ?? '' ) && time() < $end );
		self::assertSame( 'delivered', $event['state'] ?? '', (string) wp_json_encode( $event ) );
		TestBridge::client()->call( 'DELETE', '/v1/connections/' . $connection['id'] );
	}

	private function bridge_text( int $id ): string {
		$event = TestBridge::events( "calendar/$id" )[0];
		return (string) wp_json_encode( TestBridge::client()->call( 'GET', '/v1/activity/' . $event['id'] )->data(), JSON_UNESCAPED_SLASHES );
	}
}
