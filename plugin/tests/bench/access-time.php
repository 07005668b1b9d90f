<?php
/**
 * Times one access decision on a real site with AccessAlly (or its stand-in): again in the same request, and as the first of a request.
 *
 *     WP_SITE=/path/to/site php tests/bench/access-time.php
 *
 * Prints one line of JSON: medians of each round in milliseconds, and the queries of each. What it makes is rolled back.
 *
 *   warm   the calendar is in a group whose audience has ten rules; the member was read before in this request
 *   first  the same for a member whom this request has not asked about yet; user, meta and calendar are in the object cache
 *   block  an audience of ten rules alone, as a block has it, warm
 *   words  the decision with its sentence for the owner
 *
 * @package SlotBridge
 */

use SlotBridge\Access\Access;
use SlotBridge\AccessAlly\Members;
use SlotBridge\Calendars\GroupStore;

require dirname( __DIR__ ) . '/bootstrap.php';

const SLOTBRIDGE_ROUNDS = 5;
const SLOTBRIDGE_TURNS  = 200;

/** @param list<float> $values In any order. */
function slotbridge_median( array $values ): float {
	sort( $values );
	return $values[ intdiv( count( $values ), 2 ) ];
}

/** Milliseconds that the work takes. */
function slotbridge_time( callable $work ): float {
	$start = hrtime( true );
	$work();
	return ( hrtime( true ) - $start ) / 1e6;
}

/** @var \wpdb $wpdb */
global $wpdb;
if ( ! class_exists( 'AccessAlly', false ) ) {
	fwrite( STDERR, "This site has no AccessAlly.\n" );
	exit( 1 );
}
$wpdb->query( 'SET autocommit = 0' );
$wpdb->query( 'START TRANSACTION' );
remove_all_actions( 'shutdown' ); // Nothing of what is made here is told to anybody.

$slotbridge_user  = wp_insert_user( array( 'user_login' => 'bench-' . wp_generate_uuid4(), 'user_pass' => 'x', 'role' => 'subscriber' ) );
$slotbridge_rules = array();
for ( $slotbridge_i = 1; $slotbridge_i <= 8; $slotbridge_i++ ) {
	$slotbridge_rules[] = array( 'kind' => 'tag', 'id' => (string) ( 1000 + $slotbridge_i ), 'name' => "Tag $slotbridge_i" );
}
$slotbridge_rules[]  = array( 'kind' => 'team', 'id' => '12', 'name' => 'Team', 'as' => 'leader' );
$slotbridge_rules[]  = array( 'kind' => 'role', 'id' => 'author', 'name' => 'Author' ); // None is met, so that each is looked at.
$slotbridge_audience = array( 'match' => 'any', 'rules' => $slotbridge_rules );
$slotbridge_group    = wp_insert_term( 'Bench ' . wp_generate_uuid4(), 'slotbridge_calendar_group' )['term_id'];
GroupStore::write( $slotbridge_group, array( 'audience' => $slotbridge_audience ) );
$slotbridge_calendar = wp_insert_post( array( 'post_type' => 'slotbridge_calendar', 'post_title' => 'Bench', 'post_status' => 'publish' ) );
wp_set_object_terms( $slotbridge_calendar, array( $slotbridge_group ), 'slotbridge_calendar_group' );

$slotbridge_works   = array(
	'warm'  => static fn () => Access::calendar( $slotbridge_user, $slotbridge_calendar ),
	'block' => static fn () => Access::audience( $slotbridge_user, $slotbridge_audience ),
	'first' => static function () use ( $slotbridge_user, $slotbridge_calendar ): void {
		Members::forget( $slotbridge_user );
		Access::calendar( $slotbridge_user, $slotbridge_calendar );
	},
	'words' => static fn () => Access::calendar( $slotbridge_user, $slotbridge_calendar )->words(),
);
$slotbridge_medians = array_fill_keys( array_keys( $slotbridge_works ), array() );
$slotbridge_queries = array();
for ( $slotbridge_round = 0; $slotbridge_round <= SLOTBRIDGE_ROUNDS; $slotbridge_round++ ) {
	foreach ( $slotbridge_works as $slotbridge_name => $slotbridge_work ) {
		$slotbridge_times = array();
		for ( $slotbridge_i = 0; $slotbridge_i < SLOTBRIDGE_TURNS; $slotbridge_i++ ) {
			$slotbridge_before  = $wpdb->num_queries;
			$slotbridge_times[] = slotbridge_time( $slotbridge_work );

			$slotbridge_queries[ $slotbridge_name ] = $wpdb->num_queries - $slotbridge_before;
		}
		if ( $slotbridge_round > 0 ) { // The first warms the caches of PHP, WordPress and MariaDB.
			$slotbridge_medians[ $slotbridge_name ][] = slotbridge_median( $slotbridge_times );
		}
	}
}
$slotbridge_decision = Access::calendar( $slotbridge_user, $slotbridge_calendar );
$wpdb->query( 'ROLLBACK' );
wp_cache_flush();
if ( 'rules-not-met' !== $slotbridge_decision->reason || 10 !== count( $slotbridge_decision->rules ) ) {
	fwrite( STDERR, "The decision was not the one that was to be timed: {$slotbridge_decision->reason}.\n" );
	exit( 1 );
}
echo wp_json_encode( $slotbridge_medians + array( 'queries' => $slotbridge_queries ) ), "\n";
