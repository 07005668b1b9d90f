<?php
/**
 * Copies a page, as AccessAlly does when it makes an offering from a template, and tells it. Known: the hook and its two arguments.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInClone {

	/** Gives the copy's post id. */
	public static function page( int $source ): int {
		$post = get_post( $source );
		if ( ! $post instanceof WP_Post ) {
			return 0;
		}
		$target = wp_insert_post( wp_slash( array( 'post_type' => $post->post_type, 'post_status' => $post->post_status, 'post_title' => $post->post_title . ' (copy)', 'post_content' => $post->post_content ) ) );
		$stored = get_post_meta( $source, '_accessally_post_permission', true );
		if ( is_array( $stored ) ) {
			update_post_meta( $target, '_accessally_post_permission', $stored );
		}
		if ( AccessAllyStandInMode::is_licensed() && 'fires' === AccessAllyStandInMode::get( 'clone_post_hook' ) ) {
			do_action( 'accessally_clone_post', $source, $target );
		}
		return $target;
	}
}
