<?php
/**
 * Slugs: made from any text in any script, and unique among the calendars, or among the groups, of the site.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class Slugs {

	private const LENGTH = 100;

	/** Whether a text has the form that HighLevel's addresses need. */
	public static function is_slug( string $text ): bool {
		return strlen( $text ) <= self::LENGTH && 1 === preg_match( '/^[a-z0-9]+(?:-[a-z0-9]+)*$/D', $text );
	}

	/**
	 * Small ASCII letters, digits and dashes from a text in any script.
	 *
	 * @param string $text     E.g. a calendar's name.
	 * @param string $fallback For a text of which nothing is left, e.g. one that is all emoji.
	 */
	public static function from_text( string $text, string $fallback ): string {
		$text = str_replace( array( '\'', '’', '`' ), '', remove_accents( $text ) );
		if ( 1 === preg_match( '/[^\x00-\x7f]/', $text ) && class_exists( \Transliterator::class ) ) {
			$latin = \Transliterator::create( 'Any-Latin; Latin-ASCII' )?->transliterate( $text );
			$text  = is_string( $latin ) ? str_replace( array( '\'', '’', '`' ), '', $latin ) : $text;
		}
		$slug = trim( (string) preg_replace( '/[^a-z0-9]+/', '-', strtolower( $text ) ), '-' );
		$slug = rtrim( substr( $slug, 0, self::LENGTH ), '-' );
		return '' === $slug ? $fallback : $slug;
	}

	/** The id of the calendar that has this slug, other than `$own_id`; 0: none. Calendars in the trash have given theirs up. */
	public static function calendar_with( string $slug, int $own_id ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$id = $wpdb->get_var(
			$wpdb->prepare(
				"SELECT ID FROM %i WHERE post_name = %s AND post_type = %s AND post_status NOT IN ('trash', 'auto-draft') AND ID <> %d LIMIT 1",
				$wpdb->posts,
				$slug,
				CalendarPostType::NAME,
				$own_id
			)
		);
		return is_numeric( $id ) ? (int) $id : 0;
	}

	/** The id of the group that has this slug, other than `$own_id`; 0: none. */
	public static function group_with( string $slug, int $own_id ): int {
		$term = get_term_by( 'slug', $slug, GroupTaxonomy::NAME );
		return $term instanceof \WP_Term && $term->term_id !== $own_id ? $term->term_id : 0;
	}

	/** This slug, or the first of `slug-2`, `slug-3`, … that no other calendar has. */
	public static function free_for_calendar( string $slug, int $own_id ): string {
		return self::free( $slug, static fn ( string $candidate ): bool => 0 === self::calendar_with( $candidate, $own_id ) );
	}

	/** This slug, or the first of `slug-2`, `slug-3`, … that no other group has. */
	public static function free_for_group( string $slug, int $own_id ): string {
		return self::free( $slug, static fn ( string $candidate ): bool => 0 === self::group_with( $candidate, $own_id ) );
	}

	/** @param callable( string ): bool $is_free Whether nobody has a candidate. */
	private static function free( string $slug, callable $is_free ): string {
		$candidate = $slug;
		for ( $number = 2; ! $is_free( $candidate ); ++$number ) {
			$candidate = rtrim( substr( $slug, 0, self::LENGTH - 8 ), '-' ) . '-' . $number;
		}
		return $candidate;
	}
}
