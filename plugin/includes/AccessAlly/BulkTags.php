<?php
/**
 * The tags of many users in one query, where that provably gives what AccessAlly's own method gives one by one.
 *
 * Versions before 4 keep tags in user meta. From 4 on there is a table whose columns are not published: they are looked
 * up, and a reading by them is believed only after it agreed with the method for a sample of real members.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Source array{kind: 'meta'|'user'|'contact', key: string, tag: string}
 */
final class BulkTags {

	private const TABLE = 'aal_user_tags';

	/** How many members a source has to agree on before it is used; at least one of them has to have a tag. */
	private const SAMPLE = 40;

	/** How many members of each lot are asked for by the method as well, for as long as a source is used. */
	private const SPOT_CHECKS = 2;

	/**
	 * Where tags can be read in bulk.
	 *
	 * @return Source|null Null: nothing was found that agrees with the method.
	 */
	public static function source(): ?array {
		if ( ! Adapter::isLicensed() ) {
			return null;
		}
		$sample = self::sample();
		foreach ( self::candidates() as $source ) {
			if ( self::agrees( $source, $sample ) ) {
				return $source;
			}
		}
		return null;
	}

	/**
	 * What a source is, in words for the status page.
	 *
	 * @param Source $source A source.
	 */
	public static function describe( array $source ): string {
		return 'meta' === $source['kind']
			/* translators: %s: a user meta key. */
			? sprintf( __( 'Tags are read together from the user meta %s.', 'slotbridge' ), Tags::OLD_META )
			/* translators: 1: name of a table, 2 and 3: names of columns. */
			: sprintf( __( 'Tags are read together from the table %1$s, columns %2$s and %3$s; a sample of members agrees with AccessAlly’s own answers.', 'slotbridge' ), self::table(), $source['key'], $source['tag'] );
	}

	/**
	 * Reads many users' tags. Their meta should be in memory.
	 *
	 * @param Source    $source   Where from.
	 * @param list<int> $user_ids Whose.
	 * @return array<int, list<string>>|null By user; null: it does not agree with the method (any more), so ask one by one.
	 */
	public static function read( array $source, array $user_ids ): ?array {
		$found = self::lookup( $source, $user_ids );
		$ids   = null === $found ? array() : array_keys( array_filter( $found ) );
		foreach ( array_slice( array() === $ids ? $user_ids : $ids, 0, self::SPOT_CHECKS ) as $user_id ) {
			if ( null === $found || Tags::of( $user_id ) !== $found[ $user_id ] ) {
				return null;
			}
		}
		return $found;
	}

	/** @return list<Source> What may hold the tags, the likeliest first. */
	private static function candidates(): array {
		if ( Tags::in_old_meta() ) {
			return array( self::candidate( 'meta', '', '' ) );
		}
		$columns = self::columns();
		$tags    = array_filter( $columns, static fn ( string $column ): bool => false !== stripos( $column, 'tag' ) );
		$found   = array();
		foreach ( $tags as $tag ) {
			foreach ( array_diff( $columns, array( $tag ) ) as $key ) {
				if ( 1 === preg_match( '/user/i', $key ) ) {
					$found[] = self::candidate( 'user', $key, $tag );
				}
				if ( 1 === preg_match( '/contact|user/i', $key ) ) {
					$found[] = self::candidate( 'contact', $key, $tag );
				}
			}
		}
		return $found;
	}

	/**
	 * @param 'meta'|'user'|'contact' $kind What the key column holds.
	 * @return Source
	 */
	private static function candidate( string $kind, string $key, string $tag ): array {
		return array(
			'kind' => $kind,
			'key'  => $key,
			'tag'  => $tag,
		);
	}

	/** @return list<string> The columns of AccessAlly's table of tags; none where there is no such table. */
	private static function columns(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( null === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( self::table() ) ) ) ) {
			return array();
		}
		return array_values( array_filter( $wpdb->get_col( $wpdb->prepare( 'SHOW COLUMNS FROM %i', self::table() ) ), static fn ( mixed $column ): bool => is_string( $column ) && 1 === preg_match( '/^\w{1,64}$/D', $column ) ) );
	}

	/** @return array<int, list<string>> Tags as the method gives them, for some of the oldest and some of the newest users. */
	private static function sample(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$half = self::SAMPLE / 2;
		$ids  = array_merge(
			$wpdb->get_col( $wpdb->prepare( 'SELECT ID FROM %i ORDER BY ID LIMIT %d', $wpdb->users, $half ) ),
			$wpdb->get_col( $wpdb->prepare( 'SELECT ID FROM %i ORDER BY ID DESC LIMIT %d', $wpdb->users, $half ) )
		);
		$tags = array();
		foreach ( array_unique( array_map( 'intval', $ids ) ) as $id ) {
			$known = Tags::of( $id );
			if ( null !== $known ) {
				$tags[ $id ] = $known;
			}
		}
		return $tags;
	}

	/**
	 * @param Source                   $source A source.
	 * @param array<int, list<string>> $sample Tags by user, from the method.
	 */
	private static function agrees( array $source, array $sample ): bool {
		return array() !== array_filter( $sample ) && self::lookup( $source, array_keys( $sample ) ) === $sample;
	}

	/**
	 * @param Source    $source   A source.
	 * @param list<int> $user_ids Whose.
	 * @return array<int, list<string>>|null By user, in the order that was asked for.
	 */
	private static function lookup( array $source, array $user_ids ): ?array {
		if ( 'meta' === $source['kind'] ) {
			update_meta_cache( 'user', $user_ids );
			$found = array_combine( $user_ids, array_map( static fn ( int $id ): ?array => Tags::from_meta( get_user_meta( $id, Tags::OLD_META, true ) ), $user_ids ) );
			return in_array( null, $found, true ) ? null : array_filter( $found, 'is_array' );
		}
		$keys = 'user' === $source['kind'] ? array_combine( $user_ids, $user_ids ) : self::contacts( $user_ids );
		$rows = self::rows( $source, array_values( array_unique( array_filter( $keys ) ) ) );
		return array_map( static fn ( int $key ): array => Calls::ids( $rows[ $key ] ?? array() ), $keys );
	}

	/**
	 * @param list<int> $user_ids Whose.
	 * @return array<int, int> Contact by user; 0: none.
	 */
	private static function contacts( array $user_ids ): array {
		update_meta_cache( 'user', $user_ids ); // The getter most likely reads one.
		return array_combine( $user_ids, array_map( static fn ( int $id ): int => Calls::post_id( Calls::answer( 'AccessAllyUserPermission', 'get_user_contact_id', $id ) ), $user_ids ) );
	}

	/**
	 * @param Source    $source A source that is a table.
	 * @param list<int> $keys   Values of its key column.
	 * @return array<int, list<string>> Tags by key.
	 */
	private static function rows( array $source, array $keys ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( array() === $keys ) {
			return array();
		}
		$marks = implode( ',', array_fill( 0, count( $keys ), '%d' ) );
		$found = array();
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- Only placeholders are put in.
		foreach ( Rows::of( $wpdb->prepare( "SELECT %i, %i FROM %i WHERE %i IN ($marks)", $source['key'], $source['tag'], self::table(), $source['key'], ...$keys ) ) as $row ) {
			$found[ (int) $row[0] ][] = (string) $row[1];
		}
		return $found;
	}

	private static function table(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb->prefix . self::TABLE;
	}
}
