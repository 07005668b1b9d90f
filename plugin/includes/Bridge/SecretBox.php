<?php
/**
 * Encrypts what rests in the database, so that a copy of the database alone does not give the pairing secret away.
 *
 * The key comes from the security keys ("salts") in wp-config.php, which are not in the database.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class SecretBox {

	private const PREFIX = 'sodium1:';

	/** Text that only `open()` on this site can read. */
	public static function seal( #[\SensitiveParameter] string $plain ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return self::PREFIX . sodium_bin2base64( $nonce . sodium_crypto_secretbox( $plain, $nonce, self::key() ), SODIUM_BASE64_VARIANT_ORIGINAL );
	}

	/** The plain text; null when the text was altered or the security keys have changed since. */
	public static function open( string $sealed ): ?string {
		if ( ! str_starts_with( $sealed, self::PREFIX ) ) {
			return null;
		}
		try {
			$bytes = sodium_base642bin( substr( $sealed, strlen( self::PREFIX ) ), SODIUM_BASE64_VARIANT_ORIGINAL );
			if ( strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
				return null;
			}
			$plain = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), self::key() );
		} catch ( \SodiumException ) {
			return null;
		}
		return false === $plain ? null : $plain;
	}

	private static function key(): string {
		return hash_hkdf( 'sha256', wp_salt( 'secure_auth' ) . wp_salt( 'auth' ), SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'slotbridge pairing secret' );
	}
}
