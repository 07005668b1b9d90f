<?php
/**
 * WordPress's list of calendar groups: its columns for HighLevel, status and audience.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Calendars\GroupTaxonomy;

final class GroupsTable {

	/** Registers the hooks. */
	public static function register(): void {
		add_filter( 'manage_edit-' . GroupTaxonomy::NAME . '_columns', array( self::class, 'columns' ) );
		add_filter( 'manage_' . GroupTaxonomy::NAME . '_custom_column', array( self::class, 'render' ), 10, 3 );
	}

	/**
	 * @param array<string, string> $columns WordPress's columns.
	 * @return array<string, string>
	 */
	public static function columns( array $columns ): array {
		return array(
			'cb'                   => $columns['cb'] ?? '',
			'name'                 => __( 'Name', 'slotbridge' ),
			'slotbridge_highlevel' => __( 'HighLevel', 'slotbridge' ),
			'slotbridge_status'    => __( 'Status', 'slotbridge' ),
			'slotbridge_audience'  => __( 'Who sees it', 'slotbridge' ),
			'posts'                => __( 'Calendars', 'slotbridge' ),
		);
	}

	/** A cell, as HTML. */
	public static function render( mixed $html, string $column, int $term_id ): mixed {
		$term = get_term( $term_id, GroupTaxonomy::NAME );
		if ( ! $term instanceof \WP_Term ) {
			return $html;
		}
		return match ( $column ) {
			'slotbridge_highlevel' => wp_kses_post( LinkState::of_group( $term )->html() ),
			'slotbridge_status'    => esc_html( 'inactive' === GroupSnapshot::of( $term )['status'] ? __( 'Inactive', 'slotbridge' ) : __( 'Active', 'slotbridge' ) ),
			'slotbridge_audience'  => esc_html( AudienceWords::of( GroupSnapshot::of( $term )['audience'] ?? null ) ),
			default                => $html,
		};
	}
}
