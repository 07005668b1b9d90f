<?php
/**
 * [accessally_custom_operation operation_id="3" text="Count me in"]: a button that runs an operation for the member who presses it. Known: the name and operation_id.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInShortcode {

	const ACTION = 'accessally_stand_in_operation';

	public static function register(): void {
		add_shortcode( 'accessally_custom_operation', array( __CLASS__, 'render' ) );
		add_action( 'admin_post_' . self::ACTION, array( __CLASS__, 'handle' ) );
	}

	/** @param array<string, string>|string $attributes As WordPress gives them. */
	public static function render( $attributes ): string {
		$attributes = shortcode_atts( array( 'operation_id' => '', 'text' => 'Go' ), (array) $attributes );
		$id         = (int) $attributes['operation_id'];
		if ( ! is_user_logged_in() || ! isset( AccessAllyStandInOperations::all()[ $id ] ) ) {
			return '';
		}
		return '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">'
			. '<input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '"><input type="hidden" name="operation" value="' . $id . '">'
			. wp_nonce_field( self::ACTION . $id, '_wpnonce', true, false )
			. '<button class="wp-element-button">' . esc_html( $attributes['text'] ) . '</button></form>';
	}

	/** Only an operation that a page offered can be run: its nonce names it. */
	public static function handle(): void {
		$id = isset( $_POST['operation'] ) && is_string( $_POST['operation'] ) ? (int) $_POST['operation'] : 0;
		check_admin_referer( self::ACTION . $id );
		AccessAllyStandInOperations::run( AccessAllyStandInContacts::of_user( get_current_user_id() ), $id, 'Button' );
		wp_safe_redirect( wp_get_referer() ?: home_url() );
		exit;
	}
}
