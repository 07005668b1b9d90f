<?php
/**
 * Base of the tests of access: a member, a calendar in a group, and the stand-in in a known state.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Access\NoStore;
use SlotBridge\Calendars\CalendarStore;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Tests\AccessAlly\AccessAllyTestCase;

abstract class AccessTestCase extends AccessAllyTestCase {

	protected function setUp(): void {
		parent::setUp();
		NoStore::forget();
		foreach ( array( 'ana', 'ben', 'gina', 'paul', 'olga' ) as $login ) {
			wp_delete_user( (int) username_exists( $login ) ); // A site with the examples has some of them.
		}
		foreach ( get_posts( array( 'post_type' => 'slotbridge_calendar', 'post_status' => get_post_stati(), 'numberposts' => -1, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_post( $id, true );
		}
		foreach ( get_terms( array( 'taxonomy' => 'slotbridge_calendar_group', 'hide_empty' => false, 'fields' => 'ids' ) ) as $id ) {
			wp_delete_term( $id, 'slotbridge_calendar_group' );
		}
	}

	/** @param array<string, mixed> $fields Of a calendar: name, description, status (WordPress's), audience, group. */
	protected function calendar( array $fields = array() ): int {
		$id = wp_insert_post(
			array(
				'post_type'    => 'slotbridge_calendar',
				'post_title'   => $fields['name'] ?? 'Coaching',
				'post_content' => $fields['description'] ?? '',
				'post_status'  => $fields['status'] ?? 'publish',
				'meta_input'   => CalendarStore::meta_input( array_intersect_key( $fields, array( 'audience' => 0, 'durationMinutes' => 0 ) ) ),
			)
		);
		self::assertIsInt( $id );
		if ( isset( $fields['group'] ) ) {
			wp_set_object_terms( $id, array( $fields['group'] ), 'slotbridge_calendar_group' );
		}
		return $id;
	}

	/** @param array<string, mixed> $fields Status and audience. */
	protected function group( string $name, array $fields = array() ): int {
		$id = wp_insert_term( $name, 'slotbridge_calendar_group' )['term_id'];
		GroupStore::write( $id, $fields );
		return $id;
	}

	/** @return array{kind: string, id: string, name: string, as?: string} */
	protected static function rule( string $kind, int|string $id, string $name = '', string $part = '' ): array {
		return array_filter( array( 'kind' => $kind, 'id' => (string) $id, 'name' => '' === $name ? (string) $id : $name, 'as' => $part ), static fn ( string $text ): bool => '' !== $text );
	}

	/** @return array{match: string, rules: list<array<string, string>>} */
	protected static function audience_of( string $match, array ...$rules ): array {
		return array( 'match' => $match, 'rules' => $rules );
	}

	/** Makes somebody a leader or a member of a Team. */
	protected function team( int $team, int $user, bool $leader = false ): void {
		\AccessAllyStandInTeams::add( $team, $user, $leader );
		$this->forget();
	}
}
