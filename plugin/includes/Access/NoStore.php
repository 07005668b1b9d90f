<?php
/**
 * Keeps pages that hold a personal decision out of every cache: the browser's, a proxy's and a full-page cache's.
 *
 * The headers have to be sent before the page begins, so what the page will hold is looked for first; see find_early().
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class NoStore {

	private const HEADER = 'private, no-store';

	/** How deep synced patterns in synced patterns are followed. */
	private const DEPTH = 4;

	private static bool $marked = false;

	/** Registers the hooks. */
	public static function register(): void {
		add_action( 'template_redirect', array( self::class, 'find_early' ), 0 );
		add_filter( 'rest_post_dispatch', array( self::class, 'mark_response' ), 20 );
	}

	/** Says that this answer is for one person only. */
	public static function mark(): void {
		self::$marked = true;
		foreach ( array( 'DONOTCACHEPAGE', 'DONOTCACHEOBJECT', 'DONOTCDN' ) as $name ) {
			if ( ! defined( $name ) ) {
				define( $name, true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- The names that full-page caches read.
			}
		}
		if ( ! headers_sent() ) {
			header( 'Cache-Control: ' . self::HEADER );
		}
	}

	/** Forgets it; for processes that answer more than once. */
	public static function forget(): void {
		self::$marked = false;
	}

	/** Hooked to `template_redirect`: marks the page when a post of it, or a widget, holds a block for some or a calendar. */
	public static function find_early(): void {
		global $wp_query;
		$posts = $wp_query instanceof \WP_Query && is_array( $wp_query->posts ) ? $wp_query->posts : array();
		foreach ( $posts as $post ) {
			if ( $post instanceof \WP_Post && self::is_personal( $post->post_content, self::DEPTH ) ) {
				self::mark();
				return;
			}
		}
		foreach ( array( 'widget_block', 'widget_text', 'widget_custom_html' ) as $option ) {
			if ( self::is_personal( (string) wp_json_encode( get_option( $option ), JSON_UNESCAPED_SLASHES ), self::DEPTH ) ) {
				self::mark();
				return;
			}
		}
	}

	/**
	 * Hooked to `rest_post_dispatch`.
	 *
	 * @param mixed $response What is about to be sent.
	 */
	public static function mark_response( mixed $response ): mixed {
		if ( self::$marked && $response instanceof \WP_HTTP_Response ) {
			$response->header( 'Cache-Control', self::HEADER );
		}
		return $response;
	}

	/** Whether rendering this content asks who is looking. */
	private static function is_personal( string $content, int $depth ): bool {
		if ( str_contains( $content, BlockVisibility::ATTRIBUTE ) || str_contains( $content, '[' . CalendarShortcode::TAG ) ) {
			return true;
		}
		if ( 0 === $depth || ! preg_match_all( '/<!-- wp:block \{(?:(?!-->).)*?\\\\?"ref\\\\?":(\d+)/s', $content, $found ) ) {
			return false;
		}
		foreach ( array_unique( $found[1] ) as $id ) {
			$pattern = get_post( (int) $id );
			if ( $pattern instanceof \WP_Post && self::is_personal( $pattern->post_content, $depth - 1 ) ) {
				return true;
			}
		}
		return false;
	}
}
