<?php
/**
 * The block "Latest posts" of WordPress before 7 prints the stored content of posts as it is, block markup and all. There it gets the public part only.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class LatestPosts {

	private const BLOCK = 'core/latest-posts';

	/** Registers the hooks. */
	public static function register(): void {
		add_filter( 'render_block_data', array( self::class, 'before' ) );
		add_filter( 'render_block_' . self::BLOCK, array( self::class, 'after' ) );
	}

	/** Hooked to `render_block_data`; begins to watch the block's own query. */
	public static function before( mixed $block ): mixed {
		if ( is_array( $block ) && self::BLOCK === ( $block['blockName'] ?? null ) ) {
			add_action( 'pre_get_posts', array( self::class, 'let_filters_in' ) );
			add_filter( 'the_posts', array( self::class, 'strip' ), PHP_INT_MAX );
		}
		return $block;
	}

	/** Hooked to the drawn block; stops watching. */
	public static function after( mixed $html ): mixed {
		remove_action( 'pre_get_posts', array( self::class, 'let_filters_in' ) );
		remove_filter( 'the_posts', array( self::class, 'strip' ), PHP_INT_MAX );
		return $html;
	}

	/** The block asks for its posts without filters. */
	public static function let_filters_in( \WP_Query $query ): void {
		$query->set( 'suppress_filters', false );
	}

	/**
	 * @param mixed $posts Copies that only this query has.
	 */
	public static function strip( mixed $posts ): mixed {
		foreach ( is_array( $posts ) ? $posts : array() as $post ) {
			if ( $post instanceof \WP_Post ) {
				$post->post_content = BlockVisibility::public_part( $post->post_content );
			}
		}
		return $posts;
	}
}
