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
	}
}
