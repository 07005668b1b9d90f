<?php
/**
 * Incoming webhooks. Known: the site's address with one query parameter, and the contact's id in the body. Assumed: how it names the id and keeps its secret.
 *
 * Known and played: a webhook only marks the contact. The change is taken over at the member's next visit, or at once with the legacy switch.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInWebhooks {

	const SECRET  = 'accessally_stand_in_webhook_key';
	const REFRESH = '_accessally_stand_in_refresh';

	/** Parameters that are played, each with its method below. */
	const KNOWN = array( 'aal_updateuser', 'aal_batchsync', 'aal_fieldop', 'aal_genpass' );

	public static function register(): void {
		add_action( 'init', array( __CLASS__, 'receive' ), 20 );
		add_action( 'init', array( __CLASS__, 'visit' ), 30 );
	}

	/** The part of the address that lets a webhook in. */
	public static function key(): string {
		$key = get_option( self::SECRET );
		if ( ! is_string( $key ) || '' === $key ) {
			$key = wp_generate_password( 20, false );
			update_option( self::SECRET, $key, false );
		}
		return $key;
	}

	public static function url( string $parameter, string $value = '1' ): string {
		return add_query_arg( array( $parameter => $value, 'key' => self::key() ), home_url( '/' ) );
	}

	/** Hooked to init: answers a webhook and ends the request. */
	public static function receive(): void {
		foreach ( self::KNOWN as $parameter ) {
			if ( isset( $_GET[ $parameter ] ) && is_string( $_GET[ $parameter ] ) ) {
				$allowed = isset( $_GET['key'] ) && is_string( $_GET['key'] ) && hash_equals( self::key(), $_GET['key'] );
				$done    = $allowed && self::perform( $parameter, sanitize_text_field( wp_unslash( $_GET[ $parameter ] ) ), self::contacts() );
				wp_die( $done ? 'OK' : 'Refused', '', array( 'response' => $done ? 200 : 403 ) );
			}
		}
	}

	/**
	 * What a webhook asks for.
	 *
	 * @param list<int> $contacts Whom it is about.
	 */
	public static function perform( string $parameter, string $value, array $contacts ): bool {
		foreach ( $contacts as $contact_id ) {
			match ( $parameter ) {
				'aal_genpass' => AccessAllyStandInContacts::make_user( $contact_id ),
				'aal_fieldop' => AccessAllyStandInOperations::run( $contact_id, (int) $value, 'Webhook' ),
				default       => self::mark( $contact_id ),
			};
		}
		return array() !== $contacts;
	}

	/** Hooked to init: a marked member is here, so what the CRM knows is taken over now. */
	public static function visit(): void {
		$user_id = get_current_user_id();
		if ( $user_id > 0 && '' !== (string) get_user_meta( $user_id, self::REFRESH, true ) ) {
			delete_user_meta( $user_id, self::REFRESH );
			AccessAllyStandInContacts::sync( $user_id, AccessAllyStandInContacts::of_user( $user_id ) );
		}
	}

	private static function mark( int $contact_id ): void {
		$user_id = AccessAllyStandInContacts::user_of( $contact_id );
		if ( 0 === $user_id || 'immediate' === AccessAllyStandInMode::get( 'refresh' ) ) {
			AccessAllyStandInContacts::sync( $user_id, $contact_id ); // Known: a contact can come before his user; the hook has user 0 then.
			return;
		}
		update_user_meta( $user_id, self::REFRESH, '1' );
	}

	/** @return list<int> From the body: `contactId`, for a batch several with commas between. */
	private static function contacts(): array {
		$text = isset( $_POST['contactId'] ) && is_string( $_POST['contactId'] ) ? sanitize_text_field( wp_unslash( $_POST['contactId'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Missing -- Its key lets it in.
		return array_values( array_filter( array_map( 'intval', explode( ',', $text ) ) ) );
	}
}
