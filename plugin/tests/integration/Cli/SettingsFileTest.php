<?php
/**
 * `export` and `import`: a round trip without any secret, checked as a whole, stored as a whole or not at all.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Cli;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Settings\Settings;
use SlotBridge\Tests\WpCli;

final class SettingsFileTest extends CliTestCase {

	private string $file;

	protected function setUp(): void {
		parent::setUp();
		$this->file = (string) tempnam( get_temp_dir(), 'slotbridge-settings' );
		Settings::save( false, '' );
		delete_option( 'slotbridge_triggers' );
	}

	protected function tearDown(): void {
		wp_delete_file( $this->file );
		Settings::save( false, '' );
		delete_option( 'slotbridge_triggers' );
		parent::tearDown();
	}

	/** @return array<string, mixed> */
	private function export(): array {
		$result = $this->wp( 'export' );
		self::assertSame( 0, $result['code'], $result['err'] );
		return json_decode( $result['out'], true, 512, JSON_THROW_ON_ERROR );
	}

	/** @param array<string, mixed> $document What the file holds. */
	private function import( array $document, string ...$options ): array {
		file_put_contents( $this->file, wp_json_encode( $document ) );
		$result = $this->wp( 'import', $this->file, '--format=json', ...$options );
		wp_cache_flush();
		return $result;
	}

	private function fill(): void {
		Settings::save( true, 'owner@example.com' );
		update_option( 'slotbridge_triggers', array( 'com.slotbridge.member.synced' ), false );
		$group = \SlotBridge\Calendars\CalendarWriter::group( array( 'name' => 'A & B', 'slug' => 'a-b', 'description' => '<b>', 'status' => 'inactive', 'audience' => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'role', 'id' => 'subscriber', 'name' => 'Subscriber' ) ) ) ) );
		self::assertIsInt( $group );
		$this->add_calendar( array( 'name' => 'Ü "1"', 'slug' => 'u-1', 'group' => $group, 'status' => 'draft' ) );
	}

	public function test_a_round_trip_brings_everything_back_and_holds_no_secret(): void {
		$this->fill();
		$document = $this->export();
		$pairing  = ( new Pairing() )->require();
		foreach ( array( $pairing->secret, $pairing->site_id, self::$own->facts['token'] ) as $secret ) {
			self::assertStringNotContainsString( $secret, (string) wp_json_encode( $document ) );
		}
		self::assertSame( array( 'Ü "1"', 'a-b' ), array( $document['calendars'][0]['name'], $document['calendars'][0]['group'] ) );
		self::assertArrayNotHasKey( 'version', $document['mapping'] );

		self::assertSame( array(), json_decode( $this->import( $document )['out'], true ), 'This site has all of it already.' );
		$this->tearDown();
		$this->setUp();

		$diff = json_decode( $this->import( $document, '--dry-run' )['out'], true );
		self::assertContains( array( 'group', 'A & B', 'add' ), array_map( static fn ( array $row ): array => array( $row['part'], $row['name'], $row['change'] ), $diff ) );
		self::assertSame( '', Settings::read()['alertEmail'], 'A dry run changes nothing.' );
		self::assertSame( 1, $this->import( $document )['code'], 'Nobody has said yes.' );

		$done = $this->import( $document, '--yes' );
		self::assertSame( 0, $done['code'], $done['err'] );
		$again = $this->export();
		self::assertEquals( array_diff_key( $document, array( 'exportedAt' => 0 ) ), array_diff_key( $again, array( 'exportedAt' => 0 ) ) );
		self::assertContains( 'settings.imported', array_column( $this->audit(), 'what' ) );
	}

	public function test_the_file_is_checked_as_a_whole_before_anything_is_stored(): void {
		$good = $this->export();
		$bad  = array(
			'a form of tomorrow' => array( 'slotbridge' => 99 ) + $good,
			'no file of ours'    => array( 'hello' => 'world' ),
			'an unknown part'    => $good + array( 'passwords' => array() ),
			'a bad address'      => array( 'settings' => array( 'alertEmail' => 'nobody' ) ) + $good,
			'an unknown setting' => array( 'settings' => array( 'speed' => 1 ) ) + $good,
			'an unknown option'  => array( 'options' => array( 'pairing' => array() ) ) + $good,
			'a faulty calendar'  => array( 'settings' => array( 'alertEmail' => 'a@example.com' ), 'calendars' => array( array( 'name' => 'X', 'slug' => 'x', 'color' => 'red' ) ) ) + $good,
			'a group of nowhere' => array( 'calendars' => array( array( 'name' => 'X', 'slug' => 'x', 'group' => 'nowhere' ) ) ) + $good,
			'two of one slug'    => array( 'groups' => array( array( 'name' => 'X', 'slug' => 'x' ), array( 'name' => 'Y', 'slug' => 'x' ) ) ) + $good,
		);
		foreach ( $bad as $what => $document ) {
			$result = $this->import( $document, '--yes' );
			self::assertSame( 1, $result['code'], $what );
			self::assertStringContainsString( 'Nothing was changed', $result['err'], $what );
		}
		file_put_contents( $this->file, '{"half' );
		self::assertSame( 1, $this->wp( 'import', $this->file, '--yes' )['code'] );
		self::assertSame( 1, $this->wp( 'import', $this->file . '-missing', '--yes' )['code'] );
		self::assertSame( '', Settings::read()['alertEmail'] );
		self::assertSame( array(), get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1 ) ) );
	}

	public function test_a_mapping_that_the_bridge_refuses_leaves_the_site_as_it_was(): void {
		$document              = $this->export();
		$document['settings']  = array( 'alertEmail' => 'new@example.com' );
		$document['calendars'] = array( array( 'name' => 'Not to be', 'slug' => 'not-to-be' ) );

		$document['mapping']['policies']['calendarRemoved'] = 'burn';
		$result = $this->import( $document, '--yes' );
		self::assertSame( 1, $result['code'], $result['out'] );
		self::assertSame( '', Settings::read()['alertEmail'] );
		self::assertSame( array(), get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1 ) ) );
		self::assertSame( array(), $this->rows() );

		$document['mapping']['policies']['calendarRemoved'] = 'delete';
		self::assertSame( 0, $this->import( $document, '--yes' )['code'] );
		self::assertSame( 'delete', $this->export()['mapping']['policies']['calendarRemoved'] );
		self::assertCount( 1, $this->rows() );
		$changes = array_column( $this->audit(), 'changes', 'what' );
		self::assertContains( array( 'path' => 'policies.calendarRemoved', 'old' => 'draft', 'new' => 'delete' ), $changes['mapping'] );
	}

	public function test_a_file_is_written_and_not_overwritten_without_a_yes(): void {
		$result = WpCli::run( array( 'slotbridge', 'export', $this->file ), "n\n" );
		self::assertSame( 1, $result['code'] );
		self::assertSame( '', file_get_contents( $this->file ) );
		self::assertSame( 0, $this->wp( 'export', $this->file, '--yes' )['code'] );
		self::assertSame( 1, json_decode( (string) file_get_contents( $this->file ), true )['slotbridge'] );
		self::assertSame( 1, $this->wp( 'export', '/nowhere/at/all.json' )['code'] );
	}
}
