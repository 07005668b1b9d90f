<?php
/**
 * A calendar group that was made by the mapping: what it stands for, and what was last written into it, so that the owner's own changes are known.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class MadeGroup {

	/** Term meta: `team 12` or `offering _key_3`. */
	public const SOURCE = '_slotbridge_made_from';

	/** Term meta: what was last written, see note(). */
	public const WRITTEN = '_slotbridge_made_as';

	/**
	 * @param \WP_Term $term        The group.
	 * @param string   $kind        `team` or `offering`.
	 * @param string   $id          Of the Team or the offering.
	 * @param string   $source_name What that was called then.
	 * @param string   $name        The name that was last written.
	 * @param string   $slug        The slug that was last written.
	 * @param bool     $is_gone     Whether it was set inactive because what it stands for was gone.
	 */
	private function __construct(
		public readonly \WP_Term $term,
		public readonly string $kind,
		public readonly string $id,
		public readonly string $source_name,
		public readonly string $name,
		public readonly string $slug,
		public readonly bool $is_gone
	) {}

	/** @return array<string, self> By source, as source_of() writes it. Of two groups of one source the older counts. */
	public static function all(): array {
		$terms = get_terms(
			array(
				'taxonomy'     => GroupTaxonomy::NAME,
				'hide_empty'   => false,
				'meta_key'     => self::SOURCE, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- Groups are few, and this is no page of a visitor's.
				'meta_compare' => 'EXISTS',
				'orderby'      => 'term_id',
			)
		);
		$made  = array();
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			$group = self::of( $term );
			if ( null !== $group ) {
				$made += array( self::source_of( $group->kind, $group->id ) => $group );
			}
		}
		return $made;
	}

	/** How a source is written. */
	public static function source_of( string $kind, string $id ): string {
		return "$kind $id";
	}

	/** Notes what the group stands for and what was written into it. */
	public static function note( int $term_id, string $source, string $source_name, string $name, string $slug, bool $is_gone ): void {
		update_term_meta( $term_id, self::SOURCE, wp_slash( $source ) );
		update_term_meta(
			$term_id,
			self::WRITTEN,
			wp_slash(
				array(
					'from' => $source_name,
					'name' => $name,
					'slug' => $slug,
					'gone' => $is_gone,
				)
			)
		);
	}

	/** Makes it an ordinary group. */
	public static function release( int $term_id ): void {
		delete_term_meta( $term_id, self::SOURCE );
		delete_term_meta( $term_id, self::WRITTEN );
	}

	/** Whether the owner has given the group another name than the last that was written. */
	public function was_renamed(): bool {
		return GroupStore::read( $this->term )['name'] !== $this->name;
	}

	private static function of( \WP_Term $term ): ?self {
		$source  = get_term_meta( $term->term_id, self::SOURCE, true );
		$written = get_term_meta( $term->term_id, self::WRITTEN, true );
		if ( ! is_string( $source ) || 1 !== preg_match( '/^(team|offering) (.+)$/D', $source, $found ) ) {
			return null;
		}
		$written = is_array( $written ) ? $written : array();
		return new self(
			$term,
			$found[1],
			$found[2],
			is_string( $written['from'] ?? null ) ? $written['from'] : '',
			is_string( $written['name'] ?? null ) ? $written['name'] : '',
			is_string( $written['slug'] ?? null ) ? $written['slug'] : '',
			true === ( $written['gone'] ?? false )
		);
	}
}
