<?php
/**
 * Which pages a user can really read, asked of AccessAlly page by page and never concluded from tags.
 *
 * A page that anybody may read proves nothing about a user, so only protected pages count.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Offering from Offerings
 * @phpstan-import-type Page from Offerings
 */
final class Reading {

	/** @var array<int, bool> By post: whether it is protected. */
	private static array $protected = array();

	/** Whether AccessAlly can be asked at all. */
	public static function possible(): bool {
		return Adapter::isLicensed() && Calls::can( 'AccessAlly', 'can_current_user_read' );
	}

	/** Whether AccessAlly shows this user everything, as it does administrators: then what they can read says nothing of a membership. */
	public static function sees_all( int $user_id ): bool {
		return true === Calls::answer( 'AccessAllyUserPermission', 'can_user_access_all_posts', $user_id );
	}

	/** Whether the user can read a protected page. False too for a page that is not protected, not published, or not there. */
	public static function proves( int $post_id, int $user_id ): bool {
		return $user_id > 0 && self::is_protected( $post_id ) && true === Calls::answer( 'AccessAlly', 'can_current_user_read', $post_id, $user_id );
	}

	/** Whether not everybody may read this page: its permission wants a login, or a visitor without one is turned away. */
	public static function is_protected( int $post_id ): bool {
		if ( ! isset( self::$protected[ $post_id ] ) ) {
			self::$protected[ $post_id ] = 'publish' === get_post_status( $post_id ) && self::turns_visitors_away( $post_id );
		}
		return self::$protected[ $post_id ];
	}

	/** Asks anew next time; after a permission was saved. */
	public static function forget(): void {
		self::$protected = array();
	}

	/**
	 * Whether a user has an offering: they can read its first own page. Where it has no page of its own that is protected, one page of a module is proof enough.
	 *
	 * @param Offering $offering The offering.
	 */
	public static function has_offering( array $offering, int $user_id ): bool {
		$own     = self::protected_pages( $offering, '' );
		$modules = array_filter( $offering['pages'], static fn ( array $page ): bool => '' !== $page['module'] );
		return array() !== $own ? self::proves( $own[0]['post'], $user_id ) : self::reads_any( $modules, $user_id );
	}

	/**
	 * Whether a user has a module: they can read its first protected page.
	 *
	 * @param Offering $offering The offering.
	 */
	public static function has_module( array $offering, string $module, int $user_id ): bool {
		$pages = self::protected_pages( $offering, $module );
		return array() !== $pages && self::proves( $pages[0]['post'], $user_id );
	}

	/**
	 * @param Offering $offering The offering.
	 * @param string   $module   Number of a module; '' for the offering itself.
	 * @return list<Page>
	 */
	public static function protected_pages( array $offering, string $module ): array {
		return array_values( array_filter( $offering['pages'], static fn ( array $page ): bool => $module === $page['module'] && $page['post'] > 0 && self::is_protected( $page['post'] ) ) );
	}

	/** @param array<array-key, Page> $pages Pages. */
	private static function reads_any( array $pages, int $user_id ): bool {
		foreach ( $pages as $page ) {
			if ( self::proves( $page['post'], $user_id ) ) {
				return true;
			}
		}
		return false;
	}

	private static function turns_visitors_away( int $post_id ): bool {
		$permission = Calls::list_of( 'AccessAllyPostPermission', 'get_post_permission', $post_id );
		return 'yes' === ( $permission['require-login'] ?? null ) || false === Calls::answer( 'AccessAlly', 'can_current_user_read', $post_id, 0 );
	}
}
