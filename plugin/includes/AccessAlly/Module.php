<?php
/**
 * Wires the adapter into WordPress.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Module {

	/** Registers everything; called once, at `plugins_loaded`, whether AccessAlly is there or not. */
	public static function register(): void {
		Freshness::register();
		Heard::register();
		AccessRules::register();
		UserWatch::register();
		MemberWatch::register();
		OfferingWatch::register();
		TeamWatch::register();
		CloneWatch::register();
		ProgressWatch::register();
		Visit::register();
		( new MemberBatch() )->register();
		add_action( 'shutdown', array( self::class, 'work_off' ), 3 );
	}

	/**
	 * Looks at everything that a hook of this request pointed at. It happens by itself when a request ends; long-running code calls it in between.
	 */
	public static function work_off(): void {
		$parts = array(
			array( OfferingWatch::class, 'look' ), // First: what a member gained may be new itself.
			array( UserWatch::class, 'tell' ),
			array( MemberWatch::class, 'work_off' ),
			array( CloneWatch::class, 'tell' ),
			array( ProgressWatch::class, 'after_ajax' ),
		);
		foreach ( $parts as $part ) {
			try {
				call_user_func( $part );
			} catch ( \Throwable $thrown ) { // One part that fails does not keep the others from their work.
				wp_trigger_error( __METHOD__, $thrown->getMessage(), E_USER_WARNING );
			}
		}
	}
}
