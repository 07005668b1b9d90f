<?php
/**
 * Modules and pages of offerings. Pages are ordinary WordPress pages; a row of the offering's settings names each by its id, as text.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInOfferingPages {

	/** Adds a module; from then on its pages want its own tag. Gives its number. */
	public static function add_module( string $key, string $name, int $tag = 0 ): string {
		$settings           = AccessAllyStandInOfferings::read( $key );
		$modules            = (array) $settings['modules'];
		$number             = (string) ( array() === $modules ? 1 : max( array_map( 'intval', array_keys( $modules ) ) ) + 1 );
		$modules[ $number ] = array( 'name' => $name );
		$tags               = array( "module-$number" => AccessAllyStandInOfferings::config_of( $tag ) ) + (array) $settings['tags'];
		AccessAllyStandInOfferings::save( $key, array( 'modules' => $modules, 'tags' => $tags ) );
		return $number;
	}

	/** Makes a page and puts it into an offering. Gives its post id. */
	public static function add( string $key, string $title, string $module = '', string $community_group = '', string $content = '' ): int {
		$settings = AccessAllyStandInOfferings::read( $key );
		$post_id  = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $title, 'post_content' => $content ) );
		update_post_meta( $post_id, AccessAllyStandInOfferings::PAGE_META, $key );
		$pages             = (array) $settings['pages'];
		$ordinal           = (string) ( array() === $pages ? 1 : max( array_map( 'intval', array_keys( $pages ) ) ) + 1 );
		$pages[ $ordinal ] = self::row( $title, $post_id, $module, $community_group );
		AccessAllyStandInOfferings::save( $key, array( 'pages' => $pages, 'page-order' => array_merge( (array) $settings['page-order'], array( $ordinal ) ) ) );
		return $post_id;
	}

	/** Links a page's row with a CommunityAlly group; empty text ends the link. */
	public static function link_group( string $key, string $ordinal, string $community_group ): void {
		$pages = (array) ( AccessAllyStandInOfferings::read( $key )['pages'] ?? array() );
		if ( isset( $pages[ $ordinal ] ) ) {
			$pages[ $ordinal ]['communityally-group-id'] = $community_group;
			AccessAllyStandInOfferings::save( $key, array( 'pages' => $pages ) );
		}
	}

	/** @return list<int> The posts of an offering. */
	public static function of( string $key ): array {
		$posts = array();
		foreach ( (array) ( AccessAllyStandInOfferings::read( $key )['pages'] ?? array() ) as $page ) {
			$posts[] = (int) ( $page['page-template-select'] ?? 0 );
		}
		return array_values( array_filter( $posts ) );
	}

	/** @return array<string, string> Known: the keys. Most values are guesses. */
	private static function row( string $name, int $post_id, string $module, string $community_group ): array {
		return array(
			'type'                        => '' === $community_group ? 'page' : 'communityally-group',
			'name'                        => $name,
			'page-template-select'        => (string) $post_id,
			'select-action'               => 'existing',
			'select-type'                 => 'page',
			'status'                      => 'publish',
			'module'                      => $module,
			'template'                    => '',
			'communityally-group-id'      => $community_group,
			'checked-progress-release'    => 'no',
			'checked-automatic-shortcode' => 'no',
		);
	}
}
