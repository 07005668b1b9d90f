<?php
/**
 * The members whom the owner asks about: found by name or address, or page by page.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class People {

	/**
	 * @param string $text Part of a name, a login or a mail address; '' gives everybody.
	 * @param int    $page From 1.
	 * @param int    $size At most 200.
	 * @return array{ids: list<int>, total: int}
	 */
	public static function find( string $text, int $page, int $size ): array {
		$args = array(
			'fields'      => 'ID',
			'number'      => min( 200, max( 1, $size ) ),
			'paged'       => max( 1, $page ),
			'orderby'     => 'ID',
			'count_total' => true,
		);
		$text = trim( $text );
		if ( '' !== $text ) {
			$args['search']         = '*' . $text . '*';
			$args['search_columns'] = current_user_can( 'list_users' ) ? array( 'user_login', 'user_email', 'user_nicename', 'display_name' ) : array( 'user_nicename', 'display_name' );
		}
		$query = new \WP_User_Query( $args );
		$ids   = array_map( static fn ( mixed $id ): int => is_numeric( $id ) ? (int) $id : 0, $query->get_results() );
		cache_users( $ids );
		return array(
			'ids'   => array_values( array_filter( $ids ) ),
			'total' => (int) $query->get_total(),
		);
	}

	/** The name as plain text; WordPress stores it escaped. */
	public static function name( \WP_User $user ): string {
		return wp_specialchars_decode( '' === $user->display_name ? $user->user_login : $user->display_name, ENT_QUOTES );
	}

	/** @return array{id: int, name: string, email: string|null} The address only for those who may list users. */
	public static function describe( int $user_id ): array {
		$user = $user_id > 0 ? get_userdata( $user_id ) : false;
		return array(
			'id'    => $user_id,
			'name'  => $user instanceof \WP_User ? self::name( $user ) : __( 'A visitor', 'slotbridge' ),
			'email' => $user instanceof \WP_User && current_user_can( 'list_users' ) ? $user->user_email : null,
		);
	}
}
