<?php
/**
 * Very many members with tags, for benchmarks: written by a few large statements, since WordPress would take minutes for them.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInCrowd {

	/** Rows of one statement. */
	const AT_ONCE = 1000;

	/**
	 * Adds subscribers who have some of the tags each; how many and which follows from their number, so that two runs are alike.
	 *
	 * @return array{int, int} The first and the last user id.
	 */
	public static function add( int $members, int $tags, int $each = 8 ): array {
		global $wpdb;
		$ids   = AccessAllyStandInStorage::add_tags( array_map( static fn ( int $number ): string => "Crowd $number", range( 1, $tags ) ) );
		$first = 1 + (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MAX(ID) FROM %i', $wpdb->users ) );
		$all   = range( $first, $first + $members - 1 );
		$role  = serialize( array( 'subscriber' => true ) );
		self::insert( $wpdb->users, 'ID, user_login, user_nicename, user_email, user_registered, display_name', $all, static fn ( int $id ): array => array( array( $id, "crowd-$id", "crowd-$id", "crowd-$id@example.test", '2026-01-01 00:00:00', "Crowd $id" ) ) );
		self::insert( $wpdb->usermeta, 'user_id, meta_key, meta_value', $all, static fn ( int $id ): array => array( array( $id, $wpdb->get_blog_prefix() . 'capabilities', $role ) ) );
		$of = static fn ( int $id ): array => array_values( array_unique( array_map( static fn ( int $nth ): int => $ids[ ( $id * 7 + $nth * 13 ) % count( $ids ) ], range( 1, max( 1, $id % ( 2 * $each ) ) ) ) ) );
		if ( AccessAllyStandInStorage::is_new() ) {
			self::insert( AccessAllyStandInStorage::table(), 'contact_id, tag_id', $all, static fn ( int $id ): array => array_map( static fn ( int $tag ): array => array( AccessAllyStandInContacts::of_stranger( $id ), $tag ), $of( $id ) ) );
		} else {
			self::insert( $wpdb->usermeta, 'user_id, meta_key, meta_value', $all, static fn ( int $id ): array => array( array( $id, AccessAllyStandInStorage::OLD_USER_TAGS, serialize( array( 'ids' => $of( $id ) ) ) ) ) );
		}
		return array( $first, $first + $members - 1 );
	}

	/** Takes them away again, with all that they had. */
	public static function remove( int $first, int $last ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE ID BETWEEN %d AND %d', $wpdb->users, $first, $last ) );
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE user_id BETWEEN %d AND %d', $wpdb->usermeta, $first, $last ) );
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE contact_id BETWEEN %d AND %d', AccessAllyStandInStorage::table(), AccessAllyStandInContacts::of_stranger( $first ), AccessAllyStandInContacts::of_stranger( $last ) ) );
	}

	/**
	 * @param list<int>                             $ids  Users.
	 * @param callable(int): list<list<int|string>> $rows Of one user.
	 */
	private static function insert( string $table, string $columns, array $ids, callable $rows ): void {
		global $wpdb;
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $chunk ) {
			$values = array();
			foreach ( array_merge( ...array_map( $rows, $chunk ) ) as $row ) {
				$values[] = '(' . implode( ',', array_map( static fn ( int|string $value ): string => is_int( $value ) ? (string) $value : "'" . esc_sql( $value ) . "'", $row ) ) . ')';
			}
			$wpdb->query( $wpdb->prepare( 'INSERT INTO %i ', $table ) . "($columns) VALUES " . implode( ',', $values ) ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- Numbers and escaped text.
		}
	}
}
