<?php
/**
 * ProgressAlly's objectives of a page, saved with the page. Known trap: it reads $_POST, like AccessAlly's own handler.
 *
 * @package SlotBridge\StandIn
 */

class ProgressAllyTaskDefinition {

	/** Hooked to save_post. The field's name is a guess. */
	public static function save_postdata( $post_id ) {
		AccessAllyStandInCalls::at( __METHOD__ );
		if ( isset( $_POST['progressally-objectives'] ) && is_array( $_POST['progressally-objectives'] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Missing
			AccessAllyStandInObjectives::set( (int) $post_id, array_map( 'sanitize_text_field', array_filter( wp_unslash( $_POST['progressally-objectives'] ), 'is_string' ) ) ); // phpcs:ignore
		}
	}
}
