<?php
/**
 * Certificates. Known: a post meta on the page, and the shortcode. Nothing is stored when one is earned: who has completed the page can open it.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInCertificates {

	const META = '_progressally_certificate';

	/** Puts a certificate on a page. What the real meta holds is not known. */
	public static function add( int $post_id, string $title ): void {
		update_post_meta( $post_id, self::META, array( '1' => array( 'name' => $title ) ) );
	}

	/** The certificate's title; empty text: the page has none. */
	public static function title( int $post_id ): string {
		$meta = get_post_meta( $post_id, self::META, true );
		return is_array( $meta ) ? (string) ( $meta['1']['name'] ?? '' ) : '';
	}

	public static function is_earned( int $post_id, int $user_id ): bool {
		return '' !== self::title( $post_id ) && null !== AccessAllyStandInProgress::completed_at( $post_id, $user_id );
	}

	/** @param array<string, string>|string $attributes Of [progressally_certificate post_id="12"]; the attribute is a guess. */
	public static function render( $attributes ): string {
		$post_id = (int) shortcode_atts( array( 'post_id' => get_the_ID() ), (array) $attributes )['post_id'];
		return self::is_earned( $post_id, get_current_user_id() ) ? '<p>' . esc_html( self::title( $post_id ) ) . '</p>' : '';
	}
}
