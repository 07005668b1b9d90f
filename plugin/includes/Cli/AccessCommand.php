<?php
/**
 * `wp slotbridge access check`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Access\Access;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\Slugs;

/**
 * Tells who may see which calendar, and why.
 *
 * ## EXAMPLES
 *
 *     $ wp slotbridge access check ana@example.com coaching
 */
final class AccessCommand {

	/**
	 * Tells whether a member may see a calendar, and why.
	 *
	 * Ends with 0 when the member may see it, and with 1 when not.
	 *
	 * ## OPTIONS
	 *
	 * <user>
	 * : The member's id, login or e-mail address; 0 for a visitor who is not logged in.
	 *
	 * <calendar>
	 * : The calendar's id or slug.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp slotbridge access check ana@example.com coaching
	 *     $ wp slotbridge access check 0 12 --format=json
	 *
	 * @param list<string>         $arguments Member and calendar.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function check( array $arguments, array $options ): void {
		$user_id  = self::user( $arguments[0] ?? '' );
		$calendar = self::calendar( $arguments[1] ?? '' );
		$told = Access::calendar( $user_id, $calendar->ID )->to_array();
		Output::facts(
			$options,
			array(
				'user'         => $user_id,
				'calendar'     => $calendar->ID,
				'calendarName' => $calendar->post_title,
				'allowed'      => $told['allowed'] ? 'yes' : 'no',
				'reason'       => $told['reason'],
				'until'        => $told['until'],
				'words'        => $told['words'],
			)
		);
		if ( ! $told['allowed'] ) {
			\WP_CLI::halt( 1 );
		}
	}

	private static function user( string $given ): int {
		if ( '0' === $given ) {
			return 0;
		}
		foreach ( array( ctype_digit( $given ) ? 'id' : 'login', 'email', 'login' ) as $by ) {
			$user = get_user_by( $by, $given );
			if ( $user instanceof \WP_User ) {
				return $user->ID;
			}
		}
		Output::fail( "There is no user \"$given\" on this site." );
	}

	private static function calendar( string $given ): \WP_Post {
		$post = get_post( ctype_digit( $given ) ? (int) $given : Slugs::calendar_with( $given, 0 ) );
		if ( ! $post instanceof \WP_Post || ! CalendarPostType::is_calendar( $post ) ) {
			Output::fail( "There is no calendar \"$given\" on this site." );
		}
		return $post;
	}
}
