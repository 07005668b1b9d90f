<?php
/**
 * Status, pairing, test, events, outbox, access and doctor on the command line.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Cli;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Plugin;
use SlotBridge\Tests\Events;
use SlotBridge\Tests\WpCli;

final class CommandsTest extends CliTestCase {

	public function test_each_command_has_help_with_examples_and_those_that_tell_something_a_format(): void {
		$commands = array( 'status', 'pair', 'test', 'events', 'outbox list', 'outbox retry', 'outbox drain', 'calendars import', 'calendars reconcile', 'access check', 'export', 'import', 'doctor' );
		$usage    = $this->wp()['out'];
		preg_match_all( '/wp slotbridge (\w+)/', $usage, $found );
		self::assertEqualsCanonicalizing( array_values( array_unique( array_map( static fn ( string $command ): string => explode( ' ', $command )[0], $commands ) ) ), $found[1] );
		foreach ( $commands as $command ) {
			$words = WpCli::run( array_merge( array( 'help', 'slotbridge' ), explode( ' ', $command ) ) )['out'];
			self::assertMatchesRegularExpression( "/EXAMPLES\n\n    /", $words, $command );
			self::assertMatchesRegularExpression( "/DESCRIPTION\n\n  [A-Z]/", $words, $command );
			self::assertSame( 'export' !== $command, str_contains( $words, '- yaml' ), $command );
			self::assertSame( in_array( $command, array( 'pair', 'outbox retry', 'outbox drain', 'calendars import', 'calendars reconcile', 'import' ), true ), str_contains( $words, '[--dry-run]' ), $command );
		}
	}

	public function test_status_of_a_paired_and_of_an_unpaired_site(): void {
		$status = WpCli::json( 'slotbridge', 'status' );
		self::assertSame( array( 'yes', 'yes', self::$own->facts['bridgeUrl'] ), array( $status['paired'], $status['bridgeAnswers'], $status['bridge'] ) );
		self::assertSame( "0\n", $this->wp( 'status', '--field=waiting' )['out'] );
		self::assertStringContainsString( "paired,yes\n", $this->wp( 'status', '--format=csv' )['out'] );
		( new Pairing() )->forget();
		$unpaired = $this->wp( 'status', '--format=yaml' );
		self::assertSame( 1, $unpaired['code'] );
		self::assertMatchesRegularExpression( '/^paired: ["\']?no/m', $unpaired['out'] );
	}

	public function test_pairing_asks_before_it_replaces_and_refuses_a_wrong_code_without_a_trace(): void {
		$before = get_option( Pairing::OPTION );
		$url    = self::$own->facts['bridgeUrl'];
		$asked  = WpCli::run( array( 'slotbridge', 'pair', $url, 'WRNG-WRNG-WRNG' ), "n\n" );
		self::assertSame( 1, $asked['code'] );
		self::assertStringContainsString( 'Nothing was changed.', $asked['err'] );
		$wrong = WpCli::run( array( 'slotbridge', 'pair', $url, '-', '--yes' ), "WRNG-WRNG-WRNG\n" );
		self::assertSame( 1, $wrong['code'] );
		self::assertStringStartsWith( 'Error: ', $wrong['err'] );
		self::assertSame( 1, WpCli::run( array( 'slotbridge', 'pair', $url, '--yes' ), "\n" )['code'], 'An empty code.' );
		self::assertSame( 1, $this->wp( 'pair', 'ftp://nowhere', 'x', '--dry-run' )['code'] );
		$dry = $this->wp( 'pair', $url, 'WRNG-WRNG-WRNG', '--dry-run', '--format=json' );
		self::assertSame( array( 0, $url ), array( $dry['code'], json_decode( $dry['out'], true )['pairedNow'] ) );
		wp_cache_flush();
		self::assertSame( $before, get_option( Pairing::OPTION ) );
		self::assertSame( array(), $this->audit() );
	}

	public function test_the_connection_is_tested_through_the_bridge(): void {
		$this->connect();
		$tested = WpCli::json( 'slotbridge', 'test' );
		self::assertSame( array( 'Own', 'yes' ), array( $tested[0]['connection'], $tested[0]['ok'] ) );
		self::assertSame( 1, $this->wp( 'test', 'nonsense' )['code'] );
		self::assertSame( 0, $this->wp( 'test', self::$own->facts['locationId'] )['code'] );
	}

	public function test_a_change_waits_is_drained_and_told_by_the_bridge(): void {
		$this->connect();
		$id = $this->add_calendar( array( 'name' => 'On the "command" line' ) );
		self::assertSame( 'calendar/' . $id, WpCli::json( 'slotbridge', 'outbox', 'list' )[0]['subject'] );
		self::assertSame( array(), WpCli::json( 'slotbridge', 'outbox', 'list', '--state=refused' ) );
		self::assertSame( 1, WpCli::json( 'slotbridge', 'outbox', 'drain', '--dry-run' )['pending'] );
		self::assertSame( array( OutboxRow::PENDING ), $this->states() );
		$drained = WpCli::json( 'slotbridge', 'outbox', 'drain' );
		self::assertSame( array( 1, 0, 0 ), array( $drained['sent'], $drained['refused'], $drained['waiting'] ) );
		$this->settle();
		$events = WpCli::json( 'slotbridge', 'events', "--subject=calendar/$id", '--fields=title,state,subject' );
		self::assertSame( array( array( 'title' => 'Calendar "On the "command" line" was added', 'state' => 'delivered', 'subject' => "calendar/$id" ) ), $events );
		self::assertSame( array(), WpCli::json( 'slotbridge', 'events', '--state=dead', "--subject=calendar/$id" ) );
		self::assertSame( 1, $this->wp( 'events', '--state=nonsense' )['code'] );
		self::assertSame( 1, $this->wp( 'events', '--limit=many' )['code'] );
		self::assertCount( 1, WpCli::json( 'slotbridge', 'events', '--search=command', '--limit=1' ) );
	}

	public function test_a_refused_change_is_tried_again_when_asked_for(): void {
		Plugin::outbox()->record( 'com.slotbridge.calendar.updated', 'calendar/7', array( 'id' => 7, 'name' => 'Odd' ), array( 'name' ) );
		$drained = $this->wp( 'outbox', 'drain' );
		self::assertSame( 1, $drained['code'] );
		self::assertStringContainsString( 'refused', $drained['err'] );
		$refused = WpCli::json( 'slotbridge', 'outbox', 'list', '--state=refused' );
		self::assertCount( 1, $refused );
		self::assertSame( 1, $this->wp( 'outbox', 'retry' )['code'], 'It has to be said which ones.' );
		self::assertSame( 1, $this->wp( 'outbox', 'retry', '999999' )['code'] );
		self::assertSame( $refused[0]['id'], WpCli::json( 'slotbridge', 'outbox', 'retry', '--all', '--dry-run' )[0]['id'] );
		self::assertSame( array( OutboxRow::REFUSED ), $this->states() );
		// What was wrong is put right; here in the row itself.
		global $wpdb;
		$wpdb->update( $this->table()->name(), array( 'payload' => wp_json_encode( array( 'entity' => Events::calendar( 7 ), 'changed' => array( 'name' ) ) ) ), array( 'id' => $refused[0]['id'] ) );
		$retried = $this->wp( 'outbox', 'retry', (string) $refused[0]['id'] );
		self::assertSame( 0, $retried['code'], $retried['err'] );
		self::assertSame( array( OutboxRow::SENT ), $this->states() );
		self::assertSame( array( 'outbox.retried', 'wp-cli' ), array( $this->audit()[0]['what'], $this->audit()[0]['source'] ) );
	}

	public function test_drain_says_when_the_site_is_not_paired(): void {
		( new Pairing() )->forget();
		$this->add_calendar( array( 'name' => 'Waits' ) );
		$drained = $this->wp( 'outbox', 'drain' );
		self::assertSame( 1, $drained['code'] );
		self::assertStringContainsString( 'Is this site paired?', $drained['err'] );
		self::assertSame( 1, $this->wp( 'events' )['code'] );
	}

	public function test_access_is_checked_for_people_and_calendars_that_exist(): void {
		$id = $this->add_calendar( array( 'name' => 'Open', 'slug' => 'open', 'status' => 'active' ) );
		self::assertStringContainsString( 'There is no user "nobody-here"', $this->wp( 'access', 'check', 'nobody-here', 'open' )['err'] );
		self::assertStringContainsString( 'There is no calendar "closed"', $this->wp( 'access', 'check', '1', 'closed' )['err'] );
		$ana = wp_insert_user( array( 'user_login' => 'cli-ana', 'user_pass' => wp_generate_password(), 'display_name' => 'Ana', 'role' => 'subscriber' ) );
		try {
			$allowed = $this->wp( 'access', 'check', 'cli-ana', 'open', '--format=json' );
			self::assertSame( array( 0, $id, 'yes' ), array( $allowed['code'], json_decode( $allowed['out'], true )['calendar'], json_decode( $allowed['out'], true )['allowed'] ) );
			$this->add_calendar( array( 'name' => 'Authors', 'slug' => 'authors', 'status' => 'active', 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'role', 'id' => 'author', 'name' => 'Author' ) ) ) ) );
			$denied = $this->wp( 'access', 'check', 'cli-ana', 'authors', '--format=json' );
			$told   = json_decode( $denied['out'], true );
			self::assertSame( array( 1, 'no', 'rules-not-met' ), array( $denied['code'], $told['allowed'], $told['reason'] ) );
			self::assertStringContainsString( 'Ana', $told['words'] );
			self::assertStringContainsString( 'Author', $told['words'] );
		} finally {
			wp_delete_user( $ana );
		}
	}

	public function test_the_doctor_names_what_is_wrong_and_ends_with_one(): void {
		$found = array_column( WpCli::json( 'slotbridge', 'doctor' ), 'status', 'check' );
		self::assertSame( array( 'good', 'good', 'good' ), array( $found['tables'], $found['bridge'], $found['versions'] ) );
		foreach ( array( 'accessally', 'outbox', 'timer', 'cron', 'loopback' ) as $check ) {
			self::assertArrayHasKey( $check, $found );
		}
		update_option( 'slotbridge_schema_version', 3, true );
		$this->query( 'RENAME TABLE ' . $this->table()->name() . ' TO ' . $this->table()->name() . '_away' );
		update_option( 'slotbridge_schema_version', 99, true );
		try {
			$sick = $this->wp( 'doctor', '--fields=check,status,advice' );
		} finally {
			$this->query( 'RENAME TABLE ' . $this->table()->name() . '_away TO ' . $this->table()->name() );
			update_option( 'slotbridge_schema_version', \SlotBridge\Settings\Migrations::latest(), true );
		}
		self::assertSame( 1, $sick['code'] );
		self::assertMatchesRegularExpression( '/tables\s+critical\s+Make the tables anew/', $sick['out'] );
	}
}
