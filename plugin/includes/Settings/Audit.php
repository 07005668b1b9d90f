<?php
/**
 * Keeps who changed which setting: listens to the action `slotbridge_audit` and writes a row without any secret.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

final class Audit {

	public const SOURCES = array( 'wp-admin', 'rest', 'wp-cli', 'cron', 'site' );

	/** Registers the listener. Other parts only know the action. */
	public static function register(): void {
		add_action( 'slotbridge_audit', array( self::class, 'listen' ), 10, 4 );
	}

	/**
	 * What another plugin hands to the action may be anything; it must not end its request.
	 *
	 * @param mixed $what    See record().
	 * @param mixed $old     See record().
	 * @param mixed $new     See record().
	 * @param mixed $context See record().
	 */
	public static function listen( mixed $what, mixed $old = null, mixed $new = null, mixed $context = array() ): void {
		if ( is_string( $what ) && '' !== $what ) {
			self::record( $what, $old, $new, is_array( $context ) ? $context : array() );
		}
	}

	/**
	 * Writes down that somebody changed something. Two equal states are no change and leave no row, unless both are null: then the deed itself counts.
	 *
	 * @param string                  $what    E.g. `connection.changed`.
	 * @param mixed                   $old     How it was: a value, or nested arrays of them; null: it was not there.
	 * @param mixed                   $new     How it is; null: it is gone.
	 * @param array<array-key, mixed> $context `subject`: what it was about, e.g. `calendar/12` or a name. `user`: id of who did it, if it is not the current user.
	 */
	public static function record( string $what, mixed $old, mixed $new, array $context = array() ): void {
		$changes = AuditChanges::between( $old, $new );
		if ( array() === $changes && ! ( null === $old && null === $new ) ) {
			return;
		}
		$user_id = is_int( $context['user'] ?? null ) ? $context['user'] : get_current_user_id();
		$user    = get_userdata( $user_id );
		$subject = $context['subject'] ?? '';
		( new AuditTable() )->insert(
			$user_id,
			$user instanceof \WP_User ? ( '' === $user->display_name ? $user->user_login : $user->display_name ) : self::shell_user(),
			self::source(),
			$what,
			is_scalar( $subject ) ? AuditMask::text( (string) $subject ) : '',
			$changes
		);
	}

	/** On the command line there is seldom a user of WordPress, but somebody is logged in to the server. */
	private static function shell_user(): string {
		$user = 'wp-cli' === self::source() && function_exists( 'posix_getpwuid' ) ? posix_getpwuid( posix_geteuid() ) : false;
		/* translators: %s: name of an account on the server. */
		return is_array( $user ) ? sprintf( __( '%s on the server', 'slotbridge' ), $user['name'] ) : '';
	}

	/** Where the change came from. The admin pages save through the REST API too: by WordPress's login cookie they are told from programs. */
	private static function source(): string {
		if ( defined( 'WP_CLI' ) && true === constant( 'WP_CLI' ) ) {
			return 'wp-cli';
		}
		if ( wp_doing_cron() ) {
			return 'cron';
		}
		if ( defined( 'REST_REQUEST' ) && true === constant( 'REST_REQUEST' ) ) {
			return true === ( $GLOBALS['wp_rest_auth_cookie'] ?? null ) ? 'wp-admin' : 'rest';
		}
		return is_admin() ? 'wp-admin' : 'site';
	}
}
