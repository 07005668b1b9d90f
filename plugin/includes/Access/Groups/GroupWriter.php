<?php
/**
 * Does what a plan says, one group at a time, through the same checks as the owner's own saving, and notes how it was before.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

use SlotBridge\Calendars\GroupInput;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class GroupWriter {

	/**
	 * @param array{action: string, source: string, source_name: string, term: int, from: string, fields: array<string, mixed>} $step Of GroupPlan.
	 * @return array{action: string, source: string, term: int, name: string, before: array<string, mixed>|null}|\WP_Error What was done; `before` is null for a new group.
	 */
	public static function write( array $step ): array|\WP_Error {
		$term   = $step['term'] > 0 ? get_term( $step['term'], GroupTaxonomy::NAME ) : null;
		$term   = $term instanceof \WP_Term ? $term : null;
		$before = null;
		if ( null !== $term ) {
			$before = GroupStore::read( $term ) + array( 'meta' => self::notes( $term->term_id ) );
		}
		$fields = GroupInput::validate( $step['fields'], $term );
		$id     = is_wp_error( $fields ) ? $fields : self::store( $fields, $term );
		if ( is_wp_error( $id ) ) {
			return $id;
		}
		self::note( $id, $step, $term );
		$stored = get_term( $id, GroupTaxonomy::NAME );
		$name   = $stored instanceof \WP_Term ? GroupStore::read( $stored )['name'] : '';
		return array(
			'action' => $step['action'],
			'source' => $step['source'],
			'term'   => $id,
			'name'   => is_string( $name ) ? $name : '',
			'before' => $before,
		);
	}

	/**
	 * Stores a group's fields.
	 *
	 * @param array<string, mixed> $fields Checked fields of GroupInput.
	 * @return int|\WP_Error Its id.
	 */
	public static function store( array $fields, ?\WP_Term $term ): int|\WP_Error {
		$text  = array();
		foreach ( array( 'name', 'slug', 'description' ) as $field ) {
			$text[ $field ] = is_string( $fields[ $field ] ?? null ) ? wp_slash( $fields[ $field ] ) : '';
		}
		$args  = array(
			'slug'        => $text['slug'],
			'description' => $text['description'],
		);
		$saved = GroupStore::save_with(
			$fields,
			static fn (): array|\WP_Error => null === $term
				? wp_insert_term( $text['name'], GroupTaxonomy::NAME, $args )
				: wp_update_term( $term->term_id, GroupTaxonomy::NAME, array( 'name' => $text['name'] ) + $args )
		);
		return is_wp_error( $saved ) ? $saved : (int) $saved['term_id'];
	}

	/** @return array<string, mixed> What MadeGroup keeps with the group. */
	public static function notes( int $term_id ): array {
		return array(
			MadeGroup::SOURCE  => get_term_meta( $term_id, MadeGroup::SOURCE, true ),
			MadeGroup::WRITTEN => get_term_meta( $term_id, MadeGroup::WRITTEN, true ),
		);
	}

	/** @param array{action: string, source: string, source_name: string, term: int, from: string, fields: array<string, mixed>} $step Of GroupPlan. */
	private static function note( int $id, array $step, ?\WP_Term $before ): void {
		$stored  = get_term( $id, GroupTaxonomy::NAME );
		$made    = MadeGroup::all()[ $step['source'] ] ?? null;
		$renamed = null === $before || isset( $step['fields']['name'] );
		$now     = $stored instanceof \WP_Term ? GroupStore::read( $stored ) : array();
		$name    = is_string( $now['name'] ?? null ) ? $now['name'] : '';
		$slug    = is_string( $now['slug'] ?? null ) ? $now['slug'] : '';
		MadeGroup::note(
			$id,
			$step['source'],
			$renamed ? $step['source_name'] : $made->source_name ?? $step['source_name'],
			$renamed ? $name : $made->name ?? $name,
			null === $before || isset( $step['fields']['slug'] ) ? $slug : $made->slug ?? $slug,
			GroupPlan::HIDE === $step['action']
		);
	}
}
