<?php
/**
 * Looks at a member once a visit: the cheapest moment to find a change that AccessAlly told nobody of, for it refreshes tags on visits too.
 *
 * A cookie of the browser says that this visit was looked at, so most pages cost no query. The look itself is two queries:
 * AccessAlly's own reading of the tags, and one to see whether the fingerprint is known. Only a new fingerprint costs more.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Visit {

	/** Seconds after which a visit is looked at again. */
	public const EVERY = 900;

	private const COOKIE = 'slotbridge_visit';

	/** Registers the hook: a page of the site, for somebody who is logged in. */
	public static function register(): void {
		add_action( 'template_redirect', array( self::class, 'look' ), 20 );
	}

	public static function look(): void {
		$user_id = get_current_user_id();
		if ( $user_id <= 0 || self::looked_at( $user_id ) || ! Adapter::isLicensed() ) {
			return;
		}
		self::remember( $user_id );
		self::check( $user_id );
	}

	/** Compares a user in full if their fingerprint is not the one that is known. */
	public static function check( int $user_id ): void {
		if ( ! MemberTable::is_known( $user_id, Fingerprint::now( $user_id ) ) ) {
			MemberWatch::look_at( $user_id );
		}
	}

	/** Whether this visit was looked at. Who forges it only waits for the scheduled check. */
	private static function looked_at( int $user_id ): bool {
		$cookie = isset( $_COOKIE[ self::name() ] ) && is_string( $_COOKIE[ self::name() ] ) ? sanitize_text_field( wp_unslash( $_COOKIE[ self::name() ] ) ) : '';
		return 1 === preg_match( '/^(\d{1,19})-(\d{1,12})$/D', $cookie, $found ) && (int) $found[1] === $user_id && abs( time() - (int) $found[2] ) < self::EVERY;
	}

	private static function remember( int $user_id ): void {
		if ( headers_sent() ) {
			return; // The next page looks again.
		}
		setcookie(
			self::name(),
			$user_id . '-' . time(),
			array(
				'path'     => defined( 'COOKIEPATH' ) && is_string( COOKIEPATH ) && '' !== COOKIEPATH ? COOKIEPATH : '/',
				'secure'   => is_ssl(),
				'httponly' => true,
				'samesite' => 'Lax',
			)
		);
	}

	private static function name(): string {
		return self::COOKIE . ( defined( 'COOKIEHASH' ) && is_string( COOKIEHASH ) ? '_' . COOKIEHASH : '' );
	}
}
