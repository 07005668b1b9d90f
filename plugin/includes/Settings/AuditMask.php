<?php
/**
 * Takes everything secret out of what the audit log is about to keep: by the name of a value, and by its looks.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\Bridge\Pairing;

final class AuditMask {

	public const HIDDEN = '(hidden)';

	/** Names whose values are secrets. */
	private const NAMES = '/(?:token|secret|password|passwd|authorization|api_?key|credentials?|signature|nonce|cookie|^code|(?:pairing|access|auth)_?code|private_?key)s?$/i';

	/** What looks like a secret wherever it stands: private integration tokens, webhook secrets, JSON web tokens, bearer headers, pairing codes. */
	private const LOOKS = '/pit-[0-9a-f][0-9a-f-]{8,}|whsec_[A-Za-z0-9+\/=]{8,}|eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|Bearer\s+[\w.~+\/=-]{8,}|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/';

	/** Letters of one text that are kept. */
	private const LENGTH = 500;

	/**
	 * @param string $path  The value's names, joined by dots, e.g. `connection.token`: what is under a secret's name is secret too.
	 * @param mixed  $value Anything that JSON can hold.
	 */
	public static function value( string $path, mixed $value ): mixed {
		if ( is_array( $value ) || is_object( $value ) ) {
			$clean = array();
			foreach ( is_object( $value ) ? get_object_vars( $value ) : $value as $key => $inner ) {
				$clean[ $key ] = self::value( "$path.$key", $inner );
			}
			return $clean;
		}
		if ( null === $value || '' === $value || is_bool( $value ) ) {
			return $value; // Nothing that could be hidden: that it is empty may be told.
		}
		if ( array() !== preg_grep( self::NAMES, explode( '.', $path ) ) ) {
			return self::HIDDEN;
		}
		return is_string( $value ) ? self::text( $value ) : $value;
	}

	/** The same value without any member whose name says that it is secret; nothing else is changed. */
	public static function without_secrets( mixed $value ): mixed {
		if ( ! is_array( $value ) ) {
			return $value;
		}
		$kept = array();
		foreach ( $value as $key => $inner ) {
			if ( is_int( $key ) || 1 !== preg_match( self::NAMES, $key ) ) {
				$kept[ $key ] = self::without_secrets( $inner );
			}
		}
		return $kept;
	}

	/** A text without anything in it that looks like a secret. */
	public static function text( string $text ): string {
		$secret = ( new Pairing() )->current()?->secret;
		if ( null !== $secret && '' !== $secret ) {
			$text = str_replace( $secret, self::HIDDEN, $text );
		}
		$text = (string) preg_replace( self::LOOKS, self::HIDDEN, $text );
		// The path and query of an outside address are often the key to it, as with chat webhooks.
		$text = (string) preg_replace( '#\b(https?://)(?:[^/\s@]*@)?([^/\s?\#]+)(?:[/?\#]\S+)#i', '$1$2/…', $text );
		return mb_strlen( $text ) > self::LENGTH ? mb_substr( $text, 0, self::LENGTH ) . '…' : $text;
	}
}
