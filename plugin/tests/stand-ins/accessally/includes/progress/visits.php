<?php
/**
 * Logins and visits of pages, as ProgressAlly notes them. Known: the table, its columns, and the numbers 1 for a login and 2 for a page.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInVisits {

	const LOGIN = 1;
	const PAGE  = 2;

	public static function register(): void {
		add_action( 'wp_login', array( __CLASS__, 'logged_in' ), 10, 2 );
		add_action( 'template_redirect', array( __CLASS__, 'visited' ) );
	}

	public static function logged_in( string $login, WP_User $user ): void {
		self::note( $user->ID, 0, self::LOGIN );
		AccessAllyStandInProgressEvents::happened( $user->ID, 'login' );
	}

	public static function visited(): void {
		if ( is_user_logged_in() && is_page() ) {
			self::note( get_current_user_id(), get_queried_object_id(), self::PAGE );
			AccessAllyStandInProgressEvents::happened( get_current_user_id(), 'page', (string) get_queried_object_id() );
		}
	}

	/** @return list<array{post_id: int, action: int, created: string}> The newest first. */
	public static function of( int $user_id ): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT post_id, action, created FROM %i WHERE user_id = %d ORDER BY id DESC LIMIT 200', AccessAllyStandInTables::name( 'pa_user_access_timestamp' ), $user_id ) );
		return array_map( static fn ( object $row ): array => array( 'post_id' => (int) $row->post_id, 'action' => (int) $row->action, 'created' => $row->created ), $rows );
	}

	private static function note( int $user_id, int $post_id, int $action ): void {
		global $wpdb;
		$wpdb->insert( AccessAllyStandInTables::name( 'pa_user_access_timestamp' ), array( 'user_id' => $user_id, 'post_id' => $post_id, 'action' => $action, 'created' => gmdate( 'Y-m-d H:i:s' ) ) );
	}
}
