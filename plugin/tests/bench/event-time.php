<?php
/**
 * Times one event against a bare insert of the same row, in turns, in one process of a real site.
 *
 *     WP_SITE=/path/to/site php tests/bench/event-time.php <id of a published calendar>
 *
 * Prints one line of JSON: medians of each round in milliseconds. The rows it makes are taken away again.
 *
 * @package SlotBridge
 */

use SlotBridge\Calendars\CalendarChanges;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\EventId;
use SlotBridge\Outbox\Outbox;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;

require dirname( __DIR__ ) . '/bootstrap.php';

const SLOTBRIDGE_ROUNDS = 5;
const SLOTBRIDGE_TURNS  = 100;

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
$slotbridge_id   = (int) ( $argv[1] ?? 0 );
$slotbridge_post = get_post( $slotbridge_id );
if ( ! $slotbridge_post instanceof WP_Post || ! CalendarPostType::is_calendar( $slotbridge_post ) ) {
	fwrite( STDERR, "The first argument must be the id of a calendar of this site.\n" );
	exit( 1 );
}
$slotbridge_table    = new OutboxTable();
$slotbridge_first    = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MAX(id) FROM %i', $slotbridge_table->name() ) );
$slotbridge_snapshot = CalendarSnapshot::inspect( $slotbridge_post )['snapshot'];
$slotbridge_payload  = wp_json_encode(
	array(
		'entity'  => $slotbridge_snapshot,
		'changed' => array( 'name' ),
	)
);
$slotbridge_hash     = Outbox::hash( $slotbridge_snapshot );
$slotbridge_turn     = 0;

// The bare thing: all values are at hand.
$slotbridge_insert = static function () use ( $wpdb, $slotbridge_table, $slotbridge_payload, $slotbridge_hash, &$slotbridge_turn ): float {
	$now = OutboxTable::time();
	$row = array(
		'event_id'        => EventId::create(),
		'type'            => EventTypes::CALENDAR_UPDATED,
		'subject'         => CalendarPostType::subject( 1000000 + ++$slotbridge_turn ),
		'payload'         => $slotbridge_payload,
		'hash'            => $slotbridge_hash,
		'state'           => OutboxRow::PENDING,
		'attempts'        => 0,
		'next_attempt_at' => $now,
		'created_at'      => $now,
	);
	return slotbridge_time( static fn () => $wpdb->insert( $slotbridge_table->name(), $row ) );
};

// What the plugin does once it knows what has changed. A new Outbox is what a new request has.
$slotbridge_record = static function () use ( $slotbridge_table, $slotbridge_snapshot, &$slotbridge_turn ): float {
	$outbox  = new Outbox( $slotbridge_table );
	$subject = CalendarPostType::subject( 1000000 + ++$slotbridge_turn );
	return slotbridge_time( static fn () => $outbox->record( EventTypes::CALENDAR_UPDATED, $subject, $slotbridge_snapshot, array( 'name' ) ) );
};

// All of it: the stored calendar is read and compared with what was last told, then written down.
$slotbridge_look = static function () use ( $slotbridge_table, $slotbridge_id, $wpdb, &$slotbridge_turn ): float {
	$wpdb->update( $wpdb->posts, array( 'post_title' => 'Turn ' . ++$slotbridge_turn ), array( 'ID' => $slotbridge_id ) );
	clean_post_cache( $slotbridge_id );
	get_post( $slotbridge_id ); // A page that saves has it in memory, with its meta and its terms.
	update_postmeta_cache( array( $slotbridge_id ) );
	$changes = new CalendarChanges( new Outbox( $slotbridge_table ) );
	return slotbridge_time( static fn () => $changes->look_at( $slotbridge_id ) );
};

$slotbridge_works   = array(
	'insert' => $slotbridge_insert,
	'record' => $slotbridge_record,
	'look'   => $slotbridge_look,
);
$slotbridge_medians = array_fill_keys( array_keys( $slotbridge_works ), array() );
for ( $slotbridge_round = 0; $slotbridge_round <= SLOTBRIDGE_ROUNDS; $slotbridge_round++ ) {
	$slotbridge_times = array_fill_keys( array_keys( $slotbridge_works ), array() );
	for ( $slotbridge_i = 0; $slotbridge_i < SLOTBRIDGE_TURNS; $slotbridge_i++ ) {
		// Who begins changes, so that nobody always has the warm or the cold place.
		$slotbridge_order = 0 === $slotbridge_i % 2 ? $slotbridge_works : array_reverse( $slotbridge_works );
		foreach ( $slotbridge_order as $slotbridge_name => $slotbridge_work ) {
			$slotbridge_times[ $slotbridge_name ][] = $slotbridge_work();
		}
	}
	if ( 0 === $slotbridge_round ) {
		continue; // Warms the caches of PHP, WordPress and MariaDB.
	}
	foreach ( $slotbridge_times as $slotbridge_name => $slotbridge_values ) {
		$slotbridge_medians[ $slotbridge_name ][] = slotbridge_median( $slotbridge_values );
	}
}
$slotbridge_made = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE id > %d', $slotbridge_table->name(), $slotbridge_first ) );
$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE id > %d', $slotbridge_table->name(), $slotbridge_first ) );
if ( 3 * SLOTBRIDGE_TURNS * ( SLOTBRIDGE_ROUNDS + 1 ) !== $slotbridge_made ) {
	fwrite( STDERR, "Only $slotbridge_made rows were written.\n" );
	exit( 1 );
}
echo wp_json_encode( $slotbridge_medians ), "\n";
