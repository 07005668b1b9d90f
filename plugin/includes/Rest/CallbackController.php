<?php
/**
 * POST /callback: the bridge tells what became of an entity. Public by nature; the signature is the key.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\CallbackVerifier;
use SlotBridge\Bridge\LinkStore;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\SeenCallbacks;

final class CallbackController extends Controller {

	public function __construct( private readonly Pairing $pairing ) {}

	public function register(): void {
		register_rest_route(
			self::ROOT,
			'/callback',
			array(
				'methods'             => 'POST',
				'permission_callback' => '__return_true', // Checked in take(): the signature is over the raw body.
				'callback'            => fn ( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error => $this->take( $request ),
				'args'                => array(
					'type' => self::text_arg( 'Kind of the callback, e.g. link.updated.' ),
				),
			)
		);
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private function take( \WP_REST_Request $request ): \WP_REST_Response|\WP_Error {
		$pairing = $this->pairing->current();
		if ( null === $pairing ) {
			return new \WP_Error( 'slotbridge_not_paired', 'This site is not paired.', array( 'status' => 410 ) );
		}
		$id    = (string) $request->get_header( 'webhook-id' );
		$fault = CallbackVerifier::fault( $id, (string) $request->get_header( 'webhook-timestamp' ), (string) $request->get_header( 'webhook-signature' ), $request->get_body(), $pairing->secret );
		if ( null !== $fault ) {
			return new \WP_Error( 'slotbridge_callback_refused', $fault, array( 'status' => 401 ) );
		}
		if ( ! SeenCallbacks::note( $id ) ) {
			return new \WP_REST_Response( array( 'result' => 'duplicate' ) );
		}
		try {
			return new \WP_REST_Response( array( 'result' => self::work_off( $request->get_body() ) ) );
		} catch ( \Throwable $thrown ) {
			SeenCallbacks::forget( $id );
			throw $thrown;
		}
	}

	/** @return 'saved'|'ignored' */
	private static function work_off( string $body ): string {
		$message = json_decode( $body, true );
		$link    = is_array( $message ) ? ( $message['data'] ?? null ) : null;
		if ( ! is_array( $message ) || 'link.updated' !== ( $message['type'] ?? null ) || ! is_array( $link ) || ! is_string( $link['subject'] ?? null ) ) {
			return 'ignored'; // A kind that a newer bridge knows.
		}
		$clean = array();
		foreach ( $link as $key => $value ) {
			$clean[ (string) $key ] = $value;
		}
		return LinkStore::save( $link['subject'], $clean, is_string( $message['timestamp'] ?? null ) ? $message['timestamp'] : null ) ? 'saved' : 'ignored';
	}
}
