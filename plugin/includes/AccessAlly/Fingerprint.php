<?php
/**
 * A short mark of the things that decide what a user may do: as long as it stays the same, nothing needs to be asked for in full.
 *
 * It holds what can be read cheaply: their tags, Teams and roles, the site's rules of access, and a day that begins at
 * another second for each user. So what no cheap sign tells of is still found within a day, a few users at a time.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Fingerprint {

	/**
	 * @param list<string>|null         $tags  Null: unknown.
	 * @param array<int, list<string>>  $teams As Membership has them.
	 */
	public static function of( int $user_id, ?array $tags, array $teams ): string {
		$roles = get_user_meta( $user_id, self::roles_key(), true );
		$day   = intdiv( time() + ( $user_id * 7919 ) % DAY_IN_SECONDS, DAY_IN_SECONDS );
		return md5( (string) wp_json_encode( array( $tags, $teams, is_array( $roles ) ? $roles : array(), AccessRules::mark(), $day ) ) );
	}

	/** The fingerprint of a user as they are now. Their tags are read by AccessAlly's method. */
	public static function now( int $user_id ): string {
		return self::of( $user_id, Tags::of( $user_id ), TeamKeys::of_user( $user_id ) );
	}

	/** Where WordPress keeps a user's roles on this site. */
	private static function roles_key(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->get_blog_prefix() . 'capabilities';
	}
}
