<?php
/**
 * What AccessAlly says of a user, read once a request.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Members {

	/** @var array<string, Membership> By site and user. */
	private static array $read = array();

	/** The membership of a user; no call leaves the site. */
	public static function of( int $user_id ): Membership {
		$key = get_current_blog_id() . ' ' . $user_id;
		return self::$read[ $key ] ??= new Membership( $user_id, self::tags( $user_id ), self::offerings( $user_id ), self::teams( $user_id ), null );
	}

	/** Reads the user anew the next time. */
	public static function forget( int $user_id ): void {
		unset( self::$read[ get_current_blog_id() . ' ' . $user_id ] );
	}

	/** @return list<string>|null */
	private static function tags( int $user_id ): ?array {
		if ( ! Adapter::isLicensed() || ! is_callable( array( 'AccessAllyUserPermission', 'get_cleaned_user_tags' ) ) ) {
			return null;
		}
		try {
			$answer = call_user_func( array( 'AccessAllyUserPermission', 'get_cleaned_user_tags' ), $user_id );
		} catch ( \Throwable ) {
			return null;
		}
		$ids = is_array( $answer ) ? ( $answer['clean'] ?? null ) : null;
		return is_array( $ids ) ? array_values( array_map( static fn ( mixed $id ): string => is_scalar( $id ) ? (string) $id : '', $ids ) ) : null;
	}

	/** @return list<string>|null */
	private static function offerings( int $user_id ): ?array {
		if ( ! Adapter::isLicensed() || ! is_callable( array( 'AccessAllyOfferings', 'get_all_offering_settings' ) ) || ! is_callable( array( 'AccessAlly', 'can_current_user_read' ) ) ) {
			return null;
		}
		try {
			$all  = call_user_func( array( 'AccessAllyOfferings', 'get_all_offering_settings' ) );
			$open = array();
			foreach ( is_array( $all ) ? $all : array() as $key => $settings ) {
				$pages = is_array( $settings ) && is_array( $settings['pages'] ?? null ) ? $settings['pages'] : array();
				foreach ( $pages as $page ) {
					$post = is_array( $page ) && is_numeric( $page['page-template-select'] ?? null ) ? (int) $page['page-template-select'] : 0;
					if ( $post > 0 && true === call_user_func( array( 'AccessAlly', 'can_current_user_read' ), $post, $user_id ) ) {
						$open[] = (string) $key;
						break;
					}
				}
			}
			return $open;
		} catch ( \Throwable ) {
			return null;
		}
	}

	/** @return array<array-key, list<string>> */
	private static function teams( int $user_id ): array {
		$teams = array();
		$meta  = get_user_meta( $user_id );
		foreach ( array_keys( is_array( $meta ) ? $meta : array() ) as $key ) {
			$team = TeamKeys::team_of( (string) $key );
			if ( null !== $team ) {
				$teams[ (string) $team ][] = str_contains( (string) $key, '_admin_' ) ? 'leader' : 'member';
			}
		}
		return $teams;
	}
}
