<?php
/**
 * Keeps the address under which this site was paired, in a form that a search-and-replace over the database passes by.
 *
 * Staging tools copy a database and replace the live address by the new one wherever they find it, serialised values
 * included. A kept address that was replaced as well would say that nothing has changed, so it is stored in base64.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class SiteAddress {

	public const OPTION = 'slotbridge_paired_address';

	/**
	 * The site's address now. The stored setting, or WP_HOME where that is set: home_url() would go through the filters of
	 * translation plugins as well, which give each language another address.
	 */
	public static function now(): string {
		$home = get_option( 'home' );
		return untrailingslashit( is_string( $home ) ? $home : '' );
	}

	/** The address under which the pairing was made; null: none is kept. */
	public static function kept(): ?string {
		$stored  = get_option( self::OPTION );
		$address = is_string( $stored ) ? base64_decode( $stored, true ) : false; // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- Against search-and-replace, see above.
		return false === $address || '' === $address ? null : $address;
	}

	/** From now on the pairing belongs to the address that the site has now. */
	public static function keep(): void {
		// Loaded with the other options: it is short, and each page of wp-admin asks for it.
		update_option( self::OPTION, base64_encode( self::now() ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Against search-and-replace, see above.
	}

	public static function forget(): void {
		delete_option( self::OPTION );
	}

	/**
	 * Whether two addresses are the same site. http and https are, and with and without "www.": owners switch these on a live
	 * site, and no staging copy differs in nothing else. Another path, port or sub-domain is another site.
	 */
	public static function is_same( string $one, string $other ): bool {
		return self::plain( $one ) === self::plain( $other );
	}

	private static function plain( string $address ): string {
		$parts = wp_parse_url( strtolower( $address ) );
		$host  = is_array( $parts ) ? (string) preg_replace( '/^www\./', '', $parts['host'] ?? '' ) : '';
		if ( ! is_array( $parts ) || '' === $host ) {
			return $address;
		}
		$port = in_array( $parts['port'] ?? 80, array( 80, 443 ), true ) ? '' : ':' . $parts['port'];
		return $host . $port . untrailingslashit( (string) wp_parse_url( $address, PHP_URL_PATH ) );
	}
}
