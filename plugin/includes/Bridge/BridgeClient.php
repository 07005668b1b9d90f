<?php
/**
 * Calls the bridge. With Loopback, the only place in the plugin that makes HTTP requests.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class BridgeClient {

	/** Seconds to wait for an answer where a person is waiting too. */
	public const TIMEOUT = 15;

	/** The one door that is open to a site whose address has changed: there it says that it has moved. */
	public const ADDRESS_DOOR = '/v1/pair/address';

	public function __construct( private readonly Pairing $pairing ) {}

	/**
	 * A signed call with a JSON body.
	 *
	 * @param string                    $method  HTTP method.
	 * @param string                    $path    E.g. `/v1/config`.
	 * @param array<string, string|int> $query   Query parameters; empty ones are left out.
	 * @param string|null               $body    JSON text; null: none.
	 * @param int                       $timeout Seconds.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function call( string $method, string $path, array $query = array(), ?string $body = null, int $timeout = self::TIMEOUT ): BridgeAnswer {
		$query = array_filter( $query, static fn ( $value ): bool => '' !== $value );
		return $this->signed( $method, $path . ( array() === $query ? '' : '?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ) ), $body, 'application/json', $timeout );
	}

	/**
	 * Hands a batch of events over.
	 *
	 * @param string $batch JSON array of CloudEvents envelopes.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function send_events( string $batch, int $timeout ): BridgeAnswer {
		return $this->signed( 'POST', '/v1/events', $batch, 'application/cloudevents-batch+json', $timeout );
	}

	/**
	 * Asks a bridge to pair; the one call that is not signed.
	 *
	 * @param string               $bridge_url Checked by BridgeUrl.
	 * @param array<string, mixed> $body       Code and site.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function pair( string $bridge_url, array $body ): BridgeAnswer {
		return $this->request( 'POST', $bridge_url . '/v1/pair', (string) wp_json_encode( $body ), array( 'Content-Type' => 'application/json' ), self::TIMEOUT );
	}

	private function signed( string $method, string $path, ?string $body, string $content_type, int $timeout ): BridgeAnswer {
		$pairing = $this->pairing->require();
		if ( self::ADDRESS_DOOR !== $path ) {
			SiteGuard::refuse_elsewhere();
		}
		$url     = $pairing->bridge_url . $path;
		$headers = array( 'Authorization' => 'Bearer ' . TokenSigner::sign( $pairing, $method, $url, $body ?? '' ) );
		if ( null !== $body ) {
			$headers['Content-Type'] = $content_type;
		}
		return $this->request( $method, $url, $body, $headers, $timeout );
	}

	/** @param array<string, string> $headers Request headers. */
	private function request( string $method, string $url, ?string $body, array $headers, int $timeout ): BridgeAnswer {
		$answer = wp_remote_request(
			$url,
			array(
				'method'      => $method,
				'timeout'     => $timeout,
				'redirection' => 0, // A signature is bound to its address; following would only confuse.
				'headers'     => $headers + array( 'Accept' => 'application/json, application/problem+json' ),
				'body'        => $body ?? '',
				'user-agent'  => 'SlotBridge/' . SLOTBRIDGE_VERSION . ' WordPress/' . get_bloginfo( 'version' ),
			)
		);
		if ( is_wp_error( $answer ) ) {
			throw BridgeFailure::unreachable( $url, $answer );
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		$text   = wp_remote_retrieve_body( $answer );
		$time   = self::date( wp_remote_retrieve_header( $answer, 'date' ) );
		if ( $status >= 200 && $status < 300 ) {
			return new BridgeAnswer( $status, $text, $time );
		}
		$problem = json_decode( $text, true );
		if ( ! is_array( $problem ) || ! is_string( $problem['code'] ?? null ) ) {
			throw BridgeFailure::unreadable( $status );
		}
		$retry_after = wp_remote_retrieve_header( $answer, 'retry-after' );
		if ( is_string( $retry_after ) && ctype_digit( $retry_after ) ) {
			$problem['retryAfterSeconds'] = (int) $retry_after;
		}
		throw BridgeFailure::from_problem( $problem, $status, null === $time ? null : time() - $time );
	}

	/** @param string|array<array-key, mixed> $header A `Date` header. */
	private static function date( string|array $header ): ?int {
		$time = is_string( $header ) && '' !== $header ? strtotime( $header ) : false;
		return false === $time ? null : $time;
	}
}
