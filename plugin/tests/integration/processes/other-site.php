<?php
/**
 * A second WordPress with its own tables beside the tested one, so that installing and uninstalling can be tested to the
 * end. Each step is a process of its own, as each request is. Prints JSON.
 *
 * Usage: php other-site.php STEP; environment: WP_SITE, DB_NAME, DB_USER, DB_PASSWORD, DB_HOST, OTHER_NETWORK (1: a network).
 *
 * @package SlotBridge
 */

if ( 'cli' !== PHP_SAPI ) {
	exit( 1 );
}
$step    = $argv[1]; // Not $plugin and the like: wp-settings.php uses such names in this scope.
$network = '1' === getenv( 'OTHER_NETWORK' );

$_SERVER += array(
	'HTTP_HOST'       => '127.0.0.1',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REMOTE_ADDR'     => '127.0.0.1',
);
foreach ( array( 'DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_HOST' ) as $name ) {
	define( $name, getenv( $name ) );
}
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'ABSPATH', rtrim( (string) getenv( 'WP_SITE' ), '/' ) . '/' );
define( 'WP_HOME', 'http://127.0.0.1' );
define( 'WP_SITEURL', 'http://127.0.0.1' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', null ); // As the command line says: to the error stream.
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( "{$name}_KEY", "other site $name key" );
	define( "{$name}_SALT", "other site $name salt" );
}
if ( in_array( $step, array( 'install', 'network' ), true ) ) {
	define( 'WP_INSTALLING', true );
}
if ( 'network' === $step ) {
	define( 'WP_INSTALLING_NETWORK', true );
}
if ( $network && 'install' !== $step && 'network' !== $step ) {
	define( 'MULTISITE', true );
	define( 'SUBDOMAIN_INSTALL', false );
	define( 'DOMAIN_CURRENT_SITE', '127.0.0.1' );
	define( 'PATH_CURRENT_SITE', '/' );
	define( 'SITE_ID_CURRENT_SITE', 1 );
	define( 'BLOG_ID_CURRENT_SITE', 1 );
}
$table_prefix = 'sbother_';
require ABSPATH . 'wp-settings.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );
$GLOBALS['current_user'] = null;

/** Everything in the database that speaks of us: "table: what". WordPress's own lists of plugins do not count. */
function slotbridge_test_traces(): array {
	global $wpdb;
	$traces = array();
	foreach ( $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $GLOBALS['table_prefix'] ) . '%' ) ) as $table ) {
		if ( str_contains( $table, 'slotbridge' ) ) {
			$traces[] = "$table: the table";
			continue;
		}
		foreach ( (array) $wpdb->get_results( "SELECT * FROM `$table`", ARRAY_A ) as $row ) {
			$text = (string) wp_json_encode( $row );
			$own  = in_array( $row['option_name'] ?? $row['meta_key'] ?? '', array( 'active_plugins', 'active_sitewide_plugins', 'recently_activated' ), true );
			if ( str_contains( $text, 'slotbridge' ) && ! $own ) {
				$traces[] = "$table: " . substr( $text, 0, 200 );
			}
		}
	}
	return $traces;
}

/** What an owner and the bridge leave behind on one site. */
function slotbridge_test_fill(): array {
	wp_set_current_user( 1 );
	$group    = wp_insert_term( 'Group', 'slotbridge_calendar_group' )['term_id'];
	$calendar = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'publish' ) );
	wp_set_object_terms( $calendar, array( $group ), 'slotbridge_calendar_group' );
	wp_update_post( array( 'ID' => $calendar, 'post_content' => 'A revision is made of this.' ) );
	wp_trash_post( wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Trashed', 'post_status' => 'publish' ) ) );
	SlotBridge\Calendars\Module::look_at_all();
	SlotBridge\Bridge\LinkStore::save( "calendar/$calendar", array( 'state' => 'linked' ) );
	SlotBridge\Bridge\LinkStore::save( "calendar-group/$group", array( 'state' => 'linked' ) );
	SlotBridge\Bridge\SeenCallbacks::note( 'msg_1' );
	( new SlotBridge\Bridge\Pairing() )->store( new SlotBridge\Bridge\PairingRecord( 'http://127.0.0.1:9', 'site', 'bridge', 'secret', null, false ) );
	( new SlotBridge\Outbox\DispatchLease() )->take();
	update_option( SlotBridge\Outbox\MinuteTimer::OPTION, time(), false );
	set_transient( 'slotbridge_something', 'x', 600 );
	update_user_meta( 1, 'closedpostboxes_slotbridge_calendar', array( 'x' ) );
	update_post_meta( wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'A page', 'post_status' => 'publish' ) ), '_slotbridge_note', 'x' );
	wp_insert_comment( array( 'comment_post_ID' => $calendar, 'comment_content' => 'A note on a slotbridge calendar' ) );
	SlotBridge\Plugin::outbox()->forget();
	return array( 'rows' => ( new SlotBridge\Outbox\OutboxTable() )->stats()['pending'] );
}

/** What a member of the first site of a network sees there, and on the second site, where he has no account. */
function slotbridge_test_access(): array {
	require_once WP_PLUGIN_DIR . '/accessally/accessally.php';
	$ana = wp_insert_user( array( 'user_login' => 'ana', 'user_pass' => 'x', 'role' => 'author' ) );
	add_user_to_blog( 1, $ana, 'author' );
	update_user_meta( $ana, 'accessally_team_child_12', '1' ); // One for the whole network.
	$calendars = array();
	foreach ( array( 1 => 900, 2 => 901 ) as $site => $id ) {
		switch_to_blog( $site );
		SlotBridge\Settings\Migrations::run_if_needed();
		foreach ( array( 'team' => '12', 'role' => 'author', 'everybody' => '' ) as $kind => $value ) {
			$calendar = wp_insert_post( array( 'import_id' => $id + 10 * count( $calendars ), 'post_type' => 'slotbridge_calendar', 'post_title' => 'Coaching', 'post_status' => 'publish' ) );
			if ( 'everybody' !== $kind ) {
				update_post_meta( $calendar, '_slotbridge_audience', array( 'match' => 'any', 'rules' => array( array( 'kind' => $kind, 'id' => $value, 'name' => $value ) ) ) );
			}
			$calendars[ "$site $kind" ] = $calendar;
		}
		restore_current_blog();
	}
	$seen = array();
	foreach ( $calendars as $name => $calendar ) {
		foreach ( array( 1, 2 ) as $site ) {
			switch_to_blog( $site );
			$seen[ "$name, asked on $site" ] = SlotBridge\Access\Access::calendar( $ana, $calendar )->reason;
			restore_current_blog();
		}
	}
	return $seen;
}

/** Tables of ours, of all sites, without the prefix that they share. */
function slotbridge_test_network_tables(): array {
	global $wpdb;
	$tables = $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $GLOBALS['table_prefix'] ) . '%slotbridge%' ) );
	return array_map( static fn ( string $table ): string => substr( $table, strlen( $GLOBALS['table_prefix'] ) ), $tables );
}

/** What each of two sites sees of itself, and what it can see of the other one by an id that it guesses. */
function slotbridge_test_apart(): array {
	wp_set_current_user( 1 );
	$seen  = array();
	$posts = array();
	foreach ( array( 1, 2 ) as $site ) {
		switch_to_blog( $site );
		// Ids of the two sites do not fall together.
		for ( $extra = 0; $extra < 20 * $site; $extra++ ) {
			$posts[ $site ] = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => "Of site $site", 'post_status' => 'publish' ) );
		}
		SlotBridge\Calendars\Module::look_at_all();
		( new SlotBridge\Bridge\Pairing() )->store( new SlotBridge\Bridge\PairingRecord( "http://127.0.0.1:$site", "site-$site", 'bridge', "secret-$site", null, false ) );
		restore_current_blog();
	}
	foreach ( array( 1, 2 ) as $site ) {
		switch_to_blog( $site );
		$GLOBALS['wp_rest_server'] = null;
		$payloads                  = $GLOBALS['wpdb']->get_col( "SELECT payload FROM {$GLOBALS['wpdb']->prefix}slotbridge_outbox" );
		$other                     = rest_get_server()->dispatch( new WP_REST_Request( 'GET', '/wp/v2/' . SlotBridge\Calendars\CalendarPostType::REST_BASE . '/' . $posts[ 2 ] ) );
		$seen[ $site ]             = array(
			'pairing'  => ( new SlotBridge\Bridge\Pairing() )->require()->site_id,
			'own'      => count( array_filter( $payloads, static fn ( string $payload ): bool => str_contains( $payload, "Of site $site" ) ) ),
			'foreign'  => count( array_filter( $payloads, static fn ( string $payload ): bool => str_contains( $payload, 'Of site ' . ( 3 - $site ) ) ) ),
			'by id'    => $other->get_status(),
			'address'  => SlotBridge\Bridge\SiteAddress::kept(),
		);
		restore_current_blog();
	}
	return $seen;
}

$answer = match ( $step ) {
	'install'    => (bool) wp_install( 'Other', 'admin', 'admin@example.test', false, '', 'password' ),
	'network'    => ( static function () {
		foreach ( $GLOBALS['wpdb']->tables( 'ms_global' ) as $table => $name ) {
			$GLOBALS['wpdb']->$table = $name;
		}
		install_network();
		return true === populate_network( 1, '127.0.0.1', 'admin@example.test', 'Other', '/', false );
	} )(),
	'second'     => is_int( wp_insert_site( array( 'domain' => '127.0.0.1', 'path' => '/second/', 'title' => 'Second', 'user_id' => 1 ) ) ),
	'activate'   => null === activate_plugin( 'slotbridge/slotbridge.php', '', $network ),
	'fill'       => slotbridge_test_fill(),
	'fill-second' => ( static function () {
		switch_to_blog( 2 );
		SlotBridge\Settings\Migrations::run_if_needed();
		return slotbridge_test_fill();
	} )(),
	'access'     => slotbridge_test_access(),
	'tables'     => slotbridge_test_network_tables(),
	'delete-second' => ( static function () {
		$called = array();
		add_filter(
			'pre_http_request',
			static function ( mixed $answer, array $args, string $url ) use ( &$called ): mixed {
				$called[] = $args['method'] . ' ' . $url;
				return $answer;
			},
			10,
			3
		);
		wp_delete_site( 2 );
		return $called;
	} )(),
	'apart'      => slotbridge_test_apart(),
	'record-unvisited' => ( static function () {
		switch_to_blog( 2 );
		$GLOBALS['wpdb']->query( "DROP TABLE IF EXISTS {$GLOBALS['wpdb']->prefix}slotbridge_outbox" );
		delete_option( SlotBridge\Settings\Migrations::OPTION );
		SlotBridge\Plugin::outbox()->record( 'com.slotbridge.calendar.created', 'calendar/1', array( 'id' => 1 ), array( 'name' ) );
		return ( new SlotBridge\Outbox\OutboxTable() )->stats()['pending'];
	} )(),
	'moved-second' => ( static function () {
		$elsewhere = array();
		foreach ( array( 1, 2 ) as $site ) {
			switch_to_blog( $site );
			update_option( 'home', 2 === $site ? 'http://127.0.0.1/moved' : get_option( 'home' ) );
			$elsewhere[ $site ] = SlotBridge\Bridge\SiteGuard::is_elsewhere();
			restore_current_blog();
		}
		return $elsewhere;
	} )(),
	'keep'       => ( static function () {
		SlotBridge\Settings\Settings::save( true, '' );
		return true;
	} )(),
	'deactivate' => ( static function () use ( $network ) {
		deactivate_plugins( 'slotbridge/slotbridge.php', false, $network );
		return array( 'timer' => wp_next_scheduled( 'slotbridge_minute' ), 'active' => is_plugin_active( 'slotbridge/slotbridge.php' ) );
	} )(),
	'uninstall'  => ( static function () {
		uninstall_plugin( 'slotbridge/slotbridge.php' );
		return true;
	} )(),
	'traces'     => slotbridge_test_traces(),
	'older'      => ( static function () {
		global $wpdb;
		$wpdb->query( "DROP TABLE {$wpdb->prefix}slotbridge_callback" );
		update_option( SlotBridge\Settings\Migrations::OPTION, 1 );
		return true;
	} )(),
	'state'      => array(
		'schema'    => (int) get_option( SlotBridge\Settings\Migrations::OPTION ),
		'pending'   => ( new SlotBridge\Outbox\OutboxTable() )->stats()['pending'],
		'callback'  => SlotBridge\Bridge\SeenCallbacks::note( 'msg_after_upgrade' ),
		'calendars' => array_sum( (array) wp_count_posts( 'slotbridge_calendar' ) ),
		'timer'     => false !== wp_next_scheduled( 'slotbridge_minute' ),
	),
	'too-old'    => ( static function () {
		$GLOBALS['wp_version'] = '6.7.2';
		require WP_PLUGIN_DIR . '/slotbridge/slotbridge.php';
		wp_set_current_user( 1 );
		ob_start();
		do_action( 'admin_notices' );
		return array( 'notice' => (string) ob_get_clean(), 'loaded' => class_exists( 'SlotBridge\\Plugin' ), 'rests' => false === has_action( 'plugins_loaded', array( 'SlotBridge\\Plugin', 'boot' ) ) );
	} )(),
	'remove'     => ( static function () {
		global $wpdb;
		foreach ( $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $GLOBALS['table_prefix'] ) . '%' ) ) as $table ) {
			$wpdb->query( "DROP TABLE `$table`" );
		}
		return true;
	} )(),
};
echo "\n", wp_json_encode( $answer );
