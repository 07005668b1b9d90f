<?php
/**
 * The owner's inbound addresses: each has a number, a name, a signing secret, and, only if the owner wants it, a key in the address.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Inbound;

use SlotBridge\Bridge\SecretBox;

/**
 * @phpstan-type Address array{id: int, name: string, secret: string, key: string|null, createdAt: string}
 */
final class Addresses {

	/** By number; never loaded with the other options. */
	public const OPTION = 'slotbridge_inbound';

	/** The highest number that was ever given, so that none comes twice. */
	public const COUNTER = 'slotbridge_inbound_counter';

	/** When something last came in, by number. */
	private const LAST = 'slotbridge_inbound_last_';

	public const MOST = 50;

	/** How many bytes of chance a secret and a key have. */
	private const SECRET_BYTES = 32;

	/**
	 * @return array<int, Address> By number.
	 */
	public static function all(): array {
		$stored = get_option( self::OPTION, array() );
		$found  = array();
		foreach ( is_array( $stored ) ? $stored : array() as $id => $row ) {
			if ( is_int( $id ) && is_array( $row ) && is_string( $row['secret'] ?? null ) ) {
				$found[ $id ] = array(
					'id'        => $id,
					'name'      => is_string( $row['name'] ?? null ) ? $row['name'] : '',
					'secret'    => $row['secret'],
					'key'       => is_string( $row['key'] ?? null ) ? $row['key'] : null,
					'createdAt' => is_string( $row['createdAt'] ?? null ) ? $row['createdAt'] : '',
				);
			}
		}
		return $found;
	}

	/** @return Address|null */
	public static function get( int $id ): ?array {
		return self::all()[ $id ] ?? null;
	}

	/**
	 * Makes one.
	 *
	 * @return array{id: int, secret: string}|null The number and the secret, which is not told again; null: there are too many.
	 */
	public static function add( string $name ): ?array {
		$all = self::all();
		if ( count( $all ) >= self::MOST ) {
			return null;
		}
		$counter = get_option( self::COUNTER, 0 );
		$id      = max( is_numeric( $counter ) ? (int) $counter : 0, 0, ...array_keys( $all ) ) + 1;
		$secret  = self::new_secret();
		update_option( self::COUNTER, $id, false );
		$all[ $id ] = array(
			'id'        => $id,
			'name'      => $name,
			'secret'    => SecretBox::seal( $secret ),
			'key'       => null,
			'createdAt' => gmdate( 'Y-m-d\TH:i:s\Z' ),
		);
		self::save( $all );
		self::audit( 'inbound.added', null, $name, $id );
		return array(
			'id'     => $id,
			'secret' => $secret,
		);
	}

	/** False: there is no such address. */
	public static function remove( int $id ): bool {
		$all = self::all();
		if ( ! isset( $all[ $id ] ) ) {
			return false;
		}
		self::audit( 'inbound.removed', $all[ $id ]['name'], null, $id );
		unset( $all[ $id ] );
		delete_option( self::LAST . $id );
		self::save( $all );
		return true;
	}

	/** False: there is no such address. */
	public static function rename( int $id, string $name ): bool {
		$before = self::get( $id );
		if ( null === $before ) {
			return false;
		}
		self::change( $id, array( 'name' => $name ) );
		self::audit( 'inbound.renamed', $before['name'], $name, $id );
		return true;
	}

	/** A new signing secret; the old one is worth nothing from now on. Null: there is no such address. */
	public static function rotate_secret( int $id ): ?string {
		$secret = self::new_secret();
		if ( ! self::change( $id, array( 'secret' => SecretBox::seal( $secret ) ) ) ) {
			return null;
		}
		self::audit( 'inbound.secret', '***', '***', $id );
		return $secret;
	}

	/** Allows a key in the address, or makes a new one: for systems that cannot sign. Null: there is no such address. */
	public static function rotate_key( int $id ): ?string {
		$key = bin2hex( random_bytes( self::SECRET_BYTES ) );
		if ( ! self::change( $id, array( 'key' => self::key_hash( $key ) ) ) ) {
			return null;
		}
		self::audit( 'inbound.key', '***', '***', $id );
		return $key;
	}

	/** Only signed requests come in from now on. False: there is no such address. */
	public static function forbid_key( int $id ): bool {
		$before = self::get( $id );
		$done   = self::change( $id, array( 'key' => null ) );
		if ( $done && null !== ( $before['key'] ?? null ) ) {
			self::audit( 'inbound.key', '***', null, $id );
		}
		return $done;
	}

	/** When something last came in; null: nothing yet. */
	public static function last( int $id ): ?string {
		$last = get_option( self::LAST . $id );
		return is_string( $last ) ? $last : null;
	}

	/** Notes that something came in. */
	public static function note( int $id ): void {
		update_option( self::LAST . $id, gmdate( 'Y-m-d\TH:i:s\Z' ), false ); // In an option of its own: a message must not undo what the owner changes at the same time.
	}

	/**
	 * The bytes with which a sender signs; null: the site's security keys have changed, and the secret has to be made anew.
	 *
	 * @param Address $address The address.
	 */
	public static function signing_key( array $address ): ?string {
		$secret = SecretBox::open( $address['secret'] );
		$bytes  = null === $secret ? false : base64_decode( substr( $secret, 6 ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- Standard Webhooks secrets are base64.
		return is_string( $bytes ) ? $bytes : null;
	}

	/**
	 * Whether this is the key that the owner allowed in the address.
	 *
	 * @param Address $address The address.
	 */
	public static function fits_key( array $address, #[\SensitiveParameter] string $key ): bool {
		return null !== $address['key'] && '' !== $key && hash_equals( $address['key'], self::key_hash( $key ) );
	}

	private static function key_hash( #[\SensitiveParameter] string $key ): string {
		return hash( 'sha256', $key ); // 256 bits of chance need no slow hash.
	}

	private static function new_secret(): string {
		return 'whsec_' . base64_encode( random_bytes( self::SECRET_BYTES ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Standard Webhooks secrets are base64.
	}

	/** @param array<string, string|null> $changes Fields. */
	private static function change( int $id, array $changes ): bool {
		$all = self::all();
		if ( ! isset( $all[ $id ] ) ) {
			return false;
		}
		update_option( self::OPTION, array( $id => array_merge( $all[ $id ], $changes ) ) + $all, false );
		return true;
	}

	/** @param array<int, Address> $all By number. */
	private static function save( array $all ): void {
		ksort( $all );
		update_option( self::OPTION, $all, false );
	}

	private static function audit( string $what, ?string $old, ?string $now, int $id ): void {
		/** This action is documented with SlotBridge's audit log. */
		do_action( 'slotbridge_audit', $what, $old, $now, array( 'inbound' => $id ) );
	}
}
