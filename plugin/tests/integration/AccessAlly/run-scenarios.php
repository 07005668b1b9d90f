<?php
/**
 * Runs every scenario in the AccessAlly that this process plays, and tells of each trigger how often it fired and when: at the end of the request, at the member's visit, or in the scheduled check.
 *
 * @package SlotBridge
 */

use SlotBridge\AccessAlly\MemberBatch;
use SlotBridge\AccessAlly\MemberStore;
use SlotBridge\AccessAlly\MemberWatch;
use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\Module;
use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\OfferingWatch;
use SlotBridge\AccessAlly\ProgressWatch;
use SlotBridge\AccessAlly\TeamWatch;
use SlotBridge\AccessAlly\Visit;
use SlotBridge\Triggers\Triggers;

global $wpdb;
add_filter( 'wp_hash_password_options', static fn (): array => array( 'cost' => 4 ) ); // Nobody logs in with these.
add_filter( 'pre_wp_mail', '__return_true' ); // A changed address is told by mail.
remove_action( 'save_post', array( 'AccessAlly', 'save_post_permission_meta' ) ); // Where its methods throw, nobody could save a page.
remove_action( 'save_post', array( 'ProgressAllyTaskDefinition', 'save_postdata' ) );
$scenarios = require __DIR__ . '/trigger-scenarios.php';
$types     = array_values( array_unique( array_map( static fn ( string $name ): string => 'com.slotbridge.' . explode( ' ', $name )[0], array_keys( $scenarios ) ) ) );
$fired     = array();
add_action(
	'slotbridge_trigger',
	static function ( string $type, string $subject, array $entity, array $changed, array $detail ) use ( &$fired ): void {
		$fired[] = array( substr( $type, strlen( 'com.slotbridge.' ) ), $detail['kind'] ?? '', $subject, $entity, $changed, $detail );
	},
	10,
	5
);
// What a new request does not know, although it is the same process here.
$new_request = static function (): void {
	Members::forget_all();
	Names::forget();
	wp_cache_flush();
};
$batch = static function () use ( $new_request ): void {
	$new_request();
	update_option( MemberWatch::SOON, time() + 1, false ); // Not before the next minutes otherwise.
	( new MemberBatch() )->run( 30.0 );
};
$results = array();
foreach ( $scenarios as $name => $prepare ) {
	$wpdb->query( 'SAVEPOINT scenario' );
	foreach ( array( 'slotbridge_signals', 'slotbridge_team_labels' ) as $option ) {
		delete_option( $option );
	}
	wp_cache_flush();
	update_option( Triggers::OPTION, array(), false );
	[ $type, $kind ] = explode( ' ', $name, 2 ) + array( 1 => '' );
	$kind            = in_array( $kind, array( 'offering', 'module', 'page' ), true ) ? $kind : '';
	$act             = str_starts_with( $name, 'offering' ) || str_contains( $name, 'offering' ) || str_contains( $name, 'module' ) || str_starts_with( $name, 'community' )
		? ( AccessAllyStandInStorage::is_new() ? $prepare() : null ) : $prepare();
	Module::work_off();
	$batch(); // The first look at everybody.
	update_option( Triggers::OPTION, $types, false );
	$count = static function () use ( &$fired, $type, $kind ): int {
		return count( array_filter( $fired, static fn ( array $one ): bool => $type === $one[0] && ( '' === $kind || $kind === $one[1] ) ) );
	};
	$fired = array();
	$new_request();
	null === $act || $act();
	Module::work_off();
	$stage = $count() > 0 ? 'request' : '';
	foreach ( get_users( array( 'search' => 'ana', 'search_columns' => array( 'user_login' ), 'fields' => 'ID' ) ) as $ana ) {
		$new_request();
		Visit::check( (int) $ana );
		Module::work_off();
	}
	$stage = '' === $stage && $count() > 0 ? 'visit' : $stage;
	$batch();
	$stage = '' === $stage && $count() > 0 ? 'batch' : $stage;
	$batch(); // Nothing is told twice.
	$first            = array_values( array_filter( $fired, static fn ( array $one ): bool => $type === $one[0] && ( '' === $kind || $kind === $one[1] ) ) )[0] ?? null;
	$results[ $name ] = array( 'times' => $count(), 'stage' => $stage, 'first' => null === $first ? null : array( 'subject' => $first[2], 'entity' => $first[3], 'changed' => $first[4], 'detail' => $first[5] ) );
	$wpdb->query( 'ROLLBACK TO SAVEPOINT scenario' );
	wp_cache_flush();
}
return $results;
