<?php
/**
 * Keeps the groups that are made by the mapping in step: when the owner says so, when AccessAlly's offerings or Teams change, and once an hour.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

use SlotBridge\Calendars\Module as CalendarsModule;

final class GroupSync {

	public const HOOK = 'slotbridge_groups_in_step';

	/** What the owner's last change of the mapping did, so that it can be undone. */
	public const JOURNAL = 'slotbridge_group_mapping_last';

	/** Groups that one request writes at most; what is left is done a minute later. */
	private const MOST = 200;

	/** @var array<string, true> Sources that were deleted in this request. */
	private static array $gone = array();

	private static bool $is_wanted = false;

	/** Registers the hooks. */
	public static function register(): void {
		GroupSignals::register();
		add_action( self::HOOK, array( self::class, 'reconcile' ) );
		add_action( 'admin_init', array( self::class, 'schedule' ) ); // Not on every page: the choice is not loaded with the other options.
		add_action( 'shutdown', array( self::class, 'at_the_end' ), -10 ); // Before the groups are looked at for events.
		add_action( 'shutdown', array( self::class, 'at_the_end' ), PHP_INT_MAX - 10 ); // For what is only found out at the end of the request; before the events are sent.
	}

	/** Keeps the hourly look set while the mapping is on, and only then. */
	public static function schedule(): void {
		$next = wp_next_scheduled( self::HOOK );
		$on   = GroupMapping::read()->is_on();
		if ( $on && false === $next ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', self::HOOK );
		} elseif ( ! $on && false !== $next ) {
			self::unschedule();
		}
	}

	/** Stops the timer; for deactivation. */
	public static function unschedule(): void {
		wp_clear_scheduled_hook( self::HOOK );
	}

	/**
	 * Hooked to `slotbridge_trigger`: something happened to an offering or a Team.
	 *
	 * @param mixed $type    Event type.
	 * @param mixed $subject `offering/3` or `team/12`.
	 */
	public static function after_trigger( mixed $type, mixed $subject ): void {
		if ( ! is_string( $type ) || ! is_string( $subject ) || 1 !== preg_match( '/^com\.slotbridge\.(offering|team)\.(created|updated|deleted|renamed|emptied)$/D', $type, $found ) ) {
			return;
		}
		self::$is_wanted = true;
		if ( ! in_array( $found[2], array( 'deleted', 'emptied' ), true ) ) {
			return;
		}
		$id = substr( $subject, strlen( $found[1] ) + 1 );
		foreach ( MadeGroup::all() as $source => $group ) {
			if ( $group->kind === $found[1] && ( $group->id === $id || str_ends_with( $group->id, '_' . $id ) ) ) {
				self::$gone[ $source ] = true;
			}
		}
	}

	/** Has the groups looked at when the request ends. */
	public static function want(): void {
		self::$is_wanted = true;
	}

	/** Hooked to `shutdown`: many changes of one request are answered once. */
	public static function at_the_end(): void {
		if ( self::$is_wanted ) {
			self::reconcile(); // Cheap while the mapping is off.
		}
	}

	/** Brings all groups in step now. */
	public static function reconcile(): void {
		$mapping         = GroupMapping::read();
		$gone            = array_keys( self::$gone );
		self::$gone      = array();
		self::$is_wanted = false;
		$result          = self::carry_out( GroupPlan::make( $mapping, $gone ) );
		if ( array() !== $result['done'] ) {
			do_action( 'slotbridge_audit', 'groups-in-step', null, array_column( $result['done'], 'name' ), array( 'by' => 'mapping' ) );
		}
	}

	/**
	 * The owner's choice: stored, done, and noted so that it can be undone.
	 *
	 * @return array{done: list<array{action: string, source: string, term: int, name: string, before: array<string, mixed>|null}>, failed: list<array{name: string, reason: string}>, left: int}
	 */
	public static function choose( GroupMapping $mapping ): array {
		$before = GroupMapping::read();
		$mapping->save();
		$result = self::carry_out( GroupPlan::make( $mapping ) );
		update_option(
			self::JOURNAL,
			array(
				'at'      => time(),
				'mapping' => $before->to_array(),
				'done'    => $result['done'],
			),
			false
		);
		do_action( 'slotbridge_audit', 'group-mapping', $before->to_array(), $mapping->to_array(), array( 'groups' => array_column( $result['done'], 'name' ) ) );
		self::schedule();
		return $result;
	}

	/**
	 * @param list<array{action: string, source: string, source_name: string, term: int, from: string, fields: array<string, mixed>}> $steps Of GroupPlan.
	 * @return array{done: list<array{action: string, source: string, term: int, name: string, before: array<string, mixed>|null}>, failed: list<array{name: string, reason: string}>, left: int}
	 */
	private static function carry_out( array $steps ): array {
		$done   = array();
		$failed = array();
		foreach ( array_slice( $steps, 0, self::MOST ) as $step ) {
			$result = GroupWriter::write( $step );
			if ( is_wp_error( $result ) ) {
				$name     = $step['fields']['name'] ?? $step['from'];
				$failed[] = array(
					'name'   => is_string( $name ) ? $name : $step['source_name'],
					'reason' => $result->get_error_message(),
				);
			} else {
				$done[] = $result;
			}
		}
		$left = max( 0, count( $steps ) - self::MOST );
		if ( $left > 0 ) {
			wp_schedule_single_event( time() + MINUTE_IN_SECONDS, self::HOOK, array( 'again' ) );
		}
		if ( array() !== $done ) {
			CalendarsModule::look_at_all();
		}
		return array(
			'done'   => $done,
			'failed' => $failed,
			'left'   => $left,
		);
	}
}
