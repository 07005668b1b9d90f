<?php
/**
 * What AccessAlly says of a user, read once a request: from this site alone, with no call to a CRM.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Offering from Offerings
 */
final class Members {

	/** A long-running command must not fill the memory with users. */
	private const KEPT = 500;

	/** @var array<int, Membership> By user. */
	private static array $read = array();

	/** What AccessAlly says of this user now. A number that is no user's has no tags, offerings or Teams. */
	public static function of( int $user_id ): Membership {
		if ( ! isset( self::$read[ $user_id ] ) ) {
			self::$read             = count( self::$read ) >= self::KEPT ? array() : self::$read;
			self::$read[ $user_id ] = self::read( $user_id );
		}
		return self::$read[ $user_id ];
	}

	/** Reads this user anew when they are next asked for. */
	public static function forget( int $user_id ): void {
		unset( self::$read[ $user_id ] );
	}

	/** Reads everybody anew, and the offerings and permissions too; after any of these changed. */
	public static function forget_all(): void {
		self::$read = array();
		Offerings::forget();
		Reading::forget();
		MemberState::forget();
		AccessItems::forget();
	}

	private static function read( int $user_id ): Membership {
		if ( $user_id <= 0 ) {
			return new Membership( $user_id, null, null, array(), null );
		}
		$offerings = Reading::possible() ? Offerings::all() : null;
		return new Membership(
			$user_id,
			Tags::of( $user_id ),
			null === $offerings ? null : self::had( $offerings, $user_id ),
			TeamKeys::of_user( $user_id ),
			null === $offerings ? null : self::groups( $offerings, $user_id )
		);
	}

	/**
	 * @param array<string, Offering> $offerings All offerings.
	 * @return list<string> Keys of those that the user has.
	 */
	private static function had( array $offerings, int $user_id ): array {
		return array_keys( array_filter( $offerings, static fn ( array $offering ): bool => Reading::has_offering( $offering, $user_id ) ) );
	}

	/**
	 * The CommunityAlly groups whose page in an offering the user can read. A row without a page of its own counts with its module or offering.
	 *
	 * @param array<string, Offering> $offerings All offerings.
	 * @return list<string> Their ids.
	 */
	private static function groups( array $offerings, int $user_id ): array {
		$groups = array();
		foreach ( $offerings as $offering ) {
			foreach ( $offering['pages'] as $page ) {
				if ( '' === $page['group'] || in_array( $page['group'], $groups, true ) ) {
					continue;
				}
				$reached = $page['post'] > 0 ? Reading::proves( $page['post'], $user_id )
					: ( '' === $page['module'] ? Reading::has_offering( $offering, $user_id ) : Reading::has_module( $offering, $page['module'], $user_id ) );
				if ( $reached ) {
					$groups[] = $page['group'];
				}
			}
		}
		return Calls::ids( $groups );
	}
}
