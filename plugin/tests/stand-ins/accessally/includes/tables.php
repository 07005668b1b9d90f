<?php
/**
 * The stand-in's tables. Their names are known, and of ProgressAlly's also the columns; those of `aal_user_tags` are a guess.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInTables {

	const VERSION = '2';
	const OPTION  = 'accessally_stand_in_tables';

	/** Guess: the columns. */
	const USER_TAGS = 'contact_id bigint(20) unsigned NOT NULL, tag_id bigint(20) unsigned NOT NULL, PRIMARY KEY  (contact_id, tag_id)';

	/** Known columns; their types and indexes are guesses. */
	const PROGRESS = array(
		'pa_user_progress'         => 'user_id bigint(20) unsigned NOT NULL, post_id bigint(20) unsigned NOT NULL, objective_id int(11) NOT NULL, created datetime NOT NULL',
		'pa_post_objective'        => 'post_id bigint(20) unsigned NOT NULL, objective_id int(11) NOT NULL, mapped_post_id bigint(20) unsigned NOT NULL DEFAULT 0, objective_type varchar(20) NOT NULL, meta longtext NOT NULL',
		'pa_user_access_timestamp' => 'user_id bigint(20) unsigned NOT NULL, post_id bigint(20) unsigned NOT NULL, action tinyint(4) NOT NULL, created datetime NOT NULL',
		'pa_event_log'             => 'timestamp datetime NOT NULL, user_id bigint(20) unsigned NOT NULL, event_id int(11) NOT NULL, details text NOT NULL',
		'progress_notes'           => "user_id bigint(20) unsigned NOT NULL, post_id bigint(20) unsigned NOT NULL, note_id int(11) NOT NULL, note_value longtext NOT NULL, status tinyint(4) NOT NULL DEFAULT 0, approve_status tinyint(4) NOT NULL DEFAULT 0, created datetime NOT NULL, updated datetime NOT NULL",
	);

	public static function name( string $table ): string {
		global $wpdb;
		return $wpdb->prefix . $table;
	}

	/** Makes the tables where a site does not have them yet. Costs nothing once they are there. */
	public static function ensure(): void {
		if ( self::VERSION !== get_option( self::OPTION ) ) {
			self::install();
		}
	}

	/** Hooked to the plugin's activation. */
	public static function install(): void {
		self::create( 'aal_user_tags', self::USER_TAGS );
		foreach ( self::PROGRESS as $name => $columns ) {
			$second = 'pa_post_objective' === $name ? '' : ', KEY user_id (user_id)';
			$second = 'pa_user_progress' === $name ? ', UNIQUE KEY user_post_objective (user_id, post_id, objective_id)' : $second;
			self::create( $name, "id bigint(20) unsigned NOT NULL AUTO_INCREMENT, $columns, PRIMARY KEY  (id)$second" );
		}
		update_option( self::OPTION, self::VERSION );
	}

	private static function create( string $name, string $columns ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'CREATE TABLE IF NOT EXISTS %i', self::name( $name ) ) . " ($columns) " . $wpdb->get_charset_collate() ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- Constants of this class.
	}
}
