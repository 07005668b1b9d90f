<?php
/**
 * Wires everything that SlotBridge adds to wp-admin.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\AccessAlly\TeamKeys;

final class Module {

	/** Registers the hooks; called once, at `plugins_loaded`. */
	public static function register(): void {
		TeamKeys::register();
		if ( ! is_admin() ) {
			return;
		}
		Menu::register();
		MainPage::register();
		CalendarEditor::register();
		CalendarsTable::register();
		CalendarStatusActions::register();
		CalendarMessages::register();
		GroupsTable::register();
		GroupForm::register();
		Styles::register();
		AddressNotice::register();
	}
}
