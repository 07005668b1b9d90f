<?php
/**
 * What the bridge answered to a call that went well.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class BridgeAnswer {

	/**
	 * @param int      $status HTTP status, 200 to 299.
	 * @param string   $body   As it came.
	 * @param int|null $time   The bridge's clock when it answered, as a Unix time; null: it did not say.
	 */
	public function __construct( public readonly int $status, private readonly string $body, public readonly ?int $time ) {}

	/**
	 * The body as nested arrays, for our own use.
	 *
	 * @return array<string, mixed>
	 * @throws BridgeFailure When it is no JSON object.
	 */
	public function data(): array {
		if ( 204 === $this->status ) {
			return array();
		}
		$data = json_decode( $this->body, true );
		if ( ! is_array( $data ) ) {
			throw BridgeFailure::unreadable( $this->status );
		}
		return self::string_keys( $data );
	}

	/**
	 * The body as it is handed on to the browser: inner JSON objects stay objects, so that an empty one does not become a list.
	 *
	 * @return array<string, mixed>
	 * @throws BridgeFailure When it is no JSON object.
	 */
	public function passed_on(): array {
		$data = json_decode( $this->body );
		if ( ! $data instanceof \stdClass ) {
			throw BridgeFailure::unreadable( $this->status );
		}
		return self::string_keys( get_object_vars( $data ) );
	}

	/**
	 * @param array<array-key, mixed> $data Decoded JSON.
	 * @return array<string, mixed>
	 */
	private static function string_keys( array $data ): array {
		$out = array();
		foreach ( $data as $key => $value ) {
			$out[ (string) $key ] = $value;
		}
		return $out;
	}
}
