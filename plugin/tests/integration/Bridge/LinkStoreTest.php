<?php
/**
 * What the bridge tells about an entity's counterpart: stored once, never overwritten by older news.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Bridge;

use SlotBridge\Bridge\LinkStore;
use SlotBridge\Tests\TestCase;

final class LinkStoreTest extends TestCase {

	public function test_a_calendar_and_a_group_keep_their_link(): void {
		[ $calendar, $group ] = self::entities();
		self::assertNull( LinkStore::get( $calendar ) );
		foreach ( array( $calendar, $group ) as $subject ) {
			self::assertTrue( LinkStore::save( $subject, self::link( 'linked', '"100 %" \\ 👍' ), '2026-01-01T10:00:00.500Z' ) );
			$link = LinkStore::get( $subject );
			self::assertSame( $subject, $link['subject'] );
			self::assertSame( 'linked', $link['state'] );
			self::assertSame( '"100 %" \\ 👍', $link['reason'] );
			self::assertArrayNotHasKey( 'surprise', $link );
		}
	}

	public function test_older_news_is_ignored_to_the_millisecond(): void {
		[ $subject ] = self::entities();
		LinkStore::save( $subject, self::link( 'linked' ), '2026-01-01T10:00:00.500Z' );
		self::assertFalse( LinkStore::save( $subject, self::link( 'creating' ), '2026-01-01T10:00:00.499Z' ) );
		self::assertFalse( LinkStore::save( $subject, self::link( 'creating' ), '2026-01-01T11:00:00.000+02:00' ) );
		self::assertSame( 'linked', LinkStore::get( $subject )['state'] );
		self::assertTrue( LinkStore::save( $subject, self::link( 'failing' ), '2026-01-01T10:00:00.501Z' ) );
		self::assertSame( 'failing', LinkStore::get( $subject )['state'] );
	}

	public function test_what_does_not_exist_is_ignored(): void {
		$page = wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Not a calendar' ) );
		foreach ( array( 'calendar/999999', 'calendar-group/999999', "calendar/$page", 'calendar/0', 'calendar/1 OR 1', 'user/1', '' ) as $subject ) {
			self::assertFalse( LinkStore::save( $subject, self::link( 'linked' ) ), $subject );
			self::assertNull( LinkStore::get( $subject ) );
		}
	}

	public function test_whether_there_is_still_something_to_ask(): void {
		[ $subject ] = self::entities();
		self::assertTrue( LinkStore::is_unsettled( $subject, '2026-01-01 10:00:00' ) );
		self::assertFalse( LinkStore::is_unsettled( 'calendar/999999', '2026-01-01 10:00:00' ) );
		LinkStore::save( $subject, self::link( 'linked' ), '2026-01-01T10:00:01Z' );
		self::assertFalse( LinkStore::is_unsettled( $subject, '2026-01-01 10:00:00' ) );
		self::assertTrue( LinkStore::is_unsettled( $subject, '2026-01-01 10:00:02' ), 'Something was sent since.' );
		LinkStore::save( $subject, self::link( 'waiting' ), '2026-01-01T10:00:03Z' );
		self::assertTrue( LinkStore::is_unsettled( $subject, '2026-01-01 10:00:02' ) );
	}

	/** @return array{string, string} Subjects of a calendar and a group that exist. */
	private static function entities(): array {
		$post = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'draft' ) );
		$term = wp_insert_term( 'Group', 'slotbridge_calendar_group' );
		return array( 'calendar/' . $post, 'calendar-group/' . $term['term_id'] );
	}

	/** @return array<string, mixed> */
	private static function link( string $state, ?string $reason = null ): array {
		return array(
			'subject'     => 'calendar/1',
			'state'       => $state,
			'highLevelId' => 'abc',
			'reason'      => $reason,
			'surprise'    => 'unknown key',
		);
	}
}
