<?php
/**
 * Removes everything that this plugin ever stored, site by site, unless the owner chose to keep it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\AccessAlly\MemberBatch;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairSite;
use SlotBridge\Outbox\MinuteTimer;

final class Uninstaller {

	private const POST_TYPE = 'slotbridge_calendar';
	private const TAXONOMY  = 'slotbridge_calendar_group';

	/** Removes the plugin's data from this site, or from each site of the network. */
	public static function run(): void {
		Network::each_site( array( self::class, 'clean_site' ) );
	}

	/** Removes the plugin's data from the current site, if its owner did not choose to keep it. */
	public static function clean_site(): void {
		MinuteTimer::unschedule();
		\SlotBridge\Access\Groups\GroupSync::unschedule();
		MemberBatch::unschedule();
		if ( Settings::read()['keepDataOnUninstall'] ) {
			return;
		}
		self::say_goodbye();
		self::register_types();
		self::delete_calendars();
		self::delete_groups();
		self::delete_metadata();
		self::delete_options();
		self::drop_tables();
		wp_cache_flush();
	}

	/** Tells the bridge that this site is gone; nothing waits for it. */
	private static function say_goodbye(): void {
		$pairing = new Pairing();
		try {
			( new PairSite( $pairing, new BridgeClient( $pairing ) ) )->unpair();
		} catch ( BridgeFailure ) {
			return; // Fixed in wp-config.php; the owner removes the constants.
		}
	}

	/** WordPress can only delete cleanly what it knows; at uninstall the plugin itself is not loaded. */
	private static function register_types(): void {
		if ( ! post_type_exists( self::POST_TYPE ) ) {
			register_post_type( self::POST_TYPE );
		}
		if ( ! taxonomy_exists( self::TAXONOMY ) ) {
			register_taxonomy( self::TAXONOMY, self::POST_TYPE );
		}
	}

	/** Deletes the posts with their revisions, meta and comments. No event is written: the hooks of this plugin are not loaded, or the pairing is gone. */
	private static function delete_calendars(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		do {
			$ids = $wpdb->get_col( $wpdb->prepare( 'SELECT ID FROM %i WHERE post_type = %s ORDER BY ID LIMIT 100', $wpdb->posts, self::POST_TYPE ) );
			foreach ( $ids as $id ) {
				if ( ! wp_delete_post( (int) $id, true ) instanceof \WP_Post ) {
					$wpdb->delete( $wpdb->posts, array( 'ID' => (int) $id ) ); // Another plugin kept WordPress from it.
				}
			}
		} while ( array() !== $ids );
	}

	private static function delete_groups(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$ids = $wpdb->get_col( $wpdb->prepare( 'SELECT term_id FROM %i WHERE taxonomy = %s', $wpdb->term_taxonomy, self::TAXONOMY ) );
		foreach ( $ids as $id ) {
			wp_delete_term( (int) $id, self::TAXONOMY );
		}
		delete_option( self::TAXONOMY . '_children' ); // WordPress's own cache of the tree.
	}

	/** Meta of ours on anything else: users' screen choices, and what hangs on deleted objects. */
	private static function delete_metadata(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$like = '%' . $wpdb->esc_like( 'slotbridge_' ) . '%';
		foreach ( array( $wpdb->postmeta, $wpdb->termmeta, $wpdb->commentmeta, $wpdb->usermeta ) as $table ) {
			$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE meta_key LIKE %s', $table, $like ) );
		}
	}

	/** Options and transients, by their prefix, so that no later option can be forgotten here. */
	private static function delete_options(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$names = $wpdb->get_col(
			$wpdb->prepare(
				'SELECT option_name FROM %i WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s',
				$wpdb->options,
				$wpdb->esc_like( 'slotbridge_' ) . '%',
				$wpdb->esc_like( '_transient_slotbridge_' ) . '%',
				$wpdb->esc_like( '_transient_timeout_slotbridge_' ) . '%'
			)
		);
		foreach ( $names as $name ) {
			delete_option( (string) $name );
		}
	}

	private static function drop_tables(): void {
		/** @var \wpdb $wpdb */
		global $wpdb;
		foreach ( array( 'slotbridge_outbox', 'slotbridge_callback', 'slotbridge_audit', 'slotbridge_member', 'slotbridge_access_loss', 'slotbridge_access_seen' ) as $table ) {
			$wpdb->query( $wpdb->prepare( 'DROP TABLE IF EXISTS %i', $wpdb->prefix . $table ) );
		}
	}
}
