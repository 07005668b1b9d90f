<?php
/**
 * All that is compared of one user: lists of ids by facet. A facet that is null cannot be told at the moment and is left out of the comparison.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Facets array{tag: list<string>|null, offering: list<string>|null, module: list<string>|null, page: list<string>|null, leader: list<string>|null, member: list<string>|null, communityGroup: list<string>|null}
 */
final class MemberState {

	public const FACETS = array( 'tag', 'offering', 'module', 'page', 'leader', 'member', 'communityGroup' );

	/** Those that tell of the user themselves; the others can also change because the site changed. */
	public const OWN = array( 'tag', 'leader', 'member' );

	/** How many protected pages are watched; beyond them only offerings and modules are. */
	private const PAGES = 300;

	/** @var list<int>|null Protected pages, once they were looked for. */
	private static ?array $pages = null;

	/**
	 * Reads it anew, by AccessAlly's public methods.
	 *
	 * @return Facets
	 */
	public static function of( int $user_id ): array {
		Members::forget( $user_id );
		$now    = Members::of( $user_id );
		$access = Reading::possible() && ! Reading::sees_all( $user_id ); // What an administrator can read says nothing of a membership.
		return array(
			'tag'            => $now->tags,
			'offering'       => $access ? $now->offerings : null,
			'module'         => $access && null !== $now->offerings ? self::modules( $user_id ) : null,
			'page'           => $access ? self::pages( $user_id ) : null,
			'leader'         => self::teams( $now, 'leader' ),
			'member'         => self::teams( $now, 'member' ),
			'communityGroup' => $access ? $now->community_groups : null,
		);
	}

	/**
	 * Nothing at all: what somebody had before they registered.
	 *
	 * @return Facets
	 */
	public static function nothing(): array {
		return array_fill_keys( self::FACETS, array() );
	}

	/** The id of an offering's module, as it is kept. */
	public static function module_id( string $key, string $module ): string {
		return "$key/$module";
	}

	/** Looks for the protected pages anew next time. */
	public static function forget(): void {
		self::$pages = null;
	}

	/** @return list<int> Published pages that AccessAlly protects: those of offerings, and those with a permission of their own. */
	public static function protected_pages(): array {
		if ( null === self::$pages ) {
			$posts = array();
			foreach ( Offerings::all() ?? array() as $offering ) {
				$posts = array_merge( $posts, array_column( $offering['pages'], 'post' ) );
			}
			$posts       = array_unique( array_filter( array_merge( $posts, self::posts_with_permission() ) ) );
			self::$pages = array_slice( array_values( array_filter( $posts, array( Reading::class, 'is_protected' ) ) ), 0, self::PAGES );
		}
		return self::$pages;
	}

	/** @return list<int> */
	private static function posts_with_permission(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( 'SELECT post_id FROM %i WHERE meta_key = %s ORDER BY post_id LIMIT %d', $wpdb->postmeta, Freshness::PERMISSION_META, self::PAGES ) ) );
	}

	/** @return list<string> */
	private static function modules( int $user_id ): array {
		$found = array();
		foreach ( Offerings::all() ?? array() as $key => $offering ) {
			foreach ( array_unique( array_column( $offering['pages'], 'module' ) ) as $module ) {
				if ( '' !== $module && Reading::has_module( $offering, $module, $user_id ) ) {
					$found[] = self::module_id( $key, $module );
				}
			}
		}
		return $found;
	}

	/** @return list<string> */
	private static function pages( int $user_id ): array {
		return array_map( 'strval', array_values( array_filter( self::protected_pages(), static fn ( int $post ): bool => Reading::proves( $post, $user_id ) ) ) );
	}

	/** @return list<string> */
	private static function teams( Membership $now, string $as ): array {
		return array_map( 'strval', array_keys( array_filter( $now->teams, static fn ( array $roles ): bool => in_array( $as, $roles, true ) ) ) );
	}
}
