<?php
/**
 * Keeps a calendar's name, description and slug exactly as they were meant, whoever writes the post and by whichever way.
 *
 * A calendar's name is plain text, never HTML. WordPress treats titles as HTML: for people who may not write unfiltered HTML it
 * turns "Q & A <3" into "Q &amp; A &lt;3". So the plain text goes to the database untouched, and everything that
 * WordPress prints as a title is escaped on the way out instead.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class ExactCalendarText {

	/** Registers the filters. */
	public static function register(): void {
		add_filter( 'wp_insert_post_data', array( self::class, 'before_insert' ), PHP_INT_MAX, 3 );
		add_filter( 'the_title', array( self::class, 'escape_title' ), PHP_INT_MAX, 2 );
	}

	/**
	 * @param array<string, mixed> $data        What WordPress is about to store, slashed.
	 * @param array<string, mixed> $sanitized   Not used.
	 * @param array<string, mixed> $unsanitized What the caller gave, slashed.
	 * @return array<string, mixed>
	 */
	public static function before_insert( array $data, array $sanitized, array $unsanitized = array() ): array {
		$status = $data['post_status'] ?? '';
		if ( CalendarPostType::NAME === ( $data['post_type'] ?? '' ) ) {
			if ( 'auto-draft' === $status ) {
				return $data;
			}
			$data                  = self::keep_text( $data, $unsanitized );
			$data['post_password'] = '';
			if ( 'trash' !== $status ) {
				$data['post_name'] = wp_slash( self::slug( $data, $unsanitized ) );
			}
			return $data;
		}
		$parent = $data['post_parent'] ?? 0;
		if ( 'revision' === ( $data['post_type'] ?? '' ) && is_numeric( $parent ) && CalendarPostType::NAME === get_post_type( (int) $parent ) ) {
			return self::keep_text( $data, $unsanitized );
		}
		return $data;
	}

	/**
	 * A calendar's title, as HTML.
	 *
	 * @param mixed $title   What WordPress made of it.
	 * @param mixed $post_id Id of the post, where the caller tells it.
	 * @return mixed
	 */
	public static function escape_title( mixed $title, mixed $post_id = 0 ): mixed {
		$post = is_numeric( $post_id ) && (int) $post_id > 0 ? get_post( (int) $post_id ) : null;
		if ( ! $post instanceof \WP_Post || CalendarPostType::NAME !== $post->post_type ) {
			return $title;
		}
		return htmlspecialchars( $post->post_title, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' );
	}

	/**
	 * @param array<string, mixed> $data        See before_insert().
	 * @param array<string, mixed> $unsanitized See before_insert().
	 * @return array<string, mixed>
	 */
	private static function keep_text( array $data, array $unsanitized ): array {
		foreach ( array( 'post_title', 'post_content' ) as $column ) {
			$raw = $unsanitized[ $column ] ?? null;
			if ( is_string( $raw ) && 1 === preg_match( '//u', $raw ) ) {
				$data[ $column ] = self::fitting( trim( $raw ), $column );
			}
		}
		return $data;
	}

	/** Old databases that hold three bytes a character at most would refuse emoji; WordPress stores those as entities. */
	private static function fitting( string $text, string $column ): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return 'utf8' === $wpdb->get_col_charset( $wpdb->posts, $column ) ? wp_encode_emoji( $text ) : $text;
	}

	/**
	 * @param array<string, mixed> $data        See before_insert().
	 * @param array<string, mixed> $unsanitized See before_insert().
	 */
	private static function slug( array $data, array $unsanitized ): string {
		$id    = $unsanitized['ID'] ?? 0;
		$given = $unsanitized['post_name'] ?? '';
		if ( ! is_string( $given ) || '' === $given || str_contains( $given, '__trashed' ) ) {
			$given = $data['post_name'] ?? ''; // Out of the trash, WordPress has put the old slug back here.
		}
		$title = is_string( $data['post_title'] ?? null ) ? wp_unslash( $data['post_title'] ) : '';
		$given = is_string( $given ) ? urldecode( wp_unslash( $given ) ) : '';
		// Of a title without Latin letters WordPress makes percent signs; the title itself tells more.
		$text = '' === $given || sanitize_title( $title ) === sanitize_title( $given ) ? $title : $given;
		$slug = Slugs::is_slug( $given ) ? $given : Slugs::from_text( $text, 'calendar' );
		return Slugs::free_for_calendar( $slug, is_numeric( $id ) ? (int) $id : 0 );
	}
}
