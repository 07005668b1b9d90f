<?php
/**
 * Whose data is asked for: the address of the request, and the user that has or had it on this site.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

use SlotBridge\Outbox\OutboxTable;

final class Person {

	private function __construct( public readonly string $email, public readonly ?int $user_id ) {}

	public static function of( string $email ): self {
		$email = trim( $email );
		$user  = get_user_by( 'email', $email );
		return new self( $email, $user instanceof \WP_User ? $user->ID : self::former_user( $email ) );
	}

	/** The subject of this person's events; null: none is known. */
	public function subject(): ?string {
		return null === $this->user_id ? null : 'member/' . $this->user_id;
	}

	/** The address as it stands inside the JSON of a row, for LIKE. */
	public function like(): string {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return '%' . $wpdb->esc_like( trim( (string) wp_json_encode( $this->email ), '"' ) ) . '%';
	}

	/**
	 * Puts a mark where the address stands in a text. Addresses that only contain it (joana@…, …com.au) are other people's.
	 */
	public function blank( string $text ): string {
		$pattern = '/(?<![A-Za-z0-9._+\'~-])' . preg_quote( $this->email, '/' ) . '(?![A-Za-z0-9-]|\.[A-Za-z0-9])/i';
		return (string) preg_replace( $pattern, '[erased]', $text );
	}

	/** A user that was deleted, found by what the outbox last told of the address. */
	private static function former_user( string $email ): ?int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$like    = '%"email":"' . $wpdb->esc_like( trim( (string) wp_json_encode( $email ), '"' ) ) . '"%';
		$subject = $wpdb->get_var( $wpdb->prepare( 'SELECT subject FROM %i WHERE subject LIKE %s AND payload LIKE %s ORDER BY id DESC LIMIT 1', ( new OutboxTable() )->name(), 'member/%', $like ) );
		return is_string( $subject ) ? (int) substr( $subject, strlen( 'member/' ) ) : null;
	}
}
