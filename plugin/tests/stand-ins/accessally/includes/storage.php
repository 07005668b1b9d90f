<?php
/**
 * Where the stand-in keeps things. Names marked "known" are AccessAlly's own; the others are guesses behind its methods.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInStorage {

	const TAGS          = '_accessally_stand_in_tags';      // Guess: id => name.
	const OLD_USER_TAGS = '_accessally_user_tag_ids';       // Known, versions before 4: array( 'ids' => … ).

	/** Known by name, from version 4 on; its columns are a guess. */
	public static function table(): string {
		return AccessAllyStandInTables::name( 'aal_user_tags' );
	}

	/** @return array<int, string> Name by tag id. */
	public static function tags(): array {
		$tags = get_option( self::TAGS, array() );
		return is_array( $tags ) ? $tags : array();
	}

	/** @return list<array{Id: int|string, TagName: string}> As AccessAlly's methods give them. */
	public static function rows(): array {
		$rows = array();
		foreach ( self::tags() as $id => $name ) {
			$rows[] = array(
				'Id'      => self::typed( array( (int) $id ) )[0],
				'TagName' => $name,
			);
		}
		return $rows;
	}

	/** Adds a tag and gives its id. */
	public static function add_tag( string $name ): int {
		return self::add_tags( array( $name ) )[0];
	}

	/**
	 * Adds tags and gives their ids.
	 *
	 * @param list<string> $names What they are called.
	 * @return list<int>
	 */
	public static function add_tags( array $names ): array {
		$tags  = self::tags();
		$first = array() === $tags ? 1 : max( array_keys( $tags ) ) + 1;
		$ids   = range( $first, $first + count( $names ) - 1 );
		update_option( self::TAGS, $tags + array_combine( $ids, $names ) );
		return $ids;
	}

	/** Takes a tag away, from the list and from everybody. */
	public static function remove_tag( int $id ): void {
		global $wpdb;
		$tags = self::tags();
		unset( $tags[ $id ] );
		update_option( self::TAGS, $tags );
		if ( self::is_new() ) {
			$wpdb->delete( self::table(), array( 'tag_id' => $id ) );
			return;
		}
		foreach ( get_users( array( 'meta_key' => self::OLD_USER_TAGS, 'fields' => 'ID' ) ) as $user_id ) {
			self::take( AccessAllyStandInContacts::of_user( (int) $user_id ), array( $id ) );
		}
	}

	/** @return list<int> */
	public static function contact_tags( int $contact_id ): array {
		global $wpdb;
		if ( self::is_new() ) {
			return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( 'SELECT tag_id FROM %i WHERE contact_id = %d ORDER BY tag_id', self::table(), $contact_id ) ) );
		}
		return self::old_tags( AccessAllyStandInContacts::user_of( $contact_id ) );
	}

	/** @return list<int> The cheapest read of a user's tags. */
	public static function user_tags( int $user_id ): array {
		return self::is_new() ? self::contact_tags( AccessAllyStandInContacts::of_user( $user_id ) ) : self::old_tags( $user_id );
	}

	/** @return list<int> */
	private static function old_tags( int $user_id ): array {
		$meta = get_user_meta( $user_id, self::OLD_USER_TAGS, true );
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
			AccessAllyStandInWrites::user_meta( AccessAllyStandInContacts::user_of( $contact_id ), self::OLD_USER_TAGS, array( 'ids' => $ids ) );
			return;
		}
		$there = self::contact_tags( $contact_id );
		foreach ( array_diff( $there, $ids ) as $id ) {
			$wpdb->delete( self::table(), array( 'contact_id' => $contact_id, 'tag_id' => $id ) );
		}
		foreach ( array_diff( $ids, $there ) as $id ) {
			$wpdb->insert( self::table(), array( 'contact_id' => $contact_id, 'tag_id' => $id ) );
		}
	}

	/** @param list<int> $ids Tags that a contact gets beside those that he has. */
	public static function give( int $contact_id, array $ids ): void {
		self::write_contact_tags( $contact_id, array_merge( self::contact_tags( $contact_id ), $ids ) );
	}

	/** @param list<int> $ids Tags that a contact loses. */
	public static function take( int $contact_id, array $ids ): void {
		self::write_contact_tags( $contact_id, array_diff( self::contact_tags( $contact_id ), $ids ) );
	}

	/**
	 * Ids as AccessAlly's methods give them: numbers or text, both were seen.
	 *
	 * @param list<int> $ids Tag ids.
	 * @return list<int|string>
	 */
	public static function typed( array $ids ): array {
		return 'string' === AccessAllyStandInMode::get( 'tag_ids' ) ? array_map( 'strval', $ids ) : $ids;
	}

	public static function is_new(): bool {
		return version_compare( ACCESSALLY_STAND_IN_VERSION, '4', '>=' );
	}
}
