<?php
/**
 * The audit log: who changed what, from where, readable, paged, kept for its time, and without any secret.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Calendars\CalendarInput;
use SlotBridge\Calendars\CalendarWriter;
use SlotBridge\Calendars\Module;
use SlotBridge\Settings\AuditChanges;
use SlotBridge\Settings\AuditMask;
use SlotBridge\Settings\AuditTable;
use SlotBridge\Tests\TestBridge;

final class AuditTest extends RestTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->query( 'DELETE FROM ' . ( new AuditTable() )->name() );
	}

	/**
	 * @param array<string, mixed> $query Filters.
	 * @return list<array<string, mixed>>
	 */
	private function log( array $query = array() ): array {
		$response = $this->call( 'GET', '/audit', null, $query );
		self::assertSame( 200, $response->get_status() );
		return $this->json( $response )['items'];
	}

	public function test_a_changed_setting_is_told_with_who_when_and_what_it_was(): void {
		wp_update_user( array( 'ID' => 1, 'display_name' => 'Olga Owner' ) );
		$this->call( 'PUT', '/settings', array( 'alertEmail' => 'olga@example.com' ) );
		$this->call( 'PUT', '/settings', array( 'alertEmail' => 'olga@example.com' ) );
		$log = $this->log();
		self::assertCount( 1, $log, 'The second save changed nothing.' );
		self::assertSame( array( 'settings', array( 'id' => 1, 'name' => 'Olga Owner' ) ), array( $log[0]['what'], $log[0]['user'] ) );
		self::assertSame( array( array( 'path' => 'alertEmail', 'old' => '', 'new' => 'olga@example.com' ) ), $log[0]['changes'] );
		self::assertEqualsWithDelta( time(), strtotime( $log[0]['at'] ), 60 );

		// The name is that of the time.
		wp_update_user( array( 'ID' => 1, 'display_name' => 'Somebody Else' ) );
		self::assertSame( 'Olga Owner', $this->log()[0]['user']['name'] );
	}

	public function test_it_is_paged_and_filtered(): void {
		foreach ( array( 'one', 'two', 'thrée %' ) as $number => $name ) {
			do_action( 'slotbridge_audit', 0 === $number ? 'connection.added' : 'settings', null, array( 'label' => $name ), array( 'subject' => $name ) );
		}
		$first = $this->json( $this->call( 'GET', '/audit', null, array( 'limit' => 2 ) ) );
		self::assertSame( array( 'thrée %', 'two' ), array_column( $first['items'], 'subject' ) );
		$second = $this->json( $this->call( 'GET', '/audit', null, array( 'limit' => 2, 'before' => $first['next'] ) ) );
		self::assertSame( array( array( 'one' ), null ), array( array_column( $second['items'], 'subject' ), $second['next'] ) );
		self::assertSame( array( 'one' ), array_column( $this->log( array( 'what' => 'connection' ) ), 'subject' ) );
		self::assertSame( array( 'thrée %' ), array_column( $this->log( array( 'q' => 'ée %' ) ), 'subject' ) );
		self::assertSame( array(), $this->log( array( 'user' => 999 ) ) );
		self::assertSame( array(), $this->log( array( 'source' => 'cron' ) ) );
		self::assertCount( 3, $this->log( array( 'user' => 1 ) ) );
		self::assertSame( 400, $this->call( 'GET', '/audit', null, array( 'source' => 'moon' ) )->get_status() );
		self::assertSame( 400, $this->call( 'GET', '/audit', null, array( 'limit' => 1000 ) )->get_status() );
	}

	public function test_old_rows_are_forgotten_in_small_batches(): void {
		do_action( 'slotbridge_audit', 'settings', null, 'new' );
		$table = ( new AuditTable() )->name();
		$this->query( "INSERT INTO $table (created_at, source, what, changes) SELECT '2001-01-01', 'site', 'old', '[]' FROM (SELECT 1 FROM information_schema.columns LIMIT " . ( AuditTable::PRUNE_BATCH + 10 ) . ') AS many' );
		self::assertSame( AuditTable::PRUNE_BATCH, ( new AuditTable() )->prune() );
		self::assertSame( 10, ( new AuditTable() )->prune() );
		self::assertSame( array( 'settings' ), array_column( $this->log(), 'what' ) );
		$this->query( "UPDATE $table SET created_at = DATE_SUB(UTC_TIMESTAMP(), INTERVAL 3 DAY)" );
		self::assertSame( 0, ( new AuditTable() )->prune() );
		add_filter( 'slotbridge_audit_days', static fn (): int => 2 );
		self::assertSame( 1, ( new AuditTable() )->prune() );
	}

	public function test_audience_and_status_of_a_calendar_are_told_and_its_colour_is_not(): void {
		$fields = CalendarInput::validate( array( 'name' => 'Gold', 'status' => 'active', 'timeZone' => 'Europe/Berlin' ), null );
		$id     = CalendarWriter::calendar( $fields );
		$change = function ( array $input ) use ( $id ): void {
			Module::look_at_all();
			\SlotBridge\Plugin::outbox()->forget();
			CalendarWriter::calendar( CalendarInput::validate( $input, get_post( $id ) ), $id );
			Module::look_at_all();
			\SlotBridge\Plugin::outbox()->forget();
		};
		$change( array( 'color' => '#d50000' ) );
		self::assertSame( array( 'calendar.added' ), array_column( $this->log(), 'what' ) );
		$change( array( 'status' => 'draft' ) );
		self::assertSame( array( array( 'path' => 'status', 'old' => 'active', 'new' => 'draft' ) ), $this->log()[0]['changes'] );
		$change( array( 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'role', 'id' => 'subscriber', 'name' => 'Subscriber' ) ) ) ) );
		self::assertSame( array( 'calendar.changed', "calendar/$id Gold" ), array( $this->log()[0]['what'], $this->log()[0]['subject'] ) );
		self::assertStringContainsString( 'subscriber', (string) wp_json_encode( $this->log()[0]['changes'] ) );
		wp_trash_post( $id );
		self::assertSame( 'calendar.removed', $this->log()[0]['what'] );
	}

	public function test_what_is_done_at_the_bridge_is_told_and_no_secret_is_in_it(): void {
		$pairing = TestBridge::pair();
		$config  = $this->json( $this->call( 'GET', '/config' ) )['config'];
		$was     = $config['policies']['groupRemoved'];
		$now     = 'draft' === $was ? 'delete' : 'draft';

		$config['policies']['groupRemoved'] = $now;
		self::assertSame( 200, $this->call( 'PUT', '/config', $config )->get_status() );
		self::assertSame( array( array( 'path' => 'policies.groupRemoved', 'old' => $was, 'new' => $now ) ), $this->log()[0]['changes'] );

		$this->call( 'PATCH', '/pauses', array( 'scope' => 'site', 'paused' => true ) );
		$this->call( 'PATCH', '/pauses', array( 'scope' => 'site', 'paused' => false ) );
		self::assertSame( array( array( 'path' => 'site', 'old' => true, 'new' => false ) ), $this->log( array( 'what' => 'pause' ) )[0]['changes'] );

		$alerts = $this->json( $this->call( 'GET', '/alerts' ) )['alerts'];
		$secret = 'whsec_' . base64_encode( str_repeat( 'canary', 5 ) );
		$saved  = $this->call( 'PUT', '/alerts', array( 'webhook' => array( 'url' => 'https://hooks.example.com/services/T0CANARY/B0CANARY', 'secret' => $secret ), 'emails' => array(), 'rules' => $alerts['rules'] ) );
		self::assertSame( 200, $saved->get_status(), (string) wp_json_encode( $saved->get_data() ) );
		$this->call( 'PUT', '/alerts', array( 'webhook' => null, 'emails' => array(), 'rules' => $alerts['rules'] ) );

		$token = (string) getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_TOKEN' );
		$added = $this->json( $this->call( 'POST', '/connections', array( 'token' => $token, 'locationId' => (string) getenv( 'SLOTBRIDGE_TEST_HIGHLEVEL_LOCATION' ), 'label' => 'Audited', 'server' => 'live' ) ) );
		$id    = $added['connection']['id'];
		$this->call( 'PATCH', "/connections/$id", array( 'label' => 'Renamed', 'token' => $token ) );
		self::assertEqualsCanonicalizing( array( array( 'label', 'Audited', 'Renamed' ), array( 'token', AuditMask::HIDDEN, AuditMask::HIDDEN ) ), array_map( 'array_values', $this->log()[0]['changes'] ) );
		$this->call( 'DELETE', "/connections/$id" );
		self::assertSame( array( 'connection.removed', 'connection.changed', 'connection.added' ), array_column( $this->log( array( 'what' => 'connection' ) ), 'what' ) );

		$before = count( $this->log() );
		self::assertSame( 409, $this->call( 'POST', '/links/mend', array( 'subject' => 'calendar/1', 'action' => 'recreate' ) )->get_status() );
		self::assertCount( $before, $this->log(), 'What was refused did not happen.' );
		self::assertSame( 202, $this->call( 'POST', '/replay', array( 'state' => 'dead' ) )->get_status() );
		self::assertSame( 'events.replayed', $this->log()[0]['what'] );

		$all = (string) wp_json_encode( $this->log( array( 'limit' => 200 ) ), JSON_UNESCAPED_SLASHES );
		foreach ( array( $token, $secret, $pairing->secret, 'T0CANARY', base64_encode( 'canarycanary' ) ) as $canary ) {
			self::assertStringNotContainsString( $canary, $all );
		}
	}

	public function test_secrets_are_masked_wherever_they_stand(): void {
		TestBridge::pair();
		$secret = ( new Pairing() )->require()->secret;
		$canary = 'ca9a47aa';
		$given  = array(
			'token'     => $canary,
			'nextToken' => array( 'value' => $canary ),
			'list'      => array( array( 'id' => 'x', 'client_secret' => $canary ) ),
			'api_key'   => $canary,
			'passwords' => array( $canary, $canary ),
			'note'      => "my key is pit-$canary-0001 and Bearer {$canary}{$canary} and $secret",
			'webhook'   => "https://user:$canary@hooks.example.com/$canary?key=$canary",
			'statement' => 'https://example.com is plain',
			'emptyCode' => '',
			'code'      => '',
		);
		do_action( 'slotbridge_audit', 'anything', null, $given, array( 'subject' => "pit-$canary-0002" ) );
		$text = (string) wp_json_encode( $this->log()[0], JSON_UNESCAPED_SLASHES );
		self::assertStringNotContainsString( $canary, $text );
		self::assertStringNotContainsString( $secret, $text );
		self::assertStringContainsString( 'https://hooks.example.com', $text );
		self::assertStringContainsString( 'https://example.com is plain', $text );
	}

	public function test_a_list_that_names_its_things_is_compared_by_those_names(): void {
		$changes = AuditChanges::between(
			array( 'fields' => array( array( 'target' => 'name', 'enabled' => true ), array( 'target' => 'color', 'enabled' => true ) ) ),
			array( 'fields' => array( array( 'target' => 'color', 'enabled' => false ), array( 'target' => 'name', 'enabled' => true ) ) )
		);
		self::assertSame( array( array( 'path' => 'fields.color.enabled', 'old' => true, 'new' => false ) ), $changes );
		self::assertSame( array(), AuditChanges::between( array( 'a' => 1, 'b' => 2 ), array( 'b' => 2, 'a' => 1 ) ) );
		self::assertCount( 101, AuditChanges::between( null, array_fill_keys( range( 1000, 1300 ), 'x' ) ) );
	}

	public function test_an_odd_call_of_the_action_harms_nobody(): void {
		do_action( 'slotbridge_audit', array( 'not a name' ) );
		do_action( 'slotbridge_audit', 'half' );
		do_action( 'slotbridge_audit', 'odd', null, "\xff\xfe", 'no context' );
		self::assertContains( 'half', array_column( $this->log(), 'what' ) );
	}
}
