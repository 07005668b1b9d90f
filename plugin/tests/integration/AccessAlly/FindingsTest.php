<?php
/**
 * The status page's rows: in each AccessAlly that the stand-in plays they say what is there, and what follows where something is not.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use SlotBridge\Tests\TestCase;

final class FindingsTest extends TestCase {

	private const CODE = 'do_action( "accessally_update_user", 1, 1 );
		AccessAllyStandInStorage::give( AccessAllyStandInContacts::of_user( 1 ), array( AccessAllyStandInStorage::add_tag( "Gold" ) ) );
		return SlotBridge\\AccessAlly\\Findings::all();';

	/** @return array<string, string> State by row. */
	private function states( array $mode ): array {
		$rows = StandInProcess::run( $mode, self::CODE );
		foreach ( $rows as $row ) {
			self::assertSame( array( 'id', 'state', 'title', 'detail', 'consequence' ), array_keys( $row ) );
			self::assertNotSame( '', $row['title'] );
			self::assertNotSame( '', $row['detail'], $row['id'] );
			self::assertTrue( 'missing' !== $row['state'] || '' !== $row['consequence'] || 'hooks' === $row['id'], "{$row['id']} does not say what follows." );
		}
		return array_column( $rows, 'state', 'id' );
	}

	public function test_rows_by_mode(): void {
		$current = $this->states( array() );
		self::assertSame( array( 'accessally', 'version', 'tags-read', 'tags-write', 'offerings', 'access', 'teams', 'community', 'contacts', 'operations', 'bulk', 'hooks', 'progress', 'certificates', 'objectives-write' ), array_keys( $current ) );
		$expected = array( 'accessally' => 'found', 'version' => 'found', 'tags-read' => 'found', 'tags-write' => 'found', 'access' => 'found', 'contacts' => 'found', 'operations' => 'partly', 'bulk' => 'found', 'hooks' => 'partly', 'progress' => 'found', 'certificates' => 'partly', 'objectives-write' => 'partly' );
		self::assertSame( $expected, array_intersect_key( $current, $expected ) );

		$presets = \AccessAllyStandInPresets::ALL;
		$old     = $this->states( $presets['3.x'] );
		self::assertSame( array( 'partly', 'missing', 'found' ), array( $old['version'], $old['offerings'], $old['bulk'] ), 'Before 4.0 tags rest in user meta, which is read together.' );
		$free = $this->states( $presets['without a licence'] );
		self::assertSame( array( 'partly', 'partly' ), array( $free['accessally'], $free['bulk'] ) );
		$half = $this->states( $presets['methods missing'] );
		self::assertSame( array( 'missing', 'missing', 'missing', 'missing', 'partly' ), array( $half['tags-read'], $half['access'], $half['offerings'], $half['operations'], $half['bulk'] ) );
		$none = $this->states( $presets['no ProgressAlly'] );
		self::assertSame( array( 'missing', false ), array( $none['progress'], isset( $none['certificates'] ) ) );
		$foreign = $this->states( $presets['text ids, foreign contacts'] );
		self::assertSame( 'found', $foreign['bulk'], 'By the contact, whose number is not the user’s.' );
		$this->states( $presets['methods that throw'] );
	}

	public static function setUpBeforeClass(): void {
		require_once dirname( __DIR__, 2 ) . '/stand-ins/accessally/includes/presets.php';
	}
}
