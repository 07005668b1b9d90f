<?php
/**
 * Keeps the text of blocks that are for some people only out of the site's search, which looks into the stored content.
 *
 * Without this a visitor could learn a hidden text word by word, by what is found and what is not. Posts without such a block are searched as ever;
 * of the others, only the public part is, which is kept beside them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

final class SearchText {

	/** Meta key of a post that has hidden blocks: its public part, as plain text. */
	public const META = '_slotbridge_public_text';

	/** One condition on the content in the SQL that WordPress writes for a search. */
	private const CONDITION = '/`?(\w+)`?\.post_content (NOT )?LIKE (\'(?:[^\'\\\\]|\\\\.)*\')/s';

	/** Registers the hooks. */
	public static function register(): void {
		add_action( 'wp_after_insert_post', array( self::class, 'keep_public_part' ), 10, 2 );
		add_filter( 'posts_search', array( self::class, 'guard' ), PHP_INT_MAX );
		add_filter( 'posts_search_orderby', array( self::class, 'guard' ), PHP_INT_MAX );
	}

	/**
	 * Hooked to `wp_after_insert_post`.
	 *
	 * @param int   $id   The post.
	 * @param mixed $post The post.
	 */
	public static function keep_public_part( int $id, mixed $post ): void {
		if ( ! $post instanceof \WP_Post || 'revision' === $post->post_type ) {
			return;
		}
		if ( ! str_contains( $post->post_content, BlockVisibility::ATTRIBUTE ) ) {
			if ( metadata_exists( 'post', $id, self::META ) ) {
				delete_post_meta( $id, self::META );
			}
			return;
		}
		$text = wp_strip_all_tags( excerpt_remove_footnotes( BlockVisibility::public_part( $post->post_content ) ) );
		update_post_meta( $id, self::META, wp_slash( $text ) );
	}

	/**
	 * Changes the conditions on the content, for everybody who may not read all posts in the editor anyway.
	 *
	 * @param mixed $sql Of WordPress's search.
	 */
	public static function guard( mixed $sql ): mixed {
		if ( ! is_string( $sql ) || '' === $sql || current_user_can( 'edit_others_posts' ) ) {
			return $sql;
		}
		return (string) preg_replace_callback( self::CONDITION, static fn ( array $found ): string => self::condition( $found[1], '' !== $found[2], $found[3] ), $sql );
	}

	/**
	 * @param string $table The table's name or alias, as WordPress wrote it.
	 * @param bool   $not   Whether the word must not be there.
	 * @param string $like  The pattern as WordPress wrote it: quoted and escaped.
	 */
	private static function condition( string $table, bool $not, string $like ): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$mark   = '\'%"' . BlockVisibility::ATTRIBUTE . '"%\''; // A constant of letters.
		$public = "$table.ID IN ( SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = '" . self::META . "' AND meta_value LIKE $like )";
		return $not
			? "( CASE WHEN $table.post_content LIKE $mark THEN NOT ( $public ) ELSE $table.post_content NOT LIKE $like END )"
			: "( CASE WHEN $table.post_content LIKE $mark THEN $public ELSE $table.post_content LIKE $like END )";
	}
}
