<?php
/**
 * Stores calendars and groups whose fields were checked, for code that is not behind a form: imports.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class CalendarWriter {

	/**
	 * @param array<string, mixed> $fields Of CalendarInput::validate().
	 * @param int                  $id     The calendar that is changed; 0: a new one.
	 * @return int|\WP_Error Its id.
	 */
	public static function calendar( array $fields, int $id = 0 ): int|\WP_Error {
		$group = $fields['group'] ?? null;
		if ( $id > 0 ) {
			// Before the post, whose saving is what makes the event; by its function, which asks for no user's rights.
			$set = wp_set_object_terms( $id, is_int( $group ) ? array( $group ) : array(), GroupTaxonomy::NAME );
			if ( is_wp_error( $set ) ) {
				return $set;
			}
		} elseif ( is_int( $group ) ) {
			$draft = self::empty_draft();
			return is_wp_error( $draft ) ? $draft : self::calendar( $fields, $draft );
		}
		$text = static fn ( string $key ): string => is_string( $fields[ $key ] ?? null ) ? $fields[ $key ] : '';
		$post = array(
			'post_type'    => CalendarPostType::NAME,
			'post_title'   => $text( 'name' ),
			'post_content' => $text( 'description' ),
			'post_name'    => $text( 'slug' ),
			'post_status'  => 'active' === ( $fields['status'] ?? '' ) ? 'publish' : 'draft',
			'meta_input'   => CalendarStore::meta_input( $fields ),
		);
		/** @var array{ID?: int, post_title: string} $post */
		$post = wp_slash( $id > 0 ? $post + array( 'ID' => $id ) : $post );
		return $id > 0 ? wp_update_post( $post, true ) : wp_insert_post( $post, true );
	}

	/** @return int|\WP_Error The id of a calendar that does not count yet: nothing is told of it, and WordPress removes it by itself after a week. */
	public static function empty_draft(): int|\WP_Error {
		return wp_insert_post(
			array(
				'post_type'   => CalendarPostType::NAME,
				'post_status' => 'auto-draft',
				'post_title'  => __( 'New calendar', 'slotbridge' ),
			),
			true
		);
	}

	/**
	 * @param array<string, mixed> $fields Of GroupInput::validate().
	 * @param int                  $id     The group that is changed; 0: a new one.
	 * @return int|\WP_Error Its id.
	 */
	public static function group( array $fields, int $id = 0 ): int|\WP_Error {
		$text  = static fn ( string $key ): string => is_string( $fields[ $key ] ?? null ) ? $fields[ $key ] : '';
		$args  = array(
			'slug'        => $text( 'slug' ),
			'description' => wp_slash( $text( 'description' ) ),
		);
		$saved = GroupStore::save_with(
			$fields,
			static fn (): array|\WP_Error => $id > 0
				? wp_update_term( $id, GroupTaxonomy::NAME, array( 'name' => wp_slash( $text( 'name' ) ) ) + $args )
				: wp_insert_term( wp_slash( $text( 'name' ) ), GroupTaxonomy::NAME, $args )
		);
		return is_wp_error( $saved ) ? $saved : (int) $saved['term_id'];
	}
}
