<?php
/**
 * One user's tags, from AccessAlly's own local copy: no call leaves the site for them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Tags {

	/** Where versions before 4 keep a user's tags: `array( 'ids' => … )`. */
	public const OLD_META = '_accessally_user_tag_ids';

	/**
	 * @return list<string>|null Ids, sorted as numbers; null: AccessAlly does not tell.
	 */
	public static function of( int $user_id ): ?array {
		if ( $user_id <= 0 || ! Adapter::isLicensed() ) {
			return null;
		}
		$answer = Calls::list_of( 'AccessAllyUserPermission', 'get_cleaned_user_tags', $user_id );
		if ( null !== $answer ) {
			return is_array( $answer['clean'] ?? null ) ? Calls::ids( $answer['clean'] ) : null;
		}
		return self::in_old_meta() ? self::from_meta( get_user_meta( $user_id, self::OLD_META, true ) ) : null;
	}

	/** Whether this version keeps the tags in user meta. */
	public static function in_old_meta(): bool {
		$version = Adapter::version();
		return null !== $version && version_compare( $version, '4', '<' );
	}

	/**
	 * What that meta says.
	 *
	 * @return list<string>|null Null: it is not of the form that is known.
	 */
	public static function from_meta( mixed $meta ): ?array {
		if ( '' === $meta || null === $meta ) {
			return array(); // Nobody has given this user a tag yet.
		}
		return is_array( $meta ) && is_array( $meta['ids'] ?? null ) ? Calls::ids( $meta['ids'] ) : null;
	}
}
