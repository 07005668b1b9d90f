<?php
/**
 * Who may read a page: by the tags of the offering that it belongs to, and by those of its own permission.
 *
 * The rule for offerings is known from a theme that decides the same itself: one of the opening tags, and not the revoking one.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInAccess {

	public static function may_read( int $post_id, int $user_id ): bool {
		if ( self::sees_everything( $user_id ) || ! AccessAllyStandInMode::is_licensed() ) {
			return true; // Assumed: without a licence nothing is protected, so nothing that it says then may be believed.
		}
		$has = $user_id > 0 ? AccessAllyStandInStorage::user_tags( $user_id ) : array();
		return self::offering_allows( $post_id, $has ) && self::page_allows( $post_id, $user_id, $has );
	}

	/** Known: an administrator may read everything. */
	public static function sees_everything( int $user_id ): bool {
		return $user_id > 0 && user_can( $user_id, 'manage_options' );
	}

	/** @return array<string, mixed> The page's own permission. */
	public static function permission_of( int $post_id ): array {
		$stored = get_post_meta( $post_id, '_accessally_post_permission', true );
		return array_merge(
			array(
				'require-login' => 'no',
				'enable-url'    => '',
				'tags'          => array(),
			),
			is_array( $stored ) ? $stored : array()
		);
	}

	/** @param list<int> $has The reader's tags. */
	private static function offering_allows( int $post_id, array $has ): bool {
		$key      = (string) get_post_meta( $post_id, AccessAllyStandInOfferings::PAGE_META, true );
		$settings = '' === $key || ! AccessAllyStandInStorage::is_new() ? array() : AccessAllyStandInOfferings::read( $key );
		if ( array() === $settings ) {
			return true;
		}
		$opening  = AccessAllyStandInOfferings::opening_tags( $settings, AccessAllyStandInOfferings::module_of( $settings, $post_id ) );
		$revoking = AccessAllyStandInOfferings::tag_of( $settings['tags']['revoke'] ?? '' );
		return array() !== array_intersect( $opening, $has ) && ! in_array( $revoking, $has, true );
	}

	/** @param list<int> $has The reader's tags. */
	private static function page_allows( int $post_id, int $user_id, array $has ): bool {
		$permission = self::permission_of( $post_id );
		$wanted     = array_filter( array_map( 'intval', (array) $permission['tags'] ) );
		if ( 'yes' === $permission['require-login'] && 0 === $user_id ) {
			return false;
		}
		return array() === $wanted || array() !== array_intersect( $wanted, $has );
	}
}
