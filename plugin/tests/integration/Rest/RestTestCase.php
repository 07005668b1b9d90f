<?php
/**
 * Base of the tests that call the plugin's REST routes, through WordPress's own REST server.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Rest;

use SlotBridge\Tests\OutboxTestCase;

abstract class RestTestCase extends OutboxTestCase {

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['wp_rest_server'] = null; // Routes are registered anew by rest_get_server().
	}

	/**
	 * @param array<string, mixed>|null $body  JSON body.
	 * @param array<string, mixed>      $query Query parameters.
	 */
	protected function call( string $method, string $path, ?array $body = null, array $query = array() ): \WP_REST_Response {
		$request = new \WP_REST_Request( $method, '/slotbridge/v1' . $path );
		$request->set_query_params( $query );
		if ( null !== $body ) {
			$request->set_header( 'content-type', 'application/json' );
			$request->set_body( (string) wp_json_encode( (object) $body ) );
		}
		return rest_get_server()->dispatch( $request );
	}

	/** The data as a browser gets it. */
	protected function json( \WP_REST_Response $response ): mixed {
		return json_decode( (string) wp_json_encode( $response->get_data() ), true );
	}

	/** Logs somebody of this role in; '' is nobody. */
	protected function log_in_as( string $role ): void {
		$id = '' === $role ? 0 : wp_insert_user( array( 'user_login' => "test-$role", 'user_pass' => wp_generate_password(), 'role' => $role ) );
		self::assertIsInt( $id );
		wp_set_current_user( $id );
	}
}
