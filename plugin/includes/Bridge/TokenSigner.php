<?php
/**
 * Signs one request to the bridge: a JWT (HS256) that lives for a minute and is bound to method, address and body.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class TokenSigner {

	/** Seconds that a signature is good for. */
	private const LIFE = 60;

	/**
	 * @param string   $method HTTP method, upper case.
	 * @param string   $url    The address that is called; its query is not part of the signature (RFC 9449, `htu`).
	 * @param string   $body   The bytes of the body; '' for none.
	 * @param int|null $now    Unix time; for tests.
	 * @return string The token for `Authorization: Bearer`.
	 */
	public static function sign( PairingRecord $pairing, string $method, string $url, string $body, ?int $now = null ): string {
		$now  ??= time();
		$claims = array(
			'iss'  => $pairing->site_id,
			'aud'  => $pairing->bridge_id,
			'iat'  => $now,
			'exp'  => $now + self::LIFE,
			'jti'  => wp_generate_uuid4(),
			'htm'  => $method,
			'htu'  => explode( '?', $url, 2 )[0],
			'bsha' => self::base64url( hash( 'sha256', $body, true ) ),
		);
		$signed = self::part( array( 'alg' => 'HS256', 'typ' => 'JWT' ) ) . '.' . self::part( $claims );
		return $signed . '.' . self::base64url( hash_hmac( 'sha256', $signed, $pairing->secret, true ) );
	}

	/** @param array<string, string|int> $value Header or claims. */
	private static function part( array $value ): string {
		return self::base64url( (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES ) );
	}

	private static function base64url( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- JWT (RFC 7515) is made of base64url.
	}
}
