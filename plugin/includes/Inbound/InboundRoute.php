<?php
/**
 * POST /inbound/{n}: another system tells the site something. Public by nature; a signature is the key, or a key in the address where the owner allowed one.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Inbound;

use SlotBridge\Bridge\CallbackVerifier;
use SlotBridge\Bridge\SeenCallbacks;
use SlotBridge\Rest\Controller;
use SlotBridge\Triggers\Triggers;

/**
 * @phpstan-import-type Address from Addresses
 */
final class InboundRoute extends Controller {

	public const TYPE = 'com.slotbridge.inbound.received';

	/** Seconds in which the same unsigned body counts as the same message. */
	private const SAME_FOR = 300;

	public function register(): void {
		register_rest_route(
			self::ROOT,
			'/inbound/(?P<id>[1-9]\d{0,8})',
			array(
				'methods'             => 'POST',
				'permission_callback' => '__return_true', // Checked in take(): the signature is over the raw body.
				'callback'            => fn ( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error => $this->take( $request ),
				'args'                => array(
					'id'  => array(
						'description' => 'Number of the inbound address.',
						'type'        => 'integer',
					),
					'key' => self::text_arg( 'Key in the address, where the owner allowed one.' ),
				),
			)
		);
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private function take( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error {
		$id      = (int) self::from_address( $request, 'id' );
		$address = Addresses::get( $id );
		$body    = $request->get_body();
		if ( strlen( $body ) > Body::MOST_BYTES ) {
			return self::refuse( 'slotbridge_inbound_large', __( 'The message is too large.', 'slotbridge' ), 413 );
		}
		$signed = null !== $address && self::is_signed( $address, $request );
		if ( null === $address || ( ! $signed && ! Addresses::fits_key( $address, self::from_query( $request, 'key' ) ) ) ) {
			return self::refuse( 'slotbridge_inbound_refused', __( 'The signature or the key does not fit.', 'slotbridge' ), 401 ); // The same for an address that does not exist.
		}
		if ( ! RateLimit::take( $id ) ) {
			return self::refuse( 'slotbridge_inbound_often', __( 'Too many messages. Wait a minute.', 'slotbridge' ), 429 );
		}
		$data = Body::read( $body, (string) $request->get_header( 'content-type' ) );
		if ( null === $data ) {
			return self::refuse( 'slotbridge_inbound_body', __( 'Send a JSON object or a form.', 'slotbridge' ), 400 );
		}
		return self::pass_on( $address, $data, $signed, self::message_id( $request, $id, $signed ) );
	}

	/**
	 * @param Address                 $address The address.
	 * @param array<array-key, mixed> $data    What came in, cleaned.
	 */
	private static function pass_on( array $address, array $data, bool $signed, string $message_id ): \WP_REST_Response|\WP_Error {
		if ( ! SeenCallbacks::note( $message_id ) ) {
			return new \WP_REST_Response( array( 'result' => 'duplicate' ) );
		}
		$id = $address['id'];
		try {
			$told = Triggers::fire( self::TYPE, "inbound/$id", array( 'id' => $id, 'name' => $address['name'] ), array(), array( 'body' => $data, 'signed' => $signed ) );
		} catch ( \Throwable $thrown ) {
			SeenCallbacks::forget( $message_id ); // The sender shall send it again.
			throw $thrown;
		}
		if ( ! $told && Triggers::tells( self::TYPE ) ) {
			SeenCallbacks::forget( $message_id );
			return self::refuse( 'slotbridge_inbound_unkept', __( 'The message could not be kept. Send it again.', 'slotbridge' ), 503 );
		}
		Addresses::note( $id );
		return new \WP_REST_Response( array( 'result' => $told ? 'taken' : 'ignored' ), 202 );
	}

	/**
	 * @param Address                                $address The address.
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private static function is_signed( array $address, \WP_REST_Request $request ): bool {
		$key = Addresses::signing_key( $address );
		return null !== $key && null === CallbackVerifier::fault(
			(string) $request->get_header( 'webhook-id' ),
			(string) $request->get_header( 'webhook-timestamp' ),
			(string) $request->get_header( 'webhook-signature' ),
			$request->get_body(),
			$key
		);
	}

	/**
	 * What makes a message the same as another: its signed id; else the sender's own id, or its body for some minutes.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private static function message_id( \WP_REST_Request $request, int $id, bool $signed ): string {
		$own = $signed ? (string) $request->get_header( 'webhook-id' ) : (string) ( $request->get_header( 'idempotency-key' ) ?? $request->get_header( 'webhook-id' ) );
		if ( '' === $own ) {
			$own = 'body ' . intdiv( time(), self::SAME_FOR ) . ' ' . $request->get_body();
		}
		return "inbound-$id-" . hash( 'sha256', ( $signed ? 'signed ' : 'plain ' ) . $own );
	}

	/**
	 * A parameter out of the address; one of the body with the same name must not take its place.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private static function from_address( \WP_REST_Request $request, string $name ): string {
		$value = $request->get_url_params()[ $name ] ?? '';
		return is_scalar( $value ) ? (string) $value : '';
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private static function from_query( \WP_REST_Request $request, string $name ): string {
		$value = $request->get_query_params()[ $name ] ?? '';
		return is_string( $value ) ? $value : '';
	}

	private static function refuse( string $code, string $message, int $status ): \WP_Error {
		return new \WP_Error( $code, $message, array( 'status' => $status ) );
	}
}
