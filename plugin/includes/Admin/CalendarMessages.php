<?php
/**
 * What WordPress says after something was done to calendars or groups, in words that fit them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\GroupTaxonomy;

final class CalendarMessages {

	/** Registers the hooks. */
	public static function register(): void {
		add_filter( 'bulk_post_updated_messages', array( self::class, 'calendars' ), 10, 2 );
		add_filter( 'term_updated_messages', array( self::class, 'groups' ) );
	}

	/**
	 * @param array<string, mixed> $messages By post type.
	 * @param array<string, int>   $counts   By what was done.
	 * @return array<string, mixed>
	 */
	public static function calendars( array $messages, array $counts ): array {
		$count = static fn ( string $key ): int => $counts[ $key ] ?? 0;

		$messages[ CalendarPostType::NAME ] = array(
			/* translators: %s: number of calendars. */
			'updated'   => _n( '%s calendar saved.', '%s calendars saved.', $count( 'updated' ), 'slotbridge' ),
			/* translators: %s: number of calendars. */
			'locked'    => _n( '%s calendar was left as it is: somebody is editing it.', '%s calendars were left as they are: somebody is editing them.', $count( 'locked' ), 'slotbridge' ),
			/* translators: %s: number of calendars. */
			'deleted'   => _n( '%s calendar deleted for good.', '%s calendars deleted for good.', $count( 'deleted' ), 'slotbridge' ),
			/* translators: %s: number of calendars. */
			'trashed'   => _n( '%s calendar moved to the trash.', '%s calendars moved to the trash.', $count( 'trashed' ), 'slotbridge' ),
			/* translators: %s: number of calendars. */
			'untrashed' => _n( '%s calendar restored from the trash.', '%s calendars restored from the trash.', $count( 'untrashed' ), 'slotbridge' ),
		);
		return $messages;
	}

	/**
	 * @param array<string, mixed> $messages By taxonomy.
	 * @return array<string, mixed>
	 */
	public static function groups( array $messages ): array {
		$messages[ GroupTaxonomy::NAME ] = array(
			0 => '',
			1 => __( 'Calendar group added.', 'slotbridge' ),
			2 => __( 'Calendar group deleted. Its calendars are in no group now.', 'slotbridge' ),
			3 => __( 'Calendar group saved.', 'slotbridge' ),
			4 => __( 'The calendar group was not added.', 'slotbridge' ),
			5 => __( 'The calendar group was not saved. Is the slug taken by another group?', 'slotbridge' ),
			6 => __( 'Calendar groups deleted. Their calendars are in no group now.', 'slotbridge' ),
		);
		return $messages;
	}
}
