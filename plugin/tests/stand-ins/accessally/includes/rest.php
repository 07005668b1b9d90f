<?php
/**
 * The stand-in's own REST route for scripts: does what a button of its screens does. The real AccessAlly has no REST routes, so nothing of SlotBridge may use it.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInRest {

	public static function register(): void {
		add_action( 'rest_api_init', array( __CLASS__, 'add_routes' ) );
	}

	public static function add_routes(): void {
		register_rest_route(
			'accessally-stand-in/v1',
			'/do',
			array(
				'methods'             => 'POST',
				'callback'            => array( __CLASS__, 'handle' ),
				'permission_callback' => static fn (): bool => current_user_can( 'manage_options' ),
			)
		);
	}

	/** The body has `do` and the fields of that form as text; the answer says what was done. */
	public static function handle( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$text = static fn ( string $name ): string => is_scalar( $request[ $name ] ) ? sanitize_textarea_field( (string) $request[ $name ] ) : '';
		$said = AccessAllyStandInActions::perform( $text( 'do' ), $text );
		return null === $said ? new WP_Error( 'accessally_stand_in_unknown', 'The stand-in cannot do this.', array( 'status' => 400 ) ) : new WP_REST_Response( array( 'said' => $said ) );
	}
}
