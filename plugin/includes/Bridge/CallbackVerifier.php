<?php
/**
 * Checks that a callback comes from our bridge (Standard Webhooks: HMAC-SHA256 over id, time and body).
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class CallbackVerifier {

	/** Seconds that a callback's time may differ from ours, either way. */
	public const TOLERANCE = 300;

	/**
	 * @param string   $id        Header `webhook-id`.
	 * @param string   $timestamp Header `webhook-timestamp`: Unix seconds.
	 * @param string   $signature Header `webhook-signature`: one or more `v1,<base64>`, separated by spaces.
	 * @param string   $body      The bytes as they came.
	 * @param string   $secret    The pairing's secret.
	 * @param int|null $now       Unix time; for tests.
	 * @return string|null Why it is refused; null: it is genuine.
	 */
	public static function fault( string $id, string $timestamp, string $signature, string $body, #[\SensitiveParameter] string $secret, ?int $now = null ): ?string {
		if ( '' === $id || strlen( $id ) > 100 || 1 !== preg_match( '/^\d{1,12}$/', $timestamp ) || '' === $signature ) {
			return 'The webhook headers are missing or malformed.';
		}
		if ( abs( ( $now ?? time() ) - (int) $timestamp ) > self::TOLERANCE ) {
			return 'The webhook is too old or from the future.';
		}
		$expected = base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", $secret, true ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Standard Webhooks signatures are base64.
		$genuine  = false;
		foreach ( explode( ' ', $signature ) as $candidate ) {
			if ( str_starts_with( $candidate, 'v1,' ) && hash_equals( $expected, substr( $candidate, 3 ) ) ) {
				$genuine = true; // No early return: the time this takes must not tell which one fitted.
			}
		}
		return $genuine ? null : 'The webhook signature does not fit.';
	}
}
