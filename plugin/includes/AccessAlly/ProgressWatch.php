<?php
/**
 * Sees progress: ProgressAlly tells nobody, so its table is read from where it was left, after a member's own clicks and in the scheduled check.
 *
 * Of two processes only one tells of a row; what one took and could not tell, because it died, is told after a minute.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Tick from Progress
 */
final class ProgressWatch {

	public const OPTION = 'slotbridge_progress_seen';

	/** Rows that are told of at once. */
	private const LOT = 500;

	/** Seconds after which rows that were taken and not told count as left behind. */
	private const LEFT_BEHIND = 60;

	private static bool $clicked = false;

	/** Registers the hooks. */
	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'before_ajax' ) );
	}

	/** ProgressAlly's own requests end the process, so only the end of it is sure to come after them. */
	public static function before_ajax(): void {
		$action        = wp_doing_ajax() && isset( $_REQUEST['action'] ) && is_string( $_REQUEST['action'] ) ? sanitize_key( $_REQUEST['action'] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only read to know whether to look; ProgressAlly checks its own nonce.
		self::$clicked = str_starts_with( $action, 'progressally_' );
	}

	public static function after_ajax(): void {
		if ( self::$clicked ) {
			self::$clicked = false;
			self::look();
		}
	}

	/** Tells of what is new in ProgressAlly's tables. The first look tells nobody anything. */
	public static function look(): void {
		if ( Progress::readable() ) {
			self::advance( 'progress', 'pa_user_progress', static function ( int $after, int $until ): void {
				array_map( array( ProgressNews::class, 'tell' ), Progress::ticks( $after, $until ) );
			} );
		}
		if ( Progress::logs_events() ) {
			self::advance( 'events', 'pa_event_log', static function ( int $after, int $until ): void {
				foreach ( Progress::events( $after, $until ) as $event ) {
					Signals::after_event( $event['user'], $event['event'] );
				}
			} );
		}
	}

	/**
	 * Takes the rows that came since last time and works them off.
	 *
	 * @param callable( int, int ): void $tell Tells of the rows after the first number, up to the second.
	 */
	private static function advance( string $name, string $table, callable $tell ): void {
		$option = new SharedOption( self::OPTION . "_$name" );
		$stored = $option->read();
		$newest = Progress::newest( $table );
		$taken  = is_int( $stored['taken'] ?? null ) ? $stored['taken'] : null;
		$told   = is_int( $stored['told'] ?? null ) ? $stored['told'] : 0;
		if ( null === $taken || $newest < $taken ) { // A first look, or the table was emptied.
			$option->swap( self::place( $newest, $newest ) );
			return;
		}
		$left_behind = $told < $taken && time() - ( is_int( $stored['at'] ?? null ) ? $stored['at'] : 0 ) >= self::LEFT_BEHIND;
		$from        = $left_behind ? $told : $taken;
		while ( $from < $newest ) {
			$until = min( $newest, $from + self::LOT );
			if ( ! $option->swap( self::place( $until, $from ) ) ) {
				return; // Another process is at it.
			}
			$tell( $from, $until );
			$option->swap( self::place( $until, $until ) );
			$from = $until;
		}
	}

	/** @return array{taken: int, told: int, at: int} */
	private static function place( int $taken, int $told ): array {
		return array(
			'taken' => $taken,
			'told'  => $told,
			'at'    => time(),
		);
	}
}
