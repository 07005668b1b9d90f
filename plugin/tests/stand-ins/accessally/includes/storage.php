<?php
/**
 * Where the stand-in keeps things. Names marked "known" are AccessAlly's own; the others are guesses behind its methods.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInStorage {

	const TAGS          = '_accessally_stand_in_tags';      // Guess: id => name.
	const CONTACT_META  = '_accessally_stand_in_contact';   // Guess: the real key is not known.
	const OLD_USER_TAGS = '_accessally_user_tag_ids';       // Known, versions before 4: array( 'ids' => … ).

	/** Known by name, from version 4 on; its columns are a guess. */
	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'aal_user_tags';
	}

	/** Makes the table; at activation, and whenever it is found missing. */
	public static function install(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "CREATE TABLE IF NOT EXISTS %i (contact_id bigint(20) unsigned NOT NULL, tag_id bigint(20) unsigned NOT NULL, PRIMARY KEY  (contact_id, tag_id)) {$wpdb->get_charset_collate()}", self::table() ) ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
	}

	/** @return array<int, string> Name by tag id. */
	public static function tags(): array {
		$tags = get_option( self::TAGS, array() );
		return is_array( $tags ) ? $tags : array();
	}

	/** Adds a tag and gives its id. */
	public static function add_tag( string $name ): int {
		$tags        = self::tags();
		$id          = array() === $tags ? 1 : max( array_keys( $tags ) ) + 1;
		$tags[ $id ] = $name;
		update_option( self::TAGS, $tags );
		return $id;
	}

	/** Takes a tag away, from the list and from everybody. */
	public static function remove_tag( int $id ): void {
		global $wpdb;
		$tags = self::tags();
		unset( $tags[ $id ] );
		update_option( self::TAGS, $tags );
		if ( self::is_new() ) {
			$wpdb->delete( self::table(), array( 'tag_id' => $id ) );
		}
	}

	/** @return list<int> */
	public static function contact_tags( int $contact_id ): array {
		global $wpdb;
		if ( self::is_new() ) {
			return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( 'SELECT tag_id FROM %i WHERE contact_id = %d ORDER BY tag_id', self::table(), $contact_id ) ) );
		}
		$meta = get_user_meta( $contact_id, self::OLD_USER_TAGS, true );
		return array_map( 'intval', is_array( $meta ) && is_array( $meta['ids'] ?? null ) ? $meta['ids'] : array() );
	}

	/**
	 * Writes a contact's tags. From version 4 on this goes straight to the table, past every hook of WordPress: that is known, and it is the point.
	 *
	 * @param list<int> $ids Tag ids.
	 */
	public static function write_contact_tags( int $contact_id, array $ids ): void {
		global $wpdb;
		$ids = array_values( array_unique( array_map( 'intval', $ids ) ) );
		if ( ! self::is_new() ) {
			update_user_meta( $contact_id, self::OLD_USER_TAGS, array( 'ids' => $ids ) );
			return;
		}
		$wpdb->delete( self::table(), array( 'contact_id' => $contact_id ) );
		foreach ( $ids as $id ) {
			$wpdb->insert( self::table(), array( 'contact_id' => $contact_id, 'tag_id' => $id ) );
		}
	}

	public static function is_new(): bool {
		return version_compare( ACCESSALLY_STAND_IN_VERSION, '4', '>=' );
	}
}
