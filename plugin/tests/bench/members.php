<?php
/**
 * Times the scheduled check and the check of a visit on a site with very many members, and counts what they find and ask for.
 *
 *     WP_SITE=/path/to/site php tests/bench/members.php [members] [tags]
 *
 * Prints one line of JSON. The members it makes, with the stand-in for AccessAlly, are taken away again.
 *
 * @package SlotBridge
 */

use SlotBridge\AccessAlly\MemberBatch;
use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\MemberTable;
use SlotBridge\AccessAlly\MemberWatch;
use SlotBridge\AccessAlly\Module;
use SlotBridge\AccessAlly\Visit;

require dirname( __DIR__ ) . '/bootstrap.php';

const SLOTBRIDGE_VISITS = 200;

/** @var \wpdb $wpdb */
global $wpdb;
if ( ! class_exists( 'AccessAllyStandInCrowd' ) ) {
	fwrite( STDERR, "The stand-in for AccessAlly must be active on this site.\n" );
	exit( 1 );
}
$slotbridge_members = (int) ( $argv[1] ?? 50000 );
$slotbridge_tags    = (int) ( $argv[2] ?? 500 );
$slotbridge_changes = min( 1000, intdiv( $slotbridge_members, 2 ) );
$slotbridge_kept    = array( 'slotbridge_triggers' => get_option( 'slotbridge_triggers' ), AccessAllyStandInStorage::TAGS => get_option( AccessAllyStandInStorage::TAGS ) );
[ $slotbridge_first, $slotbridge_last ] = AccessAllyStandInCrowd::add( $slotbridge_members, $slotbridge_tags );

/** One whole pass, in as many runs as its budget makes of it: seconds, MB that it needed, queries. */
$slotbridge_pass = static function () use ( $wpdb ): array {
	Members::forget_all();
	wp_cache_flush();
	update_option( MemberWatch::SOON, time() + 1, false );
	memory_reset_peak_usage();
	$memory  = memory_get_usage();
	$queries = $wpdb->num_queries;
	$start   = hrtime( true );
	do {
		$finished = ( new MemberBatch() )->run();
	} while ( ! $finished );
	return array(
		'seconds' => ( hrtime( true ) - $start ) / 1e9,
		'addedMb' => ( memory_get_peak_usage() - $memory ) / 1048576,
		'peakMb'  => memory_get_peak_usage() / 1048576,
		'queries' => $wpdb->num_queries - $queries,
	);
};

$slotbridge_report = array( 'members' => $slotbridge_members, 'tags' => $slotbridge_tags );
$slotbridge_found  = array();
add_action(
	'slotbridge_member_changed',
	static function ( int $user_id, mixed $now, array $diff ) use ( &$slotbridge_found, $slotbridge_first ): void {
		if ( $user_id < $slotbridge_first ) {
			return; // One of the site's own people.
		}
		$slotbridge_found[ $user_id ] = ( $slotbridge_found[ $user_id ] ?? 0 ) + count( $diff['tags']['added'] );
	},
	10,
	3
);
try {
	update_option( 'slotbridge_triggers', array(), false );
	$slotbridge_report['firstLook'] = $slotbridge_pass();
	$slotbridge_report['unchanged'] = $slotbridge_pass();
	if ( array() !== $slotbridge_found ) {
		throw new RuntimeException( 'Something was told although nothing changed.' );
	}
	// Straight into the table, past every hook: each so-and-so-manieth member gets a tag that nobody else has.
	$slotbridge_tag   = AccessAllyStandInStorage::add_tag( 'Bench' );
	$slotbridge_whose = array();
	for ( $slotbridge_i = 0; $slotbridge_i < $slotbridge_changes; $slotbridge_i++ ) {
		$slotbridge_whose[] = $slotbridge_first + $slotbridge_i * intdiv( $slotbridge_members, $slotbridge_changes );
	}
	foreach ( $slotbridge_whose as $slotbridge_user ) {
		$wpdb->insert( AccessAllyStandInStorage::table(), array( 'contact_id' => AccessAllyStandInContacts::of_stranger( $slotbridge_user ), 'tag_id' => $slotbridge_tag ) );
	}
	$slotbridge_report['changed'] = $slotbridge_pass() + array( 'changes' => $slotbridge_changes );
	if ( array_fill_keys( $slotbridge_whose, 1 ) !== $slotbridge_found ) {
		throw new RuntimeException( sprintf( 'Of %d changes %d were found.', $slotbridge_changes, array_sum( $slotbridge_found ) ) );
	}
	Visit::check( $slotbridge_last ); // Any page has the options in memory, and AccessAlly has been asked by then.
	$slotbridge_times = array();
	$slotbridge_asked = 0;
	for ( $slotbridge_i = 0; $slotbridge_i < SLOTBRIDGE_VISITS; $slotbridge_i++ ) {
		$slotbridge_user = $slotbridge_first + $slotbridge_i * intdiv( $slotbridge_members, SLOTBRIDGE_VISITS );
		get_user_meta( $slotbridge_user ); // A page has it in memory for whoever is logged in.
		$slotbridge_queries = $wpdb->num_queries;
		$slotbridge_start   = hrtime( true );
		Visit::check( $slotbridge_user );
		$slotbridge_times[] = ( hrtime( true ) - $slotbridge_start ) / 1e6;
		$slotbridge_asked   = max( $slotbridge_asked, $wpdb->num_queries - $slotbridge_queries );
	}
	Module::work_off();
	sort( $slotbridge_times );
	$slotbridge_report['visit'] = array( 'medianMs' => $slotbridge_times[ intdiv( SLOTBRIDGE_VISITS, 2 ) ], 'p95Ms' => $slotbridge_times[ (int) ( SLOTBRIDGE_VISITS * 0.95 ) ], 'mostQueries' => $slotbridge_asked );
} catch ( RuntimeException $slotbridge_thrown ) {
	fwrite( STDERR, $slotbridge_thrown->getMessage() . "\n" );
	$slotbridge_failed = true;
} finally {
	AccessAllyStandInCrowd::remove( $slotbridge_first, $slotbridge_last );
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE user_id BETWEEN %d AND %d', MemberTable::name(), $slotbridge_first, $slotbridge_last ) );
	foreach ( $slotbridge_kept as $slotbridge_name => $slotbridge_value ) {
		false === $slotbridge_value ? delete_option( $slotbridge_name ) : update_option( $slotbridge_name, $slotbridge_value );
	}
}
if ( isset( $slotbridge_failed ) ) {
	exit( 1 );
}
echo wp_json_encode( $slotbridge_report ), "\n";
