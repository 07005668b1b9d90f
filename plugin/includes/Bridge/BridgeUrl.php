<?php
/**
 * Judges the address of a bridge: secrets travel to it, so it has to be https, or a machine of one's own.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class BridgeUrl {

	/**
	 * @param string      $url     In its normal form, without a slash at the end.
	 * @param string|null $warning What the owner should know about it.
	 */
	private function __construct( public readonly string $url, public readonly ?string $warning ) {}

	/**
	 * @param string $input What somebody typed.
	 * @throws BridgeFailure Code bridge_url_invalid, with the fault at `/bridgeUrl`.
	 */
	public static function parse( string $input ): self {
		$input = trim( $input );
		$parts = wp_parse_url( $input );
		if ( ! is_array( $parts ) || ! in_array( $parts['scheme'] ?? '', array( 'http', 'https' ), true ) || '' === ( $parts['host'] ?? '' ) ) {
			throw self::refuse( __( 'Enter the bridge\'s full address, for example https://bridge.example.com', 'slotbridge' ) );
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
			throw self::refuse( __( 'The bridge\'s address must not hold a user name, a password, a "?" or a "#".', 'slotbridge' ) );
		}
		$host = strtolower( $parts['host'] );
		$url  = $parts['scheme'] . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' ) . untrailingslashit( $parts['path'] ?? '' );
		if ( 'https' === $parts['scheme'] ) {
			return new self( $url, null );
		}
		if ( ! self::is_own_machine( $host ) ) {
			throw self::refuse( __( 'Over the internet the bridge must be called by https, because secrets travel to it. Plain http is allowed only on this machine or a private network.', 'slotbridge' ) );
		}
		return new self( $url, self::is_loopback( $host ) ? null : __( 'Plain http is not encrypted. Use it only if nobody else can listen on this private network.', 'slotbridge' ) );
	}

	private static function refuse( string $words ): BridgeFailure {
		return new BridgeFailure(
			'bridge_url_invalid',
			$words,
			422,
			array(
				'errors' => array(
					array(
						'pointer' => '/bridgeUrl',
						'detail'  => $words,
					),
				),
			)
		);
	}

	private static function is_loopback( string $host ): bool {
		return 'localhost' === $host || str_ends_with( $host, '.localhost' ) || '[::1]' === $host || 1 === preg_match( '/^127\.\d+\.\d+\.\d+$/', $host );
	}

	/** Loopback, a private address, or a name that only a private network can resolve (e.g. a container's). */
	private static function is_own_machine( string $host ): bool {
		if ( self::is_loopback( $host ) ) {
			return true;
		}
		$address = filter_var( trim( $host, '[]' ), FILTER_VALIDATE_IP );
		if ( false !== $address ) {
			return false === filter_var( $address, FILTER_VALIDATE_IP, FILTER_FLAG_NO_PRIV_RANGE );
		}
		return ! str_contains( $host, '.' ) || str_ends_with( $host, '.local' ) || str_ends_with( $host, '.internal' );
	}
}
