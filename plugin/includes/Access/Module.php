<?php
/**
 * Wires what decides and shows who may see what.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\Access\Groups\GroupSync;

final class Module {

	/** Registers everything; called once, at `plugins_loaded`. */
	public static function register(): void {
		VisibleUntil::register();
		NoStore::register();
		BlockVisibility::register();
		LatestPosts::register();
		BlockEditor::register();
		CalendarShortcode::register();
		SearchText::register();
		GroupSync::register();
	}
}
