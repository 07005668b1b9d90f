<?php
/**
 * Several sites in one WordPress: each has its own tables, timer and pairing, and takes them along when it is deleted.
 *
 * A site's tables are made on its first request, or when the site is made; no site can read another's, as each query goes
 * to tables with the site's own prefix.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairSite;
use SlotBridge\Outbox\MinuteTimer;

final class Network {

	/** Sites that are read at once: a network can have tens of thousands. */
	private const BATCH = 100;

	/** Registers the hooks; nothing to do on a WordPress with one site. */
	public static function register(): void {
		if ( ! is_multisite() ) {
			return;
		}
		add_action( 'wp_initialize_site', array( self::class, 'prepare' ), 100 ); // After WordPress has made the site's own tables.
		add_action( 'wp_uninitialize_site', array( self::class, 'leave' ), 5 ); // Before WordPress drops them.
		add_filter( 'wpmu_drop_tables', array( self::class, 'add_tables' ), 10, 2 );
	}

	/** Does something on each site of the network, or on the one that there is. */
	public static function each_site( callable $work ): void {
		if ( ! is_multisite() ) {
			$work();
			return;
		}
		$after = 0;
		do {
			$ids = self::ids( $after );
			foreach ( $ids as $id ) {
				switch_to_blog( $id );
				$work();
				restore_current_blog();
				$after = $id;
			}
		} while ( array() !== $ids );
	}

	/**
	 * Hooked to `wp_initialize_site`: a new site of a network on which the plugin is active everywhere.
	 *
	 * @param \WP_Site $site The new site.
	 */
	public static function prepare( \WP_Site $site ): void {
		if ( ! self::is_active_everywhere() ) {
			return;
		}
		switch_to_blog( (int) $site->blog_id );
		Migrations::run_if_needed();
		MinuteTimer::schedule();
		restore_current_blog();
	}

	/**
	 * Hooked to `wp_uninitialize_site`: tells the bridge, which removes the site's HighLevel tokens. Nothing waits for it.
	 *
	 * @param \WP_Site $site The site that is being deleted.
	 */
	public static function leave( \WP_Site $site ): void {
		switch_to_blog( (int) $site->blog_id );
		MinuteTimer::unschedule();
		$pairing = new Pairing();
		try {
			if ( null !== $pairing->current() && ! Pairing::from_constants() ) { // Constants are shared by all sites of the network.
				( new PairSite( $pairing, new BridgeClient( $pairing ) ) )->unpair();
			}
		} catch ( BridgeFailure $failure ) {
			unset( $failure ); // The site goes all the same.
		}
		restore_current_blog();
	}

	/**
	 * Hooked to `wpmu_drop_tables`: by their prefix, so that no later table can be forgotten here.
	 *
	 * @param array<array-key, string> $tables  Tables that go with the site.
	 * @param int|string               $site_id The site.
	 * @return array<array-key, string>
	 */
	public static function add_tables( array $tables, int|string $site_id ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$prefix = $wpdb->get_blog_prefix( (int) $site_id );
		$found  = $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $prefix . 'slotbridge_' ) . '%' ) );
		foreach ( $found as $table ) {
			$tables[] = (string) $table;
		}
		return $tables;
	}

	private static function is_active_everywhere(): bool {
		$active = get_site_option( 'active_sitewide_plugins' );
		return is_array( $active ) && isset( $active[ plugin_basename( SLOTBRIDGE_FILE ) ] );
	}

	/**
	 * In the order of their ids, by the last one seen: sites that are made or deleted meanwhile shift nothing.
	 *
	 * @return list<int>
	 */
	private static function ids( int $after ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$ids = $wpdb->get_col( $wpdb->prepare( 'SELECT blog_id FROM %i WHERE blog_id > %d ORDER BY blog_id LIMIT %d', $wpdb->blogs, $after, self::BATCH ) );
		return array_map( 'intval', $ids );
	}
}
