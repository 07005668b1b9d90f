<?php
/**
 * Base of the plugin's REST controllers: who may come in, and how a failure of the bridge becomes WordPress's error.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeFailure;

abstract class Controller {

	public const ROOT = 'slotbridge/v1';

	/** May change the pairing, the connections and the mapping. */
	protected const MANAGE = 'slotbridge_manage';

	/** May write calendars and groups. */
	protected const EDIT = 'slotbridge_edit_calendars';

	/** May see what happened. */
	protected const VIEW = 'slotbridge_view_activity';

	/** Registers the routes; hooked to `rest_api_init`. */
	abstract public function register(): void;

	/**
	 * Registers one method of one route.
	 *
	 * @param non-falsy-string                                               $path         Below ROOT, e.g. `/status`.
	 * @param string                                                         $method       HTTP method.
	 * @param list<string>                                                   $capabilities Any of these lets a person in.
	 * @param callable( \WP_REST_Request<array<string, mixed>> ): mixed      $work         Gives data, a response or an error; may throw BridgeFailure.
	 * @param array<string, array<string, mixed>>                            $args         Parameters, as WordPress's schema.
	 */
	protected function route( string $path, string $method, array $capabilities, callable $work, array $args = array() ): void {
		register_rest_route(
			self::ROOT,
			$path,
			array(
				'methods'             => $method,
				'permission_callback' => static fn (): bool|\WP_Error => self::allow( $capabilities ),
				'callback'            => static fn ( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error => self::answer( $work, $request ),
				'args'                => $args,
			)
		);
	}

	/** @param list<string> $capabilities Any of these is enough. */
	private static function allow( array $capabilities ): bool|\WP_Error {
		foreach ( $capabilities as $capability ) {
			if ( current_user_can( $capability ) ) {
				return true;
			}
		}
		return new \WP_Error( 'rest_forbidden', __( 'You are not allowed to do this in SlotBridge.', 'slotbridge' ), array( 'status' => rest_authorization_required_code() ) );
	}

	/**
	 * @param callable                               $work    See route().
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private static function answer( callable $work, \WP_REST_Request $request ): \WP_REST_Response|\WP_Error {
		try {
			$result = $work( $request );
		} catch ( BridgeFailure $failure ) {
			return $failure->to_wp_error();
		}
		if ( $result instanceof BridgeAnswer ) {
			try {
				return new \WP_REST_Response( 204 === $result->status ? null : $result->passed_on(), $result->status );
			} catch ( BridgeFailure $failure ) {
				return $failure->to_wp_error();
			}
		}
		return $result instanceof \WP_REST_Response || is_wp_error( $result ) ? $result : new \WP_REST_Response( $result );
	}

	/**
	 * A parameter that is text; '' when it was not given.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	protected static function text( \WP_REST_Request $request, string $name ): string {
		$value = $request->get_param( $name );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * The body as it came, where it is handed to the bridge unread; the bridge checks it against its own schema.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @throws BridgeFailure When it is no JSON object.
	 */
	protected static function json_body( \WP_REST_Request $request ): string {
		$body = $request->get_body();
		if ( ! $request->is_json_content_type() || ! json_decode( $body ) instanceof \stdClass ) {
			throw new BridgeFailure( 'body_invalid', __( 'Send a JSON object.', 'slotbridge' ), 400 );
		}
		return $body;
	}

	/**
	 * Those of the named parameters that were given, as JSON.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @param list<string>                           $names   Names.
	 */
	protected static function json_of( \WP_REST_Request $request, array $names ): string {
		$given = array();
		foreach ( $names as $name ) {
			if ( null !== $request->get_param( $name ) ) {
				$given[ $name ] = $request->get_param( $name );
			}
		}
		return (string) wp_json_encode( (object) $given );
	}

	/**
	 * A text parameter.
	 *
	 * @return array<string, mixed>
	 */
	protected static function text_arg( string $description, bool $required = false, int $max = 200 ): array {
		return array(
			'description' => $description,
			'type'        => 'string',
			'required'    => $required,
			'minLength'   => $required ? 1 : 0,
			'maxLength'   => $max,
		);
	}
}
